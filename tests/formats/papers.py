"""Files for the tests, written by code: DOCX and ODT from their XML, PDF through typst and by hand.

All texts and people are invented.
"""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
import typst

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = (
    f'xmlns:w="{W_NS}" xmlns:r="{R_NS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"

ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODF_SPACES = " ".join(
    f'xmlns:{prefix}="{ODF}:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts, in this order; the same bytes every time."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, stored)
    return out.getvalue()


def docx(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    settings: str = "",
    outside: Mapping[str, str] | None = None,
    **parts: str,
) -> bytes:
    """A Word document of the XML of its body; further parts by their file name (``header1``, ``footnotes``).

    ``outside`` are addresses by the id of their relation.
    """
    declared = {"styles": styles, "numbering": numbering, "settings": settings, **parts}
    roots = {"header": "hdr", "footer": "ftr"}
    files: dict[str, str] = {}
    relations, types = [], []
    for name, xml in declared.items():
        if not xml and name != "styles":
            continue
        kind = name.rstrip("0123456789")
        root = roots.get(kind, kind)
        files[f"word/{name}.xml"] = f"<w:{root} {_SPACES}>{xml}</w:{root}>"
        relations.append(f'<Relationship Id="{name}" Type="{R_NS}/{kind}" Target="{name}.xml"/>')
        types.append(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>')
    relations += [
        f'<Relationship Id="{at}" Type="{R_NS}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
        for at, address in (outside or {}).items()
    ]
    main = f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
    head = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{main}{"".join(types)}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="main" Type="{R_NS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{''.join(relations)}</Relationships>",
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
    }
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return zipped({name: declaration + xml for name, xml in (head | files).items()})


def r(text: str, properties: str = "") -> str:
    """A run."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str, *, num: int | None = None, level: int | None = None, style: str = "", more: str = "") -> str:
    """A paragraph: plain text, or the XML of its runs."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None or level is not None:
        inner = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
        inner += f'<w:numId w:val="{num}"/>' if num is not None else ""
        properties += f"<w:numPr>{inner}</w:numPr>"
    runs = content if content.startswith("<") or not content else r(content)
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{runs}</w:p>"


def lvl(at: int, format_: str, text: str, *, start: int = 1, more: str = "", style: str = "") -> str:
    """A level of an abstract numbering."""
    link = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>{more.partition("|")[0]}{link}'
        f'{more.partition("|")[2]}<w:lvlText w:val="{escape(text)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{360 * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def abstract(identifier: int, *levels: str, more: str = "") -> str:
    """An abstract numbering."""
    return (
        f'<w:abstractNum w:abstractNumId="{identifier}"><w:multiLevelType w:val="multilevel"/>{more}'
        f"{''.join(levels)}</w:abstractNum>"
    )


def num(identifier: int, of: int, **starts: int) -> str:
    """A numbering of an abstract one; ``l0=5`` starts level 0 anew at 5."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{name[1:]}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for name, start in starts.items()
    )
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def odt(body: str, *, automatic: str = "", styles: str = "", masters: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text of the XML of its body, its automatic and its named styles."""
    kind = "application/vnd.oasis.opendocument.text"
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    layout = '<style:page-layout style:name="pm1"/>'
    return zipped(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": manifest
            or f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0" manifest:version="1.3">{listed}'
            "</manifest:manifest>",
            "content.xml": f'<office:document-content {_ODF_SPACES} office:version="1.3">'
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f'<office:document-styles {_ODF_SPACES} office:version="1.3">'
            f"<office:styles>{styles}</office:styles><office:automatic-styles>{layout}</office:automatic-styles>"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
        }
    )


def pdf(markup: str, *, paper: str = "a4", language: str = "ru") -> bytes:
    """A PDF with a text layer, of typst's markup."""
    head = f'#set page(paper: "{paper}")\n#set text(lang: "{language}", size: 11pt)\n'
    made = typst.compile((head + markup).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def made(paper: bytes | str) -> bytes:
    """A paper, or the PDF of a source that is typeset only now: that begins threads, and no fork has them."""
    return paper if isinstance(paper, bytes) else pdf(paper)


def scan(pages: int = 2) -> bytes:
    """A PDF whose pages are grey pictures, with no text."""
    picture = (
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    drawing = b"q 595 0 0 842 0 0 cm /I Do Q"
    bodies: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{' '.join(f'{5 + n} 0 R' for n in range(pages))}] >>".encode(),
        picture.encode() + b"\nstream\n\x80\nendstream",
        f"<< /Length {len(drawing)} >>\nstream\n".encode() + drawing + b"\nendstream",
        *[
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /XObject << /I 3 0 R >> >> >>"
        ]
        * pages,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(bodies) + 1, table, len(bodies) + 1, len(out),
    )  # fmt: skip


def locked(data: bytes) -> bytes:
    """The same PDF, which opens with a password only."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        document.save(out, encryption=pikepdf.Encryption(user="Вега", owner="Лира"))
    return out.getvalue()


def owned(data: bytes) -> bytes:
    """The same PDF, which anybody may open but only its owner may change or print."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        document.save(
            out,
            encryption=pikepdf.Encryption(user="", owner="Лира", allow=pikepdf.Permissions(extract=False)),
        )
    return out.getvalue()
