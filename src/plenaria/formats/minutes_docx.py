"""Minutes as DOCX (ECMA-376): a style for each part, real tables with repeated heads, lines to sign on."""

import io
from datetime import date, datetime

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as Line
from lxml.etree import _Element

from plenaria.core.minutes.written import Paragraph, Table, Written
from plenaria.formats.docx_lines import proofing
from plenaria.formats.docx_page import face, fonts, page_of_pages, same_bytes
from plenaria.formats.emblem import picture
from plenaria.formats.labels import labels
from plenaria.formats.paper import Letterhead
from plenaria.formats.typesetting import HEAD, shortened

_HANG = 13
"""Millimetres by which the number of a paragraph hangs."""
_WIDTH = 163
"""Millimetres of a line across the page."""
_FIGURES = 20
"""Millimetres of a column of numbers."""
_STYLES = {
    "Minutes Draft": (0, True),
    "Minutes About": (0, False),
    "Minutes Paragraph": (0, False),
    "Minutes Continued": (0, False),
    "Minutes Signature": (26, False),
    "Minutes Foot": (0, False),
    "Minutes Cell": (0, False),
    "Letterhead": (0, False),
    "Running Head": (0, False),
}
"""Style → points above it, and whether it is bold."""


def docx(minutes: Written, letterhead: Letterhead, day: date) -> bytes:
    """The minutes for Word and LibreOffice."""
    document = Document()
    _properties(document, minutes, day)
    _styles(document, minutes, letterhead)
    fonts(document)
    _furniture(document, minutes, letterhead)
    if minutes.mark:
        document.add_paragraph(minutes.mark, style="Minutes Draft")
    document.add_paragraph(minutes.title, style="Heading 1")
    for label, value in minutes.about:
        line = document.add_paragraph(style="Minutes About")
        line.add_run(f"{label}: ").font.color.rgb = RGBColor(0x59, 0x59, 0x59)
        line.add_run(value)
    for section in minutes.sections:
        document.add_paragraph(f"{section.number}. {section.title}", style="Heading 2")
        for each in section.paragraphs:
            _paragraph(document, each)
    for role, name in minutes.signatures:
        document.add_paragraph(f"{role}\t\t{name}", style="Minutes Signature")
    for at, foot in enumerate(minutes.foot):
        line = document.add_paragraph(foot, style="Minutes Foot")
        line.paragraph_format.space_before = Pt(0 if at else 24)
    for annex in minutes.annexes:
        document.add_paragraph(annex.title, style="Annex Heading")
        for text in annex.lines:
            document.add_paragraph(text)
        if annex.table:
            _table(document, annex.table)
    return same_bytes(document)


def _properties(document: Word, minutes: Written, day: date) -> None:
    core = document.core_properties
    core.title, core.author, core.language = minutes.title[:255], minutes.over[:255], minutes.language
    core.last_modified_by = core.comments = core.keywords = ""
    core.created = core.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the field holds UTC without saying so
    core.revision = 1


def _styles(document: Word, minutes: Written, letterhead: Letterhead) -> None:
    accent = RGBColor.from_string(letterhead.accent[1:].upper())
    normal = _style(document, "Normal")
    face(normal, 10.5)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(5), 1.12
    normal.paragraph_format.widow_control = True
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), proofing(minutes.language))
    document.styles.add_style("Annex Heading", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Heading 2"]
    for name, size, before in (("Heading 1", 17, 0), ("Heading 2", 11.5, 14), ("Annex Heading", 11.5, 0)):
        style = _style(document, name)
        face(style, size, bold=True)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.page_break_before = name == "Annex Heading"
    for name, (above, bold) in _STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = normal
        style.paragraph_format.space_before, style.font.bold = Pt(above), bold or None
        if name in ("Letterhead", "Running Head", "Minutes Foot", "Minutes Cell"):
            style.font.size, style.paragraph_format.space_after = Pt(9 if name == "Minutes Cell" else 8.5), Pt(0)
        if name == "Minutes About":
            style.paragraph_format.space_after = Pt(1)
        if name == "Minutes Draft":
            style.font.color.rgb = accent
        if name in ("Minutes Paragraph", "Minutes Continued"):
            style.paragraph_format.left_indent = Mm(_HANG)
        if name == "Minutes Paragraph":
            style.paragraph_format.first_line_indent = Mm(-_HANG)
            style.paragraph_format.tab_stops.add_tab_stop(Mm(_HANG))
        if name == "Minutes Signature":
            style.paragraph_format.keep_together = style.paragraph_format.keep_with_next = True
            style.paragraph_format.tab_stops.add_tab_stop(Mm(60))
            style.paragraph_format.tab_stops.add_tab_stop(Mm(105), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)


def _style(document: Word, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _furniture(document: Word, minutes: Written, letterhead: Letterhead) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(22)
    section.top_margin, section.bottom_margin = Mm(28), Mm(24)
    section.different_first_page_header_footer = True
    _letterhead(section.first_page_header.paragraphs[0], minutes, letterhead)
    head = section.header.paragraphs[0]
    head.style = document.styles["Running Head"]
    parts = (*([minutes.mark] if minutes.mark else []), minutes.title)
    head.add_run(shortened(" · ".join(parts), HEAD))
    for footer in (section.first_page_footer, section.footer):
        line = footer.paragraphs[0]
        line.style = document.styles["Running Head"]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        page_of_pages(line, labels(minutes.language).page)


def _letterhead(line: Line, minutes: Written, letterhead: Letterhead) -> None:
    line.style, line.paragraph_format.space_after = "Letterhead", Pt(24)
    name = letterhead.name(minutes.language)
    drawn = picture(letterhead.emblem_svg) if letterhead.emblem_svg else None
    if drawn:
        shape = line.add_run().add_picture(io.BytesIO(drawn), height=Mm(14))
        shape._inline.docPr.set("descr", labels(minutes.language).emblem.format(body=name))
        line.add_run().add_break()
    run = line.add_run(name)
    run.bold, run.font.size = True, Pt(13)
    run.font.color.rgb = RGBColor.from_string(letterhead.accent[1:].upper())
    for words in letterhead.lines:
        line.add_run().add_break()
        line.add_run(words)


def _paragraph(document: Word, each: Paragraph) -> None:
    first, *rest = each.text.split("\n")
    document.add_paragraph(f"{each.number}\t{first}", style="Minutes Paragraph")
    for line in rest:
        document.add_paragraph(line, style="Minutes Continued")
    if each.table:
        _table(document, each.table, indent=_HANG)


def _table(document: Word, table: Table, indent: int = 0) -> None:
    """Rows under a head that is repeated on each page; figures stand at the right of their columns."""
    made = document.add_table(rows=0, cols=len(table.head), style="Light List")
    made.style = None
    made.autofit = False
    free = _WIDTH - indent - _FIGURES * len(table.figures)
    words = free / max(1, len(table.head) - len(table.figures))
    widths = [Mm(_FIGURES if at in table.figures else words) for at in range(len(table.head))]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    properties = made._tbl.tblPr
    properties.append(_element("w:tblInd", w=str(round(indent * 56.7)), type="dxa"))
    borders = _element("w:tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(_element(f"w:{side}", val="single", sz="4", color="BFBFBF"))
    properties.append(borders)
    properties.append(_element("w:tblCaption", val=table.caption))
    for at, cells in enumerate((table.head, *table.rows)):
        row = made.add_row()
        row_properties = row._tr.get_or_add_trPr()
        row_properties.append(_element("w:cantSplit"))
        if at == 0:
            row_properties.append(_element("w:tblHeader"))
        for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = widths[column]
            line = cell.paragraphs[0]
            line.style = document.styles["Minutes Cell"]
            line.add_run(text).bold = True if at == 0 else None
            if column in table.figures:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    after = document.add_paragraph(style="Minutes Cell")
    after.paragraph_format.space_after = Pt(4)


def _element(name: str, **attributes: str) -> _Element:
    made: _Element = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
