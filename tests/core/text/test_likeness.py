"""Words of several languages that are the same word; pieces that say the same, and pieces that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.text.likeness import Likeness, cognate, look, together


@pytest.mark.parametrize(
    "words",
    [
        ("declaration", "declaración", "déclaration", "декларация", "декларація", "Deklaration", "declaração"),
        ("general", "генеральная", "générale", "Generalversammlung", "генеральна"),
        ("federation", "federación", "федерация", "fédération"),
        ("festival", "фестиваль"),
        ("municipal", "муниципальный"),
    ],
)
def test_cognates_are_the_same_in_every_language(words: tuple[str, ...]) -> None:
    assert len({cognate(word) for word in words}) == 1


def test_words_that_are_no_cognates_differ_and_short_ones_tell_nothing() -> None:
    assert cognate("library") != cognate("festival")
    assert look("of the sea to 46 clubs").cognates == {cognate("clubs")} - {""}
    assert look("46 clubs in 2022").figures == {"46", "2022"}


def test_a_translation_is_more_alike_than_another_clause() -> None:
    ours = [look("Thank the Ministry of Culture."), look("Hold a festival of 46 choirs in June 2027.")]
    theirs = [look("Agradecer al Ministerio de Cultura."), look("Celebrar un festival de 46 coros en junio de 2027.")]
    likeness = Likeness(ours, theirs)
    assert likeness.of(ours[0], theirs[0]) > 0.7 > 0.4 > likeness.of(ours[0], theirs[1])
    assert likeness.of(ours[1], theirs[1]) > 0.7 > 0.4 > likeness.of(ours[1], theirs[0])


@given(st.text(), st.text())
def test_likeness_is_a_share(one: str, two: str) -> None:
    looks = look(one), look(two)
    likeness = Likeness(looks[:1], looks[1:])
    assert 0 <= likeness.of(*looks) <= 1
    assert together(*looks).length == len(one) + len(two)
