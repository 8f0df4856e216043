"""Majority in rounds, with every runoff rule."""

import pytest

from plenaria.core.refusal import unacceptable
from plenaria.core.voting.elections.count import Count, Tie
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.rounds import Runoff, count
from tests.core.voting.elections.making import election


def counted(*ballots: Election, rule: Runoff | None = None, lot: tuple[int, ...] = ()) -> Count:
    made = count(ballots, rule=rule or Runoff(), lot=lot)
    assert isinstance(made, Count)
    return made


@pytest.mark.parametrize(("votes", "elected", "going_on"), [(9, (), (1, 2)), (10, (), (1, 2)), (11, (1,), ())])
def test_more_than_half_elects_at_once(votes: int, elected: tuple[int, ...], going_on: tuple[int, ...]) -> None:
    made = counted(election("ABC", f"{votes} A", f"{18 - votes} B", "2 C"))
    assert (made.elected, made.rounds[0].going_on, made.rounds[0].quota) == (elected, going_on, 11)


def test_the_last_round_is_settled_by_plurality_unless_the_rule_says_otherwise() -> None:
    first = election("ABC", "8 A", "7 B", "5 C")
    second = election("ABC", "6 A", "5 B", "9")
    made = counted(first, second)
    assert (made.elected, made.blank, made.rounds[1].votes) == ((1,), 9, (6, 5, 0))
    equal = election("ABC", "6 A", "6 B")
    assert counted(first, equal).waiting == Tie(2, "elect", (1, 2), "waiting")
    assert counted(first, equal, lot=(2, 1, 3)).elected == (2,)
    assert counted(first, equal, rule=Runoff(plurality=False)).elected == ()


def test_all_who_tie_for_the_last_place_go_on() -> None:
    assert counted(election("ABCD", "8 A", "5 B", "5 C", "2 D")).rounds[0].going_on == (1, 2, 3)


@pytest.mark.parametrize(
    ("keep", "going_on"),
    [("two", (2, 3, 5)), ("double", (2, 3, 4, 5)), ("all-but-last", (2, 3, 4, 5)), ("all", (2, 3, 4, 5, 6))],
)
def test_who_goes_on_for_the_seats_that_are_left(keep: str, going_on: tuple[int, ...]) -> None:
    # A is elected with 12 of 20, two seats are left: for B (7), E (6), C (4), D (3) and F (2).
    ballots = ("4 A>B", "4 A>C", "3 A>D", "1 A", "3 E>B", "3 E", "2 F")
    made = counted(election("ABCDEF", *ballots, seats=3), rule=Runoff(keep=keep, rounds=3))
    assert (made.elected, made.rounds[0].going_on) == ((1,), going_on)


def test_a_vote_for_somebody_who_did_not_go_on_is_refused() -> None:
    first = election("ABC", "8 A", "7 B", "5 C")
    assert count((first, election("ABC", "8 A", "7 C"))) == unacceptable("round-with-others", round=2, candidate="C")


def test_a_round_too_many_is_refused() -> None:
    first = election("ABC", "15 A", "5 C")
    assert count((first, first)) == unacceptable("round-too-many", round=2)
    tied = election("ABC", "5 A", "5 B")
    assert count((tied, tied, tied), lot=(1, 2, 3)) == unacceptable("round-too-many", round=3)


def test_more_votes_than_seats_are_refused() -> None:
    assert count((election("ABC", "15 A>B"),)) == unacceptable(
        "ballot-more-votes-than-seats", ballot=1, votes=2, seats=1
    )


def test_there_is_no_such_rule() -> None:
    with pytest.raises(ValueError, match="no such rule"):
        Runoff(keep="three")
