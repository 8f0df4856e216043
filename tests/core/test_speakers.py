"""The list of speakers: each order is fair, keeps who asked first before who asked later, and loses nobody."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.refusal import conflict, unacceptable
from plenaria.core.speakers import ORDERS, Clock, Debate, Held, Wish, debate, may_ask, ordered

AT = datetime(2026, 5, 9, 14, 3, tzinfo=UTC)

SEATS = [(f"s{number}", ("", "north", "south", "west")[number % 4]) for number in range(12)]
seats = st.sampled_from(SEATS)
sides = st.sampled_from(("for", "against"))


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[Wish], list[Held]]:
    """Some wishes in whatever order, each seat once, and speeches that were made before."""
    asking = draw(st.lists(seats, unique=True))
    forms = ("speech", "speech", "speech", "reply", "point-of-order")
    wishes = [
        Wish(
            id=f"w{seat}",
            seat=seat,
            delegation=delegation,
            place=place,
            form=draw(st.sampled_from(forms)),
            side=draw(sides),
        )
        for place, (seat, delegation) in enumerate(asking)
    ]
    held = [Held(seat, delegation, draw(sides)) for seat, delegation in draw(st.lists(seats, max_size=8))]
    return draw(st.permutations(wishes)), held


def speeches(wishes: tuple[Wish, ...]) -> list[Wish]:
    return [each for each in wishes if each.form == "speech"]


@pytest.mark.parametrize("order", ORDERS)
@given(lists(), st.lists(st.tuples(st.sampled_from(SEATS), st.sampled_from(SEATS)), max_size=6))
def test_nobody_is_lost_and_nobody_twice(
    order: str, given_list: tuple[list[Wish], list[Held]], pairs: list[tuple[tuple[str, str], tuple[str, str]]]
) -> None:
    wishes, held = given_list
    moved = [(f"w{one}", f"w{other}") for (one, _), (other, _) in pairs]
    found = ordered(wishes, order, held, moved)
    assert sorted(found, key=lambda each: each.id) == sorted(wishes, key=lambda each: each.id)


@pytest.mark.parametrize("order", ORDERS)
@given(lists())
def test_points_of_order_come_first_then_replies_each_as_asked(
    order: str, given_list: tuple[list[Wish], list[Held]]
) -> None:
    wishes, held = given_list
    ranks = [("point-of-order", "reply", "speech").index(each.form) for each in ordered(wishes, order, held)]
    assert ranks == sorted(ranks)
    urgent = [each for each in ordered(wishes, order, held) if each.form != "speech"]
    assert all(one.place < other.place for one, other in pairwise(urgent) if one.form == other.form)


@pytest.mark.parametrize("order", ORDERS)
@given(lists())
def test_what_is_shown_is_what_is_called(order: str, given_list: tuple[list[Wish], list[Held]]) -> None:
    """Once the first has spoken, the others stand as they stood."""
    wishes, held = given_list
    shown = ordered(wishes, order, held)
    while shown:
        first, *rest = shown
        wishes = [each for each in wishes if each != first]
        held = [*held, Held(first.seat, first.delegation, first.side)] if first.form == "speech" else held
        shown = ordered(wishes, order, held)
        assert list(shown) == rest


@given(lists())
def test_as_asked(given_list: tuple[list[Wish], list[Held]]) -> None:
    found = speeches(ordered(*swapped(given_list, "as-asked")))
    assert found == sorted(found, key=lambda each: each.place)


@given(lists())
def test_whoever_has_spoken_less_comes_first_and_equals_as_asked(given_list: tuple[list[Wish], list[Held]]) -> None:
    wishes, held = given_list
    found = speeches(ordered(wishes, "first-time", held))
    keys = [(sum(each.seat == wish.seat for each in held), wish.place) for wish in found]
    assert keys == sorted(keys)


@given(lists())
def test_no_side_speaks_twice_while_the_other_waits(given_list: tuple[list[Wish], list[Held]]) -> None:
    wishes, held = given_list
    found = speeches(ordered(wishes, "sides", held))
    spoken = [*(each.side for each in held[-1:]), *(each.side for each in found)]
    for at, side in enumerate(spoken[1:], 1):
        if side == spoken[at - 1]:
            assert set(spoken[at:]) == {side}
    for side in ("for", "against"):
        theirs = [each for each in found if each.side == side]
        assert theirs == sorted(theirs, key=lambda each: each.place)


@given(lists())
def test_no_delegation_speaks_while_one_that_spoke_less_waits(given_list: tuple[list[Wish], list[Held]]) -> None:
    wishes, held = given_list
    found = speeches(ordered(wishes, "delegations", held))
    counts = dict.fromkeys([*(each.group for each in held), *(each.group for each in found)], 0)
    for made in held:
        counts[made.group] += 1
    for at, each in enumerate(found):
        assert all(counts[each.group] <= counts[later.group] for later in found[at:])
        counts[each.group] += 1
    for group in counts:
        theirs = [each for each in found if each.group == group]
        assert theirs == sorted(theirs, key=lambda each: each.place)


@given(lists(), st.data())
def test_one_is_put_right_before_another_and_the_rest_stay(
    given_list: tuple[list[Wish], list[Held]], data: st.DataObject
) -> None:
    wishes, held = given_list
    before = speeches(ordered(wishes, "as-asked", held))
    if len(before) < 2:
        return
    later = data.draw(st.integers(1, len(before) - 1))
    earlier = data.draw(st.integers(0, later - 1))
    moved = [(before[later].id, before[earlier].id)]
    after = speeches(ordered(wishes, "as-asked", held, moved))
    assert after.index(before[later]) + 1 == after.index(before[earlier])
    assert [each for each in after if each != before[later]] == [each for each in before if each != before[later]]
    # Whoever was passed over has left: the one who passed stands where the rule puts them.
    left = [each for each in wishes if each != before[earlier]]
    assert ordered(left, "as-asked", held, moved) == ordered(left, "as-asked", held)


def swapped(given_list: tuple[list[Wish], list[Held]], order: str) -> tuple[list[Wish], str, list[Held]]:
    return given_list[0], order, given_list[1]


# Asking


def asked(seat: str = "s1", *, form: str = "speech", delegation: str = "north", side: str = "") -> Wish:
    return Wish(id=seat, seat=seat, place=1, form=form, delegation=delegation, side=side)


def refused(wish: Wish, rule: Debate | None = None, **there: object) -> object:
    given = {"closed": False, "waiting": (), "held": (), **there}
    return may_ask(wish, rule or Debate(), **given)  # type: ignore[arg-type] # as each test says


def test_a_seat_asks_once_at_a_time_for_each_form() -> None:
    assert refused(asked(), waiting=[asked()]) == conflict("already-listed")
    assert refused(asked(), waiting=[asked("s2"), asked(form="point-of-order")]) is None


def test_a_closed_list_takes_points_of_order_and_replies() -> None:
    assert refused(asked(), closed=True) == conflict("speakers-closed")
    assert [refused(asked(form=form), closed=True) for form in ("point-of-order", "reply")] == [None, None]


def test_sides_are_stated_where_they_take_turns() -> None:
    assert refused(asked(), Debate(order="sides")) == unacceptable("side-missing")
    assert refused(asked(side="against"), Debate(order="sides")) is None


def test_speeches_are_limited_by_person_and_by_delegation() -> None:
    once = Debate(by_person=1, by_delegation=2)
    assert refused(asked(), once, held=[Held("s1", "north")]) == conflict("speeches-spent", limit=1)
    assert refused(asked(), once, held=[Held("s2", "north")], waiting=[asked("s3")]) == conflict(
        "delegation-spent", limit=2
    )
    assert refused(asked(), once, held=[Held("s2", "north")], waiting=[asked("s3", form="reply")]) is None
    # Who belongs to no delegation is limited as a person alone.
    alone = asked(delegation="")
    assert refused(alone, Debate(by_delegation=1), held=[Held("s1"), Held("s3")]) is None


# The debate


def test_what_is_laid_down_is_read_back() -> None:
    for rule in (Debate(), Debate(order="sides", speech=0, by_person=2, by_itself=True)):
        assert debate(rule.to_data()) == rule
    assert debate({}) == Debate()
    assert debate({"order": "loudest"}) == unacceptable("speakers-order-unknown")
    assert debate({"speech": -1}) == unacceptable("speaking-time-unfit", limit=360)
    assert debate({"by_person": 100}) == unacceptable("speeches-unfit", limit=99)


# The clock


def test_a_clock_runs_from_the_call() -> None:
    clock = Clock(180, 0, AT)
    assert clock.until == AT + timedelta(seconds=180)
    assert clock.spoken(AT + timedelta(seconds=20, milliseconds=5)) == 20_005
    assert Clock(0, 0, AT).until is None


def test_a_clock_that_was_paused_goes_on_with_what_was_left() -> None:
    paused = Clock(180, 20_000, None)
    assert (paused.until, paused.since, paused.spoken(AT)) == (None, None, 20_000)
    again = Clock(180, 20_000, AT)
    assert (again.until, again.since) == (AT + timedelta(seconds=160), AT - timedelta(seconds=20))


def test_a_clock_that_was_set_back_takes_nothing_away() -> None:
    assert Clock(180, 20_000, AT).spoken(AT - timedelta(hours=1)) == 20_000
