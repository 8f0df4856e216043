"""Meek's method: who is elected keeps just the quota."""

from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.meek import PRECISION, SCALE, count
from tests.core.voting.elections.making import election


def counted(given: Election, lot: tuple[int, ...] = ()) -> Count:
    made = count(given, lot=lot)
    assert isinstance(made, Count)
    return made


def test_a_surplus_flows_until_the_quota_remains() -> None:
    made = counted(election("ABCD", "12 A>B", "4 B", "6 C", "2 D>C", seats=2))
    first, second = made.rounds[:2]
    assert (first.quota, first.elected) == (8 * SCALE + 1, (1,))
    # A keeps two thirds of each vote; the rest makes B's 4 up to 8.
    assert second.about == (1,)
    assert abs(second.keep[0] - SCALE * 2 // 3) < PRECISION
    assert 0 <= second.votes[0] - second.quota < PRECISION  # type: ignore[operator]


def test_votes_that_nobody_can_use_lower_the_quota() -> None:
    made = counted(election("ABC", "12 A", "5 B", "4 C", seats=2))
    assert made.rounds[0].quota == 7 * SCALE + 1
    later = made.rounds[1]
    assert later.quota is not None and later.quota < 5 * SCALE
    assert later.elected == (2,)
    assert later.exhausted > 0


def test_an_excluded_candidate_keeps_nothing() -> None:
    made = counted(election("ABC", "4 A", "3 B", "2 C>B", seats=1))
    assert (made.rounds[1].action, made.rounds[1].about, made.rounds[1].keep) == ("exclusion", (3,), (SCALE, SCALE, 0))
    assert made.elected == (2,)


def test_as_many_candidates_as_seats_are_elected() -> None:
    made = counted(election("AB", "5 A", "1 B", seats=2))
    assert (made.elected, made.rounds[0].why) == ((1, 2), ("quota", "remaining"))


def test_a_tie_goes_to_the_lot() -> None:
    tied = election("ABC", "4 A", "3 B>A", "3 C>B", seats=1)
    assert counted(tied).elected == ()
    assert counted(tied, lot=(2, 3)).elected == (2,)
    assert counted(tied, lot=(3, 2)).elected == (1,)


def test_before_an_exclusion_the_surplus_is_below_a_millionth() -> None:
    made = counted(election("ABCDE", "10 A", "10 A>B", "7 C", "6 D>C", "1 B", "2 E>B", seats=2))
    settled, following = made.rounds[1:3]
    assert (settled.about, following.action) == ((1,), "exclusion")
    assert settled.iterations > 2
    assert 0 <= settled.votes[0] - (settled.quota or 0) < PRECISION
