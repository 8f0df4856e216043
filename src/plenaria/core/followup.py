"""What became of a clause: the states of a commitment, and when one is overdue (computed, never set).

An update is the owner's word on where things stand, so it may follow any other; only the body ends a commitment, by
noting that it is done, by declaring that it was not achieved, or by going on with it in a later resolution.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.states import Table, from_each

VISIBILITIES = ("public", "members", "owners")
"""Who sees a commitment and what was reported on it: everybody; who holds a role in the body; its owner and helpers."""

EVIDENCE = ("file", "photo", "link", "letter")
"""What shows that something was done."""

LIVE = ("no-word", "not-started", "begun", "well-advanced", "blocked", "reported-done")
"""The states in which the owner may still report."""

DONE = frozenset({"reported-done", "noted-done"})
SETTLED = frozenset({"reported-done", "noted-done", "declared-unachieved", "carried-on"})
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
        **from_each(LIVE, "carry-on", "carried-on"),
    },
)
"""no word → not started → begun → well advanced → reported done → noted done; blocked; declared unachieved; carried on
by a later resolution.

*Nothing new* is a word too: after silence it says that nothing has begun.
"""
OPEN = tuple(state for state in COMMITMENT.states if state not in SETTLED)
"""Something is still awaited from the owner. The states that are not settled, for a database finds those that it is
told, and reads all to find those that it is not."""


def overdue(state: str, due: date | None, today: date) -> bool:
    """Whether something is still awaited after its day; on the day itself it is not overdue yet."""
    return due is not None and today > due and state not in SETTLED


CORRECTABLE = timedelta(days=1)
"""How long whoever reported may take it back or say it otherwise, while nobody has reported after them."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role in a body today, under that title (language → words, or none)."""

    person: str
    title: Mapping[str, str] = field(default_factory=dict)


def heir(title: Mapping[str, str], holders: Sequence[Holder]) -> str | None:
    """Who inherits what the former holder of a role answered for: the one who holds it now.

    Of several that one whose office has the same title, in one language at least: an office is often named in one
    alone when it changes hands. Nobody where that doesn't tell either: people decide then.
    """
    same = [each for each in holders if title.items() & each.title.items()]
    left = {each.person for each in (same if title else holders)}
    if not left and len({each.person for each in holders}) == 1:
        left = {each.person for each in holders}
    return left.pop() if len(left) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is counted to see how far it came: ``target`` in units of ``unit``, both as people wrote them."""

    names: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    target: str = ""

    def share(self, value: str) -> float | None:
        """How much of the target a value is, from 0 to 1; nothing where there is no target to speak of."""
        if not self.target or not value or not Decimal(self.target):
            return None
        return float(min(max(Decimal(value) / Decimal(self.target), Decimal(0)), Decimal(1)))


_NUMBER = re.compile(r"[0-9]{1,12}([.,][0-9]{1,6})?")


def number_written(written: str) -> str | Refusal:
    """A number of an indicator as it is kept, with a decimal point; none stays none. Refused: ``number-unreadable``."""
    text = re.sub(r"[\s\u00a0\u202f']", "", written)
    if not text:
        return ""
    if not _NUMBER.fullmatch(text):
        return unacceptable("number-unreadable", number=written.strip()[:40])
    return text.replace(",", ".")
