"""A nomination: somebody put forward for an office or an event outside, from the proposal to the report afterwards.

1. Whoever is nominated is checked against the criteria of those who invite, and of the body itself: nobody is approved
   while a required one has no finding, or one that it is not met and not waived (``core.criteria``).
2. The body approves: by adopting the clause that nominates, or by a vote of its own on it.
3. Once approved, they get a mandate: a letter to whose office or event it is, or a paper that is handed to them.
4. A mandate ends with the report on what came of it.
5. Who declined, withdrew or was refused may be replaced; a clause that is adopted already approves nobody but whom it
   named, so that the other needs a vote of their own.
"""

from datetime import date

from plenaria.core.states import Table, from_each

NOMINATION = Table(
    "nomination",
    "proposed",
    {
        ("proposed", "approve"): "approved",
        ("proposed", "refuse"): "refused",
        ("approved", "send-mandate"): "mandated",
        **from_each(("proposed", "approved", "mandated"), "withdraw", "withdrawn"),
        **from_each(("approved", "mandated"), "report", "reported"),
        ("reported", "report"): "reported",
        ("reported", "note"): "noted",
    },
)
"""proposed → approved → mandated → reported → noted; refused by the body, or withdrawn by whoever is nominated."""

MANDATED = frozenset({"approved", "mandated"})
"""The states in which somebody speaks for the body, and has not reported yet."""


ENDED = frozenset({"refused", "withdrawn"})
"""The states in which somebody else may be put forward instead."""

HEARD = frozenset({"reported", "noted"})
"""The states in which a report is there."""


def report_overdue(state: str, last_day: date | None, today: date) -> bool:
    """Whether the event is over and nothing was heard of it; an office without an end is never overdue."""
    return state in MANDATED and last_day is not None and today > last_day
