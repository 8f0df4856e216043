"""Every rule at every boundary: one below, at, one above; and what holds for all of them."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.rule import NoObjection, Number, Quorum, Rule, Share, Unanimity
from plenaria.core.voting.tally import Tally, counted
from tests.core.voting.test_rule import rules

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
