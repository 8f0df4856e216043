"""Permalinks and eIds: Latin letters only, one name across languages."""

from plenaria.core.text.identifiers import eids, fragments
from plenaria.core.text.resolution import Clause, Resolution


def resolution(*clauses: Clause) -> Resolution:
    return Resolution(language="ru", title="", clauses=clauses)


def test_cyrillic_points_are_counted_in_latin() -> None:
    points = tuple(Clause(id=f"p{n}", number=letter, text="", level=2) for n, letter in enumerate("абв"))
    clause = Clause(id="c", number="3", text="", children=points)
    assert eids(resolution(clause)) == {
        "c": "para_3",
        "p0": "para_3__point_a",
        "p1": "para_3__point_b",
        "p2": "para_3__point_c",
    }
    assert fragments(resolution(clause)) == {"c": "c3", "p0": "c3.a", "p1": "c3.b", "p2": "c3.c"}


def test_words_roman_and_composed_numbers_become_figures() -> None:
    point = Clause(id="p", number="14.2", text="", level=2)
    clauses = (
        Clause(id="a", number="PRIMERO", text=""),
        Clause(id="b", number="XIV", text="", children=(point,)),
        Clause(id="c", number="", text=""),
    )
    assert fragments(resolution(*clauses)) == {"a": "c1", "b": "c14", "p": "c14.2", "c": "c3"}
    assert eids(resolution(*clauses))["p"] == "para_14__point_14-2"


def test_a_repeated_number_gets_a_name_of_its_own() -> None:
    clauses = tuple(Clause(id=str(n), number="2", text="") for n in range(3))
    assert fragments(resolution(*clauses)) == {"0": "c2", "1": "c2-2", "2": "c2-3"}
