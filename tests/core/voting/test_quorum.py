from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.refusal import Refusal
from plenaria.core.voting.decision import decide
from plenaria.core.voting.quorum import Attendance, attendance
from plenaria.core.voting.rule import Number, Quorum, Rule, Share
from plenaria.core.voting.tally import Roll, one_each, tally, weighted

HALF = Share(Fraction(1, 2), strict=True)
THREE = Roll({"a": 2, "b": 1, "c": 1}, 4)


def rule(first: Share | Number, of: str, second: Share | Number | None = None) -> Rule:
    return Rule(threshold=HALF, quorum=Quorum(first=first, second=second, of=of), weights="share")


@pytest.mark.parametrize(
    ("there", "present", "met"),
    [("a", "0.5", False), ("ab", "0.75", True), ("bc", "0.5", False), ("abc", "1", True), ("x", "0", False)],
)
def test_a_share_of_votes_is_measured_to_the_last_unit(there: str, present: str, met: bool) -> None:
    found = attendance(rule(HALF, "votes"), THREE, there)
    assert (found.whole, found.needed, found.present) == (1, Fraction(3, 4), Fraction(present))
    assert found.met is met


def test_seats_are_counted_as_seats_whatever_their_votes() -> None:
    assert attendance(rule(HALF, "seats"), THREE, "bc") == Attendance(of="seats", whole=3, present=2, needed=2)


def test_a_number_of_votes_is_whole_votes_and_the_second_call_may_ask_for_less() -> None:
    less = rule(Number(1), "votes", second=Share(Fraction(1, 4)))
    assert attendance(less, THREE, "ab").met is False
    assert attendance(less, THREE, "b", call=2) == Attendance(
        of="votes", whole=1, present=Fraction(1, 4), needed=Fraction(1, 4)
    )


def test_without_a_quorum_everybody_is_enough() -> None:
    found = attendance(Rule(threshold=HALF), one_each("ab"), ())
    assert (found.needed, found.met, found.present) == (None, True, 0)


@given(
    weights=st.dictionaries(
        st.sampled_from("abcdef"), st.fractions(Fraction(1, 50), 5, max_denominator=60), min_size=1
    ),
    there=st.sets(st.sampled_from("abcdef")),
    first=st.one_of(
        st.builds(Number, st.integers(0, 8)),
        st.builds(Share, st.fractions(0, Fraction(9, 10), max_denominator=12), st.booleans()),
    ),
    of=st.sampled_from(["seats", "votes"]),
)
def test_a_meeting_and_a_poll_agree_on_the_quorum(
    weights: dict[str, Fraction], there: set[str], first: Share | Number, of: str
) -> None:
    roll = weighted(weights)
    assert isinstance(roll, Roll)
    present = there & weights.keys()
    counted = tally({}, roll, present=present)
    assert not isinstance(counted, Refusal)
    assert attendance(rule(first, of), roll, there).met is (decide(rule(first, of), counted).outcome != "void")
