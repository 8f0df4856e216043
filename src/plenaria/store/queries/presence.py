"""Who is in the room, and whether that is a quorum."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from plenaria.core.voting.rule import from_data
from plenaria.store.models import Credential, Meeting, Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumView:
    """What the quorum asks for and what is there, counted in ``of``: seats, or votes.

    ``whole`` are the accredited ones; ``needed`` is ``None`` where the rule knows no quorum or there is no rule yet.
    """

    whole: int
    present: int
    needed: int | None
    of: str = "seats"

    @property
    def met(self) -> bool:
        """Whether as many are there as are needed."""
        return self.needed is None or self.present >= self.needed


def present_count(meeting: str, at: datetime | None = None) -> int:
    """How many seats are in the room: now, or at a moment that has passed."""
    return _inside(at).filter(credential__meeting_id=meeting).values("credential_id").distinct().count()


def quorum(meeting: str) -> QuorumView:
    """The quorum at this moment, under the rule of the meeting and for its present call.

    Raises ``Meeting.DoesNotExist``.
    """
    return quorum_of(Meeting.objects.get(id=meeting))


def quorum_of(meeting: Meeting) -> QuorumView:
    """The same for a row that an action holds."""
    roll = Credential.objects.filter(meeting=meeting, state="accredited")
    there = roll.filter(id__in=_inside(None).filter(credential__meeting=meeting).values("credential_id"))
    return measured(meeting, _count(roll), _count(there))


@dataclass(frozen=True, slots=True)
class Seats:
    """So many seats, with so many votes between them."""

    number: int
    votes: int


def measured(meeting: Meeting, roll: Seats, there: Seats) -> QuorumView:
    """What the meeting's rule makes of that roll and of those who are in the room."""
    asked = from_data(meeting.rule).quorum if meeting.rule else None
    if asked is None:
        return QuorumView(whole=roll.number, present=there.number, needed=None)
    whole, present = (roll.votes, there.votes) if asked.of == "votes" else (roll.number, there.number)
    needed = asked.for_call(meeting.call).least(whole)
    return QuorumView(whole=whole, present=present, needed=needed, of=asked.of)


def _inside(at: datetime | None) -> "QuerySet[Presence]":
    if at is None:
        return Presence.objects.filter(until=None)
    return Presence.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


def _count(credentials: "QuerySet[Credential]") -> Seats:
    total = credentials.aggregate(number=Count("id"), votes=Sum("weight"))
    return Seats(total["number"], total["votes"] or 0)
