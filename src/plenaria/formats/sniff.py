"""What kind of file this is, by its contents.

A name is a claim: it only decides between Markdown and plain text, and lets a refusal say that the claim is wrong.
"""

import re
from pathlib import PurePosixPath

from plenaria.formats import encoding
from plenaria.formats.archive import Archive
from plenaria.formats.unreadable import Unreadable

LARGEST = 50
"""Megabytes (10⁶ bytes) of a file that is handed in."""

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""OLE compound file (MS-CFB): Word 97–2003, and the wrapping of password-protected OOXML (MS-OFFCRYPTO 2.3)."""
_OTHERS = (
    (b"{\\rtf", "RTF"),
    (b"%!PS", "PostScript"),
    (b"AT&TFORM", "DjVu"),
    (b"MIME-Version:", "MHTML"),
)
"""How files of formats begin that people hand in, but that we do not read."""
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_PACKED = {
    "xl/workbook.xml": "XLSX",
    "ppt/presentation.xml": "PPTX",
    "Index/Document.iwa": "Apple Pages",
    "index.xml": "Apple Pages",
    "META-INF/container.xml": "EPUB",
}
"""Parts that tell what a zip file is."""
_STREAMS = {"WordDocument": "DOC (Word 97–2003)", "Workbook": "XLS", "PowerPoint Document": "PPT", "__nameid": "MSG"}
"""Streams of a compound file that tell what it is."""
_CLAIMS = {"docx", "odt", "pdf", "html", "htm", "md", "txt", "xml", "akn"}
_HTML = re.compile(
    r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h[1-6]|ol|ul|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(r"^(#{1,6} \S|\*\*\S.*\*\*|={3,}$|> \S|```)|\]\((https?:|/|#)|\\$", re.MULTILINE)


def kind(data: bytes, name: str = "") -> str:
    """One of docx, odt, pdf, html, md, txt, xml (of which root only a parser can tell).

    :raises Unreadable: nothing in it, too much in it, or nothing that we read.
    """
    if len(data) > LARGEST * 1_000_000:
        raise Unreadable("file-too-large", limit=LARGEST)
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise Unreadable("file-empty")
    extension = PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data) or _unknown(extension)
    if data.startswith(_COMPOUND):
        raise _compound(data, extension)
    for mark, name_of in _OTHERS:
        if data.startswith(mark):
            raise Unreadable("file-other-format", format=name_of)
    if data.startswith(_PICTURES) and encoding.is_binary(data):
        raise Unreadable("scan-without-text")
    if _is_program(data) or encoding.is_binary(data):
        return _unknown(extension)
    return _written(data, extension)


def _compound(data: bytes, extension: str) -> Unreadable:
    """What keeps a compound file from being read: a password, or that it is of an old format."""
    names = {name for name in ("EncryptedPackage", *_STREAMS) if name.encode("utf-16-le") in data}
    if "EncryptedPackage" in names:
        return Unreadable("file-encrypted")
    for name, format_ in _STREAMS.items():
        if name in names:
            return Unreadable("file-other-format", format=format_)
    return (
        Unreadable("file-not-what-it-says", extension=extension) if extension in _CLAIMS else Unreadable("file-unknown")
    )


def _is_program(data: bytes) -> bool:
    """Whether it is a program of Windows or Linux; one that is mostly zeros would pass for UTF-16."""
    return data.startswith(b"\x7fELF") or (data.startswith(b"MZ") and b"\x00" in data[:64])


def _packed(data: bytes) -> str | None:
    """The kind of a zip file: OOXML names its parts (ECMA-376 part 2), ODF its mimetype (ODF 1.3 part 2, 3.3)."""
    archive = Archive(data)
    if "mimetype" in archive:
        stated = archive.read("mimetype")[:100].decode("ascii", "replace").strip()
        if stated.startswith("application/vnd.oasis.opendocument.text"):
            return "odt"
        if stated.startswith("application/vnd.oasis.opendocument."):
            raise Unreadable("file-other-format", format=f"OpenDocument ({stated.rpartition('.')[2]})")
    if "[Content_Types].xml" in archive and b"wordprocessingml" in archive.read("[Content_Types].xml"):
        return "docx"
    for part, format_ in _PACKED.items():
        if part in archive:
            raise Unreadable("file-other-format", format=format_)
    return None


def _written(data: bytes, extension: str) -> str:
    """The kind of a file of characters."""
    head = encoding.decoded(data[:4096], cut=True).lstrip("\ufeff \t\r\n")
    if _HTML.match(head) or ("<html" in head and head.startswith("<?xml")):
        return "html"
    if head.startswith(("<?xml", "<akomaNtoso")):
        return "xml"
    if extension in ("md", "markdown"):
        return "md"
    if extension == "txt":
        return "txt"
    return "md" if _MARKDOWN.search(head) else "txt"


def _unknown(extension: str) -> str:
    """Never returns a kind; refuses, with the claim of the name where it made one.

    :raises Unreadable: always.
    """
    if extension in _CLAIMS:
        raise Unreadable("file-not-what-it-says", extension=extension)
    raise Unreadable("file-unknown")
