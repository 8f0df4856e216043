"""How many votes for are enough, by table and by trying them all."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.explaining import enough, one_fewer
from plenaria.core.voting.rule import NoObjection, Number, Quorum, Rule, Share, Unanimity
from tests.core.voting.test_rule import rules

HALF = Share(Fraction(1, 2), strict=True)
SIMPLE = Rule(threshold=HALF, quorum=Quorum(first=HALF, second=Number(10)))


def made(rule: Rule, **figures: int | Fraction) -> Decision:
    decision = enough(rule, **figures)  # type: ignore[arg-type]
    assert isinstance(decision, Decision)
    return decision


# Each case: the rule, seats, present, abstaining, the call; the outcome, and the votes for that are enough.
CASES = [
    (SIMPLE, 60, 44, 5, 1, "adopted", 20),
    (SIMPLE, 60, 31, 0, 1, "adopted", 16),
    (SIMPLE, 60, 30, 0, 1, "void", 16),
    (SIMPLE, 60, 30, 0, 2, "adopted", 16),
    (SIMPLE, 60, 10, 9, 2, "adopted", 1),
    (SIMPLE, 60, 9, 0, 2, "void", 5),
    (SIMPLE, 60, 44, 44, 1, "rejected", 0),
    (Rule(threshold=HALF, base="present"), 60, 44, 21, 1, "adopted", 23),
    (Rule(threshold=HALF, base="present"), 60, 44, 22, 1, "rejected", 22),
    (Rule(threshold=Share(Fraction(2, 3)), base="roll"), 60, 40, 0, 1, "adopted", 40),
    (Rule(threshold=Share(Fraction(2, 3)), base="roll"), 60, 40, 1, 1, "rejected", 39),
    (Rule(threshold=Share(Fraction(4, 7)), base="fixed", fixed=155), 155, 89, 0, 1, "adopted", 89),
    (Rule(threshold=Share(Fraction(4, 7)), base="fixed", fixed=155), 155, 88, 0, 1, "rejected", 88),
    (Rule(threshold=Unanimity()), 60, 44, 5, 1, "adopted", 39),
    (Rule(threshold=Unanimity()), 60, 44, 44, 1, "rejected", 0),
    (Rule(threshold=Unanimity(abstaining=False)), 60, 44, 0, 1, "adopted", 44),
    (Rule(threshold=Unanimity(abstaining=False)), 60, 44, 1, 1, "rejected", 43),
    (Rule(threshold=NoObjection()), 60, 44, 5, 1, "adopted", 0),
    (Rule(threshold=NoObjection(), quorum=Quorum(first=HALF)), 60, 30, 0, 1, "void", 0),
]


@pytest.mark.parametrize(("rule", "seats", "present", "abstaining", "call", "outcome", "votes"), CASES)
def test_the_fewest_that_are_enough(
    rule: Rule, seats: int, present: int, abstaining: int, call: int, outcome: str, votes: int
) -> None:
    decision = made(rule, seats=seats, present=present, abstaining=abstaining, call=call)
    assert (decision.outcome, decision.tally.in_favour) == (outcome, votes)


@pytest.mark.parametrize(
    ("weights", "base", "figures", "fewest"),
    [
        ("share", "for-and-against", {"votes": Fraction(100), "votes_present": Fraction("80.5")}, Fraction("40.26")),
        ("share", "present", {"votes": Fraction(100), "votes_present": Fraction("80.125")}, Fraction("40.065")),
        ("share", "roll", {"votes": Fraction("100.01"), "votes_present": Fraction(80)}, Fraction("50.01")),
        ("delegation", "roll", {"votes": 101, "votes_present": 80}, 51),
        ("share", "roll", {}, 31),
    ],
)
def test_exact_votes(weights: str, base: str, figures: dict[str, Fraction | int], fewest: Fraction | int) -> None:
    decision = made(Rule(threshold=HALF, base=base, weights=weights), seats=60, present=44, **figures)
    assert decision.outcome == "adopted"
    assert Fraction(decision.tally.in_favour, decision.tally.denominator) == fewest


@pytest.mark.parametrize(
    ("figures", "refused"),
    [
        ({"present": 61}, unacceptable("more-present-than-roll", present=61, roll=60)),
        ({"abstaining": 45}, unacceptable("more-votes-than-present", votes=45, present=44)),
        ({"abstaining": -1}, unacceptable("count-negative", count=-1)),
        ({"votes": 40}, unacceptable("more-votes-than-roll", present=44, votes=40)),
    ],
)
def test_figures_that_cannot_be(figures: dict[str, int], refused: Refusal) -> None:
    assert enough(SIMPLE, **{"seats": 60, "present": 44, **figures}) == refused


@given(rules(), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(1, 2))
def test_trying_every_number_finds_the_same(rule: Rule, voting: int, idle: int, away: int, call: int) -> None:
    decision = made(rule, seats=voting + idle + away, present=voting + idle, abstaining=idle, call=call)
    silent = isinstance(rule.threshold, NoObjection)
    tried = [
        decide(rule, replace(decision.tally, in_favour=votes, against=0 if silent else voting - votes), call=call)
        for votes in range(voting + 1)
    ]
    good = [each.tally.in_favour for each in tried if each.outcome == "adopted"]
    assert (decision.outcome == "adopted") == bool(good)
    if good:
        assert decision.tally.in_favour == min(good)


def test_one_vote_fewer_is_a_tie_where_half_is_whole() -> None:
    rule = Rule(threshold=HALF, tie="chair")
    even, odd = (made(rule, seats=60, present=present) for present in (40, 41))
    assert [below.reason for below in (one_fewer(even), one_fewer(odd)) if below] == ["tie-chair", "not-reached"]
    assert one_fewer(made(SIMPLE, seats=60, present=44, abstaining=44)) is None
