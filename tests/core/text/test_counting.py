"""Numbers by hand: the siblings count on as they counted."""

import pytest

from plenaria.core.text import editing
from plenaria.core.text.counting import counted, counted_on
from plenaria.core.text.resolution import Clause, Resolution


def text(*outline: tuple[int, str], language: str = "en") -> Resolution:
    made = tuple(
        Clause(id=f"c{n}", number=number, text=f"T{n}", level=level) for n, (level, number) in enumerate(outline)
    )
    return editing.with_rows(Resolution(language=language, title=""), made)


def numbers(rows: editing.Rows) -> list[str]:
    return [row.number for row in rows]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["1", "2", "2", "5"], ["1", "2", "3", "4"]),
        (["I", "II", "IV", "V"], ["I", "II", "III", "IV"]),
        (["i", "", "v", ""], ["i", "ii", "iii", "iv"]),
        (["A", "B", "C", "I"], ["A", "B", "C", "D"]),
        (["а", "б", "д", "е"], ["а", "б", "в", "г"]),
        (["PRIMERO", "TERCERO", "", "QUINTO"], ["PRIMERO", "SEGUNDO", "TERCERO", "CUARTO"]),
        (["4.1", "4.3", "4.3", ""], ["4.1", "4.2", "4.3", "4.4"]),
        (["", "", "", ""], ["1", "2", "3", "4"]),
    ],
)
def test_a_whole_list_counts_in_its_own_way(before: list[str], after: list[str]) -> None:
    assert numbers(editing.rows(counted(text(*((1, each) for each in before))))) == after


def test_each_list_counts_for_itself_and_points_follow_their_clause() -> None:
    before = text((1, "1"), (2, "1.1"), (2, "1.1"), (1, "1"), (2, ""), (2, "c"), (1, "7"), language="en")
    assert numbers(editing.rows(counted(before))) == ["1", "1.1", "1.2", "2", "a", "b", "3"]
    assert numbers(editing.rows(counted(text((1, ""), (2, ""), (2, ""), language="ru")))) == ["1", "а", "б"]


def test_numbers_go_on_from_a_clause() -> None:
    rows = editing.rows(text((1, "1"), (1, "5"), (2, "5.1"), (1, "1"), (2, "a"), (1, "2")))
    assert numbers(counted_on(rows, 1, "en")) == ["1", "5", "5.1", "6", "a", "7"]
    assert numbers(counted_on(rows, 3, "en", restart=True)) == ["1", "5", "5.1", "1", "a", "2"]
    assert numbers(counted_on(rows, 1, "en", restart=True)) == ["1", "1", "1.1", "2", "a", "3"]


def test_a_clause_without_a_number_follows_the_one_before_it() -> None:
    rows = editing.rows(text((1, "3"), (1, ""), (1, "4"), (2, ""), (2, "")))
    assert numbers(counted_on(rows, 1, "en")) == ["3", "4", "5", "", ""]
    assert numbers(counted_on(rows, 3, "en")) == ["3", "", "4", "a", "b"]


def test_the_siblings_tell_whether_a_letter_is_a_roman_number() -> None:
    roman = editing.rows(text((1, "IV"), (1, "V"), (1, "")))
    assert numbers(counted_on(roman, 1, "en")) == ["IV", "V", "VI"]
    letters = editing.rows(text((1, "u"), (1, "v"), (1, "")))
    assert numbers(counted_on(letters, 1, "en")) == ["u", "v", "w"]
