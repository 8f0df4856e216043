"""The body of a Word document: the pieces of a paper, plain, in two languages, or with what changed in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from plenaria.core.text.resolution import Resolution
from plenaria.formats.docx_lines import Line, Writer, add
from plenaria.formats.docx_lists import Numbering, add_list, automatic
from plenaria.formats.labels import date_line, labels, number_line, title_line
from plenaria.formats.paper import Paper, Redline
from plenaria.formats.pieces import Piece, paired, pieces
from plenaria.formats.redline import Change, changes, runs
from plenaria.phrases import dates

HANG = 10
"""Millimetres by which the number of a clause hangs, and each level is indented."""
_COLUMN = 80
"""Millimetres of a column where two languages stand beside each other."""

_STYLE = {
    "number": "Resolution Number",
    "title": "Heading 1",
    "date": "Resolution Date",
    "formula": "Formula",
    "recital": "Recital",
    "heading": "Heading 2",
    "annex": "Annex Heading",
    "annexed": "Annex",
    "closing": "Closing Formula",
    "adoption": "Adoption",
    "signature": "Signatory",
    "dispatch": "Dispatch",
    "dispatch heading": "Dispatch Heading",
    "unplaced": "Unplaced",
    "unplaced heading": "Unplaced Heading",
    "seal": "Seal",
}
_KEPT_WHOLE = 420
"""Characters of a row in two languages that moves to the next page rather than part: about seven lines."""

type Places = Mapping[str, tuple[int, int]]
"""``w:numId`` and ``w:ilvl`` by the id of a clause."""


class Body:
    """Puts the pieces of a paper into a document."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self._document, self._paper = document, paper
        redline = paper.redline
        self._writer = Writer(redline.author, redline.at) if redline else Writer()
        self._end = document.element.body.sectPr
        names = {style.name: style.style_id for style in document.styles}
        self._styles = {name: names[name] for name in names if name}
        self._free = 1
        """The next ``w:numId``."""

    def plain(self) -> None:
        """One language."""
        text = self._paper.resolution
        numbers = self._numbered(automatic(text.clauses))
        for piece in _lines(self._paper, text):
            self._put(self._paragraph(piece, text.language, numbers))

    def redlined(self, redline: Redline) -> None:
        """One language with what changed; numbers count by themselves only where both texts count alike."""
        text, before = self._paper.resolution, redline.before
        numbers = self._numbered(_of_both(automatic(text.clauses), automatic(before.clauses)))
        earlier = _lines(replace(self._paper, resolution=before), before)
        for change in changes(earlier, _lines(self._paper, text)):
            self._put(self._paragraph(change, text.language, numbers))

    def side_by_side(self, other: Resolution) -> None:
        """Two languages in a table without lines, a row for each piece."""
        texts = (self._paper.resolution, other)
        numbers = [self._numbered(automatic(text.clauses)) for text in texts]
        table = etree.Element(qn("w:tbl"))
        properties = add(table, "tblPr")
        add(properties, "tblW", w=str(2 * Mm(_COLUMN).twips), type="dxa")
        add(properties, "tblLayout", type="fixed")
        grid = add(table, "tblGrid")
        for _ in texts:
            add(grid, "gridCol", w=str(Mm(_COLUMN).twips))
        self._put(table)
        titles = [list(_title(self._paper, text)) for text in texts]
        for left, right in zip_longest(*titles):
            self._row(table, (left, right), texts, numbers)
        last = ""
        for pair in paired(*texts):
            kind = next(piece.kind for piece in pair if piece)
            if kind != last and kind in ("dispatch", "unplaced"):
                shown = [_label(kind, text) if getattr(text, kind) else None for text in texts]
                self._row(table, shown, texts, numbers)
            self._row(table, pair, texts, numbers)
            last = kind

    def seal(self) -> None:
        """What the paper shows of its seal, at the end."""
        sealed, language = self._paper.sealed, self._paper.resolution.language
        if sealed:
            words = labels(language)
            lines = (
                words.adopted.format(date=dates.day(sealed.adopted, language)),
                words.sealed.format(hash=sealed.short_hash),
                words.check.format(address=sealed.permalink),
            )
            self._put(self._paragraph(Piece(kind="seal", key=("seal", ""), text="\n".join(lines)), language, {}))

    def _put(self, element: etree._Element) -> None:
        self._end.addprevious(element)

    def _numbered(self, numbering: Numbering | None) -> Places:
        """The list that numbers each clause by itself, by the clause's id; none where their numbers are typed."""
        if numbering is None:
            return {}
        first, self._free = self._free, add_list(self._document, numbering, self._free, round(Mm(HANG).twips))
        return {name: (first + instance, depth) for name, (instance, depth) in numbering.places.items()}

    def _row(
        self,
        table: etree._Element,
        pair: Sequence[Piece | None],
        texts: Sequence[Resolution],
        numbers: Sequence[Places],
    ) -> None:
        row = add(table, "tr")
        if all(piece is None or len(piece.text) < _KEPT_WHOLE for piece in pair):
            add(add(row, "trPr"), "cantSplit")
        for piece, text, places in zip(pair, texts, numbers, strict=True):
            cell = add(row, "tc")
            add(add(cell, "tcPr"), "tcW", w=str(Mm(_COLUMN).twips), type="dxa")
            if piece:
                cell.append(self._paragraph(piece, text.language, places, between="\n"))
            else:
                add(cell, "p")

    def _paragraph(
        self, given: Piece | Change, language: str, numbers: Places, *, between: str = "\t"
    ) -> etree._Element:
        """One piece, or what became of it; ``between`` stands between a signatory's role and name."""
        change = Change(given, given) if isinstance(given, Piece) else given
        piece, level = change.piece, min(change.piece.level, 4)
        style, numbering = _STYLE.get(piece.kind, "Normal"), None
        if piece.kind == "tail":
            style = f"Clause {level} Continued"
        elif piece.kind == "clause":
            style = f"Clause {level}" if piece.mark else f"Clause {level} Unnumbered"
            numbering = numbers.get(piece.key[1])
        typed = numbering is None
        before, after = (_printed(each, between, typed=typed) if each else "" for each in (change.before, change.after))
        went = "new" if change.before is None else "gone" if change.after is None else ""
        found = runs(before, after) if change.before is not change.after else (("same", after),)
        line = Line(style=self._styles[style], runs=found, language=language, number=numbering, change=went)
        return self._writer.paragraph(line)


def _of_both(one: Numbering | None, other: Numbering | None) -> Numbering | None:
    """One numbering for two texts that count at the same levels and without a jump."""
    if one is None or other is None or one.levels != other.levels or len(one.starts) + len(other.starts) > 2:
        return None
    return replace(one, places={**other.places, **one.places})


def _lines(paper: Paper, text: Resolution) -> Iterator[Piece]:
    """The title's lines and all pieces, with the headings that a printed list has."""
    yield from _title(paper, text)
    last = ""
    for piece in pieces(text):
        if piece.kind != last and piece.kind in ("dispatch", "unplaced"):
            yield _label(piece.kind, text)
        last = piece.kind
        yield piece


def _title(paper: Paper, text: Resolution) -> Iterator[Piece]:
    lines = (("number", number_line(paper, text)), ("title", title_line(text)), ("date", date_line(paper, text)))
    yield from (Piece(kind=kind, key=(kind, ""), text=words) for kind, words in lines if words)


def _label(kind: str, text: Resolution) -> Piece:
    words = labels(text.language)
    shown = words.distribution if kind == "dispatch" else words.unplaced
    return Piece(kind=f"{kind} heading", key=(f"{kind} heading", ""), text=f"{shown}:")


def _printed(piece: Piece, between: str, *, typed: bool) -> str:
    """The words of a piece, with what stands before them in the same paragraph."""
    if piece.kind == "signature" and piece.mark:
        return f"{piece.mark}{between}{piece.text}"
    if piece.kind == "clause" and piece.mark and typed:
        return f"{piece.mark}\t{piece.text}"
    return piece.text
