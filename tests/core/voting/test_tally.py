from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.tally import (
    CHOICES,
    Roll,
    Tally,
    counted,
    exact,
    one_each,
    tally,
    together,
    weighed,
    weighted,
)

votes_by_seat = st.dictionaries(st.integers(1, 40), st.sampled_from(CHOICES))
SEATS = range(1, 41)
PARTS = ("in_favour", "against", "abstaining", "present_votes", "roll_votes")


def plain(**counts: int) -> Tally:
    result = counted(**{"in_favour": 0, "against": 0, "abstaining": 0, "present": 0, "roll": 0, **counts})
    assert isinstance(result, Tally)
    return result


def roll_of(weights: dict[int, Fraction | int | str]) -> Roll[int]:
    roll = weighted(weights)
    assert isinstance(roll, Roll)
    return roll


@given(votes_by_seat, st.randoms())
def test_the_order_of_votes_never_matters(votes: dict[int, str], random: object) -> None:
    shuffled = list(votes.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    roll = one_each(SEATS)
    assert tally(dict(shuffled), roll, present=()) == tally(votes, roll, present=())


@given(votes_by_seat, st.sets(st.integers(1, 40)))
def test_weights_of_one_are_no_weights(votes: dict[int, str], present: set[int]) -> None:
    ones = roll_of(dict.fromkeys(SEATS, "1.00"))
    named = tally(votes, ones, present=present)
    assert named == tally(votes, one_each(SEATS), present=present)
    chosen = list(votes.values())
    assert named == plain(
        in_favour=chosen.count("for"),
        against=chosen.count("against"),
        abstaining=chosen.count("abstain"),
        present=len(present | votes.keys()),
        roll=40,
    )


@given(votes_by_seat, st.lists(st.fractions(0, 5, max_denominator=20), min_size=40, max_size=40))
def test_splitting_a_weight_changes_nothing(votes: dict[int, str], weights: list[Fraction]) -> None:
    whole = roll_of(dict(zip(SEATS, weights, strict=True)))
    halves = roll_of({s * k: w / 2 for s, w in zip(SEATS, weights, strict=True) for k in (1, -1)})
    one = tally(votes, whole, present=())
    two = tally({s * k: choice for s, choice in votes.items() for k in (1, -1)}, halves, present=())
    assert isinstance(one, Tally)
    assert isinstance(two, Tally)
    for part in PARTS:
        assert Fraction(getattr(one, part), one.denominator) == Fraction(getattr(two, part), two.denominator)


def test_exact_weights_over_one_denominator() -> None:
    roll = roll_of({1: "0.35", 2: "1/3", 3: 2, 4: "0"})
    assert roll.denominator == 60
    assert dict(roll.units) == {1: 21, 2: 20, 3: 120, 4: 0}
    assert tally({1: "for", 2: "against"}, roll, present={4}, opening={1, 4}) == Tally(
        in_favour=21,
        against=20,
        abstaining=0,
        present=3,
        roll=4,
        opening=2,
        present_votes=41,
        roll_votes=161,
        opening_votes=21,
        denominator=60,
    )


def test_hands_beside_named_votes() -> None:
    roll = roll_of({1: "1.5", 2: 1, 3: 1, 4: 1})
    named = tally({1: "for"}, roll, present=(1, 2, 3, 4))
    assert isinstance(named, Tally)
    both = together(named, in_favour=1, against=2, abstaining=0)
    assert isinstance(both, Tally)
    assert (both.in_favour, both.against, both.abstaining, both.denominator) == (5, 4, 0, 2)
    assert together(named, in_favour=2, against=2, abstaining=0) == unacceptable(
        "more-votes-than-present", votes="11/2", present="9/2"
    )
    assert together(named, in_favour=2, against=-1, abstaining=0) == unacceptable("count-negative", count=-1)


@pytest.mark.parametrize(
    ("counts", "refused"),
    [
        ({"in_favour": -1}, unacceptable("count-negative", count=-1)),
        ({"opening": -2}, unacceptable("count-negative", count=-2)),
        ({"present": 61}, unacceptable("more-present-than-roll", present=61, roll=60)),
        ({"opening": 61}, unacceptable("more-present-than-roll", present=61, roll=60)),
        ({"in_favour": 32}, unacceptable("more-votes-than-present", votes=45, present=44)),
        ({"in_favour": 31}, None),
        ({"opening": 60}, None),
    ],
)
def test_counts_that_cannot_be(counts: dict[str, int], refused: Refusal | None) -> None:
    given_counts = {"in_favour": 31, "against": 8, "abstaining": 5, "present": 44, "roll": 60, **counts}
    result = counted(**given_counts)
    assert (result if isinstance(result, Refusal) else None) == refused


@pytest.mark.parametrize(
    ("written", "value"),
    [("3", 3), (" 0.35 ", Fraction(7, 20)), ("1/3", Fraction(1, 3)), ("-2", -2), ("9" * 18, 10**18 - 1)],
)
def test_a_number_of_votes_is_read_exactly(written: str, value: Fraction | int) -> None:
    assert exact(written) == value


@pytest.mark.parametrize("written", ["", "many", "1e9999999", "1/0", "1.2/3", "0,35", "1_000", "NaN", "9" * 19, "٣"])
def test_what_is_no_number_of_votes(written: str) -> None:
    with pytest.raises(ValueError, match="no number of votes"):
        exact(written)


def sums(**votes: str) -> Tally | Refusal:
    figures = {"in_favour": "0", "against": "0", "abstaining": "0", "present_votes": "10", "roll_votes": "10", **votes}
    return weighed(**{name: Fraction(votes) for name, votes in figures.items()}, present=2, roll=3)  # type: ignore[arg-type]


def test_ready_sums_of_exact_votes() -> None:
    assert sums(in_favour="0.35", against="1/3", abstaining="2") == Tally(
        in_favour=21,
        against=20,
        abstaining=120,
        present=2,
        roll=3,
        present_votes=600,
        roll_votes=600,
        denominator=60,
    )
    finer = weighed(**dict.fromkeys(PARTS, Fraction(0)), present=1, roll=1, finest=100)
    assert isinstance(finer, Tally)
    assert finer.denominator == 100


@pytest.mark.parametrize(
    ("votes", "refused"),
    [
        ({"in_favour": "-0.5"}, unacceptable("count-negative", count="-1/2")),
        ({"present_votes": "-1"}, unacceptable("count-negative", count=-1)),
        ({"present_votes": "10.01"}, unacceptable("more-votes-than-roll", present="1001/100", votes=10)),
        ({"against": "10.01"}, unacceptable("more-votes-than-present", votes="1001/100", present=10)),
        ({"against": "10"}, None),
    ],
)
def test_ready_sums_that_cannot_be(votes: dict[str, str], refused: Refusal | None) -> None:
    result = sums(**votes)
    assert (result if isinstance(result, Refusal) else None) == refused


def test_votes_that_cannot_be() -> None:
    roll = one_each((1, 2))
    assert tally({3: "for"}, roll, present=()) == unacceptable("seat-not-on-roll", seat="3")
    assert tally({1: "perhaps"}, roll, present=()) == unacceptable("choice-unknown", seat="1", choice="perhaps")
    assert tally({1: "for"}, roll, present={7, 9}) == unacceptable("seat-not-on-roll", seat="7")
    assert tally({1: "for"}, roll, present={1}, opening={8}) == unacceptable("seat-not-on-roll", seat="8")
    assert weighted({1: "a lot"}) == unacceptable("weight-unreadable", seat="1", weight="a lot")
    assert weighted({1: "1/0"}) == unacceptable("weight-unreadable", seat="1", weight="1/0")
    assert weighted({1: "-0.5"}) == unacceptable("weight-negative", seat="1", weight="-0.5")


def test_a_tally_survives_its_data() -> None:
    before = plain(in_favour=31, against=8, abstaining=5, present=44, roll=60, opening=43)
    assert Tally.from_data(before.to_data()) == before
