"""Who is in the room, and whether that is a quorum."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import Q, QuerySet

from plenaria.core.voting.rule import ORDINARY, Share, from_data
from plenaria.core.voting.tally import exact
from plenaria.store.models import Credential, Meeting, Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumView:
    """What the quorum asks for and what is there, counted in ``of``: seats, or votes (exact).

    ``whole`` are the accredited ones; ``needed`` is ``None`` where the rule knows no quorum or there is no rule yet.
    """

    whole: int | Fraction
    present: int | Fraction
    needed: int | Fraction | None
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
    votes: Fraction

    @classmethod
    def of(cls, weights: Iterable[str]) -> "Seats":
        """Seats with these votes each, as they are written."""
        votes = [exact(each) for each in weights]
        return cls(len(votes), sum(votes, Fraction()))


def measured(meeting: Meeting, roll: Seats, there: Seats) -> QuorumView:
    """What the meeting's rule makes of that roll and of those who are in the room."""
    rule = from_data(meeting.rules[ORDINARY]) if meeting.rules else None
    if rule is None or rule.quorum is None:
        return QuorumView(whole=roll.number, present=there.number, needed=None)
    bar = rule.quorum.for_call(meeting.call)
    if rule.quorum.of == "seats" or rule.weights == "one":
        return QuorumView(whole=roll.number, present=there.number, needed=bar.least(roll.number), of=rule.quorum.of)
    parts = roll.votes.denominator
    needed = Fraction(bar.least(roll.votes.numerator), parts) if isinstance(bar, Share) else bar.number
    return QuorumView(whole=roll.votes, present=there.votes, needed=needed, of="votes")


def _inside(at: datetime | None) -> "QuerySet[Presence]":
    if at is None:
        return Presence.objects.filter(until=None)
    return Presence.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


def _count(credentials: "QuerySet[Credential]") -> Seats:
    return Seats.of(credentials.values_list("weight", flat=True))
