"""Tracked changes of a file as proposals: what each paragraph said before, and what it is to say.

A source is read as if every change were accepted. Here it is unwound: the lines, joined by line feeds, are parted into
what stays, what is inserted and what is deleted; then each paragraph that some change touches is shown both ways.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from plenaria.core.text.resolution import Resolution
from plenaria.core.text.source import Source, TrackedChange

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change of one paragraph, or of neighbours that it joins or parts (with a line feed between them)."""

    line: int
    """The line of the source, from 1, where it stands; for what is deleted whole, the line that follows."""
    before: str
    """The text as rejected; empty for a new paragraph."""
    after: str
    """The text as accepted; empty for a deleted paragraph."""
    author: str = ""
    """All who proposed some of it, parted by commas."""
    date: str = ""
    """When the last of it was proposed, ISO 8601."""
    clause: str = ""
    """The id of the clause where it stands, if it stands in one."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some text of one line, its line feed included, that stays or is proposed."""

    line: int
    kind: str
    text: str
    change: TrackedChange | None = None


@dataclass(slots=True)
class _Paragraph:
    """The pieces of a paragraph as it is while nothing is accepted or rejected."""

    pieces: list[_Piece] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """inserted or deleted, where all its words are; else kept."""
        kinds = {piece.kind for piece in self.pieces if piece.text.strip()}
        return kinds.pop() if len(kinds) == 1 else "kept"


def proposals(source: Source, text: Resolution | None = None) -> tuple[Proposal, ...]:
    """The tracked changes of a file, paragraph by paragraph, in the order of the text.

    :param text: what the source was read to; its clauses are named where changes stand in one.
    """
    found = [proposal for group in _groups(_paragraphs(_pieces(source))) for proposal in _of(group)]
    if text is None:
        return tuple(found)
    starts = [(clause.place.line, clause.id) for clause in text.walk() if clause.place]
    starts += [(each.place.line, "") for each in (text.adoption, *text.attachments) if each and each.place]
    return tuple(_named(proposal, sorted(starts)) for proposal in found)


def rejected(source: Source) -> tuple[str, ...]:
    """The lines of a file as if every change were rejected."""
    kept = "".join(piece.text for piece in _pieces(source) if piece.kind != "inserted")
    return tuple(filter(None, (" ".join(line.split()) for line in kept.split("\n"))))


def _pieces(source: Source) -> Iterator[_Piece]:
    """The text of every line, parted where changes begin and end."""
    changes: dict[int, list[TrackedChange]] = {}
    for change in source.changes:
        changes.setdefault(change.line, []).append(change)
    for number, line in enumerate(source.lines, start=1):
        whole, at = f"{line.text}\n", 0
        for change in sorted(changes.get(number, ()), key=lambda each: each.start):
            if change.start > at:
                yield _Piece(number, "kept", whole[at : change.start])
                at = change.start
            yield _Piece(number, change.kind, change.text, change)
            if change.kind == "inserted":
                at = max(at, change.start + len(change.text))
        if at < len(whole):
            yield _Piece(number, "kept", whole[at:])


def _paragraphs(pieces: Iterable[_Piece]) -> Iterator[_Paragraph]:
    """The pieces up to each line feed, whether it stays or not."""
    paragraph = _Paragraph()
    for piece in pieces:
        for text in _LINE.findall(piece.text):
            paragraph.pieces.append(_Piece(piece.line, piece.kind, text, piece.change))
            if text.endswith("\n"):
                yield paragraph
                paragraph = _Paragraph()
    if paragraph.pieces:
        yield paragraph


def _groups(paragraphs: Iterable[_Paragraph]) -> Iterator[list[_Paragraph]]:
    """Paragraphs up to each end that stays: within a group, changes join them or part them."""
    group: list[_Paragraph] = []
    for paragraph in paragraphs:
        group.append(paragraph)
        if paragraph.pieces[-1].kind == "kept":
            yield group
            group = []
    if group:
        yield group


def _of(group: Sequence[_Paragraph]) -> Iterator[Proposal]:
    """The proposals in a group: what is new or deleted whole stands alone, the rest is one change."""
    if all(piece.kind == "kept" for paragraph in group for piece in paragraph.pieces):
        return
    rest: list[_Paragraph] = []
    deleted: _Paragraph | None = None
    for paragraph in group:
        if deleted is not None:
            # A new paragraph right after a deleted one takes its place.
            replaced = paragraph.kind == "inserted"
            yield from _proposal([deleted, paragraph] if replaced else [deleted])
            deleted = None
            if replaced:
                continue
        if paragraph.kind == "deleted":
            deleted = paragraph
        elif paragraph.kind == "inserted":
            yield from _proposal([paragraph])
        else:
            rest.append(paragraph)
    if deleted is not None:
        yield from _proposal([deleted])
    yield from _proposal(rest)


def _proposal(paragraphs: Sequence[_Paragraph]) -> Iterator[Proposal]:
    pieces = [piece for paragraph in paragraphs for piece in paragraph.pieces]
    before = "".join(piece.text for piece in pieces if piece.kind != "inserted")
    after = "".join(piece.text for piece in pieces if piece.kind != "deleted")
    before, after = _trimmed(before), _trimmed(after)
    if before.split() == after.split() and before.count("\n") == after.count("\n"):
        return
    changes = [piece.change for piece in pieces if piece.change]
    yield Proposal(
        line=next((piece.line for piece in pieces if piece.kind != "kept"), pieces[0].line),
        before=before,
        after=after,
        author=", ".join(dict.fromkeys(change.author for change in changes if change.author)),
        date=max((change.date for change in changes), default=""),
    )


def _trimmed(text: str) -> str:
    """Without blank lines, and without blanks around the others."""
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def _named(proposal: Proposal, starts: Sequence[tuple[int, str]]) -> Proposal:
    """With the id of what starts last before it."""
    at = bisect_right([line for line, _ in starts], proposal.line)
    return replace(proposal, clause=starts[at - 1][1] if at else "")
