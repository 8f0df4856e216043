"""The database adds a roll up to the very tally that core makes of the same votes."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenaria.actions._roll import present_count, rolled_tally, turnout
from plenaria.core.refusal import Refusal
from plenaria.core.voting.tally import CHOICES, Roll, Tally, tally, together
from plenaria.store.models import Poll, Presence, RollSeat, Vote
from tests import builders
from tests.builders import AT

pytestmark = pytest.mark.django_db

SEATS = 5


@dataclass(frozen=True, slots=True)
class Seat:
    """What became of a seat in one poll: its place on the roll, its vote, and when it was in the room."""

    weight: int
    opening: bool
    held_by: int | None
    choice: str | None
    came: int | None
    """Hours after the opening; ``None`` where it never came."""
    stayed: int | None
    on_roll: bool


SEAT = st.builds(
    Seat,
    weight=st.integers(0, 10_000),
    opening=st.booleans(),
    held_by=st.none() | st.integers(0, SEATS - 1),
    choice=st.none() | st.sampled_from([*CHOICES, "maybe"]) | st.sampled_from(CHOICES),
    came=st.none() | st.sampled_from([0, 0, -1, 1]),
    stayed=st.none() | st.integers(0, 3),
    on_roll=st.sampled_from([True] * 9 + [False]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seats=st.lists(SEAT, min_size=SEATS, max_size=SEATS),
    hands=st.tuples(*[st.integers(-1, 2)] * 3),
    closed=st.booleans(),
    denominator=st.sampled_from([1, 20]),
)
def test_it_is_the_same_tally(
    world: tuple[str, list[str]], seats: list[Seat], hands: tuple[int, int, int], closed: bool, denominator: int
) -> None:
    poll_id, ids = world
    with transaction.atomic():
        poll = Poll.objects.select_related("meeting").get(id=poll_id)
        poll.denominator, poll.closed_at = denominator, AT if closed else None
        room = write(poll, ids, seats)
        there = {
            seat
            for seat, each in zip(ids, seats, strict=True)
            if each.on_roll and (seat in room or (each.held_by is not None and ids[each.held_by] in room))
        }
        expected = by_core(ids, seats, there, hands, denominator)
        in_favour, against, abstaining = hands
        found = rolled_tally(poll, in_favour=in_favour, against=against, abstaining=abstaining)
        if isinstance(expected, Refusal):
            assert isinstance(found, Refusal)
            assert {found.code, expected.code} <= {"seat-not-on-roll", "choice-unknown"} or found == expected
        else:
            assert isinstance(found, Tally)
            assert found == expected
            assert present_count(poll) == expected.present
            assert turnout(poll).present_votes == expected.present_votes
        transaction.set_rollback(True)


def by_core(
    ids: list[str], seats: list[Seat], there: set[str], hands: tuple[int, int, int], denominator: int
) -> Tally | Refusal:
    on_roll = {seat: each for seat, each in zip(ids, seats, strict=True) if each.on_roll}
    votes = {seat: each.choice for seat, each in zip(ids, seats, strict=True) if each.choice is not None}
    roll = Roll({seat: each.weight for seat, each in on_roll.items()}, denominator)
    opening = {seat for seat, each in on_roll.items() if each.opening}
    named = tally(votes, roll, present=there, opening=opening)
    in_favour, against, abstaining = hands
    if isinstance(named, Refusal):
        return named
    return together(named, in_favour=in_favour, against=against, abstaining=abstaining)


def write(poll: Poll, ids: list[str], seats: list[Seat]) -> set[str]:
    """The rows of that poll; the seats that are in the room at its close, or now where it is open."""
    room = set()
    for number, (seat, each) in enumerate(zip(ids, seats, strict=True)):
        if each.on_roll:
            holder = None if each.held_by is None else ids[each.held_by]
            RollSeat.objects.create(
                poll=poll, credential_id=seat, weight=each.weight, present=each.opening, held_by_id=holder
            )
        if each.choice is not None:
            # An earlier vote that was changed counts for nothing.
            Vote.objects.create(
                poll=poll, credential_id=seat, choice="against", key="k1", at=AT, leaf=number, current=False
            )
            Vote.objects.create(poll=poll, credential_id=seat, choice=each.choice, key="k2", at=AT, leaf=number)
        if each.came is not None:
            since = AT + timedelta(hours=each.came)
            until = None if each.stayed is None else since + timedelta(hours=each.stayed)
            Presence.objects.create(credential_id=seat, since=since, until=until)
            then = since <= AT and (until is None or until > AT)
            if then if poll.closed_at else until is None:
                room.add(seat)
    return room


@pytest.fixture
def world() -> tuple[str, list[str]]:
    """A poll whose roll is still empty, and the seats of its meeting, of which none was ever in the room."""
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary"), seats=SEATS)
    Presence.objects.all().delete()
    return builders.prepared_poll(sitting), list(sitting.credentials)
