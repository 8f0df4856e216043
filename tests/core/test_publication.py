"""The rule of publication: who may be named, what is seen of a vote and when, and which version holds."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.publication import (
    CONSENTS,
    EVERYTHING,
    INSTEAD,
    MOMENTS,
    OWNERS,
    PARTS,
    VOTES,
    Rule,
    Version,
    in_force,
    initials,
    is_named,
    names_can_stay,
    owner_is_named,
    votes_seen,
)

CLOSED = datetime(2026, 5, 9, 15, tzinfo=UTC)
DAY = timedelta(days=1)

rules = st.builds(
    Rule,
    named=st.frozensets(st.sampled_from(PARTS)),
    owners=st.sampled_from(OWNERS),
    votes=st.sampled_from(VOTES),
    moment=st.sampled_from(MOMENTS),
    wait=st.integers(0, 60),
    lasts=st.integers(0, 60),
    asks=st.booleans(),
    instead=st.sampled_from(INSTEAD),
    below=st.booleans(),
)
moments = st.fixed_dictionaries(
    {name: st.none() | st.integers(0, 90).map(lambda days: CLOSED + days * DAY) for name in MOMENTS}
)
whens = st.integers(0, 400).map(lambda days: CLOSED + days * DAY)


@pytest.mark.parametrize(
    ("part", "consent", "asks", "named"),
    [
        ("delegates", "", False, True),
        ("delegates", "given", False, True),
        ("delegates", "refused", False, False),
        ("delegates", "withdrawn", False, False),
        ("delegates", "", True, False),
        ("delegates", "given", True, True),
        ("officers", "refused", True, True),
    ],
)
def test_who_is_named(part: str, consent: str, asks: bool, named: bool) -> None:
    assert is_named([Rule(asks=asks)], part, consent) is named
    assert is_named([Rule(asks=asks, named=frozenset())], part, consent) is False


@pytest.mark.parametrize(
    ("rule", "days", "seen"),
    [
        (Rule(), 0, "names"),
        (Rule(votes="delegations"), 0, "delegations"),
        (Rule(votes="totals"), 0, "totals"),
        (Rule(wait=3), 2, "totals"),
        (Rule(wait=3), 3, "names"),
        (Rule(wait=3, lasts=10), 12, "names"),
        (Rule(wait=3, lasts=10), 13, "totals"),
        (Rule(moment="minutes"), 0, "totals"),
        (Rule(moment="adoption"), 1, "names"),
    ],
)
def test_what_is_seen_of_a_vote_and_when(rule: Rule, days: int, seen: str) -> None:
    came = {"close": CLOSED, "adoption": CLOSED + DAY, "minutes": None}
    assert votes_seen([rule], came, CLOSED + days * DAY) == seen


@pytest.mark.parametrize(
    ("owners", "consent", "in_office", "named"),
    [
        ("none", "given", True, False),
        ("officers", "given", False, False),
        ("officers", "refused", True, True),
        ("all", "", False, True),
        ("all", "refused", False, False),
    ],
)
def test_whose_owners_are_named(owners: str, consent: str, in_office: bool, named: bool) -> None:
    assert owner_is_named([Rule(owners=owners)], consent, in_office=in_office) is named


def test_a_change_counts_from_its_day_and_those_below_follow_where_it_says_so() -> None:
    mine, above = Rule(votes="delegations"), Rule(votes="totals")
    own = [Version(date(2026, 1, 1), mine), Version(date(2026, 6, 1), replace(mine, wait=30))]
    higher = [Version(date(2025, 1, 1), above)]
    assert in_force([own, higher], date(2026, 5, 31)) == mine
    assert in_force([own, higher], date(2026, 6, 1)) == replace(mine, wait=30)
    assert in_force([own, higher], date(2025, 12, 31)) == above
    assert in_force([[], [Version(date(2025, 1, 1), replace(above, below=False))]], date(2026, 1, 1)) == EVERYTHING
    assert in_force([own, higher], date(2024, 1, 1)) == EVERYTHING


@given(rules, rules, moments, whens)
def test_two_rules_never_show_more_than_one_of_them(first: Rule, second: Rule, came: dict, at: datetime) -> None:  # type: ignore[type-arg]
    together = VOTES.index(votes_seen([first, second], came, at))
    assert together == min(VOTES.index(votes_seen([each], came, at)) for each in (first, second))
    for part in PARTS:
        for consent in ("", *CONSENTS):
            if is_named([first, second], part, consent):
                assert is_named([first], part, consent) and is_named([second], part, consent)


@given(rules, moments, whens, st.integers(0, 400))
def test_what_stays_on_paper_is_seen_ever_after(rule: Rule, came: dict, at: datetime, later: int) -> None:  # type: ignore[type-arg]
    if names_can_stay([rule], came, at):
        assert votes_seen([rule], came, at + later * DAY) == "names"


@given(rules)
def test_a_rule_is_read_as_it_was_written(rule: Rule) -> None:
    assert Rule.from_data(rule.to_data()) == rule


@pytest.mark.parametrize("wrong", [{"votes": "all"}, {"wait": -1}, {"named": ["everybody"]}, {"lasts": 10**9}])
def test_what_is_no_rule_is_not_read(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a rule"):
        Rule.from_data({**Rule().to_data(), **wrong})


def test_initials() -> None:
    assert initials("Anna Orlova") == "A. O."
    assert initials("María José de la Cruz (suplente)") == "M. J. D. L. C."
    assert initials("") == ""
