"""Plurality, block vote and approval."""

from fractions import Fraction

import pytest

from plenaria.core.refusal import unacceptable
from plenaria.core.voting.elections.count import Count, Tie
from plenaria.core.voting.elections.most_votes import approval, block, plurality
from plenaria.core.voting.rule import Share
from tests.core.voting.elections.making import election

HALF = Share(Fraction(1, 2), strict=True)


def sure(made: object) -> Count:
    assert isinstance(made, Count)
    return made


def test_plurality_counts_first_preferences() -> None:
    made = sure(plurality(election("ABC", "4 A>B", "3 B", "2 C>B")))
    assert (made.elected, made.rounds[0].votes, made.rounds[0].why) == ((1,), (4, 3, 2), ("most-votes",))


def test_plurality_passes_over_the_withdrawn() -> None:
    made = sure(plurality(election("ABC", "4 A>B", "3 B", "2 C>B", "1 A", withdrawn="A")))
    assert (made.elected, made.rounds[0].votes, made.total, made.blank) == ((2,), (0, 7, 2), 9, 1)


@pytest.mark.parametrize(("votes", "elected"), [(9, ()), (10, ()), (11, (1,))])
def test_with_a_threshold_the_most_votes_are_not_enough(votes: int, elected: tuple[int, ...]) -> None:
    made = sure(plurality(election("AB", f"{votes} A", f"{20 - votes} B"), threshold=HALF))
    assert tuple(each for each in made.elected if each == 1) == elected
    assert made.rounds[0].quota == 11


def test_blank_ballots_are_in_the_base_where_the_rule_counts_them() -> None:
    given = election("AB", "5 A", "4 B", "1")
    assert sure(plurality(given, threshold=HALF)).elected == (1,)
    assert sure(plurality(given, threshold=HALF, base="cast")).elected == ()


def test_block_counts_every_name_up_to_the_seats() -> None:
    made = sure(block(election("ABC", "4 A>B", "3 B>C", "2 C", seats=2)))
    assert (made.elected, made.rounds[0].votes, made.total) == ((2, 3), (4, 7, 5), 9)
    assert block(election("ABC", "1 A", "4 A>B>C", seats=2)) == unacceptable(
        "ballot-more-votes-than-seats", ballot=2, votes=3, seats=2
    )


def test_equal_first_preferences_are_several_votes() -> None:
    assert sure(plurality(election("ABC", "4 A=B", "3 C", seats=2), lot=(1, 2, 3))).elected == (1, 2)
    assert plurality(election("ABC", "4 A=B")) == unacceptable(
        "ballot-more-votes-than-seats", ballot=1, votes=2, seats=1
    )


def test_approval_has_no_limit() -> None:
    made = sure(approval(election("ABC", "4 A=B=C", "3 B>C", "1 C")))
    assert (made.elected, made.rounds[0].votes) == ((3,), (4, 7, 8))


def test_a_tie_for_the_last_seat_goes_to_the_lot_and_one_for_enough_seats_does_not() -> None:
    given = election("ABCD", "5 A", "3 B", "3 C", "1 D", seats=2)
    waiting = sure(plurality(given))
    assert (waiting.elected, waiting.ties) == ((1,), (Tie(1, "elect", (2, 3), "waiting"),))
    assert sure(plurality(given, lot=(3, 2))).elected == (1, 3)
    assert sure(plurality(given, seats=3)).ties == ()
    assert sure(plurality(given, seats=3)).elected == (1, 2, 3)


def test_nobody_is_elected_without_a_vote() -> None:
    assert sure(plurality(election("ABC", "5 A>B", "1 B", seats=3))).elected == (1, 2)
    assert sure(plurality(election("AB", "5"))).elected == ()
