"""In which order amendments are put."""

from dataclasses import replace

import pytest

from plenaria.core.amendments import AMENDMENT, WAITING, likeness, voting_order
from plenaria.core.refusal import conflict
from plenaria.core.text.amendment import Amendment
from plenaria.core.text.resolution import Clause, Resolution

TEXT = Resolution(
    language="en",
    title="On the dark sky",
    clauses=(
        Clause(id="one", number="1", text="Keep the valley dark every night of the year."),
        Clause(id="two", number="2", text="Report to the council."),
    ),
)


def to(clause: str, kind: str, words: str = "") -> Amendment:
    return Amendment(kind=kind, clause=clause, words={"en": words} if words else {})


def test_amendments_are_put_by_place_and_there_the_furthest_first() -> None:
    proposed = {
        1: to("two", "replace", "Report to the council and to the public."),
        2: to("two", "delete"),
        3: to("one", "insert", "Measure the light."),
        4: to("one", "replace", "Keep the valley dark every night of the summer."),
        5: to("one", "replace", "Ask the town for darkness."),
        6: to("", "insert", "First of all, thank the town."),
        7: to("gone", "delete"),
        8: to("one", "move"),
    }
    assert voting_order(proposed, [TEXT]) == (6, 8, 5, 4, 3, 2, 1, 7)


def test_words_are_compared_in_the_language_in_which_they_were_given() -> None:
    spanish = Clause(id="one", number="1", text="Conservar la oscuridad del valle cada noche del año.")
    near = Amendment(kind="replace", clause="one", words={"es": "Conservar la oscuridad del valle cada noche."})
    proposed = {1: near, 2: to("one", "replace", "Ask the town.")}
    assert voting_order(proposed, [TEXT, replace(TEXT, language="es", clauses=(spanish,))]) == (2, 1)


@pytest.mark.parametrize(
    ("one", "two", "share"), [("a b", "A b", 1.0), ("a b", "c d", 0.0), ("a b c", "a b d", 2 / 3), ("", "", 0.0)]
)
def test_how_alike_two_wordings_are(one: str, two: str, share: float) -> None:
    assert likeness(one, two) == pytest.approx(share)


def test_what_is_decided_stays_decided() -> None:
    for state in ("adopted", "rejected", "withdrawn", "lapsed"):
        assert AMENDMENT.is_final(state)
    assert {state for state in AMENDMENT.states if "lapse" in AMENDMENT.verbs_from(state)} == set(WAITING)
    assert AMENDMENT.after("submitted", "table") == conflict(
        "wrong-state", name="amendment", state="submitted", verb="table"
    )
    assert AMENDMENT.after("not-admitted", "admit") == "admitted"
