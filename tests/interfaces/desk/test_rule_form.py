"""The form of a rule leads from every rule to the same rule; what is typed as a part is read exactly."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from plenaria.core.voting.rule import BASES, TIES, Rule, Share
from plenaria.interfaces.desk.rule_form import RuleForm, fraction_of, initial_of
from tests.core.voting.test_rule import rules


@settings(max_examples=200, deadline=None)
@given(rules())
def test_a_rule_that_is_shown_and_sent_back_is_the_same(rule: Rule) -> None:
    form = RuleForm(
        {name: value for name, value in initial_of(rule).items() if value is not None and value is not False}
    )
    assert form.is_valid(), form.errors
    # What only a part of a whole has is not asked of the others.
    same = rule if isinstance(rule.threshold, Share) else replace(rule, base=BASES[0], fixed=None, tie=TIES[0])
    assert form.rule() == same


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("1/2", Fraction(1, 2)),
        (" 2 / 3 ", Fraction(2, 3)),
        ("50 %", Fraction(1, 2)),
        ("66,7%", Fraction(667, 1000)),
        ("0.35", Fraction(7, 20)),
        ("1", Fraction(1)),
        ("0", Fraction(0)),
        ("100 %", Fraction(1)),
        *((each, None) for each in ("", "half", "2/1", "1/0", "-1/2", "101 %", "1.5", "1/2/3", "1e-1", "½", "1_0")),
    ],
)
def test_what_is_typed_as_a_part_of_a_whole(written: str, part: Fraction | None) -> None:
    assert fraction_of(written) == part
