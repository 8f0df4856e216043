"""PDF: what archives and screen readers rely on, read back with pikepdf and pypdfium2."""

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest

from plenaria.core.refusal import unacceptable
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.formats.akn_out import akn
from plenaria.formats.json_out import json_bytes
from plenaria.formats.paper import Letterhead, Paper
from plenaria.formats.writing import write
from tests.formats.writing_samples import AWKWARD, LETTERHEAD, bilingual, draft_english, sealed_russian, spanish

PAPERS = {
    "one language": sealed_russian(),
    "two languages": bilingual(),
    "draft": draft_english(),
    "awkward": Paper(resolution=AWKWARD),
}


def written(paper: Paper) -> bytes:
    data = write(paper, "pdf")
    assert isinstance(data, bytes)
    return data


def words(data: bytes) -> str:
    """All text of the pages, with white space and soft line ends evened out."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    finally:
        document.close()
    return " ".join("\n".join(pages).replace("\ufffe\r\n", "").replace("\ufffe", "").split())


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_declares_archive_and_accessibility_standards(paper: Paper) -> None:
    with pikepdf.open(io.BytesIO(written(paper))) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert pdf.Root.MarkInfo.Marked == True  # noqa: E712 - a PDF boolean, not Python's
        assert str(pdf.Root.Lang) == paper.resolution.language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
        assert metadata["dc:title"] == " · ".join(text.title for text in paper.texts)
        assert "/StructTreeRoot" in pdf.Root


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_every_font_is_embedded(paper: Paper) -> None:
    with pikepdf.open(io.BytesIO(written(paper))) as pdf:
        described = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        assert described
        assert all("/FontFile2" in each or "/FontFile3" in each for each in described)


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_letters_can_be_taken_out_again(paper: Paper) -> None:
    with pikepdf.open(io.BytesIO(written(paper))) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
        assert fonts
        assert all("/ToUnicode" in font for font in fonts if font.Subtype == "/Type0")


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_an_archive_keeps_colours_and_runs_nothing(paper: Paper) -> None:
    with pikepdf.open(io.BytesIO(written(paper))) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert str(intent.S) == "/GTS_PDFA1"
        assert int(intent.DestOutputProfile.N) == 3
        assert not pdf.is_encrypted
        keys = {key for each in pdf.objects if isinstance(each, pikepdf.Dictionary) for key in each}
        assert not keys & {"/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/XFA"}


def test_bookmarks_name_the_titles_and_sections() -> None:
    with pikepdf.open(io.BytesIO(written(draft_english()))) as pdf, pdf.open_outline() as outline:
        assert [(each.title, [kid.title for kid in each.children]) for each in outline.root] == [
            ("Dark skies and the teaching of astronomy", ["I. The sky", "Annex: dates of the year"])
        ]


def test_the_text_is_attached_as_data_in_each_language() -> None:
    paper = bilingual()
    with pikepdf.open(io.BytesIO(written(paper))) as pdf:
        files = {name: pdf.attachments[name] for name in pdf.attachments}
        assert {name: file.get_file().read_bytes() for name, file in files.items()} == {
            "resolution.ru.akn.xml": akn(paper),
            "resolution.ru.json": json_bytes(paper.resolution),
            "resolution.es.akn.xml": akn(paper, spanish()),
            "resolution.es.json": json_bytes(spanish()),
        }
        assert {name: str(file.obj.AFRelationship) for name, file in files.items()} == {
            name: "/Source" if name.endswith(".json") else "/Alternative" for name in files
        }
        assert {name: file.get_file().mime_type for name, file in files.items()} == {
            name: "application/json" if name.endswith(".json") else "application/akn+xml" for name in files
        }
        dates = {str(file.obj.EF.F.Params.ModDate)[:10] for file in files.values()}
        assert dates == {"D:20250517"}
        assert {each.objgen for each in pdf.Root.AF} == {file.obj.objgen for file in files.values()}


def test_ends_with_a_line_end_so_that_it_can_be_signed() -> None:
    assert written(sealed_russian(1)).endswith(b"%%EOF\n")


def test_says_what_the_paper_says() -> None:
    text = words(written(sealed_russian()))
    assert "26. Выразить признательность" in text
    assert "а) собрать заявки до 1 июля;" in text
    assert "Принята открытым голосованием: за — 27, против — 2, воздержались — 1." in text
    assert "М. А. Орлова" in text
    assert "3f9a 61c2 0b7e d415" in text


def test_text_is_never_markup() -> None:
    text = words(written(Paper(resolution=AWKWARD)))
    assert 'Not #markup, *bold* or "quotes" <b>&amp;' in text
    assert "#let x = 1; $y$ `code` @label <lab> // no comment /* none */" in text
    assert "1. A ] bracket [ and #panic() and \\ and ~ and -- and 'single'." in text


def test_a_letter_without_a_font_is_refused() -> None:
    paper = Paper(resolution=Resolution(language="en", title="T", clauses=(Clause(id="a", number="1", text="漢"),)))
    assert write(paper, "pdf") == unacceptable("paper-letters-missing", letters="漢")


def test_an_emblem_that_is_no_drawing_is_refused() -> None:
    head = Letterhead(body_name={"en": "Club"}, emblem_svg=b"not a drawing")
    for to in ("pdf", "docx", "html"):
        assert write(Paper(resolution=AWKWARD, letterhead=head), to) == unacceptable("emblem-unreadable")


def test_the_day_of_adoption_is_the_only_time_in_the_file() -> None:
    first, second = sealed_russian(1), sealed_russian(1)
    assert second.sealed
    later = replace(second, sealed=replace(second.sealed, adopted=date(2026, 1, 2)))
    with pikepdf.open(io.BytesIO(written(first))) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20250517")
    with pikepdf.open(io.BytesIO(written(later))) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20260102")


def test_a_letterhead_without_an_emblem() -> None:
    paper = replace(draft_english(), letterhead=replace(LETTERHEAD, emblem_svg=None))
    assert "Federation of Amateur Astronomy Societies" in words(written(paper))
