"""DOCX: automatic numbers where they are exact, typed ones elsewhere; read back by LibreOffice."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from plenaria.core.text.resolution import Clause, Resolution
from plenaria.core.text.source import Source
from plenaria.formats.docx_lists import Level, automatic
from plenaria.formats.paper import Paper
from plenaria.formats.pieces import mark
from plenaria.formats.reading import read
from plenaria.formats.writing import write
from tests.formats.writing_samples import AWKWARD, bilingual, clauses, draft_english, russian, sealed_russian, spanish


def numbered(*numbers: str) -> tuple[Clause, ...]:
    return tuple(Clause(id=f"{number}{at}", number=number, text="Text.") for at, number in enumerate(numbers))


def under(number: str, *numbers: str) -> Clause:
    children = tuple(replace(each, id=f"{number}-{each.id}") for each in numbered(*numbers))
    return Clause(id=number, number=number, text="Text.", children=children)


DECIMAL, RUSSIAN, LATIN = Level("decimal", "%1."), Level("russianLower", "%2)"), Level("lowerLetter", "%2)")


@pytest.mark.parametrize(
    ("given", "levels", "starts"),
    [
        (numbered("1", "2", "3"), (DECIMAL,), ({},)),
        (numbered("I", "II", "III", "IV"), (Level("upperRoman", "%1."),), ({},)),
        ((under("1", "а", "б"), under("2", "а")), (DECIMAL, RUSSIAN), ({},)),
        ((under("1", "a", "b"),), (DECIMAL, LATIN), ({},)),
        ((under("1", "i", "ii", "iii"),), (DECIMAL, Level("lowerRoman", "%2)")), ({},)),
        ((under("1", "1.1", "1.2"), under("2", "2.1")), (DECIMAL, Level("decimal", "%1.%2.")), ({},)),
        (numbered("1", "3", "4"), (DECIMAL,), ({}, {0: 3})),
        (numbered("1", "1"), (DECIMAL,), ({}, {0: 1})),
        (numbered("2", "3"), (DECIMAL,), ({}, {0: 2})),
        (numbered("1", "", "2"), (DECIMAL,), ({},)),
        ((under("1", "а", "в"), under("2", "а")), (DECIMAL, RUSSIAN), ({}, {1: 3}, {1: 1})),
        ((under("", "а", "б"), under("", "а")), None, None),
        (numbered("PRIMERO", "SEGUNDO"), None, None),
        (numbered("01", "02"), None, None),
        (numbered("", ""), None, None),
        ((under("1", "а", "б"), under("2", "a")), None, None),
        (clauses("ru", 26), (DECIMAL, RUSSIAN), ({},)),
    ],
)
def test_automatic_numbers_only_where_they_are_exact(
    given: tuple[Clause, ...], levels: tuple[Level, ...] | None, starts: tuple[dict[int, int], ...] | None
) -> None:
    found = automatic(given)
    assert (found.levels, found.starts) == (levels, starts) if found else levels is None


ODD = (
    *numbered("1", "3", "4"),
    under("5", "а", "в", "г"),
    under("6", "а"),
    Clause(id="bare", number="", text="Without."),
    under("7", "б"),
    Clause(id="again", number="1", text="Text."),
)


def shown(text: tuple[Clause, ...]) -> list[str]:
    return [f"{mark(each.number)} {each.text}".strip() for clause in text for each in clause.walk()]


def test_gaps_and_repeats_are_numbered_by_the_list_itself() -> None:
    paper = Paper(resolution=Resolution(language="ru", title="T", clauses=ODD))
    assert automatic(ODD)
    source = read(_written(paper), "paper.docx")
    assert isinstance(source, Source)
    lines = [line for line in source.lines if line.style.startswith("clause")]
    assert [f"{line.number or ''} {line.text}".strip() for line in lines] == shown(ODD)


def test_libreoffice_counts_over_gaps(tmp_path: Path) -> None:
    paper = Paper(resolution=Resolution(language="ru", title="T", clauses=ODD))
    lines = [" ".join(line.split()) for line in _as_libreoffice_reads(paper, tmp_path)]
    assert [line for line in lines if line][1:] == shown(ODD)


def opened(paper: Paper) -> object:
    data = write(paper, "docx")
    assert isinstance(data, bytes)
    return Document(io.BytesIO(data))


def test_styles_numbers_and_properties() -> None:
    document = Document(io.BytesIO(_written(sealed_russian(4))))
    rows = [(line.style.name, line._p.find(f".//{qn('w:ilvl')}")) for line in document.paragraphs if line.style]
    shown = [(name, level.val) for name, level in rows if level is not None]
    assert shown == [("Clause 1", 0)] * 4 + [("Clause 2", 1)] * 3
    assert document.core_properties.title == "Резолюция XIV конференции Федерации обществ любителей астрономии"
    assert document.core_properties.language == "ru"
    section = document.sections[0]
    assert section.first_page_header.paragraphs[0].text.strip().startswith("Федерация обществ любителей астрономии")
    fields = [each.get(qn("w:instr")) for each in section.footer.paragraphs[0]._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_numbers_that_no_list_prints_are_typed() -> None:
    document = Document(io.BytesIO(_written(Paper(resolution=AWKWARD))))
    texts = [line.text for line in document.paragraphs if line.style and line.style.name.startswith("Clause")]
    assert [text.split("\t")[0] for text in texts[:2]] == ["1.", "PRIMERO."]
    assert texts[2:] == ["No number\nbut two lines</script>", "A tail"]


def _written(paper: Paper) -> bytes:
    data = write(paper, "docx")
    assert isinstance(data, bytes)
    return data


def _as_libreoffice_reads(paper: Paper, folder: Path) -> list[str]:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    file = folder / "paper.docx"
    file.write_bytes(_written(paper))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, file]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "paper.txt").read_text("utf-8-sig").splitlines()


def test_libreoffice_prints_the_numbers_of_the_paper(tmp_path: Path) -> None:
    lines = _as_libreoffice_reads(sealed_russian(), tmp_path)
    begins = [line.split()[0] for line in lines if line.strip()]
    printed = [each for each in begins if each.rstrip(".)") in {*map(str, range(1, 27)), *"абв"}]
    expected = []
    for at in range(1, 27):
        expected += [f"{at}.", *(("а)", "б)", "в)") if at % 6 == 4 else ())]
    assert printed == expected


def test_libreoffice_reads_two_languages(tmp_path: Path) -> None:
    lines = [line.strip() for line in _as_libreoffice_reads(bilingual(6), tmp_path)]
    begins = [line.split()[0] for line in lines if line]
    assert [each for each in begins if each.rstrip(".").isdigit()] == [f"{at}." for at in range(1, 7) for _ in "12"]
    assert [each for each in begins if each.endswith(")")] == ["а)", "a)", "б)", "b)", "в)", "c)"]


def test_an_annex_starts_a_page() -> None:
    document = Document(io.BytesIO(_written(draft_english())))
    annex = next(line for line in document.paragraphs if line.text.startswith("Annex"))
    assert annex.style is not None
    assert annex.style.name == "Annex Heading"
    assert annex.style.paragraph_format.page_break_before is True


def test_every_run_says_its_language() -> None:
    document = Document(io.BytesIO(_written(bilingual(2))))
    languages = {
        run.text: run._r.rPr.find(qn("w:lang")).get(qn("w:val"))
        for cell in document.tables[0].rows[7].cells
        for run in cell.paragraphs[0].runs
    }
    assert languages == {russian(1).clauses[0].text: "ru-RU", spanish(1).clauses[0].text: "es-ES"}


def test_deep_clauses_keep_their_numbers() -> None:
    deep = Clause(id="1", number="1", text="A.", children=(under("1.1", "1.1.1", "1.1.2"),))
    found = automatic((deep,))
    assert found
    assert found.levels == (
        Level("decimal", "%1."),
        Level("decimal", "%1.%2."),
        Level("decimal", "%1.%2.%3."),
    )
    assert _written(Paper(resolution=Resolution(language="en", title="T", clauses=(deep,))))
