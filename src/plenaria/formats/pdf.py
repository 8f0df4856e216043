"""Reading a PDF that holds text (pdfium), line by line as it stands on its pages.

A page has no paragraphs: a gap that is wider than between other lines becomes a blank line, and joining lines is left
to ``core.text``. What repeats at the edge of the pages is marked as header or footer.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import byref, c_double
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median_low
from threading import Lock

import pypdfium2 as pdfium
from pypdfium2 import raw

from plenaria.core.text.source import Source, SourceLine
from plenaria.formats.gathering import LINE, LONGEST, Gathering, Words
from plenaria.formats.offsets import clean
from plenaria.formats.pdf_columns import gutter, languages, reading_order, sides
from plenaria.formats.pdf_links import Area, link_areas, linked_words
from plenaria.formats.pdf_notes import notes, parted, without_signs
from plenaria.formats.unreadable import Unreadable

_PDFIUM = Lock()
"""pdfium keeps global state and is not safe in several threads."""
_EDGE = 4
"""Lines at the top and at the bottom of a page that may be furniture."""
_GAP = 1.45
"""A gap between lines, measured in usual ones, from which on it parts paragraphs."""
_RIM = 1.2
"""The same for what repeats at the edge of a page."""
_GUTTER = 8.0
"""Points that lie at least between two columns."""
_BOLD = 600
_LOOKALIKES = frozenset("abceghikmnoprtuxyABCEHIKMOPTXY")
_WORD = re.compile(r"[^\W_]{3,}")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN = re.compile("[A-Za-z]")
_HYPHEN = "\x02"
"""What pdfium puts for a hyphen at the end of a line, before it goes on with the next."""
_ROW = re.compile(rf"[^\r\n{_HYPHEN}\ufffe]*(?:\r?\n|[{_HYPHEN}\ufffe]|$)")
_STAMP = 100
"""Characters that a scanned page may have in its text, such as the mark of an electronic signature."""
_COMPOUND = re.compile(r"\w+-\w+")
_CLAUSE = re.compile(r"\(?\w{1,4}[.)]\s+\S.{20}")
"""A numbered sentence: never furniture, even where clauses are worded alike."""
_PAGE_NUMBER = re.compile(
    r"[\s\-–—|]*(page|стр\.?|страница|лист|página|pág\.?|p\.|seite|página|сторінка)?\s*\d{1,4}\s*((of|из|de|von|з|/)\s*\d{1,4})?[\s\-–—|]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page, in points from its lower left corner."""

    text: str
    page: int
    left: float
    right: float
    baseline: float
    bold: bool
    height: float = 0.0
    links: tuple[tuple[int, int, str], ...] = ()
    """From and to which character it leads to an address."""


def read(data: bytes) -> Source:
    """The lines of a document's pages.

    :raises Unreadable: it is encrypted, damaged, a scan without text, or its text is not what the pages show.
    """
    with _PDFIUM:
        pages, pictured, language = _pages(data)
    text = "\n".join(line.text for page in pages for line in page)
    if pictured and len("".join(text.split())) < _STAMP * len(pages):
        raise Unreadable("scan-without-text")
    if is_false(text):
        raise Unreadable("text-layer-false")
    return _gathered(pages, frozenset(_COMPOUND.findall(text))).source("pdf", language=language, wrapped=True)


def _pages(data: bytes) -> tuple[list[list[_Line]], bool, str | None]:
    """The lines of every page, whether most pages are pictures, and the language that the document declares."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Unreadable("file-encrypted" if "password" in str(error).lower() else "file-broken") from error
    pages = []
    pictured = written = 0
    try:
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            lines = _lines(page, number)
            pages.append(lines)
            written += sum(len(line.text) + LINE for line in lines) + LINE
            if written > LONGEST:
                raise Unreadable("file-too-long", limit=LONGEST)
            pictured += sum(len(line.text) for line in lines) < _STAMP and _has_picture(page)
            page.close()
        language = _language(document)
    except pdfium.PdfiumError as error:
        raise Unreadable("file-broken") from error
    finally:
        document.close()
    return pages, pictured * 2 > len(pages), language


def _language(document: pdfium.PdfDocument) -> str | None:
    """The ``Lang`` of the catalogue (ISO 32000-2, 14.9.2)."""
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFCatalog_GetLanguage(document, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0") or None


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _lines(page: pdfium.PdfPage, number: int) -> list[_Line]:
    """The lines of a page in the order of its text, with the place of each."""
    textpage = page.get_textpage()
    text = textpage.get_text_range() if textpage.count_chars() else ""
    areas = link_areas(page)
    rows = list(_rows(text))
    lines = [_placed(textpage, row, start, number, areas) for start, row in rows]
    if (at := gutter(lines, loosely=True)) is not None:
        # Words of two columns that stand on one height come as one row.
        crossing = [line.left < at < line.right for line in lines]
        rows = [
            half
            for row, both in zip(rows, crossing, strict=True)
            for half in (_halves(textpage, *row, at) if both else [row])
        ]
        lines = [_placed(textpage, row, start, number, areas) for start, row in rows]
    textpage.close()
    return lines


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """The rows of a page's text that are not blank, and where each begins."""
    start = 0
    for row in _ROW.findall(text):
        if row.strip():
            yield start, row
        start += len(row)


def _halves(textpage: pdfium.PdfTextPage, start: int, row: str, at: float) -> list[tuple[int, str]]:
    """A row, parted where it leaves a wide gap around the place between two columns."""
    for space in re.finditer(r"\S(\s+)\S", row.rstrip()):
        _, end, _ = _place(textpage, start + space.start())
        begin, _, _ = _place(textpage, start + space.end() - 1)
        if begin - end >= _GUTTER and end <= at + _GUTTER and begin >= at - _GUTTER:
            return [(start, row[: space.end(1)]), (start + space.end(1), row[space.end(1) :])]
    return [(start, row)]


def _placed(textpage: pdfium.PdfTextPage, row: str, start: int, page: int, areas: list[Area]) -> _Line:
    """A line with its place."""
    first = start + len(row) - len(row.lstrip())
    last = start + len(row.rstrip()) - 1
    left, _, baseline = _place(textpage, first)
    _, right, _ = _place(textpage, last)
    middle = (first + last) // 2
    bold = all(raw.FPDFText_GetFontWeight(textpage, index) >= _BOLD for index in (first, middle, last))
    text = row.strip("\r\n").replace("\ufffe", _HYPHEN)
    line = _Line(text, page, left, right, baseline, bold, _height(textpage, middle))
    return replace(line, links=linked_words(textpage, line, start, last, areas)) if areas else line


def _place(textpage: pdfium.PdfTextPage, index: int) -> tuple[float, float, float]:
    """Left and right edge of a character, and the line that it stands on."""
    x, y = c_double(), c_double()
    try:
        left, _, right, _ = textpage.get_charbox(index)
        raw.FPDFText_GetCharOrigin(textpage, index, byref(x), byref(y))
    except (pdfium.PdfiumError, IndexError, ValueError):
        return 0.0, 0.0, 0.0
    return left, right, y.value


def _height(textpage: pdfium.PdfTextPage, index: int) -> float:
    """The height of a character's line, from its font."""
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(textpage, index, byref(box)):
        return 0.0
    return round(float(box.top - box.bottom), 1)


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


def _gathered(pages: list[list[_Line]], compounds: frozenset[str]) -> Gathering:
    """Lines with what their place tells: gaps, indent, centring, columns, furniture."""
    gathering = Gathering()
    if not any(pages):
        return gathering
    pages, found = _in_order(pages)
    several = languages(pages, found)
    lines = [line for page in pages for line in page]
    columns = [side for page in found for side in page]
    margins = {
        at: _margins([line for line, side in zip(lines, columns, strict=True) if side == at]) for at in {*columns}
    }
    pitch = _pitch(pages)
    repeated = _repeated(pages)
    zoned = [notes(page, _zones(page, repeated, _RIM * pitch)) for page in pages]
    zones = [zone for page in zoned for zone in page]
    signs = _signs(lines, zones)
    flows = [(zone, side if several else 0) for zone, side in zip(zones, columns, strict=True)]
    before: _Line | None = None
    for line, zone, side in zip(_rejoined(lines, flows, compounds), zones, columns, strict=True):
        edge, far = margins[side]
        like = SourceLine(
            text="",
            zone=zone,
            page=line.page,
            bold=line.bold,
            centred=_is_centred(line, edge, far),
            indent=max(0, round(line.left - edge)),
            column=side if several else 0,
        )
        if zone == "footnote":
            gathering.add_note(*parted(line.text), like)
            continue
        if before is not None and before.page == line.page and before.baseline - line.baseline > _GAP * pitch:
            gathering.add_blank(line.page)
        before = line
        text = without_signs(line.text, signs.get(line.page, ()))
        gathering.add(text, like, Words(links=list(line.links)) if line.links else None)
    return gathering


def _signs(lines: list[_Line], zones: list[str]) -> dict[int, list[str]]:
    """The signs of the notes on each page."""
    signs: dict[int, list[str]] = {}
    for line, zone in zip(lines, zones, strict=True):
        if zone == "footnote" and (sign := parted(line.text)[0]):
            signs.setdefault(line.page, []).append(sign)
    return signs


def _in_order(pages: list[list[_Line]]) -> tuple[list[list[_Line]], list[list[int]]]:
    """The lines of every page as people read them, and the column of each."""
    ordered, found = [], []
    for page in pages:
        columns = sides(page)
        order = reading_order(columns)
        ordered.append([page[at] for at in order])
        found.append([columns[at] for at in order])
    return ordered, found


def _margins(lines: list[_Line]) -> tuple[float, float]:
    """The left and the right edge of a column."""
    edge = _margin([line.left for line in lines])
    return edge, max(_margin([-line.right for line in lines]) * -1, edge + 1)


def _rejoined(lines: list[_Line], flows: list[tuple[str, int]], compounds: frozenset[str]) -> list[_Line]:
    """The lines with broken words whole again: the rest of a word moves up to its beginning, over page edges too.

    The hyphen stays where the word has one elsewhere in the text. ``flows`` tell which lines go on with each other.
    """
    texts = [line.text for line in lines]
    moved = [0] * len(lines)
    following = _following(flows)
    for at, text in enumerate(texts):
        if not text.endswith(_HYPHEN):
            continue
        beginning = text.rstrip(_HYPHEN)
        texts[at] = f"{beginning}-"
        after = following[at]
        rest = re.match(r"\s*([^\W\d_]+)(\S*)", texts[after]) if after is not None else None
        if after is None or rest is None:
            continue
        word = re.findall(r"\w*$", beginning)[0]
        kept = "" if rest[1][0].islower() and f"{word}-{rest[1]}" not in compounds else "-"
        texts[at] = f"{beginning}{kept}{rest[1]}{rest[2]}"
        texts[after] = texts[after][rest.end() :]
        moved[after] = rest.end()
    return [
        replace(line, text=text, links=tuple(_shifted(line.links, away)))
        for line, text, away in zip(lines, texts, moved, strict=True)
    ]


def _following(flows: list[tuple[str, int]]) -> list[int | None]:
    """For each line the next one of its flow."""
    following: list[int | None] = [None] * len(flows)
    last: dict[tuple[str, int], int] = {}
    for at in range(len(flows) - 1, -1, -1):
        following[at] = last.get(flows[at])
        last[flows[at]] = at
    return following


def _shifted(links: Sequence[tuple[int, int, str]], away: int) -> Iterator[tuple[int, int, str]]:
    """Links of a line whose beginning moved up."""
    for start, end, address in links:
        if end > away:
            yield max(start - away, 0), end - away, address


def _margin(positions: list[float]) -> float:
    """Where most lines begin: the least position that a twentieth of the lines share, within a point."""
    counted = Counter(round(position) for position in positions)
    enough = max(2, len(positions) // 20)
    return float(min((at for at, count in counted.items() if count >= enough), default=min(counted)))


def _pitch(pages: list[list[_Line]]) -> float:
    """The usual distance from line to line."""
    distances = [
        above.baseline - below.baseline
        for page in pages
        for above, below in pairwise(page)
        if 4 < above.baseline - below.baseline < 60
    ]
    return median_low(distances) if distances else 14.0


def _is_centred(line: _Line, edge: float, far: float) -> bool:
    """Whether a line stands as far from one margin as from the other, and well inside both."""
    left, right = line.left - edge, far - line.right
    return min(left, right) > 0.06 * (far - edge) and abs(left - right) < 0.04 * (far - edge)


def _key(line: _Line) -> tuple[str, int]:
    """What makes two lines of different pages the same furniture: words without figures, at one height."""
    return re.sub(r"\d+", "#", clean(line.text)), round(line.baseline / 8)


def _repeated(pages: list[list[_Line]]) -> set[tuple[str, int]]:
    """Lines at the edge of at least two pages, and of a third of all."""
    counted: Counter[tuple[str, int]] = Counter()
    for page in pages:
        ordered = sorted(page, key=lambda line: -line.baseline)
        counted.update({_key(line) for line in ordered[:_EDGE] + ordered[_EDGE:][-_EDGE:]})
    return {name for name, count in counted.items() if count >= max(2, len(pages) / 3)}


def _zones(page: list[_Line], repeated: set[tuple[str, int]], gap: float) -> list[str]:
    """Body, header or footer, for each line of a page, wherever it stands in the order of its text."""
    ordered = sorted(page, key=lambda line: -line.baseline)
    again = [_key(line) in repeated and not _CLAUSE.match(line.text) for line in ordered]
    head = _block(ordered, again, gap)
    foot = _block(ordered[::-1], again[::-1], gap)
    if not foot and len(page) > 3 and _PAGE_NUMBER.fullmatch(ordered[-1].text):
        foot = ordered[-1:]
    return ["header" if line in head else "footer" if line in foot else "body" for line in page]


def _block(ordered: list[_Line], again: list[bool], gap: float) -> list[_Line]:
    """Furniture: the lines from the edge on that repeat, as far as a gap parts them from the text."""
    size = 0
    for position in range(1, min(_EDGE, len(ordered) - 1) + 1):
        if not again[position - 1]:
            break
        if abs(ordered[position - 1].baseline - ordered[position].baseline) > gap:
            size = position
    return ordered[:size]
