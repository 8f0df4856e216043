"""Minutes as DOCX (ECMA-376): a style for each part, real tables with repeated heads, lines to sign on."""

import io
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as Line

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
_FIGURES = 24
"""Millimetres of a column of numbers."""
_BAR = 60
"""Millimetres of a bar of a hundred per cent."""
_QUIET = RGBColor(0x59, 0x59, 0x59)
_STYLES = {
    "Minutes Draft": (0, True),
    "Minutes About": (0, False),
    "Minutes Paragraph": (0, False),
    "Minutes Continued": (0, False),
    "Minutes Fact": (0, False),
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
        line.add_run(f"{label}: ").font.color.rgb = _QUIET
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
        if name in ("Minutes Paragraph", "Minutes Continued", "Minutes Fact"):
            style.paragraph_format.left_indent = Mm(_HANG)
        if name == "Minutes Fact":
            style.font.size, style.paragraph_format.space_after = Pt(9.5), Pt(2)
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
    _line(document, "Minutes Paragraph", _run(f"{each.number}\t{first}"))
    for line in rest:
        _line(document, "Minutes Continued", _run(line))
    quiet = f"<w:rPr><w:color w:val='{_QUIET}'/></w:rPr>"
    for label, words in each.facts or ():
        _line(document, "Minutes Fact", (_run(f"{label} ", quiet) if label else "") + _run(words))
    if each.table:
        _table(document, each.table, indent=_HANG)


def _line(document: Word, style: str, runs: str) -> None:
    """A paragraph at the end, written as XML at once: python-docx looks through all that is there for each."""
    made = parse_xml(f"<w:p {nsdecls('w')}><w:pPr><w:pStyle w:val='{_style_id(style)}'/></w:pPr>{runs}</w:p>")
    # The last child of the body says what its pages are like.
    document.element.body[-1].addprevious(made)


def _style_id(name: str) -> str:
    """As python-docx names a style that it makes."""
    return name.replace(" ", "")


def _run(text: str, properties: str = "") -> str:
    """A run of words; tabs and line ends in them are those of Word."""
    words = f"<w:t xml:space='preserve'>{escape(text)}</w:t>"
    for sign, element in (("\t", "tab"), ("\n", "br")):
        words = words.replace(sign, f"</w:t><w:{element}/><w:t xml:space='preserve'>")
    return f"<w:r>{properties}{words}</w:r>"


def _table(document: Word, table: Table, indent: int = 0) -> None:
    """Rows under a head that is repeated on each page; figures stand at the right of their columns.

    Written as XML at once: python-docx looks through the whole table for each cell, and a roll-call has thousands.
    """
    bar = _BAR if table.shares else 0
    words = (_WIDTH - indent - bar - _FIGURES * len(table.figures)) / max(1, len(table.head) - len(table.figures))
    widths = [_twips(_FIGURES if at in table.figures else words) for at in range(len(table.head))]
    widths += [_twips(bar)] if bar else []
    style = document.styles["Minutes Cell"].style_id
    rule = 'w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"'
    made = [
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblW w:w='{sum(widths)}' w:type='dxa'/>"
        f"<w:tblInd w:w='{_twips(indent)}' w:type='dxa'/>"
        f"<w:tblBorders><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders><w:tblLayout w:type='fixed'/>"
        f"<w:tblCaption w:val={quoteattr(table.caption)}/></w:tblPr>"
        f"<w:tblGrid>{''.join(f"<w:gridCol w:w='{width}'/>" for width in widths)}</w:tblGrid>"
    ]
    for at, cells in enumerate((table.head, *table.rows)):
        made.append(f"<w:tr><w:trPr><w:cantSplit/>{'' if at else '<w:tblHeader/>'}</w:trPr>")
        for column, text in enumerate(cells):
            right = '<w:jc w:val="right"/>' if column in table.figures else ""
            bold = "" if at else "<w:rPr><w:b/></w:rPr>"
            made.append(
                f"<w:tc><w:tcPr><w:tcW w:w='{widths[column]}' w:type='dxa'/></w:tcPr>"
                f"<w:p><w:pPr><w:pStyle w:val='{style}'/>{right}</w:pPr>"
                f"<w:r>{bold}<w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p></w:tc>"
            )
        if table.shares:
            made.append(_bar(style, 0 if at == 0 else table.shares[at - 1]))
        made.append("</w:tr>")
    made.append("</w:tbl>")
    document.element.body.insert_element_before(parse_xml("".join(made)), "w:sectPr")
    after = document.add_paragraph(style="Minutes Cell")
    after.paragraph_format.space_after = Pt(4)


def _bar(style: str, share: int) -> str:
    """A cell with a bar of that many per cent: a paragraph that is shaded as far as its indent; nothing for none."""
    left = _twips(_BAR) * (100 - share) // 100
    drawn = f"<w:shd w:val='clear' w:color='auto' w:fill='7F7F7F'/><w:ind w:right='{left}'/>" if share else ""
    return (
        f"<w:tc><w:tcPr><w:tcW w:w='{_twips(_BAR)}' w:type='dxa'/></w:tcPr>"
        f"<w:p><w:pPr><w:pStyle w:val='{style}'/>{drawn}</w:pPr></w:p></w:tc>"
    )


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)
