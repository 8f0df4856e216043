"""DOCX (ECMA-376) with styles, automatic numbering, the letterhead in the first page's header and page fields.

Each paragraph's style says what it is (*Recital*, *Clause 2*, *Adoption* …), so that an edited file can be read back
without guessing. With a redline, what changed since an earlier text stands in it as tracked changes.
"""

import io
from datetime import datetime

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from plenaria.formats.docx_body import HANG, Body
from plenaria.formats.docx_lines import proofing
from plenaria.formats.docx_page import face, fonts, page_of_pages, same_bytes
from plenaria.formats.emblem import picture
from plenaria.formats.labels import labels, number_line, title_line
from plenaria.formats.paper import Paper
from plenaria.formats.text_out import letterhead_lines
from plenaria.formats.typesetting import HEAD, shortened


def docx(paper: Paper) -> bytes:
    """The paper for Word and LibreOffice; a second language stands beside the first in a table without lines.

    A redline (``paper.redline``) shows the leading language alone, with its changes tracked.
    """
    document = Document()
    _properties(document, paper)
    _styles(document, paper)
    fonts(document)
    _furniture(document, paper)
    body = Body(document, paper)
    if paper.redline:
        body.redlined(paper.redline)
    elif paper.other:
        body.side_by_side(paper.other)
    else:
        body.plain()
    body.seal()
    return same_bytes(document)


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
    face(normal, 11 if paper.other is None else 9.5)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    normal.paragraph_format.widow_control = True
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), proofing(paper.resolution.language))
    for name, size, before, bold in (
        ("Heading 1", 17 if paper.other is None else 13, 0, True),
        ("Heading 2", 11.5, 14, True),
        ("Annex Heading", 11.5, 0, True),
    ):
        if name == "Annex Heading":
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Heading 2"]
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        face(style, size, bold=bold)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.page_break_before = name == "Annex Heading"
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
        ("Unplaced Heading", 14, True, False),
        ("Unplaced", 0, False, False),
        ("Annex", 0, False, False),
        ("Seal", 14, False, False),
        ("Letterhead", 0, False, False),
        ("Running Head", 0, False, False),
        *((f"Clause {level}", 0, False, False) for level in range(1, 5)),
        *((f"Clause {level} Unnumbered", 0, False, False) for level in range(1, 5)),
        *((f"Clause {level} Continued", 0, False, False) for level in range(1, 5)),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = normal
        style.paragraph_format.space_before = Pt(before)
        style.font.bold, style.font.italic = bold or None, italic or None
        if name in ("Formula", "Adoption", "Dispatch Heading", "Unplaced Heading"):
            style.paragraph_format.keep_with_next = True
        if name in ("Seal", "Letterhead", "Running Head"):
            style.font.size = Pt(8.5)
            style.paragraph_format.space_after = Pt(0)
        if name == "Resolution Number":
            style.font.color.rgb = accent
        if name == "Signatory" and (paper.redline or not paper.other):
            style.paragraph_format.tab_stops.add_tab_stop(Mm(160), WD_TAB_ALIGNMENT.RIGHT)
        if name.startswith("Clause"):
            level = int(name.split()[1])
            style.paragraph_format.left_indent = Mm(HANG * level)
            if name == f"Clause {level}":
                style.paragraph_format.first_line_indent = Mm(-HANG)
                style.paragraph_format.tab_stops.add_tab_stop(Mm(HANG * level))


def _furniture(document: Word, paper: Paper) -> None:
    section, text = document.sections[0], paper.resolution
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(25)
    section.top_margin, section.bottom_margin = Mm(28), Mm(24)
    section.different_first_page_header_footer = True
    _letterhead(section.first_page_header.paragraphs[0], paper)
    head = section.header.paragraphs[0]
    head.style = document.styles["Running Head"]
    shown = [number_line(paper, text), *(shortened(" ".join(paper.head(each).split()), HEAD) for each in paper.texts)]
    head.add_run(" · ".join(part for part in shown if part))
    for footer in (section.first_page_footer, section.footer):
        line = footer.paragraphs[0]
        line.style = document.styles["Running Head"]
        line.paragraph_format.tab_stops.add_tab_stop(Mm(160), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run((paper.sealed.permalink if paper.sealed else "") + "\t")
        page_of_pages(line, labels(text.language).page)


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
