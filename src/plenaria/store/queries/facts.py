"""What has become so, told in the order of the journal, for those who follow a meeting as it goes."""

from dataclasses import dataclass

from plenaria.store.models import Head, Leaf

MOST = 5_000
"""Facts that are read at once; who is further behind reads again."""


@dataclass(frozen=True, slots=True)
class FactView:
    """An entry of the journal without what it says: its number, kind, subject, and the meeting that it belongs to."""

    number: int
    kind: str
    subject: str
    meeting: str


def last_number() -> int:
    """The number of the newest entry; -1 in an empty journal."""
    return Head.objects.values_list("size", flat=True).get(id=1) - 1


def facts_after(number: int, *, meeting: str | None = None, most: int = MOST) -> tuple[FactView, ...]:
    """The facts after ``number``, the oldest first: of one meeting, or all that belong to some meeting.

    Entries get their numbers in the order of their commits, so nothing appears later below what was read.
    """
    rows = Leaf.objects.filter(index__gt=number)
    rows = rows.filter(meeting_id=meeting) if meeting else rows.exclude(meeting_id="")
    found = rows.order_by("index").values_list("index", "kind", "subject", "meeting_id")[:most]
    return tuple(FactView(*each) for each in found)
