"""The roll-call of a vote as it is handed out to be counted again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenaria.core.polls import BY_NAME
from plenaria.store.models import Poll, Presence, RollSeat, Vote
from plenaria.store.prepared import prepared
from plenaria.store.queries.publication import Naming


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCallLine:
    """A seat of the frozen roll: what it answered, whether it was there, and who held its mandate.

    ``choice`` is empty where it did not vote. ``there`` is at the close: in the room, represented, or voted.
    """

    seat: int
    names: Mapping[str, str]
    votes: Fraction
    choice: str
    opening: bool
    there: bool
    through: int | None
    """The number of the seat that held its mandate."""


def can_be_counted_again(poll_id: str) -> bool:
    """Whether the roll-call of a vote gives its whole result: a motion that was decided by named votes alone."""
    return bool(_by_name_alone(poll_id))


@prepared
def _by_name_alone(poll: str) -> QuerySet[Poll, str]:
    rows = Poll.objects.filter(id=poll, state="declared", method__in=BY_NAME, question__election__isnull=True)
    return rows.filter(counts=None, papers=None).values_list("id", flat=True)


def roll_call_lines(poll_id: str, naming: Naming) -> Iterator[RollCallLine]:
    """Every seat of the roll, by number, named as whoever asks may read it."""
    poll = Poll.objects.get(id=poll_id)
    at = poll.closed_at
    inside = Presence.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at)
    vote = Vote.objects.filter(poll=poll, credential=OuterRef("credential"), current=True)
    rows = (
        RollSeat.objects.filter(poll=poll)
        .annotate(choice=vote.values("choice")[:1])
        .annotate(own=Exists(inside.filter(credential=OuterRef("credential"))))
        .annotate(represented=Exists(inside.filter(credential=OuterRef("held_by"))))
        .order_by("credential__seat")
        .values_list(
            "credential__seat",
            "credential__person__names",
            "credential__person__consent",
            "credential__delegation__names",
            "weight",
            "choice",
            "present",
            "own",
            "represented",
            "held_by__seat",
        )
    )
    for seat, names, consent, of, weight, choice, opening, own, represented, through in rows:
        yield RollCallLine(
            seat=seat,
            names=naming.name("delegates", names, consent, delegation=of, seat=seat),
            votes=Fraction(weight, poll.denominator),
            choice=choice or "",
            opening=opening,
            there=bool(choice or own or represented),
            through=through,
        )
