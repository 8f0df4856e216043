"""Who is in the room, and whether that is a quorum."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Sum

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
    asked = from_data(meeting.rule).quorum if meeting.rule else None
    of = asked.of if asked else "seats"
    roll = Credential.objects.filter(meeting=meeting, state="accredited")
    there = roll.filter(id__in=_inside(None).filter(credential__meeting=meeting).values("credential_id"))
    whole, present = _count(roll, of), _count(there, of)
    needed = asked.for_call(meeting.call).least(whole) if asked else None
    return QuorumView(whole=whole, present=present, needed=needed, of=of)


def _inside(at: datetime | None) -> "QuerySet[Presence]":
    if at is None:
        return Presence.objects.filter(until=None)
    return Presence.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


def _count(credentials: "QuerySet[Credential]", of: str) -> int:
    if of == "votes":
        return int(credentials.aggregate(votes=Sum("weight"))["votes"] or 0)
    return credentials.count()
