"""Files that are made to lead a reader astray: huge, deep, endless, lying. Each by name, as a function that makes it.

No file is above the fifty megabytes that are taken; all stay small until they are read.
"""

import random
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from tests.formats.papers import abstract, docx, lvl, num, odt, p, r

AKN = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
LAUGHS = "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>'


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(out),
    )  # fmt: skip


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %b>>\nstream\n%b\nendstream" % (len(data), more, data)


def page(content: bytes, *, times: int = 1, more: bytes = b"", catalogue: bytes = b"") -> bytes:
    """A PDF of one page with a font, its content and whatever else; the page may stand there many times."""
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalogue,
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (times, b"5 0 R " * times),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        content,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %b "
        b"/Resources << /Font << /F 3 0 R >> /XObject << /X 4 0 R /I 6 0 R >> >> >>" % more,
        b"<< /Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /JBIG2Decode /Length 4 >>\nstream\nabcd\nendstream",
    )


def flate(data: bytes) -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode ")


def bomb(part: str, size: int) -> bytes:
    """A zip file whose part unpacks to ``size`` bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types>wordprocessingml</Types>")
        archive.writestr(part, b" " * size)
    return out.getvalue()


def overlapping() -> bytes:
    """A zip file with five hundred names for the same compressed bytes (D. Fifield, *A better zip bomb*, 2019)."""
    honest = bytearray(bomb("word/document.xml", 30_000_000))
    end = honest.rindex(b"PK\x05\x06")
    start = int.from_bytes(honest[end + 16 : end + 20], "little")
    entry = bytes(honest[honest.rindex(b"PK\x01\x02", 0, end) : end])
    directory = bytes(honest[start:end])
    for at in range(500):
        directory += entry.replace(b"word/document.xml", b"word/%08d.xml" % at)
    count = (502).to_bytes(2, "little")
    tail = honest[end : end + 8] + count + count + len(directory).to_bytes(4, "little") + honest[end + 16 :]
    return bytes(honest[:start]) + directory + bytes(tail)


def pictured(size: int) -> bytes:
    """A sound paper with a picture of incompressible bytes."""
    out = BytesIO(docx(p("Резолюция")))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/media/a.bin", random.Random(1).randbytes(size))
    return out.getvalue()


def tracked(count: int) -> str:
    gone = "<w:r><w:delText>d </w:delText></w:r>"
    return "".join(
        f'<w:ins w:author="a{at}">{r(f"w{at} ")}</w:ins><w:del w:author="b{at}">{gone}</w:del>' for at in range(count)
    )


def words(count: int) -> str:
    """Paragraphs that hardly compress."""
    dice = random.Random(2)
    return "".join(p(f"{dice.getrandbits(40):x}") for _ in range(count))


T = b"BT /F 9 Tf 50 800 Td (The Assembly decides to hold a party.) Tj ET "
LINKS = b"".join(
    b"<< /Type /Annot /Subtype /Link /Rect [40 790 500 810] /A << /S /URI /URI (https://x.example/%d) >> >> " % at
    for at in range(50_000)
)
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
ITEM = "<text:list><text:list-item>{}</text:list-item></text:list>"
OPENED = "".join(f'<text:changed-region text:id="i{at}"><text:insertion/></text:changed-region>' for at in range(3000))
STARTS = "".join(f'<text:change-start text:change-id="i{at}"/>' for at in range(3000))
REPEATED = (
    '<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell '
    'table:number-columns-repeated="10000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
)

FILES: dict[str, Callable[[], bytes]] = {
    "line of fifty megabytes.txt": lambda: b"word " * 10_000_000,
    "million lines.txt": lambda: b"The Board decides, 7.\n" * 2_000_000,
    "longest line.txt": lambda: b"The Board decides, " * 52_000,
    "longest word.txt": lambda: b"a" * 990_000,
    "figures.txt": lambda: b"1." * 495_000,
    "brackets.txt": lambda: b"(" * 990_000,
    "initials.txt": lambda: b"A. " * 330_000,
    "clauses.txt": lambda: b"".join(b"%d. Hold a party.\n" % at for at in range(22_000)),
    "lines.txt": lambda: b"x\n" * 38_000,
    "zeros.txt": lambda: bytes(49_999_990) + b"a",
    "utf 16.txt": lambda: ("ю" * 24_000_000).encode("utf-16"),
    "million tags.html": lambda: b"<p>" + b"<b>x</b>" * 1_000_000,
    "million paragraphs.html": lambda: b"<p>x" * 5_000_000,
    "depth.html": lambda: b"<div>" * 1_000_000,
    "spans.html": lambda: b"<table>" + b"<tr><td colspan=1000000 rowspan=1000000>x" * 30_000,
    "attributes.html": lambda: b"<p " + b"".join(b"a%d=1 " % at for at in range(1_000_000)) + b">x",
    "links in links.html": lambda: b"<a href=https://x.example/>w" * 200_000,
    "insertions.html": lambda: b"<ins>" * 200 + b"<p>x" * 100_000,
    "tables in tables.html": lambda: b"<table><tr><td>" * 100_000 + b"x",
    "references.html": lambda: b"<p>" + b"&amp;" * 6_000_000,
    "brackets.md": lambda: b"[" * 900_000,
    "stars.md": lambda: b"*a_ " * 240_000,
    "quotations.md": lambda: b"> " * 450_000,
    "links.md": lambda: b"[a](<b" * 150_000,
    "table.md": lambda: b"|a" * 2000 + b"|\n" + b"|-" * 2000 + b"|\n" + (b"|x" * 2000 + b"|\n") * 200,
    "ticks.md": lambda: b"".join(b"`" * at + b"a" for at in range(1, 1300)),
    "references.md": lambda: b"".join(b"[a%d]: x\n" % at for at in range(60_000)),
    "laughs.xml": lambda: (
        f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]><akomaNtoso {AKN}>&j;</akomaNtoso>'
    ).encode(),
    "quadratic.xml": lambda: f"<?xml version='1.0'?>{QUADRATIC}<akomaNtoso>{'&a;' * 50_000}</akomaNtoso>".encode(),
    "depth.xml": lambda: f"<akomaNtoso {AKN}>{'<p>' * 200_000}{'</p>' * 200_000}</akomaNtoso>".encode(),
    "width.xml": lambda: f"<akomaNtoso {AKN}><body>{'<p>x</p>' * 2_000_000}</body></akomaNtoso>".encode(),
    "attributes.xml": lambda: f"<akomaNtoso {AKN} {' '.join(f'a{at}="1"' for at in range(800_000))}/>".encode(),
    "namespaces.xml": lambda: f"<akomaNtoso {AKN} {' '.join(f'xmlns:a{at}="u"' for at in range(300_000))}/>".encode(),
    "notes in notes.xml": lambda: (
        f"<akomaNtoso {AKN}><p>{'<ins><authorialNote><p>' * 80}x{'</p></authorialNote></ins>' * 80}</p></akomaNtoso>"
    ).encode(),
    "million paragraphs.docx": lambda: docx("<w:p/>" * 1_000_000),
    "many words.docx": lambda: docx(words(200_000)),
    "picture.docx": lambda: pictured(48_000_000),
    "changes.docx": lambda: docx(f"<w:p>{tracked(15_000)}</w:p>"),
    "fields.docx": lambda: docx(f"<w:p>{BEGIN * 10_000}{r('x') * 2000}</w:p>" + p("x")),
    "styles.docx": lambda: docx(
        "".join(p("x", style=f"s{at}") for at in range(3000)),
        styles="".join(
            f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/></w:style>'
            for at in range(60_000)
        ),
    ),
    "numbers.docx": lambda: docx(
        p("x", num=1, level=0) * 2_000, numbering=abstract(0, lvl(0, "chicago", "%1" * 500, start=399)) + num(1, 0)
    ),
    "tables in tables.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80),
    "notes.docx": lambda: docx(
        f"<w:p>{''.join(f'{r("x")}<w:r><w:footnoteReference w:id="{at}"/></w:r>' for at in range(9000))}</w:p>",
        footnotes="".join(f'<w:footnote w:id="{at}">{p("n")}</w:footnote>' for at in range(9000)),
    ),
    "bomb.docx": lambda: bomb("word/document.xml", 400_000_000),
    "bomb among pictures.docx": lambda: bomb("word/media/a.bmp", 600_000_000),
    "overlapping.docx": overlapping,
    "entries.docx": lambda: b"PK\x03\x04" + b"PK\x05\x06" * 8_000_000,
    "many paragraphs.odt": lambda: odt("".join(f"<text:p>x{at}</text:p>" for at in range(300_000))),
    "blanks.odt": lambda: odt("<text:p>" + '<text:s text:c="200"/>' * 20_000 + "x</text:p>"),
    "lists.odt": lambda: odt(ITEM.format(ITEM.format("<text:p>x</text:p>") * 8_000)),
    "changes.odt": lambda: odt(
        f"<text:tracked-changes>{OPENED}</text:tracked-changes>{STARTS}" + "<text:p>x</text:p>" * 5000
    ),
    "cells.odt": lambda: odt(REPEATED),
    "styles.odt": lambda: odt(
        "".join(f'<text:p text:style-name="s{at}">x</text:p>' for at in range(3000)),
        styles="".join(
            f'<style:style style:name="s{at}" style:family="paragraph" style:parent-style-name="s{at + 1}"/>'
            for at in range(60_000)
        ),
    ),
    "many pages.pdf": lambda: page(stream(T), times=100_000),
    "count.pdf": lambda: pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 2147483647 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R >>",
    ),
    "pages in themselves.pdf": lambda: pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"
    ),
    "form in itself.pdf": lambda: page(stream(b"/X Do", b"/Type /XObject /Subtype /Form /Resources 5 0 R ")),
    "flate.pdf": lambda: page(flate(T * 1_000_000)),
    "flate in flate.pdf": lambda: page(
        stream(zlib.compress(zlib.compress(b" " * 400_000_000, 9), 9), b"/Filter [/FlateDecode /FlateDecode] ")
    ),
    "operators.pdf": lambda: page(flate(b"q " * 20_000_000)),
    "letters.pdf": lambda: page(flate(b"BT /F 9 Tf " + b"1 0 0 1 50 60 Tm (x) Tj " * 900_000 + b"ET")),
    "rows.pdf": lambda: page(flate(b"BT /F 9 Tf 50 800 Td " + b"0 -0.01 Td (The board decides) Tj " * 10_000 + b"ET")),
    "links.pdf": lambda: page(stream(T), more=b"/Annots [%b]" % LINKS),
    "forms.pdf": lambda: page(stream(T), catalogue=b"/AcroForm << /XFA 4 0 R /Fields [] >>"),
    "picture.pdf": lambda: page(stream(b"q 595 0 0 842 0 0 cm /I Do Q")),
    "table of objects.pdf": lambda: (
        b"%PDF-1.4\nxref\n0 99999999\n" + b"0000000000 65535 f \n" * 400_000
        + b"trailer << /Size 99999999 /Root 1 0 R >>\nstartxref\n9\n%%EOF"
    ),
    "objects.pdf": lambda: b"%PDF-1.4\n" + b"1 0 obj << /A 2 0 R >> endobj\n" * 1_600_000,
    "brackets.pdf": lambda: b"%PDF-1.4\n1 0 obj " + b"[" * 10_000_000,
    "noise.pdf": lambda: random.Random(3).randbytes(50_000_000),
}  # fmt: skip
SHORT = (
    "longest line.txt", "brackets.txt", "depth.html", "spans.html", "attributes.html", "insertions.html",
    "quotations.md",
    "laughs.xml", "quadratic.xml", "depth.xml", "namespaces.xml", "fields.docx", "changes.docx", "styles.docx",
    "bomb.docx", "overlapping.docx", "tables in tables.docx", "blanks.odt", "changes.odt", "cells.odt", "count.pdf",
    "pages in themselves.pdf", "form in itself.pdf", "links.pdf", "picture.pdf", "table of objects.pdf", "brackets.pdf",
)  # fmt: skip
"""Those that every run of the tests tries."""
