"""Schulze's method, on its author's own example, and the Debian rules on quorum and majority."""

from fractions import Fraction

import pytest

from plenaria.core.refusal import unacceptable
from plenaria.core.voting.elections.count import Count, Tie
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.schulze import count
from tests.core.voting.elections.making import election, letters

EXAMPLE = election(
    "ABCDE", "5 A>C>B>E>D", "5 A>D>E>C>B", "8 B>E>D>A>C", "3 C>A>B>E>D", "7 C>A>E>B>D", "2 C>B>A>D>E", "7 D>C>E>B>A",
    "8 E>B>A>D>C", seats=5,
)  # fmt: skip
"""M. Schulze's first example (Social Choice and Welfare, 2011), as published with the strengths of its paths."""


def counted(given: Election, **rule: object) -> Count:
    made = count(given, **rule)  # type: ignore[arg-type]
    assert isinstance(made, Count)
    return made


def test_the_published_example() -> None:
    made = counted(EXAMPLE)
    assert letters("ABCDE", made.elected) == "EACBD"
    assert made.pairs == (
        (0, 20, 26, 30, 22),
        (25, 0, 16, 33, 18),
        (19, 29, 0, 17, 24),
        (15, 12, 28, 0, 14),
        (23, 27, 21, 31, 0),
    )
    assert made.paths == (
        (0, 28, 28, 30, 24),
        (25, 0, 28, 33, 24),
        (25, 29, 0, 29, 24),
        (25, 28, 28, 0, 24),
        (25, 28, 28, 31, 0),
    )


def test_equal_ranks_prefer_neither_and_unranked_candidates_come_last() -> None:
    made = counted(election("ABC", "3 A=B", "1 C>B"))
    assert made.pairs == ((0, 0, 3), (1, 0, 3), (1, 1, 0))
    assert made.elected == (2,)


@pytest.mark.parametrize(("above", "elected"), [(3, ()), (4, (1,)), (5, (1,))])
def test_a_candidate_needs_the_quorum_above_the_default_option(above: int, elected: tuple[int, ...]) -> None:
    made = counted(election("AN", f"{above} A>N", "2 N>A"), default=2, quorum=4)
    assert made.elected == elected
    assert (made.rounds[0].action, made.rounds[0].quota) == ("quorum", 4)
    assert made.rounds[0].about == (() if elected else (1,))


@pytest.mark.parametrize(("above", "elected"), [(5, ()), (6, (1,)), (7, (1,))])
def test_a_candidate_needs_the_majority_over_the_default_option(above: int, elected: tuple[int, ...]) -> None:
    three_to_one = counted(election("AN", f"{above} A>N", "2 N>A"), default=2, majorities=Fraction(3))
    assert three_to_one.elected == elected


def test_a_plain_majority_must_be_more_than_half() -> None:
    half = counted(election("AN", "2 A>N", "2 N>A"), default=2)
    assert (half.elected, half.rounds[0].about, half.ties) == ((), (1,), ())
    assert counted(election("AN", "3 A>N", "2 N>A"), default=2).elected == (1,)


def test_each_candidate_may_have_a_majority_of_its_own() -> None:
    options = election("ABN", "6 A>B>N", "3 B>N>A", "1 N")
    assert counted(options, default=3, majorities={1: Fraction(2)}).elected == (2,)
    assert counted(options, default=3, majorities={2: Fraction(2)}).elected == (1,)


def test_between_equals_the_lot_decides() -> None:
    tied = election("AB", "1 A", "1 B")
    assert counted(tied).ties == (Tie(1, "elect", (1, 2), "waiting"),)
    assert counted(tied, lot=(2, 1)).elected == (2,)


def test_an_unknown_default_option_is_refused() -> None:
    assert count(election("AB", "1 A"), default=3) == unacceptable("default-unknown", candidate=3)
