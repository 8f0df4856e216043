"""What became of a clause: the states of a commitment, and when one is overdue (computed, never set).

An update is the owner's word on where things stand, so it may follow any other; only the body ends a commitment, by
noting that it is done or by declaring that it was not achieved.
"""

from datetime import date, timedelta

from plenaria.core.states import Table, from_each

LIVE = ("no-word", "not-started", "begun", "well-advanced", "blocked", "reported-done")
"""The states in which the owner may still report."""

DONE = frozenset({"reported-done", "noted-done"})
SETTLED = frozenset({"reported-done", "noted-done", "declared-unachieved"})
"""Nothing more is awaited from the owner."""

COMMITMENT = Table(
    "commitment",
    "no-word",
    {
        **from_each(LIVE, "report-not-started", "not-started"),
        **from_each(LIVE, "report-begun", "begun"),
        **from_each(LIVE, "report-well-advanced", "well-advanced"),
        **from_each(LIVE, "report-blocked", "blocked"),
        **from_each(LIVE, "report-done", "reported-done"),
        ("no-word", "report-nothing-new"): "not-started",
        **{(state, "report-nothing-new"): state for state in LIVE if state != "no-word"},
        ("reported-done", "note-done"): "noted-done",
        **from_each(LIVE, "declare-unachieved", "declared-unachieved"),
    },
)
"""no word → not started → begun → well advanced → reported done → noted done; blocked; declared unachieved.

*Nothing new* is a word too: after silence it says that nothing has begun.
"""


def overdue(state: str, due: date | None, today: date) -> bool:
    """Whether something is still awaited after its day; on the day itself it is not overdue yet."""
    return due is not None and today > due and state not in SETTLED


BEFORE = (30, 7, 0)
"""Days before the due day on which the owner is reminded."""
AGAIN_AFTER = timedelta(days=7)
"""How long after a missed due day, and again after that."""


def reminder_due(due: date | None, reminded_on: date | None, today: date) -> bool:
    """Whether the owner is to be reminded today of what is not settled: 30 and 7 days before, on the day, then weekly.

    A day on which no reminder went out is made up for within the six days that follow, not later: a plan that is
    confirmed late begins with its next reminder. ``reminded_on`` is the day of the last one.
    """
    if due is None:
        return False
    days = [due - timedelta(days=each) for each in BEFORE]
    if today > due:
        days.append(due + (today - due) // AGAIN_AFTER * AGAIN_AFTER)
    called_for = max((each for each in days if each <= today), default=None)
    if called_for is None or today - called_for >= AGAIN_AFTER:
        return False
    return reminded_on is None or reminded_on < called_for
