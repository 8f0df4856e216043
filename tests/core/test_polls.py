"""How votes come in, and in which order a roll is called."""

from fractions import Fraction

import pytest

from plenaria.core.polls import METHODS, alphabetical, as_put, choices_of, from_drawn, takes_phones, waits_for_word
from plenaria.core.refusal import conflict
from plenaria.core.voting.rule import NoObjection, Quorum, Rule, Share, Unanimity

HALF = Share(Fraction(1, 2), strict=True)
SHARES = Rule(threshold=HALF, weights="share")


@pytest.mark.parametrize(
    ("method", "mixed", "phones", "waits"),
    [
        ("electronic", False, True, False),
        ("electronic", True, True, True),
        ("secret", False, True, False),
        ("secret", True, True, True),
        ("roll-call", False, False, True),
        ("roll-call", True, True, True),
        ("no-objection", False, True, True),
        ("hands", False, False, True),
        ("paper", False, False, True),
    ],
)
def test_who_votes_by_phone_and_what_waits_for_a_declaration(
    method: str, mixed: bool, phones: bool, waits: bool
) -> None:
    assert method in METHODS
    assert (takes_phones(method, mixed), waits_for_word(method, mixed)) == (phones, waits)


def test_only_against_can_be_said_where_objections_are_asked_for() -> None:
    assert choices_of("no-objection") == ("against",)
    assert {choices_of(each) for each in METHODS if each != "no-objection"} == {("for", "against", "abstain")}


@pytest.mark.parametrize("method", ["hands", "paper"])
def test_what_names_no_seat_cannot_weigh_it(method: str) -> None:
    assert as_put(SHARES, method) == conflict(f"{method}-weighted")
    assert as_put(Rule(threshold=HALF), method) == Rule(threshold=HALF)


@pytest.mark.parametrize("method", ["electronic", "roll-call"])
def test_by_name_every_rule_is_applied_as_it_is(method: str) -> None:
    assert as_put(SHARES, method) == SHARES


def test_without_objection_the_rule_keeps_its_quorum_and_its_votes() -> None:
    quorum = Quorum(first=HALF)
    rule = Rule(threshold=HALF, base="fixed", fixed=9, quorum=quorum, tie="chair", weights="share", proxies=2)
    assert as_put(rule, "no-objection") == Rule(threshold=NoObjection(), quorum=quorum, weights="share", proxies=2)
    assert as_put(Rule(threshold=Unanimity()), "no-objection") == Rule(threshold=NoObjection())


def test_the_alphabet_leaves_marks_aside_and_knows_no_capitals() -> None:
    names = {1: "Öland", 2: "Ёлкино", 3: "Ávila", 4: "oaxaca", 5: "Елабуга", 6: "Avila", 7: "Жуков"}
    assert alphabetical(names) == [6, 3, 4, 1, 5, 2, 7]


def test_the_order_goes_round_from_the_seat_that_was_drawn() -> None:
    assert from_drawn(["a", "b", "c"], "b") == ["b", "c", "a"]
    assert from_drawn(["a"], "a") == ["a"]
    with pytest.raises(ValueError):
        from_drawn(["a"], "z")
