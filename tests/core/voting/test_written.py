"""Rules that a person wrote, and every way of writing one wrongly."""

import re
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.rule import NoObjection, Number, Quorum, Rule, Share, Unanimity
from plenaria.core.voting.written import rule_of

HALF = Share(Fraction(1, 2), strict=True)
BOOK = Path(__file__).parents[3] / "docs/rules.md"


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ({"threshold": "> 1/2"}, Rule(threshold=HALF)),
        ({"threshold": ">= 75 %"}, Rule(threshold=Share(Fraction(3, 4)))),
        ({"threshold": "≥ 2/3", "base": "roll"}, Rule(threshold=Share(Fraction(2, 3)), base="roll")),
        ({"threshold": "> 33.5%"}, Rule(threshold=Share(Fraction(67, 200), strict=True))),
        ({"threshold": ">= 1"}, Rule(threshold=Share(Fraction(1)))),
        ({"threshold": "unanimous"}, Rule(threshold=Unanimity())),
        ({"threshold": "unanimous, nobody abstaining"}, Rule(threshold=Unanimity(abstaining=False))),
        ({"threshold": "no objection"}, Rule(threshold=NoObjection())),
        ({"threshold": "> 1/2", "tie": "chair"}, Rule(threshold=HALF, tie="chair")),
        (
            {"threshold": ">= 4/7", "base": "fixed", "fixed": 155},
            Rule(threshold=Share(Fraction(4, 7)), base="fixed", fixed=155),
        ),
        (
            {"threshold": "> 1/2", "quorum": {"first": "> 1/2", "second": 1, "of": "votes", "at": ["close"]}},
            Rule(threshold=HALF, quorum=Quorum(first=HALF, second=Number(1), of="votes", at=("close",))),
        ),
        (
            {"threshold": "> 1/2", "quorum": {"first": "> 1/2", "at": ["close", "opening", "close"]}},
            Rule(threshold=HALF, quorum=Quorum(first=HALF)),
        ),
        ({"threshold": "> 1/2", "weights": "delegation"}, Rule(threshold=HALF, weights="delegation")),
        ({"threshold": "> 1/2", "weights": {"17": "0.35"}}, Rule(threshold=HALF, weights="share")),
        ({"threshold": "> 1/2", "proxies": 2}, Rule(threshold=HALF, proxies=2)),
        ({"threshold": "> 1/2", "proxies": "any"}, Rule(threshold=HALF, proxies=None)),
        (
            {"threshold": "> 1/2", "division": False, "changes": False},
            Rule(threshold=HALF, division=False, changes=False),
        ),
    ],
)
def test_a_rule_is_read(written: dict[str, Any], rule: Rule) -> None:
    assert rule_of(written) == rule


@pytest.mark.parametrize(
    ("written", "code", "key"),
    [
        ({}, "rule-key-missing", "threshold"),
        ({"threshold": "most"}, "rule-value", "threshold"),
        ({"threshold": 2}, "rule-value", "threshold"),
        ({"threshold": "> 1"}, "rule-value", "threshold"),
        ({"threshold": ">= 3/2"}, "rule-value", "threshold"),
        ({"threshold": ">= 1/0"}, "rule-value", "threshold"),
        ({"threshold": "> 1/2", "bases": "roll"}, "rule-key-unknown", "bases"),
        ({"threshold": "> 1/2", "base": "all"}, "rule-value", "base"),
        ({"threshold": "> 1/2", "base": "fixed"}, "rule-key-missing", "fixed"),
        ({"threshold": "> 1/2", "fixed": 3}, "rule-key-missing", 'base = "fixed"'),
        ({"threshold": "> 1/2", "base": "fixed", "fixed": True}, "rule-value", "fixed"),
        ({"threshold": "> 1/2", "weights": "heavy"}, "rule-value", "weights"),
        ({"threshold": "> 1/2", "weights": 2}, "rule-value", "weights"),
        ({"threshold": "> 1/2", "proxies": -1}, "rule-value", "proxies"),
        ({"threshold": "> 1/2", "proxies": True}, "rule-value", "proxies"),
        ({"threshold": "> 1/2", "proxies": "many"}, "rule-value", "proxies"),
        ({"threshold": "> 1/2", "division": 1}, "rule-value", "division"),
        ({"threshold": "> 1/2", "changes": "no"}, "rule-value", "changes"),
        ({"threshold": "> 1/2", "tie": "coin"}, "rule-value", "tie"),
        ({"threshold": "> 1/2", "quorum": "half"}, "rule-value", "quorum"),
        ({"threshold": "> 1/2", "quorum": {}}, "rule-key-missing", "quorum.first"),
        ({"threshold": "> 1/2", "quorum": {"first": -1}}, "rule-value", "quorum.first"),
        ({"threshold": "> 1/2", "quorum": {"first": 1, "of": "heads"}}, "rule-value", "quorum.of"),
        ({"threshold": "> 1/2", "quorum": {"first": 1, "at": []}}, "rule-value", "quorum.at"),
        ({"threshold": "> 1/2", "quorum": {"first": 1, "third": 1}}, "rule-key-unknown", "quorum.third"),
    ],
)
def test_what_is_wrong_is_named(written: dict[str, Any], code: str, key: str) -> None:
    refusal = rule_of(written)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.because, refusal.data["key"]) == (code, unacceptable("").because, key)


def test_the_examples_of_the_book_are_rules() -> None:
    examples = re.findall(r"```toml\n(.*?)```", BOOK.read_text(encoding="utf-8"), re.DOTALL)
    read = [rule_of(tomllib.loads(each)) for each in examples]
    assert [type(each) for each in read] == [Rule] * 6
