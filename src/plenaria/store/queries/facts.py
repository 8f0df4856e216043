"""What has become so, told in the order of the journal, for those who follow a meeting as it goes."""

from dataclasses import dataclass

from django.db.models import Max, QuerySet

from plenaria.core.journal.entry import read
from plenaria.store.models import Head, Leaf

VOTES = "vote-cast"
LISTED = "speaker-listed"
MOST = 5_000
"""Facts that are read at once; who is further behind reads again."""


@dataclass(frozen=True, slots=True)
class FactView:
    """An entry of the journal without what it says: its number, kind, subject, and the meeting that it belongs to."""

    number: int
    kind: str
    subject: str
    meeting: str
    by_table: bool = False
    """Whether a seat was put on the list of speakers by somebody else, so that its holder does not know of it yet."""


def last_number() -> int:
    """The number of the newest entry; -1 in an empty journal."""
    return Head.objects.values_list("size", flat=True).get(id=1) - 1


def facts_after(number: int, most: int = MOST) -> tuple[int, tuple[FactView, ...]]:
    """Up to which number was read, and the facts between, the oldest first, of all that belong to some meeting.

    Of the votes cast in a poll only the last is told: how many there were is told elsewhere, and a hall casts thousands
    in a second. Entries get their numbers in the order of their commits, so nothing appears later below what was read.
    """
    last = last_number()
    rows = Leaf.objects.filter(index__gt=number, index__lte=last).exclude(meeting_id="").order_by("index")
    told = rows.exclude(kind=VOTES).values_list("index", "kind", "subject", "meeting_id")[:most]
    by_table = _by_table(rows.filter(kind=LISTED))
    found = [FactView(*each, by_table=each[0] in by_table) for each in told]
    if len(found) == most:
        last = found[-1].number
    votes = rows.filter(kind=VOTES, index__lte=last).order_by().values_list("subject", "meeting_id")
    found += [FactView(at, VOTES, poll, meeting) for poll, meeting, at in votes.annotate(at=Max("index"))]
    return last, tuple(sorted(found, key=lambda each: each.number))


def _by_table(listed: QuerySet[Leaf]) -> set[int]:
    """The numbers of those of these entries whose actor is not the seat itself."""
    entries = {number: read(bytes(data)) for number, data in listed.values_list("index", "data")}
    return {number for number, entry in entries.items() if entry.actor != entry.data["credential"]}
