"""A table as a file: CSV (RFC 4180, UTF-8) and OpenDocument spreadsheet (ODF 1.3, ISO/IEC 26300).

A cell that begins like a formula is written as words, so that no spreadsheet runs it.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from xml.sax.saxutils import escape

from plenaria.formats.roll_call import tame

type Cell = str | int | date | None

CSV = "text/csv; charset=utf-8; header=present"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{"datastyle" if name == "number" else name}:1.0"'
    for name in ("office", "table", "text", "style", "number")
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_DAY = (
    '<number:date-style style:name="iso"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    '</number:date-style><style:style style:name="day" style:family="table-cell" style:data-style-name="iso"/>'
)
_WHEN = (1980, 1, 1, 0, 0, 0)


def write_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table with a byte order mark, by which spreadsheets know UTF-8; days as 2026-05-09."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow(head)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode()


def write_ods(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as a spreadsheet with one sheet; the same table gives the same bytes."""
    body = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{_DAY}</office:automatic-styles><office:body><office:spreadsheet>"
        f"<table:table table:name={_quoted(title)}>"
        f'<table:table-column table:number-columns-repeated="{len(head)}"/><table:table-header-rows><table:table-row>'
        f"{''.join(map(_cell, head))}</table:table-row></table:table-header-rows>{body}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        # The first part says what the file is, and is not compressed (ODF 1.3 part 2, 3.3).
        packed.writestr(zipfile.ZipInfo("mimetype", _WHEN), ODS, zipfile.ZIP_STORED)
        packed.writestr(zipfile.ZipInfo("content.xml", _WHEN), content, zipfile.ZIP_DEFLATED)
        packed.writestr(zipfile.ZipInfo("META-INF/manifest.xml", _WHEN), _MANIFEST, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return tame(cell)
    return cell.isoformat() if isinstance(cell, date) else "" if cell is None else str(cell)


def _cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        day = cell.isoformat()
        return (
            f'<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{day}">'
            f"<text:p>{day}</text:p></table:table-cell>"
        )
    if isinstance(cell, int):
        value = f'office:value-type="float" office:value="{cell}"'
        return f"<table:table-cell {value}><text:p>{cell}</text:p></table:table-cell>"
    lines = "".join(f"<text:p>{escape(_writable(line))}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _writable(text: str) -> str:
    """Without control characters, which XML does not hold."""
    return "".join(sign for sign in text if sign == "\t" or sign.isprintable())


def _quoted(text: str) -> str:
    return '"' + escape(_writable(text), {'"': "&quot;"}) + '"'
