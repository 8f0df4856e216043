"""Words, stems and queries, without a database."""

import re
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.store.search import LONGEST, Term, marked, stems, terms, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Резолюция XIII/1, пункт 4", ["резолюция", "xiii/1", "пункт", "4"]),
        ("ТЁМНОЕ НЕБО", ["темное", "небо"]),
        ("район, и\u0306", ["район", "й"]),
        ("Señal á la luz", ["senal", "a", "la", "luz"]),
        ("район и раион", ["район", "и", "раион"]),
        (" … — ", []),
    ],
)
def test_words_are_small_and_without_accents(text: str, found: list[str]) -> None:
    assert words(text) == found


@given(
    st.text(
        st.sampled_from("aàeñйиёЁ\u0301\u0306\u0308 -/._1ßﬁΆא\u05b0क\u094d") | st.characters(exclude_characters="\0"),
        max_size=40,
    )
)
def test_words_are_the_same_letter_by_letter(text: str) -> None:
    letters = normalize("NFD", normalize("NFC", text.casefold()).replace("й", "\0"))
    plain = normalize("NFC", "".join(each for each in letters if category(each) != "Mn")).replace("\0", "й")
    assert words(text) == [each[:LONGEST] for each in re.findall(r"\w+(?:/\w+)*", plain)]


def matches(query: str, text: str, language: str) -> bool:
    """Whether each term has an option whose stems follow each other in the text."""
    has = stems(text, language)

    def at(option: tuple[str, ...], begins: bool) -> bool:
        places = range(len(has) - len(option) + 1)
        cut = [has[place : place + len(option)] for place in places]
        *whole, last = option
        return any(
            each[:-1] == whole and (each[-1].startswith(last) if begins else each[-1] == last) for each in cut if each
        )

    return all(any(at(option, term.begins) for option in term.options) for term in terms(query))


@pytest.mark.parametrize(
    ("query", "text", "language", "found"),
    [
        ("обсерватория", "Создать школьные обсерватории", "ru", True),
        ("тёмное небо", "Охрана ТЕМНОГО НЕБА", "ru", True),
        ("темные", "В тёмных местах", "ru", True),
        ("resoluciones", "La Resolución XII", "es", True),
        ("resolucion", "Las resoluciones", "es", True),
        ("skies", "The dark sky", "en", True),
        ("sky", "whisky", "en", False),
        ("XIII/1", "резолюция XIII/1", "ru", True),
        ("XIII/1", "резолюция XIII/2", "ru", False),
        ('"тёмное небо"', "о темном небе", "ru", True),
        ('"небо тёмное"', "о темном небе", "ru", False),
        ("небо тёмное", "о темном небе", "ru", True),
        ("обсерв*", "обсерваторию", "ru", True),
        ("обсер", "обсерваторию", "ru", False),
        ("научно-школьный", "школьный научный", "ru", False),
        ("Plenaria", "система Plenaria", "ru", True),
        ("раион", "район", "ru", False),
        ("sternwarten", "Die Sternwarte", "de", True),
        ("slovo", "slovo", "cs", True),
    ],
)
def test_a_word_is_found_whatever_its_ending(query: str, text: str, language: str, found: bool) -> None:
    assert matches(query, text, language) == found


def test_a_query_without_words_looks_for_nothing() -> None:
    assert terms(' … "" — *') == ()


def test_the_same_word_twice_is_one_term() -> None:
    assert terms("небо Небо") == (Term((("небо",), ("неб",))),)


def test_what_was_asked_for_is_marked() -> None:
    assert marked("Создать обсерватории в тёмных местах.", terms("обсерватория тёмный"), "ru") == [
        ("Создать ", False),
        ("обсерватории", True),
        (" в ", False),
        ("тёмных", True),
        (" местах.", False),
    ]
    assert marked("Обсерватория", terms("обсерв*"), "ru") == [("Обсерватория", True)]
    assert marked("Ни слова", terms("небо"), "ru") == [("Ни слова", False)]
    assert marked("", terms("небо"), "ru") == []
