"""What every Word document of ours has: its face, page numbers, and the same bytes for the same paper."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

FACE = "PT Serif"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def face(style: ParagraphStyle, size: float, *, bold: bool = False) -> None:
    """Set the style in our face, ``size`` in points, for every script."""
    style.font.name, style.font.size, style.font.bold = FACE, Pt(size), bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for part in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{part}"), FACE)


def fonts(document: Word) -> None:
    """What stands in for PT Serif where it is not installed: a serif (ECMA-376 Part 1, 17.8.3)."""
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table._blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}><w:font w:name="{FACE}">'
        '<w:altName w:val="Times New Roman"/><w:charset w:val="CC"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    ).encode()


def page_of_pages(line: Paragraph, words: str) -> None:
    """*Page 1 of 3*, in the words of a language with the places ``{page}`` and ``{pages}``."""
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


def same_bytes(document: Word) -> bytes:
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
