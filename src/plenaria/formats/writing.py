"""Writing a resolution: a :class:`~plenaria.formats.paper.Paper` in, the bytes of a file out.

Writing is pure: no clock, no network, no file but the package's own fonts and templates. It may be run in a child
process with limits on memory and time.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from unicodedata import category

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.text.resolution import Resolution
from plenaria.formats.emblem import picture
from plenaria.formats.paper import Paper
from plenaria.formats.pieces import pieces


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be written."""

    media_type: str
    """RFC 9110, with the character set where it is text."""
    extension: str


FORMATS: dict[str, Format] = {
    "pdf": Format("application/pdf", "pdf"),
    "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "akn": Format("application/akn+xml", "xml"),
    "html": Format("text/html; charset=utf-8", "html"),
    "md": Format("text/markdown; charset=utf-8", "md"),
    "txt": Format("text/plain; charset=utf-8", "txt"),
    "json": Format("application/json", "json"),
}
"""What ``write`` can write, by the name that it is asked for."""

_ILLUSTRATED = ("pdf", "docx", "html")


def write(paper: Paper, to: str) -> bytes | Refusal:
    """``paper`` as a file of the format ``to``; the same paper gives the same bytes.

    PDF, DOCX and HTML set the second language beside the first; the others hold the leading language alone. Only DOCX
    shows a redline; the others show the text as it became.
    Refused are an unknown format (``format-unknown``), characters that no file can hold (``paper-control-characters``),
    an emblem that is no drawing (``emblem-unreadable``) and letters that no font has (``paper-letters-missing``, PDF
    only).
    """
    writer = _WRITERS.get(to)
    if writer is None:
        return unacceptable("format-unknown", format=to, known=", ".join(FORMATS))
    for text in (*paper.texts, *((paper.redline.before,) if paper.redline else ())):
        if found := next(unwritable(_words(text)), None):
            return unacceptable("paper-control-characters", letters=f"U+{ord(found):04X}")
    emblem = paper.letterhead.emblem_svg if paper.letterhead else None
    if emblem and to in _ILLUSTRATED and picture(emblem) is None:
        return unacceptable("emblem-unreadable")
    return writer(paper)


def _words(text: Resolution) -> list[str]:
    words = [text.title, text.number or "", text.venue or "", text.body or "", *text.letterhead]
    return words + [part for piece in pieces(text) for part in (piece.mark, piece.text)]


def unwritable(words: Iterable[str]) -> Iterator[str]:
    """Control characters, lone surrogates and non-characters: neither XML 1.0 nor a page can hold them."""
    for word in words:
        if not word.isprintable():
            yield from (sign for sign in word if category(sign) in ("Cc", "Cs", "Cn") and sign not in "\n\t")


def _pdf(paper: Paper) -> bytes | Refusal:
    from plenaria.formats.pdf_out import pdf

    return pdf(paper)


def _docx(paper: Paper) -> bytes:
    from plenaria.formats.docx_out import docx

    return docx(paper)


def _akn(paper: Paper) -> bytes:
    from plenaria.formats.akn_out import akn

    return akn(paper)


def _html(paper: Paper) -> bytes:
    from plenaria.formats.html_out import html

    return html(paper).encode()


def _markdown(paper: Paper) -> bytes:
    from plenaria.formats.text_out import markdown

    return markdown(paper).encode()


def _plain(paper: Paper) -> bytes:
    from plenaria.formats.text_out import plain_text

    return plain_text(paper).encode()


def _json(paper: Paper) -> bytes:
    from plenaria.formats.json_out import json_bytes

    return json_bytes(paper.resolution)


_WRITERS: dict[str, Callable[[Paper], bytes | Refusal]] = {
    "pdf": _pdf,
    "docx": _docx,
    "akn": _akn,
    "html": _html,
    "md": _markdown,
    "txt": _plain,
    "json": _json,
}
