"""Every rule at every boundary, worked out by hand: one below, at, one above."""

from fractions import Fraction

import pytest

from plenaria.core.voting.decision import decide
from plenaria.core.voting.rule import NoObjection, Number, Quorum, Rule, Share, Unanimity
from plenaria.core.voting.tally import Tally, counted

MORE_THAN_A_THIRD = Share(Fraction(1, 3), strict=True)
AT_LEAST_A_THIRD = Share(Fraction(1, 3))
MORE_THAN_HALF = Share(Fraction(1, 2), strict=True)
AT_LEAST_HALF = Share(Fraction(1, 2))
FOUR_SEVENTHS = Share(Fraction(4, 7))
THREE_FIFTHS = Share(Fraction(3, 5))
MORE_THAN_THREE_FIFTHS = Share(Fraction(3, 5), strict=True)
TWO_THIRDS = Share(Fraction(2, 3))
MORE_THAN_TWO_THIRDS = Share(Fraction(2, 3), strict=True)
THREE_QUARTERS = Share(Fraction(3, 4))
MORE_THAN_THREE_QUARTERS = Share(Fraction(3, 4), strict=True)
ALL = Share(Fraction(1))


def poll(
    in_favour: int, against: int, abstaining: int, present: int = 44, roll: int = 60, opening: int | None = None
) -> Tally:
    result = counted(
        in_favour=in_favour, against=against, abstaining=abstaining, present=present, roll=roll, opening=opening
    )
    assert isinstance(result, Tally)
    return result


def shares(
    in_favour: int, against: int = 1000, abstaining: int = 500, present_votes: int = 8050, roll_votes: int = 10000
) -> Tally:
    """Hundredths of votes; of three seats."""
    return Tally(
        in_favour=in_favour,
        against=against,
        abstaining=abstaining,
        present=3,
        roll=3,
        present_votes=present_votes,
        roll_votes=roll_votes,
        denominator=100,
    )


# Each case: the threshold, its base, the votes against and abstaining, and the fewest votes for that are enough.
# Of 44 who are present of 60; a fixed base is 50.
BOUNDARIES = [
    (MORE_THAN_A_THIRD, "for-and-against", 8, 5, 5),
    (AT_LEAST_A_THIRD, "for-and-against", 8, 5, 4),
    (MORE_THAN_HALF, "for-and-against", 8, 5, 9),
    (MORE_THAN_HALF, "for-and-against", 0, 5, 1),
    (AT_LEAST_HALF, "for-and-against", 8, 5, 8),
    (FOUR_SEVENTHS, "for-and-against", 8, 5, 11),
    (THREE_FIFTHS, "for-and-against", 8, 5, 12),
    (MORE_THAN_THREE_FIFTHS, "for-and-against", 8, 5, 13),
    (TWO_THIRDS, "for-and-against", 8, 5, 16),
    (MORE_THAN_TWO_THIRDS, "for-and-against", 8, 5, 17),
    (THREE_QUARTERS, "for-and-against", 8, 5, 24),
    (MORE_THAN_THREE_QUARTERS, "for-and-against", 8, 5, 25),
    (ALL, "for-and-against", 0, 5, 1),
    (MORE_THAN_A_THIRD, "cast", 8, 4, 7),
    (AT_LEAST_A_THIRD, "cast", 8, 4, 6),
    (MORE_THAN_HALF, "cast", 8, 5, 14),
    (AT_LEAST_HALF, "cast", 8, 5, 13),
    (FOUR_SEVENTHS, "cast", 8, 4, 16),
    (THREE_FIFTHS, "cast", 8, 4, 18),
    (MORE_THAN_THREE_FIFTHS, "cast", 8, 4, 19),
    (TWO_THIRDS, "cast", 8, 5, 26),
    (MORE_THAN_TWO_THIRDS, "cast", 8, 5, 27),
    (THREE_QUARTERS, "cast", 8, 1, 27),
    (MORE_THAN_THREE_QUARTERS, "cast", 8, 1, 28),
    (ALL, "cast", 0, 0, 1),
    (MORE_THAN_A_THIRD, "present", 8, 5, 15),
    (AT_LEAST_A_THIRD, "present", 8, 5, 15),
    (MORE_THAN_HALF, "present", 8, 5, 23),
    (AT_LEAST_HALF, "present", 8, 5, 22),
    (FOUR_SEVENTHS, "present", 8, 5, 26),
    (THREE_FIFTHS, "present", 8, 5, 27),
    (TWO_THIRDS, "present", 8, 5, 30),
    (MORE_THAN_TWO_THIRDS, "present", 8, 5, 30),
    (THREE_QUARTERS, "present", 8, 2, 33),
    (MORE_THAN_THREE_QUARTERS, "present", 8, 1, 34),
    (MORE_THAN_A_THIRD, "roll", 8, 5, 21),
    (AT_LEAST_A_THIRD, "roll", 8, 5, 20),
    (MORE_THAN_HALF, "roll", 8, 4, 31),
    (AT_LEAST_HALF, "roll", 8, 5, 30),
    (FOUR_SEVENTHS, "roll", 2, 1, 35),
    (THREE_FIFTHS, "roll", 2, 1, 36),
    (MORE_THAN_THREE_FIFTHS, "roll", 2, 1, 37),
    (TWO_THIRDS, "roll", 2, 1, 40),
    (MORE_THAN_TWO_THIRDS, "roll", 2, 0, 41),
    (MORE_THAN_A_THIRD, "fixed", 8, 5, 17),
    (AT_LEAST_A_THIRD, "fixed", 8, 5, 17),
    (MORE_THAN_HALF, "fixed", 8, 5, 26),
    (AT_LEAST_HALF, "fixed", 8, 5, 25),
    (FOUR_SEVENTHS, "fixed", 8, 5, 29),
    (THREE_FIFTHS, "fixed", 8, 5, 30),
    (MORE_THAN_THREE_FIFTHS, "fixed", 8, 4, 31),
    (TWO_THIRDS, "fixed", 2, 1, 34),
    (MORE_THAN_TWO_THIRDS, "fixed", 2, 1, 34),
    (THREE_QUARTERS, "fixed", 2, 1, 38),
    (MORE_THAN_THREE_QUARTERS, "fixed", 2, 1, 38),
]


@pytest.mark.parametrize(("threshold", "base", "against", "abstaining", "least"), BOUNDARIES)
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_one_below_at_and_one_above(
    threshold: Share, base: str, against: int, abstaining: int, least: int, more: int
) -> None:
    rule = Rule(threshold=threshold, base=base, fixed=50 if base == "fixed" else None)
    decision = decide(rule, poll(least + more, against, abstaining))
    assert decision.outcome == ("rejected" if more < 0 else "adopted")


# A roll of 100 votes to two decimal places, 80.50 of them present, 10.00 against and 5.00 abstaining.
WEIGHTED = [
    (MORE_THAN_HALF, "for-and-against", "10.01"),
    (AT_LEAST_HALF, "for-and-against", "10.00"),
    (TWO_THIRDS, "for-and-against", "20.00"),
    (MORE_THAN_TWO_THIRDS, "for-and-against", "20.01"),
    (MORE_THAN_HALF, "cast", "15.01"),
    (TWO_THIRDS, "cast", "30.00"),
    (MORE_THAN_HALF, "present", "40.26"),
    (AT_LEAST_HALF, "present", "40.25"),
    (TWO_THIRDS, "present", "53.67"),
    (MORE_THAN_TWO_THIRDS, "present", "53.67"),
    (MORE_THAN_HALF, "roll", "50.01"),
    (AT_LEAST_HALF, "roll", "50.00"),
    (FOUR_SEVENTHS, "roll", "57.15"),
    (MORE_THAN_HALF, "fixed", "25.01"),
    (TWO_THIRDS, "fixed", "33.34"),
]


@pytest.mark.parametrize(("threshold", "base", "least"), WEIGHTED)
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_exact_votes_one_hundredth_below_at_and_above(threshold: Share, base: str, least: str, more: int) -> None:
    rule = Rule(threshold=threshold, base=base, fixed=50 if base == "fixed" else None, weights="share")
    decision = decide(rule, shares(in_favour=int(Fraction(least) * 100) + more))
    assert decision.outcome == ("rejected" if more < 0 else "adopted")


# Each case: the quorum, the call, and the fewest that are enough of 60 seats.
QUORA = [
    (Quorum(first=MORE_THAN_A_THIRD), 1, 21),
    (Quorum(first=AT_LEAST_A_THIRD), 1, 20),
    (Quorum(first=MORE_THAN_HALF), 1, 31),
    (Quorum(first=AT_LEAST_HALF), 1, 30),
    (Quorum(first=TWO_THIRDS), 1, 40),
    (Quorum(first=MORE_THAN_TWO_THIRDS), 1, 41),
    (Quorum(first=Share(Fraction(1, 7))), 1, 9),
    (Quorum(first=Number(25)), 1, 25),
    (Quorum(first=MORE_THAN_HALF), 2, 31),
    (Quorum(first=MORE_THAN_HALF, second=Share(Fraction(1, 10))), 1, 31),
    (Quorum(first=MORE_THAN_HALF, second=Share(Fraction(1, 10))), 2, 6),
    (Quorum(first=MORE_THAN_HALF, second=Share(Fraction(1, 10), strict=True)), 2, 7),
    (Quorum(first=MORE_THAN_HALF, second=Number(3)), 1, 31),
    (Quorum(first=MORE_THAN_HALF, second=Number(3)), 2, 3),
    (Quorum(first=MORE_THAN_HALF, second=Number(3)), 3, 3),
    (Quorum(first=Number(25), second=AT_LEAST_A_THIRD), 2, 20),
    (Quorum(first=MORE_THAN_HALF, of="votes"), 1, 31),
    (Quorum(first=Number(25), second=AT_LEAST_A_THIRD, of="votes"), 1, 25),
    (Quorum(first=Number(25), second=AT_LEAST_A_THIRD, of="votes"), 2, 20),
]


@pytest.mark.parametrize(("quorum", "call", "least"), QUORA)
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_quorum_one_below_at_and_one_above(quorum: Quorum, call: int, least: int, more: int) -> None:
    rule = Rule(threshold=MORE_THAN_HALF, quorum=quorum)
    decision = decide(rule, poll(2, 0, 0, present=least + more), call=call)
    assert (decision.outcome, decision.quorum_needed, decision.quorum_present, decision.quorum_met) == (
        "void" if more < 0 else "adopted",
        least,
        least + more,
        more >= 0,
    )


# Each case: the quorum of votes, the call, and the fewest hundredths that are enough of 100 votes.
QUORA_OF_VOTES = [
    (Quorum(first=MORE_THAN_HALF, of="votes"), 1, 5001),
    (Quorum(first=AT_LEAST_HALF, of="votes"), 1, 5000),
    (Quorum(first=TWO_THIRDS, of="votes"), 1, 6667),
    (Quorum(first=MORE_THAN_HALF, second=Share(Fraction(1, 10)), of="votes"), 2, 1000),
    (Quorum(first=Number(60), of="votes"), 1, 6000),
    (Quorum(first=Number(60), second=Number(1), of="votes"), 2, 100),
]


@pytest.mark.parametrize(("quorum", "call", "least"), QUORA_OF_VOTES)
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_quorum_of_exact_votes(quorum: Quorum, call: int, least: int, more: int) -> None:
    rule = Rule(threshold=MORE_THAN_HALF, quorum=quorum, weights="share")
    tally = shares(in_favour=50, against=0, abstaining=0, present_votes=least + more)
    assert decide(rule, tally, call=call).outcome == ("void" if more < 0 else "adopted")


def test_whoever_came_is_enough_at_a_second_call_that_asks_for_nobody() -> None:
    rule = Rule(threshold=MORE_THAN_HALF, quorum=Quorum(first=MORE_THAN_HALF, second=Share(Fraction(0))))
    assert [decide(rule, poll(1, 0, 0, present=1), call=call).outcome for call in (1, 2)] == ["void", "adopted"]


@pytest.mark.parametrize("at", [("opening", "close"), ("opening",), ("close",)])
@pytest.mark.parametrize(("opening", "close"), [(30, 30), (30, 31), (31, 30), (31, 31), (None, 30), (None, 31)])
def test_a_quorum_is_counted_at_its_moments(at: tuple[str, ...], opening: int | None, close: int) -> None:
    rule = Rule(threshold=MORE_THAN_HALF, quorum=Quorum(first=MORE_THAN_HALF, at=at))
    outcome = decide(rule, poll(20, 0, 0, present=close, opening=opening)).outcome
    missing = {
        ("opening", "close"): {(30, 30), (30, 31), (31, 30), (None, 30)},
        ("opening",): {(30, 30), (30, 31), (None, 30)},
        ("close",): {(30, 30), (31, 30), (None, 30)},
    }
    assert outcome == ("void" if (opening, close) in missing[at] else "adopted")


@pytest.mark.parametrize("votes", [(44, 0, 0), (0, 44, 0), (22, 22, 0), (0, 0, 0)])
@pytest.mark.parametrize("threshold", [MORE_THAN_HALF, TWO_THIRDS, Unanimity(), NoObjection()])
def test_without_its_quorum_a_poll_is_void_and_never_lost(
    threshold: Share | Unanimity | NoObjection, votes: tuple[int, int, int]
) -> None:
    rule = Rule(threshold=threshold, tie="chair", quorum=Quorum(first=THREE_QUARTERS))
    decision = decide(rule, poll(*votes), chair="for")
    assert (decision.outcome, decision.reason, decision.settled) == ("void", "no-quorum", None)


# Each case: the base, against, abstaining, present, and the votes for at which it is a tie.
TIES = [
    ("for-and-against", 10, 3, 44, 10),
    ("for-and-against", 1, 43, 45, 1),
    ("cast", 10, 0, 44, 10),
    ("present", 22, 0, 44, 22),
    ("roll", 30, 0, 60, 30),
    ("fixed", 25, 3, 55, 25),
]


@pytest.mark.parametrize(("base", "against", "abstaining", "present", "equal"), TIES)
@pytest.mark.parametrize("tie", ["lost", "chair", "again", "lot"])
def test_a_tie_stands_between_one_fewer_and_one_more(
    tie: str, base: str, against: int, abstaining: int, present: int, equal: int
) -> None:
    rule = Rule(threshold=MORE_THAN_HALF, base=base, fixed=50 if base == "fixed" else None, tie=tie)
    # One vote more or fewer is one that changes sides, so that those who are present stay as many.
    reasons = [
        decide(rule, poll(equal + more, against - more, abstaining, present=present)).reason for more in (-1, 0, 1)
    ]
    assert reasons == ["not-reached", f"tie-{tie}", "reached"]
