"""Papers as other programs write them: Google Docs, LibreOffice, Word with macros, converters."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from plenaria.core.text import reading
from plenaria.core.text.source import Source
from plenaria.formats.reading import read
from tests.formats.office import TEXT, converted, numbered, printed
from tests.formats.papers import W_NS, docx, num, p, pdf, r, zipped
from tests.formats.test_docx_in import box
from tests.formats.test_docx_numbering import PAPERS
from tests.formats.test_pdf import CLAUSES

UN = Path(__file__).parents[3] / "shared" / "data" / "resolutions" / "akn4un"


def source(data: bytes, name: str = "") -> Source:
    answer = read(data, name)
    assert isinstance(answer, Source), answer
    return answer


def google(at: int, text: str, level: int = 0) -> str:
    """A paragraph of a list, with all that Google Docs says of each."""
    return (
        f'<w:p w:rsidR="00000000" w:rsidDel="00000000" w:rsidP="00000000" w:rsidRDefault="00000000" w14:paraId="0{at}">'
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr><w:pBdr><w:top w:space="0" w:sz="0" '
        f'w:val="nil"/></w:pBdr><w:shd w:fill="auto" w:val="clear"/><w:spacing w:after="0" w:before="0"/>'
        f'<w:ind w:left="{720 * (level + 1)}" w:hanging="360"/><w:rPr><w:u w:val="none"/></w:rPr></w:pPr>'
        '<w:r w:rsidDel="00000000">'
        f'<w:rPr><w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def test_a_paper_of_google_docs() -> None:
    """Every level is defined anew, its text has the levels above it, and styles say little."""
    formats = ("decimal", "lowerLetter", "lowerRoman")
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{formats[at % 3]}"/>'
        f'<w:lvlText w:val="%{at + 1}."/><w:lvlJc w:val="{"right" if at % 3 == 2 else "left"}"/><w:pPr><w:ind w:left="'
        f'{720 * (at + 1)}" w:hanging="360"/></w:pPr><w:rPr><w:u w:val="none"/></w:rPr></w:lvl>'
        for at in range(9)
    )
    numbering = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{num(1, 1)}'
    title = (
        '<w:p><w:pPr><w:pStyle w:val="Title"/><w:pageBreakBefore w:val="0"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr>'
        '<w:rtl w:val="0"/></w:rPr><w:t>Resolution</w:t></w:r></w:p>'
    )
    body = (
        title
        + google(1, "Hold a week.")
        + google(2, "in spring;", 1)
        + google(3, "in autumn.", 1)
        + google(4, "Thank Vera.")
    )
    answer = source(docx(body, numbering=numbering))
    assert [(line.number, line.level, line.text) for line in answer.lines] == [
        (None, 0, "Resolution"), ("1.", 1, "Hold a week."), ("a.", 2, "in spring;"), ("b.", 2, "in autumn."),
        ("2.", 1, "Thank Vera."),
    ]  # fmt: skip


def test_papers_that_libreoffice_writes_as_docx(tmp_path: Path) -> None:
    """It keeps most lists; what it prints of its own file is what we must read in it."""
    names = ("multilevel", "restart", "styles", "bullets", "headings", "table", "two lists")
    converted({name: PAPERS[name] for name in names}, "docx", tmp_path, "odt")
    own = {f"{name} again": (tmp_path / f"{name}.odt").read_bytes() for name in names}
    converted(own, "odt", tmp_path, "docx", TEXT)
    for name in own:
        assert numbered((tmp_path / f"{name}.docx").read_bytes()) == printed(tmp_path, name)


def test_a_paper_with_macros_is_read_without_them() -> None:
    with zipfile.ZipFile(BytesIO(docx(p("Резолюция")))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    types = str(parts["[Content_Types].xml"], "utf-8")
    parts["[Content_Types].xml"] = types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    parts["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    for name in ("paper.docm", "paper.docx"):
        assert [line.text for line in source(zipped(parts), name).lines] == ["Резолюция"]


def test_a_document_whose_prefixes_are_other_ones() -> None:
    main = f'<x:document xmlns:x="{W_NS}"><x:body><x:p><x:r><x:t>Резолюция</x:t></x:r></x:p></x:body></x:document>'
    data = zipped({"[Content_Types].xml": "<Types>wordprocessingml</Types>", "word/document.xml": main})
    assert [line.text for line in source(data).lines] == ["Резолюция"]


def test_text_boxes_stand_after_what_they_are_anchored_to_in_their_order() -> None:
    body = p(r("Бланк") + box(p("Первый")) + box(p("Второй") + p("Третий"))) + p("Резолюция") + p(box(p("Подпись")))
    assert [(line.text, line.zone) for line in source(docx(body)).lines] == [
        ("Бланк", "body"), ("Первый", "textbox"), ("Второй", "textbox"), ("Третий", "textbox"), ("Резолюция", "body"),
        ("Подпись", "textbox"),
    ]  # fmt: skip


def test_footnotes_of_a_pdf_stand_apart_and_their_signs_are_gone() -> None:
    note = "Список площадок хранит секретарь общества, он же даёт справки."
    foot = "context align(center)[#counter(page).display()]"
    page = f"#set page(width: 300pt, height: 300pt, margin: 40pt, footer: {foot})\n"
    body = "\n\n".join(
        f"{at}\\. {clause}" + (f"#footnote[{note}]" if at in (1, 3) else "")
        for at, clause in enumerate(CLAUSES, start=1)
    )
    answer = source(pdf(page + body))
    assert [(line.number, line.text) for line in answer.lines if line.zone == "footnote"] == [("1", note), ("2", note)]
    text = reading.read(answer, language="ru")
    assert [clause.text for clause in text.clauses] == list(CLAUSES)
    assert [warning.code for warning in text.warnings if warning.code == "footnote"] == ["footnote", "footnote"]


@pytest.mark.skipif(not UN.is_dir(), reason="the documents of the ITU are not on this machine")
@pytest.mark.parametrize(
    ("name", "title", "number", "recitals", "clauses"),
    [
        ("res_2.xml", "RESOLUTION 2 (REV. DUBAI, 2018) World telecommunication/information and communication "
         "technology policy forum", "2", 20, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "1", "2", "3", ""]),
        ("dec_5.xml", "DECISION 5 (REV. DUBAI, 2018) Revenue and expenses for the Union for the period 2020-2023",
         "5", 6,
         ["1", "2", "3", "4", "4.1", "4.2", "4.3", "5", "6", "a", "b", "c", "d", "e", "f", "7"]),
    ],
)  # fmt: skip
def test_documents_of_the_itu(name: str, title: str, number: str, recitals: int, clauses: list[str]) -> None:
    """Converted by a third party; where its markup errs (margins run into clauses), so does the text."""
    text = reading.read(source((UN / name).read_bytes(), name))
    assert (text.language, text.number, len(text.recitals)) == ("en", number, recitals)
    assert title.startswith(text.title)
    assert [clause.number for clause in text.walk()][: len(clauses)] == clauses
    assert text.unplaced == ()
