"""Reading a PDF that holds text (pdfium), line by line as it stands on its pages.

A page has no paragraphs: a gap that is wider than between other lines becomes a blank line, and joining lines is left
to ``core.text``. What repeats at the edge of the pages is marked as header or footer.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median
from threading import Lock

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from plenaria.core.text.source import Source, SourceLine
from plenaria.formats.gathering import Gathering, clean
from plenaria.formats.unreadable import Unreadable

_PDFIUM = Lock()
"""pdfium keeps global state and is not safe in several threads."""
_EDGE = 4
"""Lines at the top and at the bottom of a page that may be furniture."""
_GAP = 1.45
"""A gap between lines, measured in usual ones, from which on it parts paragraphs."""
_BOLD = 600
_LOOKALIKES = frozenset("abceghikmnoprtuxyABCEHIKMOPTXY")
_WORD = re.compile(r"[^\W_]{3,}")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN = re.compile("[A-Za-z]")
_HYPHEN = "\x02"
"""What pdfium puts for a hyphen at the end of a line, before it goes on with the next."""
_BROKEN = re.compile(rf"(\w+){_HYPHEN}(\w+)")
_COMPOUND = re.compile(r"\w+-\w+")
_CLAUSE = re.compile(r"\(?\w{1,4}[.)]\s+\S.{20}")
"""A numbered sentence: never furniture, even where clauses are worded alike."""
_PAGE_NUMBER = re.compile(
    r"[\s\-–—|]*(page|стр\.?|страница|página|pág\.?|p\.|seite|página|сторінка)?\s*\d{1,4}\s*((of|из|de|von|з|/)\s*\d{1,4})?[\s\-–—|]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page, in points from its lower left corner."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    bold: bool


def read(data: bytes) -> Source:
    """The lines of a document's pages.

    :raises Unreadable: it is encrypted, damaged, a scan without text, or its text is not what the pages show.
    """
    with _PDFIUM:
        pages, pictured = _pages(data)
    text = "\n".join(line.text for page in pages for line in page)
    compounds = frozenset(_COMPOUND.findall(text))
    pages = [[replace(line, text=_rejoined(line.text, compounds)) for line in page] for page in pages]
    if pictured and len("".join(text.split())) < 20 * len(pages):
        raise Unreadable("scan-without-text")
    if is_false(text):
        raise Unreadable("text-layer-false")
    return _gathered(pages).source("pdf", wrapped=True)


def _rejoined(text: str, compounds: frozenset[str]) -> str:
    """A line without the hyphens that broke words, which stay where the word has its hyphen elsewhere in the text."""

    def whole(broken: re.Match[str]) -> str:
        compound = f"{broken[1]}-{broken[2]}"
        is_break = broken[2][:1].islower() and compound not in compounds
        return broken[1] + broken[2] if is_break else compound

    return _BROKEN.sub(whole, text).replace(_HYPHEN, "-") if _HYPHEN in text else text


def _pages(data: bytes) -> tuple[list[list[_Line]], bool]:
    """The lines of every page, and whether most pages are pictures."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Unreadable("file-encrypted" if "password" in str(error).lower() else "file-broken") from error
    pages = []
    pictured = 0
    try:
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            lines = _lines(page, number)
            pages.append(lines)
            pictured += not lines and _has_picture(page)
            page.close()
    except pdfium.PdfiumError as error:
        raise Unreadable("file-broken") from error
    finally:
        document.close()
    return pages, pictured * 2 > len(pages)


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _lines(page: pdfium.PdfPage, number: int) -> list[_Line]:
    """The lines of a page in the order of its text, with the place of each."""
    textpage = page.get_textpage()
    text = textpage.get_text_range() if textpage.count_chars() else ""
    lines = []
    start = 0
    for row in text.split("\r\n"):
        if row.strip():
            first = start + len(row) - len(row.lstrip())
            last = start + len(row.rstrip()) - 1
            lines.append(_placed(textpage, row, number, first, last))
        start += len(row) + 2
    textpage.close()
    return lines


def _placed(textpage: pdfium.PdfTextPage, row: str, page: int, first: int, last: int) -> _Line:
    """A line with its box."""
    left, bottom, _, top = _box(textpage, first)
    _, lower, right, upper = _box(textpage, last)
    middle = (first + last) // 2
    bold = all(raw.FPDFText_GetFontWeight(textpage, index) >= _BOLD for index in (first, middle, last))
    return _Line(row.replace("\ufffe", _HYPHEN), page, left, right, max(top, upper), min(bottom, lower), bold)


def _box(textpage: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a character."""
    try:
        left, bottom, right, top = textpage.get_charbox(index)
    except (pdfium.PdfiumError, IndexError, ValueError):
        return 0.0, 0.0, 0.0, 0.0
    return left, bottom, right, top


def is_false(text: str) -> bool:
    """Whether a text layer is not what its pages show: words of two alphabets, or characters that mean nothing.

    Some programs draw Cyrillic with Latin letters that look alike (``Peзoлюция``); a search or a reader finds nothing
    in such a text. A few mixed words are slips of the keyboard: they are left for a person to see.
    """
    words = _WORD.findall(text)
    cyrillic = [word for word in words if _CYRILLIC.search(word)]
    mixed = [word for word in cyrillic if any(letter in _LOOKALIKES for letter in _LATIN.findall(word))]
    if len(mixed) >= 5 and len(mixed) > 0.05 * len(cyrillic):
        return True
    signs = "".join(text.split())
    meaningless = sum(1 for sign in signs if sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff")
    return len(signs) > 50 and meaningless > 0.2 * len(signs)


def _gathered(pages: list[list[_Line]]) -> Gathering:
    """Lines with what their place tells: gaps, indent, centring, furniture."""
    gathering = Gathering()
    lines = [line for page in pages for line in page]
    if not lines:
        return gathering
    edge = _margin([line.left for line in lines])
    far = max(_margin([-line.right for line in lines]) * -1, edge + 1)
    pitch = _pitch(pages)
    repeated = _repeated(pages)
    for page in pages:
        before: _Line | None = None
        for line, zone in zip(page, _zones(page, repeated), strict=True):
            if before is not None and before.bottom - line.bottom > _GAP * pitch:
                gathering.add_blank(line.page)
            before = line
            gathering.add(
                line.text,
                SourceLine(
                    text="",
                    zone=zone,
                    page=line.page,
                    bold=line.bold,
                    centred=_is_centred(line, edge, far),
                    indent=max(0, round(line.left - edge)),
                ),
            )
    return gathering


def _margin(positions: list[float]) -> float:
    """Where most lines begin: the least position that a twentieth of the lines share, within a point."""
    counted = Counter(round(position) for position in positions)
    enough = max(2, len(positions) // 20)
    return float(min((at for at, count in counted.items() if count >= enough), default=min(counted)))


def _pitch(pages: list[list[_Line]]) -> float:
    """The usual distance from line to line."""
    distances = [
        above.bottom - below.bottom
        for page in pages
        for above, below in pairwise(page)
        if 4 < above.bottom - below.bottom < 60
    ]
    return median(distances) if distances else 14.0


def _is_centred(line: _Line, edge: float, far: float) -> bool:
    """Whether a line stands as far from one margin as from the other, and well inside both."""
    left, right = line.left - edge, far - line.right
    return min(left, right) > 0.06 * (far - edge) and abs(left - right) < 0.04 * (far - edge)


def _key(line: _Line) -> tuple[str, int]:
    """What makes two lines of different pages the same furniture: words without figures, at one height."""
    return re.sub(r"\d+", "#", clean(line.text)), round(line.bottom / 8)


def _edges(page: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    """The lines at the top of a page and at its bottom, wherever they stand in the order of its text."""
    ordered = sorted(page, key=lambda line: -line.bottom)
    return ordered[:_EDGE], ordered[_EDGE:][-_EDGE:]


def _repeated(pages: list[list[_Line]]) -> set[tuple[str, int]]:
    """Lines at the edge of at least two pages, and of a third of all."""
    counted = Counter(name for page in pages for name in {_key(line) for part in _edges(page) for line in part})
    return {name for name, count in counted.items() if count >= max(2, len(pages) / 3)}


def _zones(page: list[_Line], repeated: set[tuple[str, int]]) -> list[str]:
    """Body, header or footer, for each line of a page: furniture reaches from the edge to the first line of its own."""
    top, bottom = _edges(page)
    lowest = min(page, key=lambda line: line.bottom, default=None)
    again = [line for line in page if _key(line) in repeated and not _CLAUSE.match(line.text)]
    headers = list(takewhile(again.__contains__, top))
    footers = list(takewhile(again.__contains__, reversed(bottom)))
    if lowest is not None and len(page) > 3 and _PAGE_NUMBER.fullmatch(lowest.text):
        footers.append(lowest)
    return ["header" if line in headers else "footer" if line in footers else "body" for line in page]
