"""What a tally means, how a tie is settled, and what holds for every rule. Boundaries stand in ``test_boundaries``."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.rule import NoObjection, Number, Quorum, Rule, Share, Unanimity
from plenaria.core.voting.tally import Tally
from tests.core.voting.test_boundaries import poll
from tests.core.voting.test_rule import rules

MORE_THAN_HALF = Share(Fraction(1, 2), strict=True)
TWO_THIRDS = Share(Fraction(2, 3))


def test_the_numbers_of_the_example() -> None:
    rule = Rule(threshold=MORE_THAN_HALF, quorum=Quorum(first=MORE_THAN_HALF))
    tally = poll(31, 8, 5)
    assert decide(rule, tally) == Decision(
        outcome="adopted",
        reason="reached",
        rule=rule,
        tally=tally,
        base=39,
        needed=20,
        quorum_needed=31,
        quorum_present=44,
    )


@pytest.mark.parametrize(
    ("threshold", "votes", "expected"),
    [
        (Unanimity(), (1, 0, 9), ("adopted", "unanimous")),
        (Unanimity(), (9, 1, 0), ("rejected", "not-unanimous")),
        (Unanimity(), (0, 0, 9), ("rejected", "not-unanimous")),
        (Unanimity(abstaining=False), (9, 0, 0), ("adopted", "unanimous")),
        (Unanimity(abstaining=False), (9, 0, 1), ("rejected", "not-unanimous")),
        (NoObjection(), (0, 0, 0), ("adopted", "no-objection")),
        (NoObjection(), (0, 1, 0), ("rejected", "objection")),
    ],
)
def test_without_a_share(
    threshold: Unanimity | NoObjection, votes: tuple[int, int, int], expected: tuple[str, str]
) -> None:
    decision = decide(Rule(threshold=threshold), poll(*votes))
    assert (decision.outcome, decision.reason, decision.needed) == (*expected, None)


@pytest.mark.parametrize(
    ("tie", "voices", "expected"),
    [
        ("lost", {"chair": "for", "lot": "for"}, ("rejected", "tie-lost", None)),
        ("again", {"chair": "for", "lot": "for"}, ("tie", "tie-again", None)),
        ("chair", {"lot": "for"}, ("tie", "tie-chair", None)),
        ("chair", {"chair": "for", "lot": "against"}, ("adopted", "tie-chair", "for")),
        ("chair", {"chair": "against", "lot": "for"}, ("rejected", "tie-chair", "against")),
        ("lot", {"chair": "for"}, ("tie", "tie-lot", None)),
        ("lot", {"lot": "for"}, ("adopted", "tie-lot", "for")),
        ("lot", {"lot": "against"}, ("rejected", "tie-lot", "against")),
    ],
)
def test_a_tie(tie: str, voices: dict[str, str], expected: tuple[str, str, str | None]) -> None:
    decision = decide(Rule(threshold=MORE_THAN_HALF, tie=tie), poll(10, 10, 3), **voices)  # type: ignore[arg-type]
    assert (decision.outcome, decision.reason, decision.settled) == expected
    for in_favour, outcome in ((9, "rejected"), (11, "adopted")):
        beside = decide(Rule(threshold=MORE_THAN_HALF, tie=tie), poll(in_favour, 10, 3), chair="for", lot="for")
        assert beside.outcome == outcome


@pytest.mark.parametrize(
    ("putting", "in_favour", "expected"),
    [
        (1, 9, ("rejected", "not-reached")),
        (1, 10, ("tie", "tie-again")),
        (1, 11, ("adopted", "reached")),
        (2, 9, ("rejected", "not-reached")),
        (2, 10, ("rejected", "tie-twice")),
        (2, 11, ("adopted", "reached")),
        (3, 10, ("rejected", "tie-twice")),
    ],
)
def test_what_is_put_again_and_equal_again_is_rejected(putting: int, in_favour: int, expected: tuple[str, str]) -> None:
    decision = decide(Rule(threshold=MORE_THAN_HALF, tie="again"), poll(in_favour, 10, 3), putting=putting)
    assert (decision.outcome, decision.reason, decision.putting) == (*expected, putting)


@pytest.mark.parametrize(
    ("rule", "tally"),
    [
        (Rule(threshold=MORE_THAN_HALF, tie="chair"), poll(0, 0, 10)),
        (Rule(threshold=MORE_THAN_HALF, base="cast", tie="chair"), poll(10, 10, 1)),
        (Rule(threshold=MORE_THAN_HALF, base="present", tie="chair"), poll(10, 10, 24)),
        (Rule(threshold=TWO_THIRDS, tie="chair"), poll(10, 10, 0)),
    ],
)
def test_equal_votes_are_no_tie_where_one_more_voice_would_not_decide(rule: Rule, tally: Tally) -> None:
    assert decide(rule, tally, chair="for").reason == "not-reached"


def test_a_tie_without_its_quorum_is_void() -> None:
    rule = Rule(threshold=MORE_THAN_HALF, tie="chair", quorum=Quorum(first=MORE_THAN_HALF))
    assert decide(rule, poll(10, 10, 0, present=30), chair="for").outcome == "void"


def test_weights_decide_exactly() -> None:
    tally = replace(
        poll(0, 0, 0, present=2, roll=3),
        in_favour=3334,
        against=3333,
        present_votes=6667,
        roll_votes=10000,
        denominator=100,
    )
    decision = decide(Rule(threshold=MORE_THAN_HALF, quorum=Quorum(first=Number(60), of="votes")), tally)
    assert (decision.outcome, decision.base, decision.needed) == ("adopted", 6667, 3334)
    assert (decision.quorum_needed, decision.quorum_present) == (6000, 6667)
    two_thirds_of_the_roll = Rule(threshold=TWO_THIRDS, base="fixed", fixed=100)
    assert decide(two_thirds_of_the_roll, tally).needed == 6667


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    in_favour, against, abstaining = (draw(st.integers(0, 30)) for _ in range(3))
    present = in_favour + against + abstaining + draw(st.integers(0, 20))
    roll = present + draw(st.integers(0, 30))
    opening = draw(st.none() | st.integers(0, roll))
    return poll(in_favour, against, abstaining, present=present, roll=roll, opening=opening)


voices = st.sampled_from([None, "for", "against"])


@given(rules(), tallies(), st.integers(1, 2), voices, st.booleans())
def test_one_more_vote_for_never_loses_what_was_adopted(
    rule: Rule, tally: Tally, call: int, voice: str | None, newly_come: bool
) -> None:
    more = replace(tally, in_favour=tally.in_favour + 1)
    if newly_come or more.cast > more.present:
        more = replace(more, present=tally.present + 1, present_votes=tally.present + 1)
    if more.present > more.roll:
        return
    if decide(rule, tally, call=call, chair=voice, lot=voice).outcome == "adopted":
        assert decide(rule, more, call=call, chair=voice, lot=voice).outcome == "adopted"


@given(rules(), tallies(), st.integers(1, 2), voices)
def test_the_numbers_of_a_decision_prove_it(rule: Rule, tally: Tally, call: int, voice: str | None) -> None:
    decision = decide(rule, tally, call=call, chair=voice, lot=voice)
    assert (decision.outcome == "void") == (not decision.quorum_met)
    if decision.outcome == "void":
        return
    if isinstance(rule.threshold, Share):
        assert decision.base is not None
        assert decision.needed is not None
        assert (tally.in_favour >= decision.needed) == (decision.reason == "reached")
        part = rule.threshold.fraction * decision.base
        exceeded = tally.in_favour > part if rule.threshold.strict else tally.in_favour >= part
        assert (decision.reason == "reached") == (exceeded and tally.in_favour > 0)
    if decision.reason.startswith("tie"):
        assert tally.in_favour == tally.against
    elif decision.outcome == "adopted":
        assert tally.against == 0 or decision.needed is not None


@given(rules(), tallies(), st.integers(1, 2), st.integers(1, 2), voices)
def test_a_decision_survives_json(rule: Rule, tally: Tally, call: int, putting: int, voice: str | None) -> None:
    decision = decide(rule, tally, call=call, putting=putting, chair=voice, lot=voice)
    assert Decision.from_data(json.loads(json.dumps(decision.to_data()))) == decision
