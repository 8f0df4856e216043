"""The roll of a poll: who may vote with how many votes, who was there, and what their votes come to.

1. A seat is there when it is in the room, or when the seat that holds its proxy is.
2. A proxy counts under the rule of the poll: where it allows none the seats represented are on the roll and not there.
3. The roll is frozen with its proxies at the opening; whoever comes later votes themselves from the next poll on.
"""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import BooleanField, Case, Count, FilteredRelation, Q, QuerySet, Sum, Value, When

from plenaria.core.journal.canonical import GREATEST
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.voting import rule as rules
from plenaria.core.voting import tally as tallies
from plenaria.core.voting.quorum import attendance
from plenaria.core.voting.tally import CHOICES, Tally, plain
from plenaria.store import models
from plenaria.store.queries.proxies import mandates, over_the_limit


def freeze_roll(poll: models.Poll) -> list[models.RollSeat]:
    """Write down every accredited seat of the meeting: its votes, who holds its proxy, and whether it is there.

    The poll's ``denominator`` is set, and left to the caller to save.
    """
    held = _held(poll)
    there = _there(poll.meeting, held)
    roll = _roll(poll)
    poll.denominator = roll.denominator
    seats = [
        models.RollSeat(poll=poll, credential_id=seat, held_by_id=held.get(seat), weight=units, present=seat in there)
        for seat, units in roll.units.items()
    ]
    return models.RollSeat.objects.bulk_create(seats)


def roll_unfit(poll: models.Poll) -> Refusal | None:
    """Why the poll can't be opened with this roll, if so: ``roll-empty``, ``weight-not-whole`` (seat, weight),
    ``roll-too-fine``, ``proxies-too-many`` (seat, held, limit), ``no-quorum`` or ``no-quorum-of-votes`` (needed,
    present).
    """
    rule, roll = rules.from_data(poll.rule), _roll(poll)
    if not roll.units:
        return conflict("roll-empty")
    if rule.weights == "delegation" and roll.denominator != 1:
        return _broken_votes(poll.meeting)
    if max(roll.denominator, sum(roll.units.values())) > GREATEST:
        return conflict("roll-too-fine")
    held = _held(poll)
    if too_many := over_the_limit(held, rule.proxies):
        seat, count = too_many
        number = poll.meeting.credentials.values_list("seat", flat=True).get(id=seat)
        return conflict("proxies-too-many", seat=number, held=count, limit=rule.proxies or 0)
    if rule.quorum is None or "opening" not in rule.quorum.at:
        return None
    found = attendance(rule, roll, _there(poll.meeting, held), poll.meeting.call)
    return None if found.met else no_quorum(found.of, found.needed or 0, found.present)


def no_quorum(of: str, needed: Fraction | int, present: Fraction | int) -> Refusal:
    """The refusal for want of seats or of votes."""
    code = "no-quorum" if of == "seats" else "no-quorum-of-votes"
    return conflict(code, needed=plain(needed), present=plain(present))


def present_count(poll: models.Poll) -> int:
    """How many seats of the roll were there at the close, or, before it, are there now; or have voted.

    Whoever comes or leaves between the close and the declaration changes nothing.
    """
    return _answered(poll).filter(there=True).count()


def rolled_tally(
    poll: models.Poll, *, in_favour: int, against: int, abstaining: int, invalid: int = 0
) -> Tally | Refusal:
    """Named votes by their weights, and counted hands or papers beside them, checked against the roll.

    The database adds them up, in one pass over the roll: memory doesn't grow with it. The same as ``core.voting.tally``
    makes of the same votes, and refused like there.
    """
    groups = list(_answered(poll).values_list("vote__choice", "there", "present").annotate(Count("id"), Sum("weight")))
    named = sum(seats for choice, _, _, seats, _ in groups if choice is not None)
    odd = {choice for choice, *_ in groups} - {None, *CHOICES}
    if odd or named != poll.votes.filter(current=True).count():
        return _uncountable(poll)
    tally = Tally(
        in_favour=_total(units for choice, _, _, _, units in groups if choice == "for"),
        against=_total(units for choice, _, _, _, units in groups if choice == "against"),
        abstaining=_total(units for choice, _, _, _, units in groups if choice == "abstain"),
        present=_total(seats for _, there, _, seats, _ in groups if there),
        roll=_total(seats for *_, seats, _ in groups),
        opening=_total(seats for _, _, opening, seats, _ in groups if opening),
        present_votes=_total(units for _, there, _, _, units in groups if there),
        roll_votes=_total(units for *_, units in groups),
        opening_votes=_total(units for _, _, opening, _, units in groups if opening),
        denominator=poll.denominator,
    )
    return tallies.together(tally, in_favour=in_favour, against=against, abstaining=abstaining, invalid=invalid)


def _total(numbers: Iterable[int]) -> int:
    return sum(numbers)


def _roll(poll: models.Poll) -> tallies.Roll[str]:
    """The accredited seats, with the votes that the poll's rule gives them."""
    accredited = poll.meeting.credentials.filter(state="accredited")
    if poll.rule["weights"] == "one":
        return tallies.one_each(list(accredited.values_list("id", flat=True)))
    roll = tallies.weighted(dict(accredited.values_list("id", "weight")))
    assert not isinstance(roll, Refusal)  # a credential takes nothing else
    return roll


def _broken_votes(meeting: models.Meeting) -> Refusal:
    """The first seat whose votes are no whole number."""
    seats = meeting.credentials.filter(state="accredited").order_by("seat").values_list("seat", "weight")
    seat, weight = next((seat, weight) for seat, weight in seats if tallies.exact(weight).denominator != 1)
    return conflict("weight-not-whole", seat=seat, votes=plain(tallies.exact(weight)))


def _held(poll: models.Poll) -> dict[str, str]:
    """Giver → holder of the proxies that count under the poll's rule."""
    return {} if rules.from_data(poll.rule).proxies == 0 else mandates(poll.meeting_id)


def _there(meeting: models.Meeting, held: dict[str, str]) -> set[str]:
    """The seats that are in the room now, or represented by one that is."""
    room = set(_in_the_room(meeting).values_list("credential_id", flat=True))
    return room | {giver for giver, holder in held.items() if holder in room}


def _answered(poll: models.Poll) -> "QuerySet[Any]":
    """The roll with each seat's current vote, and whether it is ``there``: in the room, represented, or has voted."""
    room = _in_the_room(poll.meeting, poll.closed_at).values("credential_id")
    voted = Q(credential__votes__poll=poll.id, credential__votes__current=True)
    there = Q(vote__isnull=False) | Q(credential__in=room) | Q(held_by__in=room)
    return poll.roll.annotate(vote=FilteredRelation("credential__votes", condition=voted)).annotate(
        there=Case(When(there, then=Value(True)), default=Value(False), output_field=BooleanField())
    )


def _uncountable(poll: models.Poll) -> Refusal:
    """The vote that can't be counted: of a seat that is not on the roll, or for something else."""
    votes = poll.votes.filter(current=True).order_by("credential_id")
    stranger = votes.exclude(credential__in=poll.roll.values("credential_id")).first()
    if stranger is not None:
        return unacceptable("seat-not-on-roll", seat=stranger.credential_id)
    odd = votes.exclude(choice__in=CHOICES)[0]
    return unacceptable("choice-unknown", seat=odd.credential_id, choice=odd.choice)


def _in_the_room(meeting: models.Meeting, at: datetime | None = None) -> "QuerySet[models.Presence]":
    """The presences of those who are in the room, or were at that moment."""
    there = Q(until=None) if at is None else Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
    return models.Presence.objects.filter(there, credential__meeting=meeting)
