"""What the compositor binds together, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.formats.typesetting import shortened, unbroken


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ("М. А. Орлова и Х. Рибейро", "М.~А.~Орлова и~Х.~Рибейро"),
        ("Орлова М. А. пришла", "Орлова~М.~А. пришла"),
        ("17 мая 2025 г.", "17~мая 2025~г."),
        ("del 8 al 9 de junio", "del 8~al 9~de junio"),
        ("от 20 мая 2023 года, № 5, п. 7, ст. 12", "от 20~мая 2023~года, №~5, п.~7, ст.~12"),
        ("n.º 7, No. 7 of art. 5", "n.º~7, No.~7~of art.~5"),
        ("9,6 % и 12 000 человек", "9,6~% и~12~000 человек"),
        ("в Лиме и в Перу", "в~Лиме и~в Перу"),
        ("за — 27", "за~— 27"),
        ("It ends. The next begins, as a list does.", "It ends. The next begins, as a list does."),
        ("15–17 мая", "15–\u206017~мая"),
        ("", ""),
    ],
)
def test_no_line_ends_inside(text: str, set_: str) -> None:
    assert unbroken(text).replace("\u00a0", "~") == set_


@given(st.text())
def test_the_words_stay(text: str) -> None:
    assert unbroken(text).replace("\u2060", "").replace("\u00a0", " ") == text.replace("\u2060", "").replace(
        "\u00a0", " "
    ).replace("\u202f", " ")


def test_a_head_that_is_too_long_ends_after_a_word() -> None:
    assert shortened("Resolution of the Conference, and more", 30) == "Resolution of the Conference…"
    assert shortened("Resolution", 10) == "Resolution"
    assert shortened("Donaudampfschifffahrt", 10) == "Donaudamp…"


@given(st.text(), st.integers(2, 100))
def test_a_head_fits(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length
