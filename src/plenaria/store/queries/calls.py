"""The roll as it is called: whose turn it is, who was not there, and what the clerk has entered.

1. Every seat is called once, in the order that was drawn; those who were not there are called a second time at the end.
2. Whoever has answered by phone is not called. What they said is theirs until the close: only that they voted is told.
"""

from dataclasses import dataclass
from fractions import Fraction

from plenaria.store.models import Poll
from plenaria.store.queries.presence import in_room

CALLS = 2
"""How often a seat is called."""

ENTERED = "call-"
"""How the keys of the clerk's entries begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledSeat:
    """A seat of the roll. ``answer`` is what the clerk entered for it; ``calls`` how often it was called in vain.

    ``held_by`` names whoever votes for it, where it is represented; ``here`` whether either of them is in the room.
    """

    id: str
    seat: int
    names: dict[str, str]
    delegation_names: dict[str, str]
    weight: Fraction
    held_by: dict[str, str]
    here: bool
    answered: bool
    answer: str
    calls: int


@dataclass(frozen=True, slots=True)
class Call:
    """All seats of a roll in the order in which they are called."""

    seats: tuple[CalledSeat, ...]

    @property
    def turn(self) -> CalledSeat | None:
        """Whose turn it is; nobody's when all have answered or were called as often as they are."""
        return next(iter(self._waiting()), None)

    @property
    def following(self) -> CalledSeat | None:
        """Who comes after that."""
        return next(iter(self._waiting()[1:]), None)

    @property
    def number(self) -> int:
        """Which call it is, from 1."""
        turn = self.turn
        return CALLS if turn is None else turn.calls + 1

    @property
    def done(self) -> int:
        """How many have answered, or were called in vain."""
        return sum(each.answered or each.calls > 0 for each in self.seats)

    def find(self, seat: str) -> CalledSeat | None:
        """One seat of the roll."""
        return next((each for each in self.seats if each.id == seat), None)

    def before(self, seat: CalledSeat) -> CalledSeat | None:
        """The seat that was called before that one."""
        place = self.seats.index(seat)
        return self.seats[place - 1] if place else None

    def _waiting(self) -> list[CalledSeat]:
        open_ones = [each for each in self.seats if not each.answered and each.calls < CALLS]
        return sorted(open_ones, key=lambda each: each.calls)


def call(poll_id: str) -> Call:
    """The roll of a poll in the order that was drawn, by number where none was. Empty before it is open."""
    row = Poll.objects.filter(id=poll_id).first()
    if row is None:
        return Call(())
    votes = {
        seat: (choice, key.startswith(ENTERED))
        for seat, choice, key in row.votes.filter(current=True).values_list("credential_id", "choice", "key")
    }
    places = {seat: place for place, seat in enumerate(row.order)}
    roll = row.roll.select_related("credential__person", "credential__delegation", "held_by__person")
    room = in_room(row.roll.values_list("credential_id", flat=True))
    seats = [
        CalledSeat(
            id=each.credential_id,
            seat=each.credential.seat,
            names=each.credential.person.names,
            delegation_names=each.credential.delegation.names if each.credential.delegation else {},
            weight=Fraction(each.weight, row.denominator),
            held_by=each.held_by.person.names if each.held_by else {},
            here=bool({each.credential_id, each.held_by_id} & room),
            answered=each.credential_id in votes,
            answer=votes[each.credential_id][0] if votes.get(each.credential_id, ("", False))[1] else "",
            calls=len(each.unanswered),
        )
        for each in roll
    ]
    return Call(tuple(sorted(seats, key=lambda each: (places.get(each.id, 0), each.seat))))
