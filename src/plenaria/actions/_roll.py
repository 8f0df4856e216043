"""The roll of a poll: who may vote with how many votes, who was there, and what their votes come to."""

from datetime import datetime
from fractions import Fraction

from django.db.models import Q

from plenaria.core.refusal import Refusal, conflict
from plenaria.core.voting import rule as rules
from plenaria.core.voting import tally as tallies
from plenaria.core.voting.tally import Tally, plain
from plenaria.store import models


def freeze_roll(poll: models.Poll) -> list[models.RollSeat]:
    """Write down every accredited seat of the meeting, with its votes and whether it is in the room.

    The poll's ``denominator`` is set, and left to the caller to save.
    """
    present = _in_the_room(poll.meeting)
    roll = _roll(poll)
    poll.denominator = roll.denominator
    seats = [
        models.RollSeat(poll=poll, credential_id=seat, weight=units, present=seat in present)
        for seat, units in roll.units.items()
    ]
    return models.RollSeat.objects.bulk_create(seats)


def _roll(poll: models.Poll) -> tallies.Roll[str]:
    """The accredited seats, with the votes that the poll's rule gives them."""
    accredited = poll.meeting.credentials.filter(state="accredited")
    if poll.rule["weights"] == "one":
        return tallies.one_each(list(accredited.values_list("id", flat=True)))
    roll = tallies.weighted(dict(accredited.values_list("id", "weight")))
    assert not isinstance(roll, Refusal)  # an invitation takes nothing else
    return roll


def quorum_missing(poll: models.Poll) -> Refusal | None:
    """Why the poll can't be opened for want of people, if so."""
    roll = _roll(poll)
    weights = roll.units
    if not weights:
        return conflict("roll-empty")
    quorum = rules.from_data(poll.rule).quorum
    if quorum is None or "opening" not in quorum.at:
        return None
    present = _in_the_room(poll.meeting) & weights.keys()
    by_seats = quorum.of == "seats"
    bar = quorum.for_call(poll.meeting.call)
    needed = bar.least(len(weights) if by_seats else sum(weights.values()))
    if isinstance(bar, rules.Number) and not by_seats:
        needed *= roll.denominator
    there = len(present) if by_seats else sum(weights[each] for each in present)
    if there >= needed:
        return None
    parts = 1 if by_seats else roll.denominator
    return conflict("no-quorum", needed=plain(Fraction(needed, parts)), present=plain(Fraction(there, parts)))


def present_of(poll: models.Poll) -> set[str]:
    """The seats of the roll that were in the room at the close, or, before it, are in the room now; or have voted.

    Whoever comes or leaves between the close and the declaration changes nothing.
    """
    roll = set(poll.roll.values_list("credential_id", flat=True))
    voted = set(poll.votes.filter(current=True).values_list("credential_id", flat=True))
    return (_in_the_room(poll.meeting, poll.closed_at) & roll) | voted


def rolled_tally(
    poll: models.Poll, present: set[str], *, in_favour: int, against: int, abstaining: int
) -> Tally | Refusal:
    """Named votes by their weights, and counted hands beside them, checked against the roll."""
    seats = list(poll.roll.values_list("credential_id", "weight", "present"))
    roll = tallies.Roll({seat: weight for seat, weight, _ in seats}, poll.denominator)
    votes = dict(poll.votes.filter(current=True).values_list("credential_id", "choice"))
    named = tallies.tally(votes, roll, present=present, opening={seat for seat, _, there in seats if there})
    if isinstance(named, Refusal):
        return named
    return tallies.together(named, in_favour=in_favour, against=against, abstaining=abstaining)


def _in_the_room(meeting: models.Meeting, at: datetime | None = None) -> set[str]:
    """The seats that are in the room, or were at that moment."""
    there = Q(until=None) if at is None else Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
    return set(
        models.Presence.objects.filter(there, credential__meeting=meeting).values_list("credential_id", flat=True)
    )
