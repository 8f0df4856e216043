"""What all readers share: gathering lines, cleaning their text, keeping count of how much there is."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from plenaria.core.text.source import Source, SourceLine, TrackedChange
from plenaria.formats.unreadable import Unreadable

LONGEST = 5_000_000
"""Characters. Some two thousand pages: more than any paper, less than what would fill a reading process."""

_CELL = 60
"""Characters of a cell that may stand in one line with its neighbours."""
_LINE = 25
"""Characters that a line weighs by itself: blank ones fill a process too."""
_ITEM = re.compile(r"(?:(?:\d{1,3}|[IVXLC]{1,6}|[^\W\d_])[.)](?=\s)|[–—•-]\s|\d{1,3}(?:\.\d{1,3})+\.?\s)")
"""What begins an item of a list that was typed with line breaks instead of paragraphs."""
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")
"""Characters that no print shows; they would come between a word and its entry in a lexicon."""


def clean(text: str) -> str:
    """Text in composed form (Unicode NFC) without characters that no print shows; spaces inside stay as they are."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text)).strip()


@dataclass(slots=True)
class Change:
    """A tracked change inside a paragraph, at an offset of its raw text."""

    offset: int
    kind: str
    text: str
    author: str = ""


@dataclass(slots=True)
class Words:
    """The text of a paragraph as it is put together, and what was found in it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    changes: list[Change] = field(default_factory=list)
    letters: int = 0
    bold_letters: int = 0

    @property
    def text(self) -> str:
        """The raw text, with line breaks and tabs."""
        return "".join(self.pieces)

    @property
    def bold(self) -> bool:
        """Whether all that is printed is bold."""
        return 0 < self.letters == self.bold_letters

    def say(self, text: str, *, bold: bool = False) -> None:
        """Go on with some text."""
        self.pieces.append(text)
        self.length += len(text)
        letters = len("".join(text.split()))
        self.letters += letters
        self.bold_letters += letters if bold else 0

    def here(self) -> tuple[int, int]:
        """Where the text stands now, for :meth:`inserted`."""
        return self.length, len(self.pieces)

    def inserted(self, since: tuple[int, int], author: str = "") -> None:
        """All that was said since then is a tracked insertion."""
        offset, piece = since
        self.changes.append(Change(offset, "inserted", "".join(self.pieces[piece:]), author))

    def deleted(self, text: str, author: str = "") -> None:
        """Here stood some text that a tracked deletion took away."""
        self.changes.append(Change(self.length, "deleted", text, author))


@dataclass(slots=True)
class Gathering:
    """Lines of a file as they are found."""

    lines: list[SourceLine] = field(default_factory=list)
    changes: list[TrackedChange] = field(default_factory=list)
    _paragraphs: int = 0
    _characters: int = 0

    def add(self, text: str, like: SourceLine, changes: list[Change] | None = None) -> None:
        """A paragraph: its raw text, broken where it has line breaks, with everything else as in ``like``.

        Lines of one paragraph share its number, but the items of a list that was typed with line breaks are paragraphs.
        The automatic number stands on the first. Blank lines are left out, unless they carry a number (a clause that is
        still to be written).

        :raises Unreadable: the file holds more text than any paper.
        """
        self._spend(len(text))
        raw = text.replace("\u2028", "\n").split("\n")
        kept = [(index, words) for index, words in enumerate(map(clean, raw)) if words]
        if not kept and like.number:
            kept = [(0, "")]
        if changes:
            self._note(changes, text, [index for index, _ in kept])
        for position, (_, words) in enumerate(kept):
            number, level = (like.number, like.level) if position == 0 else (None, 0)
            if len(kept) > 1 and (position == 0 or _ITEM.match(words)):
                self._paragraphs += 1
            shared = self._paragraphs if len(kept) > 1 else None
            self.lines.append(replace(like, text=words, number=number, level=level, paragraph=shared))

    def add_blank(self, page: int | None = None) -> None:
        """A blank line or a gap between lines, which may part paragraphs."""
        self._spend(0)
        self.lines.append(SourceLine(text="", page=page))

    def add_row(self, cells: list["Gathering"]) -> None:
        """A table's row: one line, its cells parted by tabs, where the cells are short; else cell by cell.

        A signature's role and name, or a count and its label, mostly stand in neighbouring cells; so do two languages
        of one paragraph, which stay apart.
        """
        filled = [cell for cell in cells if cell.lines]
        lines = [cell.lines[0] for cell in filled]
        if len(filled) > 1 and all(len(cell.lines) == 1 for cell in filled) and _belong_together(lines):
            joined = replace(
                lines[0], text="\t".join(line.text for line in lines), bold=all(line.bold for line in lines)
            )
            for cell in cells:
                self.changes += [replace(change, line=len(self.lines) + 1) for change in cell.changes]
            self.lines.append(joined)
        else:
            for cell in cells:
                self._take(cell)
        self._spend(sum(cell._characters for cell in cells))

    def number_first(self, number: str) -> None:
        """Put a number before the first line, as the sign of a footnote stands."""
        if self.lines:
            self.lines[0] = replace(self.lines[0], number=number, level=1)

    def _take(self, other: "Gathering") -> None:
        """Append another gathering's lines, with its changes and paragraphs renumbered."""
        self.changes += [replace(change, line=len(self.lines) + change.line) for change in other.changes]
        for line in other.lines:
            paragraph = None if line.paragraph is None else line.paragraph + self._paragraphs
            self.lines.append(replace(line, paragraph=paragraph))
        self._paragraphs += other._paragraphs

    def _spend(self, characters: int) -> None:
        self._characters += characters + _LINE
        if self._characters > LONGEST:
            raise Unreadable("file-too-long", limit=LONGEST)

    def _note(self, changes: list[Change], text: str, kept: list[int]) -> None:
        """Keep changes with the numbers of their lines, or of the one that follows where theirs is gone."""
        breaks = [at for at, sign in enumerate(text) if sign == "\n"]
        for change in changes:
            words = clean(change.text)
            if words:
                row = bisect_left(breaks, change.offset)
                line = len(self.lines) + bisect_left(kept, row) + 1
                self.changes.append(TrackedChange(line=line, kind=change.kind, text=words, author=change.author))

    def _number_paragraphs(self) -> None:
        """Where some lines share a paragraph, every other line is one of its own."""
        renumbered, before, paragraph = [], None, 0
        for line in self.lines:
            if line.paragraph is None or line.paragraph != before:
                paragraph += 1
            before = line.paragraph
            renumbered.append(replace(line, paragraph=paragraph))
        self.lines = renumbered

    def source(self, format_: str, *, language: str | None = None, wrapped: bool = False) -> Source:
        """All that was gathered.

        :raises Unreadable: there is no text at all.
        """
        if not any(line.text for line in self.lines):
            raise Unreadable("file-empty")
        while not (self.lines[-1].text or self.lines[-1].number):
            self.lines.pop()
        if self._paragraphs:
            self._number_paragraphs()
        last = len(self.lines)
        changes = tuple(replace(change, line=min(change.line, last)) for change in self.changes)
        return Source(
            lines=tuple(self.lines), format=format_, language=primary(language), wrapped=wrapped, changes=changes
        )


def _belong_together(cells: list[SourceLine]) -> bool:
    """Whether the only lines of neighbouring cells make one line: short, without numbers, nothing to follow."""
    short = all(len(cell.text) <= _CELL and not cell.number for cell in cells)
    return short and not cells[-1].text.endswith((",", ";", ":"))


def primary(language: str | None) -> str | None:
    """The primary subtag of a language tag (BCP 47), lower case; ``None`` for what is no tag."""
    found = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", language or "")
    return found.group().lower() if found else None
