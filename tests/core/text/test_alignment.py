"""Versions in two languages: every inequality is flagged."""

import itertools
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from plenaria.core.text.alignment import LEAST_ALIKE, adopt_ids, align, beside, resemblance
from plenaria.core.text.resolution import Clause, Recital, Resolution
from tests.conftest import REPOSITORY

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


def numbered(*words: str, start: int = 1) -> Resolution:
    made = tuple(Clause(id=f"c{n}", number=str(n), text=each) for n, each in enumerate(words, start))
    return Resolution(language="en", title="", clauses=made)


def test_a_translation_that_leaves_a_clause_out_and_counts_on_is_paired_by_its_words() -> None:
    one = numbered(
        "Continue the programme of 46 concerts.", "Thank the library.", "Hold a festival from 8 to 9 June 2027."
    )
    two = numbered("Continuar el programa de 46 conciertos.", "Celebrar un festival del 8 al 9 de junio de 2027.")
    found = [
        (pair.authentic and pair.authentic.text[:5], pair.other and pair.other.text[:5], pair.flags)
        for pair in align(one, two)
    ]
    assert found == [("Conti", "Conti", ()), ("Thank", None, ("missing",)), ("Hold ", "Celeb", ("number",))]


def test_a_clause_that_does_not_say_the_same_is_flagged_though_its_number_is_the_same() -> None:
    one = numbered(
        "Hold a festival from 8 to 9 June 2027.", "Thank the Ministry of Culture for its help with the hall."
    )
    two = numbered("Celebrar un festival del 8 al 9 de junio de 2027.", "Comprar 12 sillas.")
    assert [pair.flags for pair in align(one, two)] == [(), ("unlike",)]


def test_clauses_without_numbers_are_paired_by_their_words() -> None:
    def text(*words: str) -> Resolution:
        return Resolution(
            language="en", title="", clauses=tuple(Clause(id=each[:4], number="", text=each) for each in words)
        )

    one = text(
        "Thanks the Ministry of Culture.", "Decides to meet on 14 May 2027.", "Asks the Federation to publish 30 songs."
    )
    two = text("Acuerda reunirse el 14 de mayo de 2027.", "Pide a la Federación que publique 30 canciones.")
    found = [
        (pair.authentic and pair.authentic.text[:4], pair.other and pair.other.text[:4]) for pair in align(one, two)
    ]
    assert found == [("Than", None), ("Deci", "Acue"), ("Asks", "Pide")]


def test_a_merged_recital_is_one_pair_and_one_that_is_missing() -> None:
    one = Resolution(
        language="en",
        title="",
        recitals=(
            Recital(text="Recalling resolution 5 of the Federation of 12 May 2021,"),
            Recital(text="considering that 46 associations and 9 federations participated in 2022,"),
            Recital(text="convinced of the importance of music for the education of children,"),
        ),
    )
    two = replace(
        one,
        language="es",
        recitals=(
            Recital(
                text="Recordando la resolución 5 de la Federación, de 12 de mayo de 2021, y considerando que 46 "
                "asociaciones y 9 federaciones participaron en 2022,"
            ),
            Recital(text="convencida de la importancia de la música para la educación de los niños,"),
        ),
    )
    assert [pair.flags for pair in align(one, two)] == [("missing",), ("merged",), ()]
    assert [pair.flags for pair in align(two, one)] == [("extra",), ("merged",), ()]


UDHR = REPOSITORY.parent / "shared" / "data" / "resolutions" / "udhr"
LANGUAGES = ("deu_1996", "eng", "fra", "por_PT", "rus", "spa", "ukr")
ALONE = {
    # The 8 to 10 paragraphs of the preambles, by what they say: seven grounds, "Now, therefore,", "The General
    # Assembly", and the proclamation; German, French, Russian and Ukrainian have no "now", Portuguese has neither line.
    "eng": "1234567NAP",
    "spa": "1234567NAP",
    "por_PT": "1234567P",
}


def declaration(name: str) -> Resolution:
    root = ET.parse(UDHR / f"udhr_{name}.xml").getroot()
    space = root.tag.partition("}")[0] + "}"

    def words(each: ET.Element) -> str:
        return " ".join("".join(each.itertext()).split())

    clauses = []
    for article in root.iter(f"{space}article"):
        number = article.get("number", "")
        points = [words(each) for each in article.iter(f"{space}listitem")]
        text = "" if points else " ".join(words(each) for each in article.iter(f"{space}para"))
        children = tuple(
            Clause(id=f"{number}.{n}", number=str(n), text=each, level=2) for n, each in enumerate(points, 1)
        )
        clauses.append(Clause(id=number, number=number, text=text, children=children))
    preamble = root.find(f"{space}preamble")
    assert preamble is not None
    recitals = tuple(Recital(text=words(each)) for each in preamble.iter(f"{space}para"))
    return Resolution(language=name[:2], title="", recitals=recitals, clauses=tuple(clauses))


@pytest.mark.skipif(not UDHR.is_dir(), reason="the Universal Declaration is not on this machine")
@pytest.mark.parametrize(("one", "two"), list(itertools.permutations(LANGUAGES, 2)))
def test_the_universal_declaration_is_paired_in_every_two_languages(one: str, two: str) -> None:
    ours, theirs = declaration(one), declaration(two)
    said = [ALONE.get(name, "1234567AP") for name in (one, two)]
    assert [len(each) for each in said] == [len(ours.recitals), len(theirs.recitals)]
    pairs = align(ours, theirs)
    meant = {
        id(recital): sign
        for text, signs in zip((ours, theirs), said, strict=True)
        for recital, sign in zip(text.recitals, signs, strict=True)
    }
    found = [
        (meant.get(id(pair.authentic), ""), meant.get(id(pair.other), ""))
        for pair in pairs
        if isinstance(pair.authentic or pair.other, Recital)
    ]
    both = [(sign if sign in said[0] else "", sign if sign in said[1] else "") for sign in "1234567NAP"]
    assert sorted(found) == sorted(each for each in both if any(each))
    alone = [pair for pair in pairs if "missing" in pair.flags or "extra" in pair.flags]
    assert len(alone) == len(set(said[0]) ^ set(said[1]))
    assert [pair for pair in pairs if pair.flags] == alone
    assert resemblance(pairs) >= LEAST_ALIKE


def test_another_resolution_altogether_hardly_resembles() -> None:
    papers = [read_paper(language) for language in ("en", "ru", "es")]
    assert all(resemblance(align(one, two)) < LEAST_ALIKE for one, two in itertools.permutations(papers, 2))
