import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.voting.presets import PRESETS
from plenaria.core.voting.rule import (
    BASES,
    TIES,
    WEIGHTS,
    NoObjection,
    Number,
    Quorum,
    Rule,
    Share,
    Unanimity,
    from_data,
    to_data,
)

fractions = st.fractions(0, 1, max_denominator=100)
shares = st.builds(Share, fractions) | st.builds(
    Share, fractions.filter(lambda fraction: fraction < 1), strict=st.just(True)
)
bars = shares | st.builds(Number, st.integers(0, 500))
quorums = st.builds(
    Quorum,
    first=bars,
    second=st.none() | bars,
    of=st.sampled_from(["seats", "votes"]),
    at=st.sampled_from([("opening", "close"), ("opening",), ("close",)]),
)
thresholds = shares | st.builds(Unanimity, st.booleans()) | st.just(NoObjection())


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    base = draw(st.sampled_from(BASES))
    return Rule(
        threshold=draw(thresholds),
        base=base,
        fixed=draw(st.integers(1, 500)) if base == "fixed" else None,
        quorum=draw(st.none() | quorums),
        tie=draw(st.sampled_from(TIES)),
        weights=draw(st.sampled_from(WEIGHTS)),
        proxies=draw(st.none() | st.integers(0, 5)),
        division=draw(st.booleans()),
        changes=draw(st.booleans()),
    )


@given(shares, st.integers(0, 10_000))
def test_the_least_number_meets_the_share_and_one_fewer_does_not(share: Share, whole: int) -> None:
    def meets(number: int) -> bool:
        return number > share.fraction * whole if share.strict else number >= share.fraction * whole

    least = share.least(whole)
    assert meets(least)
    assert not meets(least - 1)


@given(rules())
def test_a_rule_survives_json(rule: Rule) -> None:
    assert from_data(json.loads(json.dumps(to_data(rule)))) == rule


def test_the_data_are_exact_and_readable() -> None:
    rule = Rule(
        threshold=Share(Fraction(2, 3)),
        base="present",
        quorum=Quorum(first=Share(Fraction(1, 2), strict=True), second=Number(1)),
        tie="chair",
    )
    assert to_data(rule) == {
        "threshold": {"at-least": "2/3"},
        "base": "present",
        "tie": "chair",
        "weights": "one",
        "proxies": 0,
        "division": True,
        "changes": True,
        "quorum": {
            "first": {"more-than": "1/2"},
            "second": {"number": 1},
            "of": "seats",
            "at": ["opening", "close"],
        },
    }


@pytest.mark.parametrize(
    "data",
    [
        {"threshold": {"at-least": 0.5}, "base": "cast", "tie": "lost"},
        {"threshold": {"number": 5}, "base": "cast", "tie": "lost"},
        {"threshold": {"at-least": "3/2"}, "base": "cast", "tie": "lost"},
        {"threshold": {"more-than": "1"}, "base": "cast", "tie": "lost"},
        {"threshold": {"at-least": "1/2"}, "base": "everybody", "tie": "lost"},
        {"threshold": {"at-least": "1/2"}, "base": "fixed", "tie": "lost"},
        {"threshold": {"at-least": "1/2"}, "base": "cast", "tie": "duel"},
        {"threshold": {"at-least": "1/2"}, "base": "cast", "tie": "lost", "quorum": {
            "first": {"number": -1}, "of": "seats", "at": ["close"]}},
        {"threshold": {"at-least": "1/2"}, "base": "cast", "tie": "lost", "quorum": {
            "first": {"number": 1}, "of": "seats", "at": []}},
        {"threshold": {"at-least": "1/2"}, "base": "cast", "tie": "lost", "quorum": {
            "first": {"unanimous": "all-for"}, "of": "seats", "at": ["close"]}},
    ],
)  # fmt: skip
def test_what_is_no_rule_is_not_read_as_one(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_data(data)


def test_presets_are_named_by_their_codes() -> None:
    assert list(PRESETS) == [preset.code for preset in PRESETS.values()]


def test_what_is_allowed_from_elsewhere_and_by_correspondence_comes_back() -> None:
    strict = Rule(threshold=Share(Fraction(1, 2), strict=True), remote=False, correspondence="all-voted")
    assert from_data(to_data(strict)) == strict
    with pytest.raises(ValueError, match="correspondence"):
        Rule(threshold=Share(Fraction(1, 2), strict=True), correspondence="sometimes")
