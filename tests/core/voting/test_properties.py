"""What holds for every rule and every roll, with weights: the properties that a vote is judged by."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.rule import Number, Rule, Share
from plenaria.core.voting.tally import CHOICES, Roll, Tally, one_each, tally, weighted
from tests.core.voting.test_rule import rules

SEATS = range(1, 13)
weights = st.lists(st.fractions(0, 5, max_denominator=20), min_size=len(SEATS), max_size=len(SEATS))
votes = st.dictionaries(st.sampled_from(SEATS), st.sampled_from(CHOICES))
present = st.sets(st.sampled_from(SEATS))
calls = st.integers(1, 2)
voices = st.sampled_from([None, "for", "against"])


def roll_of(units: Mapping[int, Fraction]) -> Roll[int]:
    roll = weighted(units)
    assert isinstance(roll, Roll)
    return roll


def counted(said: Mapping[int, str], roll: Roll[int], there: set[int]) -> Tally:
    result = tally(said, roll, present=there)
    assert isinstance(result, Tally)
    return result


def essence(decision: Decision) -> tuple[object, ...]:
    """The decision without the units in which it was reckoned."""
    one = decision.tally.denominator
    numbers = (decision.base, decision.tally.in_favour, decision.tally.against, decision.tally.abstaining)
    return (decision.outcome, decision.reason, *(None if each is None else Fraction(each, one) for each in numbers))


def of_votes(rule: Rule) -> Rule:
    """The same rule with a quorum of votes, which does not change when a seat is split in two."""
    return rule if rule.quorum is None else replace(rule, quorum=replace(rule.quorum, of="votes"))


@given(rules(), votes, weights, present, calls, voices, st.randoms(use_true_random=False))
def test_the_order_of_votes_never_changes_a_result(
    rule: Rule,
    said: dict[int, str],
    shares: list[Fraction],
    there: set[int],
    call: int,
    voice: str | None,
    chance: Random,
) -> None:
    shuffled, seats = list(said.items()), list(zip(SEATS, shares, strict=True))
    chance.shuffle(shuffled)
    chance.shuffle(seats)
    one = counted(said, roll_of(dict(zip(SEATS, shares, strict=True))), there)
    two = counted(dict(shuffled), roll_of(dict(seats)), there)
    assert decide(rule, one, call=call, chair=voice, lot=voice) == decide(rule, two, call=call, chair=voice, lot=voice)


@given(rules(), votes, weights, present, calls, voices, st.sampled_from(SEATS))
def test_one_who_turns_to_for_never_makes_adopted_lost(
    rule: Rule,
    said: dict[int, str],
    shares: list[Fraction],
    there: set[int],
    call: int,
    voice: str | None,
    convert: int,
) -> None:
    roll = roll_of(dict(zip(SEATS, shares, strict=True)))
    before = decide(rule, counted(said, roll, there), call=call, chair=voice, lot=voice)
    after = decide(rule, counted({**said, convert: "for"}, roll, there), call=call, chair=voice, lot=voice)
    if before.outcome == "adopted":
        assert after.outcome == "adopted"


@given(rules(), votes, present, calls, voices)
def test_weights_of_one_equal_no_weights(
    rule: Rule, said: dict[int, str], there: set[int], call: int, voice: str | None
) -> None:
    ones = counted(said, roll_of(dict.fromkeys(SEATS, Fraction(1))), there)
    none = counted(said, one_each(SEATS), there)
    assert decide(rule, ones, call=call, chair=voice, lot=voice) == decide(
        rule, none, call=call, chair=voice, lot=voice
    )


@given(rules(), votes, weights, present, calls, voices, st.fractions(0, 1, max_denominator=7))
def test_splitting_a_weight_changes_nothing(
    rule: Rule,
    said: dict[int, str],
    shares: list[Fraction],
    there: set[int],
    call: int,
    voice: str | None,
    part: Fraction,
) -> None:
    rule = of_votes(rule)
    units = dict(zip(SEATS, shares, strict=True))
    split = {seat * side: share * (part if side > 0 else 1 - part) for seat, share in units.items() for side in (1, -1)}
    whole = counted(said, roll_of(units), there)
    halves = counted(
        {seat * side: choice for seat, choice in said.items() for side in (1, -1)},
        roll_of(split),
        {seat * side for seat in there for side in (1, -1)},
    )
    one, two = (decide(rule, each, call=call, chair=voice, lot=voice) for each in (whole, halves))
    assert essence(one) == essence(two)


@given(rules(), votes, weights, present, calls, voices)
def test_the_numbers_of_a_weighted_decision_satisfy_its_inequality(
    rule: Rule, said: dict[int, str], shares: list[Fraction], there: set[int], call: int, voice: str | None
) -> None:
    made = decide(rule, counted(said, roll_of(dict(zip(SEATS, shares, strict=True))), there), call=call, chair=voice)
    one = made.tally.denominator
    if rule.quorum is not None:
        assert made.quorum_needed is not None
        assert made.quorum_present is not None
        bar = rule.quorum.for_call(call)
        unit = one if rule.quorum.of == "votes" else 1
        whole = Fraction(made.tally.whole(rule.quorum.of), unit)
        asked = Fraction(bar.number) if isinstance(bar, Number) else bar.fraction * whole
        strict = isinstance(bar, Share) and bar.strict
        here = Fraction(made.quorum_present, unit)
        assert (made.outcome != "void") == (here > asked if strict else here >= asked)
    if made.outcome == "void" or not isinstance(rule.threshold, Share):
        return
    assert made.base is not None
    assert made.needed is not None
    part, cast = rule.threshold.fraction * Fraction(made.base, one), Fraction(made.tally.in_favour, one)
    enough = cast > part if rule.threshold.strict else cast >= part
    assert (made.reason == "reached") == (enough and cast > 0) == (made.tally.in_favour >= made.needed)
