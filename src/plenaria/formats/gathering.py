"""What all readers share: gathering lines, cleaning their text, keeping count of how much there is."""

import re
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from plenaria.core.text.source import Comment, Source, SourceLine, TrackedChange
from plenaria.formats.offsets import Rows, clean
from plenaria.formats.parallel import label, labelled, set_side_by_side
from plenaria.formats.unreadable import Unreadable

LONGEST = 1_000_000
"""Characters. Some four hundred pages: more than any resolution, and as much as can be understood in time."""

_CELL = 60
"""Characters of a cell that may stand in one line with its neighbours."""
LINE = 25
"""Characters that a line weighs by itself: blank ones fill a process too."""
_ITEM = re.compile(r"(?:(?:\d{1,3}|[IVXLC]{1,6}|[^\W\d_])[.)](?=\s)|[–—•-]\s|\d{1,3}(?:\.\d{1,3})+\.?\s)")
"""What begins an item of a list that was typed with line breaks instead of paragraphs."""


@dataclass(slots=True)
class Change:
    """A tracked change inside a paragraph, at an offset of its raw text; the line feed behind that is its end."""

    offset: int
    kind: str
    text: str
    author: str = ""
    date: str = ""


@dataclass(slots=True)
class Words:
    """The text of a paragraph as it is put together, and what was found in it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    letters: int = 0
    bold_letters: int = 0
    changes: list[Change] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    """From and to which offset words lead to an address."""
    comments: list[tuple[str, str, str]] = field(default_factory=list)
    """Text, author and date of each."""

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

    def inserted(self, since: tuple[int, int], author: str = "", date: str = "", *, ended: bool = False) -> None:
        """All that was said since then is a tracked insertion, with the paragraph's end where it is ``ended``."""
        offset, piece = since
        text = "".join(self.pieces[piece:]) + ("\n" if ended else "")
        self.changes.append(Change(offset, "inserted", text, author, date))

    def deleted(self, text: str, author: str = "", date: str = "") -> None:
        """Here stood some text that a tracked deletion took away."""
        self.changes.append(Change(self.length, "deleted", text, author, date))

    def linked(self, since: tuple[int, int], address: str | None) -> None:
        """What was said since then leads to an address, which is kept where the words do not show it."""
        offset, piece = since
        if address and (kept := hidden_address(address, "".join(self.pieces[piece:]))):
            self.links.append((offset, self.length, kept))


_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{1,2000}$", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:https?://(?:www\.)?|mailto:)|^www\.", re.IGNORECASE)


def hidden_address(address: str, words: str) -> str | None:
    """An address that people can follow, unless the words that lead to it show it."""
    if not words.strip() or not _ADDRESS.match(address := address.strip()):
        return None
    bare = _SCHEME.sub("", address).partition("?subject=")[0].rstrip("/").casefold()
    return None if bare in "".join(words.split()).casefold() else address


@dataclass(slots=True)
class Gathering:
    """Lines of a file as they are found."""

    lines: list[SourceLine] = field(default_factory=list)
    changes: list[TrackedChange] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    _paragraphs: int = 0
    _characters: int = 0

    def add(self, text: str, like: SourceLine, found: Words | None = None) -> None:
        """A paragraph: its raw text, broken where it has line breaks, with everything else as in ``like``.

        Lines of one paragraph share its number, but the items of a list that was typed with line breaks are paragraphs.
        The automatic number stands on the first. Blank lines are left out, unless they carry a number (a clause that is
        still to be written). ``found`` has the changes, links and comments at their offsets in ``text``.

        :raises Unreadable: the file holds more text than any paper.
        """
        self._spend(len(text))
        raw = text.replace("\u2028", "\n").split("\n")
        kept = [(index, words) for index, words in enumerate(map(clean, raw)) if words]
        if not kept and like.number:
            kept = [(0, "")]
        links: dict[int, list[tuple[int, int, str]]] = {}
        if found is not None and (found.changes or found.links or found.comments):
            goes_on = any(
                each.kind == "inserted" and each.offset + len(each.text) > len(text) for each in found.changes
            )
            links = self._note(found, Rows(raw, [index for index, _ in kept], goes_on=goes_on))
        for position, (_, words) in enumerate(kept):
            number, level = (like.number, like.level) if position == 0 else (None, 0)
            if len(kept) > 1 and (position == 0 or (not like.part and _ITEM.match(words))):
                self._paragraphs += 1
            shared = self._paragraphs if len(kept) > 1 else None
            line = replace(like, text=words, number=number, level=level, paragraph=shared)
            self.lines.append(replace(line, links=tuple(links[position])) if position in links else line)

    def add_blank(self, page: int | None = None) -> None:
        """A blank line or a gap between lines, which may part paragraphs."""
        self._spend(0)
        self.lines.append(SourceLine(text="", page=page))

    def add_note(self, sign: str | None, text: str, like: SourceLine) -> None:
        """A line of a footnote: the first of it, which has its sign, or one that goes on with it."""
        last = self.lines[-1] if self.lines else None
        if sign is None and last is not None and last.zone == like.zone:
            self._spend(len(text))
            self.lines[-1] = replace(last, text=f"{last.text} {clean(text)}")
        else:
            self.add(text, replace(like, number=sign, level=1 if sign else 0))

    def add_row(self, cells: list["Gathering"]) -> None:
        """A table's row: one line, its cells parted by tabs, where the cells are short; else cell by cell.

        A signature's role and name, or a count and its label, mostly stand in neighbouring cells; so do two languages
        of one paragraph, which stay apart.
        """
        filled = [cell for cell in cells if cell.lines]
        lines = [cell.lines[0] for cell in filled]
        if len(filled) > 1 and all(len(cell.lines) == 1 for cell in filled) and _belong_together(lines):
            self._join(cells)
        else:
            for cell in cells:
                self._take(cell)
        self._spend(sum(cell._characters for cell in cells))

    def add_table(self, rows: list[list["Gathering"]]) -> None:
        """The rows of a table; where its columns are languages, every cell by itself, with the number of its column."""
        columns = set_side_by_side([[cell.lines for cell in row] for row in rows])
        for row in rows:
            if any(columns) and len(row) == len(columns):
                number = label([cell.lines for cell in row], columns)
                for cell, column in zip(row, columns, strict=True):
                    if column:
                        cell.lines = [replace(line, column=column) for line in labelled(cell.lines, number)]
                        self._take(cell)
                    elif not number:
                        self._take(cell)
                self._spend(sum(cell._characters for cell in row))
            else:
                self.add_row(row)

    def number_first(self, number: str) -> None:
        """Put a number before the first line, as the sign of a footnote stands."""
        if self.lines:
            self.lines[0] = replace(self.lines[0], number=number, level=1)

    def _join(self, cells: list["Gathering"]) -> None:
        """One line of the only lines of some cells."""
        text, links, line = "", [], len(self.lines) + 1
        for cell in cells:
            own = cell.lines[0].text if cell.lines else ""
            for change in cell.changes:
                start = len(text) + (change.start if change.line == 1 else len(own))
                self.changes.append(replace(change, line=line, start=start, text=change.text.rstrip("\n")))
            self.comments += [replace(comment, line=line) for comment in cell.comments]
            if cell.lines:
                links += [(first + len(text), end + len(text), to) for first, end, to in cell.lines[0].links]
                text += f"{own}\t"
        filled = [cell.lines[0] for cell in cells if cell.lines]
        bold = all(each.bold for each in filled)
        self.lines.append(replace(filled[0], text=text[:-1], links=tuple(links), bold=bold))

    def _take(self, other: "Gathering") -> None:
        """Append another gathering's lines, with its changes and paragraphs renumbered."""
        self.changes += [replace(change, line=len(self.lines) + change.line) for change in other.changes]
        self.comments += [replace(comment, line=len(self.lines) + comment.line) for comment in other.comments]
        for line in other.lines:
            paragraph = None if line.paragraph is None else line.paragraph + self._paragraphs
            self.lines.append(replace(line, paragraph=paragraph))
        self._paragraphs += other._paragraphs

    def _spend(self, characters: int) -> None:
        self._characters += characters + LINE
        if self._characters > LONGEST:
            raise Unreadable("file-too-long", limit=LONGEST)

    def _note(self, found: Words, rows: Rows) -> dict[int, list[tuple[int, int, str]]]:
        """Keep changes and comments with the numbers of their lines; what links there are in each row."""
        last = len(self.lines)
        for change, after in zip_longest(found.changes, found.changes[1:]):
            if change.kind == "inserted":
                places = list(rows.spans(change.offset, change.offset + len(change.text)))
            else:
                more = after is not None and after.kind == "deleted"
                more = more and rows.row(after.offset) == rows.row(change.offset)
                places = [rows.gap(change.offset, change.text, last=not more)]
            line = TrackedChange(line=last, kind=change.kind, text="", author=change.author, date=change.date)
            for row, start, text in places:
                self._change(replace(line, line=last + row + 1, start=start, text=text))
        for text, author, date in found.comments:
            if words := " ".join(clean(text).split()):
                self.comments.append(Comment(line=last + 1, text=words, author=author, date=date))
        links: dict[int, list[tuple[int, int, str]]] = {}
        for start, end, address in found.links:
            for row, first, words in rows.spans(start, end):
                if shown := words.rstrip("\n"):
                    links.setdefault(row, []).append((first, first + len(shown), address))
        return links

    def _change(self, change: TrackedChange) -> None:
        """Keep a change, as one with what it goes on with."""
        before = self.changes[-1] if self.changes else None
        if before is not None and _goes_on(before, change):
            self.changes[-1] = replace(before, text=before.text + change.text, date=max(before.date, change.date))
        else:
            self._spend(0)
            self.changes.append(change)

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
        return Source(
            lines=tuple(self.lines),
            format=format_,
            language=primary(language),
            wrapped=wrapped,
            changes=tuple(self._within(change) for change in self.changes),
            comments=tuple(replace(comment, line=min(comment.line, last)) for comment in self.comments),
        )

    def _within(self, change: TrackedChange) -> TrackedChange:
        """A change; what is deleted behind the last line stands at its end."""
        last = len(self.lines)
        if change.line <= last:
            return change
        return replace(change, line=last, start=len(self.lines[-1].text), text="\n" + change.text.rstrip("\n"))


def _goes_on(before: TrackedChange, change: TrackedChange) -> bool:
    """Whether a change begins where one by the same author ends."""
    if (before.line, before.kind, before.author) != (change.line, change.kind, change.author):
        return False
    end = before.start + (len(before.text) if change.kind == "inserted" else 0)
    return end == change.start and not (change.kind == "inserted" and before.text.endswith("\n"))


def _belong_together(cells: list[SourceLine]) -> bool:
    """Whether the only lines of neighbouring cells make one line: short, without numbers, nothing to follow."""
    short = all(len(cell.text) <= _CELL and not cell.number for cell in cells)
    return short and not cells[-1].text.endswith((",", ";", ":"))


def primary(language: str | None) -> str | None:
    """The primary subtag of a language tag (BCP 47), lower case; ``None`` for what is no tag."""
    found = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", language or "")
    return found.group().lower() if found else None
