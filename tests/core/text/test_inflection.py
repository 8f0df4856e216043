"""Dictionary forms become the forms of a text."""

import pytest

from plenaria.core.text import verbs, vocabulary
from plenaria.core.text.inflection import forms


def found(language: str, text: str) -> list[tuple[str, str]]:
    """Words of a text and the classes that they are found under."""
    return [(text[mark.start : mark.end], mark.sort) for mark, _ in verbs.kinds(language)(text)]


@pytest.mark.parametrize(
    ("language", "sort", "words"),
    [
        ("en", "do", "repair repairs repaired repairing"),
        ("en", "thank", "thank thanks"),
        ("es", "do", "reparar repara reparamos reparará repare repárese reparado"),
        ("es", "approve", "aprobar aprueba aprobamos apruébase apruébanse aprobado"),
        ("ru", "do", "отремонтировать отремонтирует отремонтировано"),
        ("ru", "elect", "избрать избирает избран избирается"),
        ("ru", "thank", "поблагодарить благодарит благодарим"),
    ],
)
def test_one_entry_covers_the_forms_of_a_verb(language: str, sort: str, words: str) -> None:
    assert [word for word in words.split() if (word, sort) not in found(language, word)] == []


def test_a_verb_of_several_words_inflects_the_first() -> None:
    assert ("takes note", "judge") in found("en", "takes note of the report")


def test_an_entry_may_stand_as_written_or_be_a_noun() -> None:
    inflection = vocabulary.data("en")["inflection"]
    assert list(forms("=shall", inflection)) == [("finite", "shall")]
    assert list(forms("~repair", inflection)) == [("noun", "repair")]


def test_nothing_is_found_within_a_word() -> None:
    assert found("en", "unthankful") == []
