"""Papers that print one text in two languages side by side: the one that is asked for is read."""

from pathlib import Path

import pytest

from plenaria.core.text import reading
from plenaria.core.text.resolution import Resolution
from plenaria.core.text.resolution import Warning as Caution
from plenaria.core.text.source import Source
from plenaria.formats import parallel
from plenaria.formats.reading import read
from tests.formats.office import converted
from tests.formats.papers import docx, made, odt, p, pdf

ROWS = (
    ("Конференция постановляет:", "La Conferencia decide:"),
    ("1. Провести в апреле неделю наблюдений и пригласить к участию школы.",
     "1. Celebrar en abril una semana de observación e invitar a las escuelas."),
    ("2. Поручить совету подготовить к осени каталог площадок, где небо темно.",
     "2. Encargar al consejo que prepare un catálogo de los lugares oscuros."),
    ("3. Благодарить Марту Озолс за письма.", "3. Agradecer a Marta Ozols sus cartas."),
)  # fmt: skip


def row(ru: str, es: str) -> str:
    return f"<w:tr><w:tc><w:tcPr/>{p(ru)}</w:tc><w:tc><w:tcPr/>{p(es)}</w:tc></w:tr>"


DOCX = docx(
    p("РЕЗОЛЮЦИЯ № 4 · RESOLUCIÓN N.º 4")
    + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4500'/><w:gridCol w:w='4500'/></w:tblGrid>"
    + "".join(row(*each) for each in ROWS)
    + "</w:tbl>"
)
PAPERS: dict[str, bytes | str] = {
    "docx": DOCX,
    "odt": odt(
        "<table:table>"
        + "".join(
            f"<table:table-row>{''.join(f'<table:table-cell><text:p>{x}</text:p></table:table-cell>' for x in each)}"
            "</table:table-row>"
            for each in ROWS
        )
        + "</table:table>"
    ),
    "html": (
        "<!doctype html><table>"
        + "".join(f"<tr>{''.join(f'<td>{x}</td>' for x in each)}</tr>" for each in ROWS)
        + "</table>"
    ).encode(),
    "md": ("| | |\n|---|---|\n" + "".join(f"| {ru} | {es} |\n" for ru, es in ROWS)).encode(),
    "xml": (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc><mainBody><table>'
        + "".join(f"<tr>{''.join(f'<td><p>{x}</p></td>' for x in each)}</tr>" for each in ROWS)
        + "</table></mainBody></doc></akomaNtoso>"
    ).encode(),
    "pdf": (
        "#grid(columns: (1fr, 1fr), gutter: 14pt, row-gutter: 14pt,\n"
        + ",\n".join(f"[{ru}], [{es}]" for ru, es in (tuple(x.replace(".", "\\.", 1) for x in each) for each in ROWS))
        + ")"
    ),
}


def understood(data: bytes, name: str, language: str | None) -> Resolution:
    answer = read(data, name)
    assert isinstance(answer, Source), answer
    return reading.read(answer, language=language)


def clauses(text: Resolution) -> list[str]:
    return [f"{clause.number}. {clause.text}" for clause in text.walk()]


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize(("language", "column", "other"), [("ru", 0, "es"), ("es", 1, "ru"), (None, 0, "es")])
def test_one_language_is_read_and_the_other_is_named(kind: str, language: str | None, column: int, other: str) -> None:
    text = understood(made(PAPERS[kind]), f"paper.{kind}", language)
    assert clauses(text) == [each[column] for each in ROWS[1:]]
    assert text.formula == ROWS[0][column]
    assert [(each.code, each.text) for each in text.warnings if each.code == "two-languages"] == [
        ("two-languages", other)
    ]
    assert text.unplaced == ()


def test_what_stands_outside_the_columns_is_read_with_either() -> None:
    text = understood(DOCX, "paper.docx", "es")
    assert text.title.startswith("РЕЗОЛЮЦИЯ")
    assert Caution("two-languages", 2, "ru") in text.warnings


def test_a_pdf_that_writer_makes_of_it_is_read_alike(tmp_path: Path) -> None:
    converted({"two": DOCX}, "docx", tmp_path, "pdf")
    for language, column in (("ru", 0), ("es", 1)):
        text = understood((tmp_path / "two.pdf").read_bytes(), "two.pdf", language)
        assert clauses(text) == [each[column] for each in ROWS[1:]]


def test_numbers_in_a_column_of_their_own_stand_before_both() -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{x}</td>' for x in (number, ru.partition('. ')[2], es.partition('. ')[2]))}</tr>"
        for number, (ru, es) in zip(("1.", "2.", "3."), ROWS[1:], strict=True)
    )
    answer = read(f"<!doctype html><table>{rows}</table>".encode())
    assert isinstance(answer, Source)
    assert [(line.number, line.column, line.text) for line in answer.lines] == [
        (f"{at}.", column, each.partition(". ")[2])
        for at, pair in enumerate(ROWS[1:], start=1)
        for column, each in enumerate(pair, start=2)
    ]


def test_other_tables_are_no_languages() -> None:
    ru, es = " ".join(each[0] for each in ROWS), " ".join(each[1] for each in ROWS)
    assert parallel.parallel([ru, es]) == [1, 2]
    assert parallel.parallel(["1. 2. 3.", ru, es]) == [0, 2, 3]
    assert parallel.parallel([ru, ru]) == [0, 0]
    assert parallel.parallel([ru, "Marta Ozols, Inga Latsis"]) == [0, 0]
    assert parallel.parallel([ru, "12 " * 200]) == [0, 0]


COLUMNS = (
    "#set page(margin: 50pt)\n"
    "#align(center)[*РЕЗОЛЮЦИЯ № 4 очередной конференции обществ звёздного неба и друзей темноты*]\n\n"
)
TEXT = [f"{n}. {ru.partition('. ')[2]}" for n in range(1, 9) for ru, _ in [ROWS[1 + n % 3]]]


def test_columns_of_one_language_are_read_one_after_the_other() -> None:
    body = "\n\n".join(each.replace(".", "\\.", 1) for each in TEXT)
    answer = understood(pdf(f"{COLUMNS}#block(height: 100pt, columns(2)[{body}])"), "paper.pdf", "ru")
    assert clauses(answer) == TEXT
    assert [each.code for each in answer.warnings if each.code == "two-languages"] == []


def test_columns_written_row_by_row_are_put_in_order() -> None:
    """Some programs draw a page from top to bottom, whatever its columns."""
    half = len(TEXT) // 2
    cells = ",\n".join(f"[{a}], [{b}]" for a, b in zip(TEXT[:half], TEXT[half:], strict=True)).replace(". ", "\\. ")
    end = "Принято единогласно на общем собрании, которое шло три дня и три ночи подряд."
    page = pdf(f"{COLUMNS}#grid(columns: (1fr, 1fr), gutter: 14pt, {cells})\n\n{end}")
    assert clauses(understood(page, "paper.pdf", "ru")) == TEXT
