"""The words that a writer prints by itself exist in every language that papers are read in."""

import re

import pytest

from plenaria.core.text.vocabulary import LANGUAGES
from plenaria.formats.labels import labels

PLACES = ("resolution", "numbered", "page", "distribution", "adopted", "sealed", "check", "emblem", "unplaced")


def test_seven_languages_are_read() -> None:
    assert LANGUAGES == ("de", "en", "es", "fr", "pt", "ru", "uk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_the_same_places(language: str) -> None:
    printed, english = labels(language), labels("en")
    for place in PLACES:
        words = getattr(printed, place)
        assert re.findall(r"{\w+}", words) == re.findall(r"{\w+}", getattr(english, place))


def test_the_page_is_counted_in_the_language_of_the_paper() -> None:
    printed = {language: labels(language).page.format(page=2, pages=5) for language in LANGUAGES}
    assert printed == {
        "de": "Seite 2 von 5",
        "en": "Page 2 of 5",
        "es": "Página 2 de 5",
        "fr": "Page 2 sur 5",
        "pt": "Página 2 de 5",
        "ru": "Страница 2 из 5",
        "uk": "Сторінка 2 з 5",
    }


def test_a_region_falls_back_to_its_language() -> None:
    assert [labels(tag).distribution for tag in ("pt-BR", "de-CH", "xx")] == [
        "Distribuição",
        "Verteiler",
        "Distribution",
    ]
