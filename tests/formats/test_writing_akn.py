"""Akoma Ntoso: valid, without dangling references, with names in Latin letters only."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from plenaria.core.text.resolution import Citation, Clause, Resolution
from plenaria.formats.akn_out import akn
from plenaria.formats.paper import Paper
from tests.formats.resolutions import any_resolution
from tests.formats.writing_samples import AWKWARD, bilingual, draft_english, russian, sealed_russian, spanish

SCHEMA = Path(__file__).parents[3] / "shared/data/resolutions/akn4un/akomantoso30.xsd"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"

PAPERS = {
    "sealed": sealed_russian(),
    "two languages": bilingual(),
    "draft with annex": draft_english(),
    "awkward": Paper(resolution=AWKWARD),
    "empty": Paper(resolution=Resolution(language="en", title="")),
    "translation": Paper(resolution=spanish(), authentic="ru"),
}


def parsed(paper: Paper) -> etree._Element:
    return etree.fromstring(akn(paper))


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    if not SCHEMA.exists():
        pytest.skip(f"the OASIS schema is not at {SCHEMA}")
    return etree.XMLSchema(etree.parse(SCHEMA))


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_valid_against_the_oasis_schema(schema: etree.XMLSchema, paper: Paper) -> None:
    for text in paper.texts:
        schema.assertValid(etree.fromstring(akn(paper, text)))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(resolution=any_resolution())
def test_whatever_is_written_is_valid_and_refers_to_nothing_that_is_not_there(
    schema: etree.XMLSchema, resolution: Resolution
) -> None:
    tree = parsed(Paper(resolution=resolution))
    schema.assertValid(tree)
    assert dangling(tree) == set()
    names = [str(element.get("eId")) for element in tree.iter() if element.get("eId")]
    assert len(names) == len(set(names))
    assert all(map(str.isascii, names))


NAMED = Clause(
    id="n",
    number="1",
    text="Поручить Совету федерации и М. А. Орловой в Лиме исполнить до 1 июля 2031 Резолюцию 4 от 3 мая 2030 года.",
    kind="task",
    also=("request",),
    parties=("Совету федерации",),
    people=("М. А. Орловой",),
    places=("Лиме",),
    citations=(Citation(text="Резолюцию 4 от 3 мая 2030 года", number="4"),),
)


def test_what_a_clause_names_is_marked_in_its_words(schema: etree.XMLSchema) -> None:
    tree = parsed(Paper(resolution=Resolution(language="ru", title="T", clauses=(NAMED,))))
    schema.assertValid(tree)
    [line] = tree.iterfind(f".//{AKN}content/{AKN}p")
    assert "".join(line.itertext()) == NAMED.text
    assert [(each.tag.removeprefix(AKN), each.text, *each.attrib.values()) for each in line] == [
        ("organization", "Совету федерации", "#org_1"),
        ("person", "М. А. Орловой", "#person_1"),
        ("location", "Лиме", "#place_1"),
        ("date", "1 июля 2031", "2031-07-01"),
        ("ref", "Резолюцию 4 от 3 мая 2030 года", "#cit_1"),
    ]
    [paragraph] = tree.iter(f"{AKN}paragraph")
    assert paragraph.get("refersTo") == "#kind_task #kind_request"
    assert dangling(tree) == set()


def dangling(tree: etree._Element) -> set[str]:
    values = [(name, value) for element in tree.iter() for name, value in element.attrib.items()]
    names = {value for name, value in values if name == "eId"}
    # What is shown is no reference, even where a body is called "#".
    pointers = [value for name, value in values if name != "showAs"]
    return {each[1:] for value in pointers for each in value.split() if each.startswith("#")} - names


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_every_reference_points_to_something_in_the_document(paper: Paper) -> None:
    assert dangling(parsed(paper)) == set()


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_names_are_unique_and_latin(paper: Paper) -> None:
    names = [element.get("eId") for element in parsed(paper).iter() if element.get("eId")]
    assert len(names) == len(set(names))
    assert all(name.isascii() for name in names if name)


def test_clauses_with_points() -> None:
    tree = parsed(sealed_russian(4))
    paragraph = tree.findall(f".//{AKN}mainBody/{AKN}paragraph")[3]
    assert (paragraph.get("eId"), paragraph.get("GUID")) == ("para_4", "k4")
    assert paragraph.findtext(f"{AKN}num") == "4."
    assert paragraph.findtext(f"{AKN}list/{AKN}intro/{AKN}p") == russian(4).clauses[3].text
    points = paragraph.findall(f"{AKN}list/{AKN}point")
    assert [point.get("eId") for point in points] == ["para_4__point_a", "para_4__point_b", "para_4__point_c"]
    assert [point.findtext(f"{AKN}num") for point in points] == ["а)", "б)", "в)"]


def test_votes_are_counted_in_the_analysis() -> None:
    voting = parsed(sealed_russian(1)).find(f".//{AKN}analysis/{AKN}parliamentary/{AKN}voting")
    assert voting is not None
    assert voting.get("outcome") == "#adopted"
    counts = [(each.get("refersTo"), each.get("value")) for each in voting]
    assert counts == [("#for", "27"), ("#against", "2"), ("#abstaining", "1")]


def test_a_translation_names_the_language_it_comes_from() -> None:
    paper = bilingual(1)
    translated = etree.fromstring(akn(paper, spanish(1))).find(f".//{AKN}FRBRtranslation")
    assert translated is not None
    assert translated.get("fromLanguage") == "rus"
    assert translated.get("href") == "/akn/xx/statement/deliberation/fsa/2025-05-17/xiv-1/rus@"
    assert parsed(paper).find(f".//{AKN}FRBRtranslation") is None


def test_work_names_are_one_across_languages() -> None:
    paper = bilingual(3)
    assert paper.other
    words = tuple(
        replace(clause, number=number)
        for clause, number in zip(paper.other.clauses, ("PRIMERO", "SEGUNDO", "último"), strict=True)
    )
    paper = replace(paper, other=replace(paper.other, clauses=words))
    assert paper.other
    names = [
        [each.get("wId") for each in etree.fromstring(akn(paper, text)).iter(f"{AKN}paragraph")] for text in paper.texts
    ]
    assert names == [["para_1", "para_2", "para_3"]] * 2


def test_sections_hold_their_clauses() -> None:
    clauses = (
        Clause(id="a", number="1", text="One."),
        Clause(id="b", number="2", text="Two.", heading="Sky"),
        Clause(id="c", number="3", text="Three."),
    )
    tree = parsed(Paper(resolution=Resolution(language="en", title="T", clauses=clauses)))
    body = tree.find(f".//{AKN}mainBody")
    assert body is not None
    assert [child.tag.removeprefix(AKN) for child in body] == ["paragraph", "hcontainer"]
    assert body[1].findtext(f"{AKN}heading") == "Sky"
    assert [each.get("GUID") for each in body[1].iter(f"{AKN}paragraph")] == ["b", "c"]
