"""What is written can be read back: the text of every clause, its number and its place, for any resolution."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as html_reader

from plenaria.core.journal.canonical import decode, normalised
from plenaria.core.refusal import Refusal
from plenaria.core.text.canonical import dump, load
from plenaria.core.text.reading import read
from plenaria.core.text.resolution import Clause, Recital, Resolution, Signature
from plenaria.formats import reading
from plenaria.formats.paper import Paper
from plenaria.formats.pieces import mark
from plenaria.formats.writing import FORMATS, write

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"

words = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=40).filter(
    lambda text: text == " ".join(text.split())
)
numbers = st.sampled_from(["", "1", "2", "3", "а", "б", "b", "IV", "1.1", "PRIMERO", "Artículo 2"])


@st.composite
def any_clauses(draw: st.DrawFn, level: int = 1) -> tuple[Clause, ...]:
    """Clauses with whatever text and numbers, up to three levels; ids are set when the tree stands."""
    count = draw(st.integers(0 if level > 1 else 1, 3))
    return tuple(
        Clause(
            id="",
            number=draw(numbers),
            text=draw(words),
            level=level,
            heading=draw(st.one_of(st.just(""), words)),
            tail=draw(st.one_of(st.just(""), words)),
            children=draw(any_clauses(level + 1)) if level < 3 else (),
        )
        for _ in range(count)
    )


def with_ids(clauses: tuple[Clause, ...], prefix: str = "k") -> tuple[Clause, ...]:
    return tuple(
        replace(each, id=f"{prefix}{at}", children=with_ids(each.children, f"{prefix}{at}-"))
        for at, each in enumerate(clauses, 1)
    )


any_resolution = st.builds(
    Resolution,
    language=st.sampled_from(["ru", "es", "en", "uk"]),
    title=words,
    number=st.one_of(st.none(), words),
    date=st.one_of(st.none(), st.dates()),
    recitals=st.lists(words.map(lambda text: Recital(text=text)), max_size=3).map(tuple),
    clauses=any_clauses().map(with_ids),
    closing=st.one_of(st.none(), words),
    signatures=st.lists(st.builds(Signature, words, words), max_size=2).map(tuple),
    dispatch=st.lists(words, max_size=2).map(tuple),
    unplaced=st.lists(words, max_size=2).map(tuple),
)
thorough = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(resolution: Resolution, to: str) -> bytes:
    data = write(Paper(resolution=resolution), to)
    assert isinstance(data, bytes)
    return data


@thorough
@given(any_resolution)
def test_json_gives_back_the_resolution(resolution: Resolution) -> None:
    data = decode(written(resolution, "json"))
    assert isinstance(data, dict)
    assert load(data) == load(normalised(dump(resolution)))  # type: ignore[arg-type]


@thorough
@given(any_resolution)
def test_akn_holds_every_clause(resolution: Resolution) -> None:
    tree = etree.fromstring(written(resolution, "akn"))

    def held(parent: etree._Element, level: int) -> Iterator[tuple[str | None, str, str, int]]:
        for element in parent.iterchildren(f"{AKN}paragraph", f"{AKN}point", f"{AKN}hcontainer"):
            if element.tag == f"{AKN}hcontainer":
                yield from held(element, level)
                continue
            texts = [p.text or "" for p in element.iterfind(f"{AKN}content/{AKN}p")]
            texts += [p.text or "" for p in element.iterfind(f"{AKN}list/{AKN}intro/{AKN}p")]
            texts += [p.text or "" for p in element.iterfind(f"{AKN}list/{AKN}wrapUp/{AKN}p")]
            yield element.get("GUID"), element.findtext(f"{AKN}num") or "", "\n".join(texts), level
            for points in element.iterchildren(f"{AKN}list"):
                yield from held(points, level + 1)

    body = tree.find(f".//{AKN}statement/{AKN}mainBody")
    assert body is not None
    assert list(held(body, 1)) == [
        (each.id, mark(each.number), "\n".join(part for part in (each.text, each.tail) if part), each.level)
        for each in resolution.walk()
    ]


@thorough
@given(any_resolution)
def test_html_holds_every_clause(resolution: Resolution) -> None:
    page = html_reader.document_fromstring(written(resolution, "html").decode())
    found = [
        (link.text_content(), span.text_content()) for link, span in page.xpath('//p[starts-with(@class,"clause")]')
    ]
    assert found == [(mark(each.number), each.text) for each in resolution.walk()]


@thorough
@given(any_resolution)
def test_docx_holds_every_clause(resolution: Resolution) -> None:
    document = Document(io.BytesIO(written(resolution, "docx")))
    lines = [line.text for line in document.paragraphs if line.style and line.style.name.startswith("Clause")]
    shown = [line.split("\t")[-1] for line in lines]

    def told(clauses: tuple[Clause, ...]) -> Iterator[str]:
        for each in clauses:
            yield each.text
            yield from told(each.children)
            if each.tail:
                yield each.tail

    assert shown == list(told(resolution.clauses))


# Sentences of a kind that resolutions are made of, so that the reader of plain lines can know them for clauses.
_VERBS = {
    "ru": ("Поддержать", "Провести", "Обратиться в", "Подготовить", "Утвердить"),
    "es": ("Apoyar", "Celebrar", "Solicitar a", "Elaborar", "Aprobar"),
    "en": ("Supports", "Decides to hold", "Requests", "Decides to prepare", "Approves"),
}
_THINGS = {
    "ru": ("программу наблюдений", "школу юных астрономов", "каталог тёмных мест", "конкурс карт", "отчёт о метеорах"),
    "es": (
        "el programa de observación",
        "la escuela de verano",
        "el catálogo de sitios oscuros",
        "el concurso de mapas",
    ),
    "en": ("the programme of observing", "the school for the young", "the list of dark places", "the contest of maps"),
}
_PLACES = {
    "ru": ("в Коимбре", "в Лиме", "в Новодальнем", "на Мысе Ветров"),
    "es": ("en Coímbra", "en Lima", "en Puerto Claro", "en el Cabo"),
    "en": ("in Coimbra", "in Lima", "in Clearport", "at the Cape"),
}


@st.composite
def plausible(draw: st.DrawFn) -> Resolution:
    language = draw(st.sampled_from(["ru", "es", "en"]))
    taken: set[str] = set()

    def sentence(end: str) -> str:
        parts = (draw(st.sampled_from(each[language])) for each in (_VERBS, _THINGS, _PLACES))
        text = f"{' '.join(parts)} {len(taken) + 2031}{end}"
        taken.add(text)
        return text

    letters = "абвгд" if language == "ru" else "abcde"
    clauses = []
    for number in range(1, draw(st.integers(2, 9)) + 1):
        points = draw(st.sampled_from([0, 0, 2, 3]))
        ends = [";"] * (points - 1) + ["."]
        children = tuple(
            Clause(id=f"k{number}-{letter}", number=letter, text=sentence(end), level=2)
            for letter, end in zip(letters[:points], ends, strict=False)
        )
        clauses.append(
            Clause(id=f"k{number}", number=str(number), text=sentence(":" if points else "."), children=children)
        )
    title = {"ru": "О тёмном небе", "es": "Sobre el cielo oscuro", "en": "On dark skies"}[language]
    formula = {"ru": "Конференция постановляет:", "es": "La Conferencia resuelve:", "en": "The Conference decides:"}
    return Resolution(language=language, title=title, formula=formula[language], clauses=tuple(clauses))


@pytest.mark.parametrize("to", ["md", "txt", "docx", "akn", "html"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(resolution=plausible())
def test_clauses_are_read_back_from(to: str, resolution: Resolution) -> None:
    source = reading.read(written(resolution, to), f"paper.{FORMATS[to].extension}")
    assert not isinstance(source, Refusal)
    found = read(source, language=resolution.language)
    assert [(each.number, each.text, each.level) for each in found.walk()] == [
        (each.number, each.text, each.level) for each in resolution.walk()
    ]
