"""Versions in two languages: every inequality is flagged."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from plenaria.core.text.alignment import adopt_ids, align, beside
from plenaria.core.text.resolution import Clause, Recital, Resolution

from .papers import read_paper
from .strategies import resolutions


def test_versions_of_one_structure_are_equal() -> None:
    paper = read_paper("en")
    pairs = align(paper, replace(paper, language="es"))
    assert all(pair.is_equal for pair in pairs)
    assert len(pairs) == len(paper.recitals) + len(list(paper.walk()))


def test_a_missing_clause_and_a_missing_point_are_flagged() -> None:
    paper = read_paper("en")
    sixth = paper.clauses[5]
    shorter = replace(sixth, children=sixth.children[:2])
    other = replace(paper, clauses=(*paper.clauses[:2], *paper.clauses[3:5], shorter, *paper.clauses[6:]))
    flagged = [pair for pair in align(paper, other) if pair.flags]
    assert [(pair.flags, pair.authentic) for pair in flagged] == [
        (("missing",), paper.clauses[2]),
        (("points",), sixth),
        (("missing",), sixth.children[2]),
    ]


def test_an_extra_recital_is_found_where_it_stands() -> None:
    recitals = tuple(
        Recital(text=text) for text in ("Recalling decision 5 of 2021,", "Noting 46 clubs,", "Aware of need,")
    )
    one = Resolution(language="en", title="", recitals=(recitals[0], recitals[2]))
    two = Resolution(language="en", title="", recitals=recitals)
    assert [(pair.flags, pair.other) for pair in align(one, two)] == [
        ((), recitals[0]),
        (("extra",), recitals[1]),
        ((), recitals[2]),
    ]


def test_the_other_text_takes_the_ids_of_the_authentic_one() -> None:
    def text(*names: tuple[str, str]) -> Resolution:
        clauses = tuple(Clause(id=name, number=number, text="") for name, number in names)
        return Resolution(language="es", title="", clauses=clauses)

    other = adopt_ids(text(("x7", "1"), ("k2", "2")), text(("c1", "1"), ("c2", "2"), ("k2", "3")))
    assert [clause.id for clause in other.clauses] == ["x7", "k2", "k2x"]


def test_stored_texts_stand_side_by_side_by_their_ids() -> None:
    def text(*clauses: tuple[str, str, str], recital: str = "") -> Resolution:
        made = tuple(Clause(id=name, number=number, text=words) for name, number, words in clauses)
        return Resolution(language="en", title="", recitals=(Recital(text=recital),), clauses=made)

    one = text(("a", "1", "One."), ("n", "2", "New."), ("b", "3", "Two."), recital="Noting,")
    two = text(("x", "0", "Zero."), ("a", "1", ""), ("b", "2", "Dos."), ("y", "3", "Más."))
    found = [
        (getattr(pair.authentic, "id", None), getattr(pair.other, "id", None), pair.flags) for pair in beside(one, two)
    ]
    assert found == [
        (None, None, ("missing",)),
        (None, "x", ("extra",)),
        ("a", "a", ("missing",)),
        ("n", None, ("missing",)),
        ("b", "b", ()),
        (None, "y", ("extra",)),
    ]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(resolutions, resolutions)
def test_every_piece_is_in_one_pair(one: Resolution, two: Resolution) -> None:
    pairs = align(one, two)
    ours = [id(pair.authentic) for pair in pairs if pair.authentic is not None]
    theirs = [id(pair.other) for pair in pairs if pair.other is not None]
    assert len(ours) == len(one.recitals) + len(list(one.walk()))
    assert len(theirs) == len(two.recitals) + len(list(two.walk()))
    assert all(pair.flags for pair in pairs if pair.authentic is None or pair.other is None)
