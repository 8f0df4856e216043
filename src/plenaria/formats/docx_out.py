"""DOCX (ECMA-376) with styles, automatic numbering, the letterhead in the first page's header and page fields."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from plenaria.core.text.resolution import Resolution
from plenaria.formats.docx_lists import add_list, automatic_levels
from plenaria.formats.emblem import picture
from plenaria.formats.labels import Labels, date_line, labels, number_line, title_line
from plenaria.formats.paper import Paper
from plenaria.formats.pieces import Piece, paired, pieces
from plenaria.formats.text_out import letterhead_lines
from plenaria.phrases import dates

FACE = "PT Serif"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_HANG = 10
"""Millimetres by which the number of a clause hangs, and each level is indented."""

_REGION = {"de": "DE", "en": "GB", "es": "ES", "fr": "FR", "pt": "PT", "ru": "RU", "uk": "UA"}

type Holder = Word | _Cell


def docx(paper: Paper) -> bytes:
    """The paper for Word and LibreOffice; a second language stands beside the first in a table without lines."""
    document = Document()
    _properties(document, paper)
    _styles(document, paper)
    _fonts(document)
    _furniture(document, paper)
    lists = [_list(document, text, number) for number, text in enumerate(paper.texts, 1)]
    if paper.other:
        _two_languages(document, paper, paper.other, lists)
    else:
        _title(document, paper, paper.resolution, first=None)
        for piece in _headed(pieces(paper.resolution), labels(paper.resolution.language)):
            _piece(_paragraph(document), piece, lists[0])
    _seal(document, paper)
    return _same_bytes(document)


def _properties(document: Word, paper: Paper) -> None:
    core, text, day = document.core_properties, paper.resolution, paper.adopted
    core.title = " ".join(title_line(text).split())[:255]
    core.author = (paper.letterhead.name(text.language) if paper.letterhead else text.body or "")[:255]
    core.language = text.language
    core.last_modified_by = core.comments = core.keywords = ""
    core.created = core.modified = datetime(day.year, day.month, day.day) if day else datetime(1980, 1, 1)  # noqa: DTZ001 - the field holds UTC without saying so
    core.revision = 1


def _styles(document: Word, paper: Paper) -> None:
    accent = RGBColor.from_string((paper.letterhead.accent if paper.letterhead else "#1f3a5f")[1:].upper())
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _face(normal, 11 if paper.other is None else 9.5)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    normal.paragraph_format.widow_control = True
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), _proofing(paper.resolution.language))
    for name, size, before, bold in (("Heading 1", 17, 0, True), ("Heading 2", 11.5, 14, True)):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        _face(style, size, bold=bold)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(before)
    for name, before, bold, italic in (
        ("Resolution Number", 0, False, False),
        ("Resolution Date", 0, False, True),
        ("Recital", 0, False, False),
        ("Formula", 10, True, False),
        ("Closing Formula", 10, False, False),
        ("Adoption", 12, False, False),
        ("Signatory", 14, False, False),
        ("Dispatch Heading", 14, True, False),
        ("Dispatch", 0, False, False),
        ("Annex", 0, False, False),
        ("Seal", 14, False, False),
        ("Letterhead", 0, False, False),
        *((f"Clause {level}", 0, False, False) for level in range(1, 5)),
        *((f"Clause {level} Continued", 0, False, False) for level in range(1, 5)),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = normal
        style.paragraph_format.space_before = Pt(before)
        style.font.bold, style.font.italic = bold or None, italic or None
        if name in ("Formula", "Adoption", "Dispatch Heading"):
            style.paragraph_format.keep_with_next = True
        if name in ("Seal", "Letterhead"):
            style.font.size = Pt(8.5)
            style.paragraph_format.space_after = Pt(0)
        if name == "Resolution Number":
            style.font.color.rgb = accent
        if name.startswith("Clause"):
            level = int(name.split()[1])
            style.paragraph_format.left_indent = Mm(_HANG * level)
            if not name.endswith("Continued"):
                style.paragraph_format.first_line_indent = Mm(-_HANG)
                style.paragraph_format.tab_stops.add_tab_stop(Mm(_HANG * level))


def _face(style: ParagraphStyle, size: float, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = FACE, Pt(size), bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for part in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{part}"), FACE)


def _fonts(document: Word) -> None:
    """What stands in for PT Serif where it is not installed: a serif (ECMA-376 Part 1, 17.8.3)."""
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table._blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}><w:font w:name="{FACE}">'
        '<w:altName w:val="Times New Roman"/><w:charset w:val="CC"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    ).encode()


def _furniture(document: Word, paper: Paper) -> None:
    section, text = document.sections[0], paper.resolution
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(25)
    section.top_margin, section.bottom_margin = Mm(28), Mm(24)
    section.different_first_page_header_footer = True
    _letterhead(section.first_page_header.paragraphs[0], paper)
    head = section.header.paragraphs[0]
    head.style = document.styles["Letterhead"]
    shown = [number_line(paper, text), *(" ".join(paper.head(each).split()) for each in paper.texts)]
    head.add_run(" · ".join(part for part in shown if part))
    for footer in (section.first_page_footer, section.footer):
        line = footer.paragraphs[0]
        line.style = document.styles["Letterhead"]
        line.paragraph_format.tab_stops.add_tab_stop(Mm(160), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run((paper.sealed.permalink if paper.sealed else "") + "\t")
        _page_of_pages(line, labels(text.language).page)


def _letterhead(line: Paragraph, paper: Paper) -> None:
    head = letterhead_lines(paper, *paper.texts)
    line.style = "Letterhead"
    drawn = picture(paper.letterhead.emblem_svg) if paper.letterhead and paper.letterhead.emblem_svg else None
    if drawn:
        shape = line.add_run().add_picture(io.BytesIO(drawn), height=Mm(14))
        shape._inline.docPr.set("descr", labels(paper.resolution.language).emblem.format(body=head[0]))
        line.add_run().add_break()
    line.paragraph_format.space_after = Pt(24)
    names = len({paper.letterhead.name(text.language) for text in paper.texts}) if paper.letterhead else 1
    for at, words in enumerate(head):
        if at:
            line.add_run().add_break()
        run = line.add_run(words)
        if at < names:
            run.bold, run.font.size = True, Pt(13)
            if paper.letterhead:
                run.font.color.rgb = RGBColor.from_string(paper.letterhead.accent[1:].upper())


def _page_of_pages(line: Paragraph, words: str) -> None:
    before, _, rest = words.partition("{page}")
    between, _, after = rest.partition("{pages}")
    line.add_run(before)
    _field(line, "PAGE")
    line.add_run(between)
    _field(line, "NUMPAGES")
    line.add_run(after)


def _field(line: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, shown = OxmlElement("w:r"), OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    line._p.append(field)


def _list(document: Word, text: Resolution, number: int) -> int | None:
    """The list that numbers the clauses of a language by itself; ``None``: their numbers are typed."""
    levels = automatic_levels(text.clauses)
    if levels is None or not text.clauses:
        return None
    add_list(document, levels, number, round(Mm(_HANG).twips))
    return number


def _headed(run: Iterator[Piece], words: Labels) -> Iterator[Piece]:
    last = ""
    for piece in run:
        if piece.kind != last and piece.kind in ("dispatch", "unplaced"):
            shown = words.distribution if piece.kind == "dispatch" else words.unplaced
            yield Piece(kind="label", key=("label", piece.kind), text=f"{shown}:")
        last = piece.kind
        yield piece


def _two_languages(document: Word, paper: Paper, other: Resolution, lists: Sequence[int | None]) -> None:
    table = document.add_table(rows=0, cols=2)
    cells = table.add_row().cells
    for cell, text in zip(cells, paper.texts, strict=True):
        _title(cell, paper, text, first=cell.paragraphs[0])
    last = ""
    for pair in paired(paper.resolution, other):
        kind = next(piece.kind for piece in pair if piece)
        if kind != last and kind in ("dispatch", "unplaced"):
            for cell, text in zip(table.add_row().cells, paper.texts, strict=True):
                words = labels(text.language)
                shown = words.distribution if kind == "dispatch" else words.unplaced
                _piece(cell.paragraphs[0], Piece(kind="label", key=("label", kind), text=f"{shown}:"), None)
        last = kind
        for cell, text, piece, number in zip(table.add_row().cells, paper.texts, pair, lists, strict=True):
            if piece:
                _piece(cell.paragraphs[0], piece, number, role_above=True)
                _speak(cell.paragraphs[0], text.language)


def _speak(line: Paragraph, language: str) -> None:
    for run in line.runs:
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), _proofing(language))
        run._r.get_or_add_rPr().append(lang)


def _proofing(language: str) -> str:
    """The tag with a region that word processors choose their dictionaries by; an unknown language as it is."""
    return f"{language}-{_REGION[language]}" if language in _REGION else language


def _title(holder: Holder, paper: Paper, text: Resolution, first: Paragraph | None) -> None:
    for words, style in (
        (number_line(paper, text), "Resolution Number"),
        (title_line(text), "Heading 1"),
        (date_line(paper, text), "Resolution Date"),
    ):
        if words:
            line, first = first or _paragraph(holder), None
            _words(line, words, style)
            _speak(line, text.language)


def _paragraph(holder: Holder) -> Paragraph:
    return holder.add_paragraph()


def _words(line: Paragraph, words: str, style: str) -> None:
    """Text in a style; its line ends are kept as breaks (``add_run`` makes ``w:br`` of them)."""
    line.style = style
    line.add_run(words)


_STYLE = {
    "formula": "Formula",
    "recital": "Recital",
    "heading": "Heading 2",
    "annex": "Heading 2",
    "annexed": "Annex",
    "closing": "Closing Formula",
    "adoption": "Adoption",
    "signature": "Signatory",
    "dispatch": "Dispatch",
    "unplaced": "Dispatch",
}


def _piece(line: Paragraph, piece: Piece, number: int | None, *, role_above: bool = False) -> None:
    level = min(piece.level, 4)
    if piece.kind == "tail":
        _words(line, piece.text, f"Clause {level} Continued")
    elif piece.kind == "clause":
        typed = f"{piece.mark}\t" if piece.mark and number is None else ""
        _words(line, typed + piece.text, f"Clause {level}" if piece.mark else f"Clause {level} Continued")
        if number is not None:
            properties = line._p.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined] # python-docx makes it at run time
            properties.get_or_add_ilvl().val = piece.level - 1
            properties.get_or_add_numId().val = number
    elif piece.kind == "signature" and piece.mark:
        _words(line, f"{piece.mark}{chr(10) if role_above else chr(9)}{piece.text}", "Signatory")
        line.paragraph_format.tab_stops.add_tab_stop(Mm(160), WD_TAB_ALIGNMENT.RIGHT)
    elif piece.kind == "label":
        _words(line, piece.text, "Dispatch Heading")
    else:
        _words(line, piece.text, _STYLE.get(piece.kind, "Normal"))
        if piece.kind == "annex":
            line.paragraph_format.page_break_before = True


def _seal(document: Word, paper: Paper) -> None:
    if paper.sealed:
        words = labels(paper.resolution.language)
        day = dates.day(paper.sealed.adopted, paper.resolution.language)
        lines = (
            words.adopted.format(date=day),
            words.sealed.format(hash=paper.sealed.short_hash),
            words.check.format(address=paper.sealed.permalink),
        )
        _words(_paragraph(document), "\n".join(lines), "Seal")


def _same_bytes(document: Word) -> bytes:
    """The package with the same time on every part: python-docx writes the time of the day into the archive."""
    made = io.BytesIO()
    document.save(made)
    packed = io.BytesIO()
    with ZipFile(made) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            about = ZipInfo(part.filename, _ZIP_TIME)
            about.compress_type = ZIP_DEFLATED
            about.external_attr = 0o600 << 16
            target.writestr(about, source.read(part))
    return packed.getvalue()
