"""How votes come in, and in which order a roll is called."""

from dataclasses import replace
from fractions import Fraction

import pytest

from plenaria.core.polls import (
    METHODS,
    alphabetical,
    as_put,
    as_put_by_correspondence,
    choices_of,
    from_drawn,
    takes_phones,
    waits_for_word,
)
from plenaria.core.refusal import conflict, unacceptable
from plenaria.core.voting.presets import SIMPLE
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


def test_by_correspondence_the_quorum_is_counted_on_the_votes_when_it_closes() -> None:
    rule = replace(SIMPLE.rule, correspondence="to-the-end")
    put = as_put_by_correspondence(rule, "electronic")
    assert isinstance(put, Rule)
    assert put == replace(rule, quorum=Quorum(first=HALF, at=("close",)))
    assert as_put_by_correspondence(replace(rule, quorum=None), "secret") == replace(rule, quorum=None)


def test_by_correspondence_only_where_the_rule_says_so_and_nobody_is_needed_in_the_room() -> None:
    allowed = replace(SIMPLE.rule, correspondence="early")
    assert as_put_by_correspondence(SIMPLE.rule, "electronic") == conflict("correspondence-not-allowed")
    assert as_put_by_correspondence(allowed, "hands") == unacceptable("correspondence-not-so", method="hands")
    assert as_put_by_correspondence(allowed, "secret", mixed=True) == unacceptable(
        "correspondence-not-so", method="secret"
    )
