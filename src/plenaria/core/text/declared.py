"""A paper that says of each paragraph what it is, as ours do: nothing about its structure is guessed.

A reader of a file format fills ``SourceLine.part`` with one of ``PARTS`` and, as far as the file says it, ``about``:

- *title*: number, date (ISO 8601), venue, body
- *clause*: id, number, level, kind, also (kinds parted by blanks)
- *tail*: level
- *adoption*: method, result, for, against, abstaining
- *signature*: role

What rules find in the words (verb, parties, dates, citations …) is found as in any other paper, and so are kinds and
counts where the file does not say them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plenaria.core.text import endings, findings
from plenaria.core.text.citations import citations
from plenaria.core.text.columns import OTHER
from plenaria.core.text.opening import read_head
from plenaria.core.text.outline import Branch
from plenaria.core.text.paragraphs import Paragraph
from plenaria.core.text.resolution import (
    KINDS,
    METHODS,
    RESULTS,
    Adoption,
    Attachment,
    Clause,
    Place,
    Recital,
    Resolution,
    Signature,
)
from plenaria.core.text.source import Source, SourceLine

PARTS = (
    "letterhead", "number", "title", "date", "formula", "recital", "heading", "clause", "tail", "closing", "adoption",
    "signature", "dispatch", "annex", "annexed", "unplaced", "label", "furniture",
)  # fmt: skip
"""*annex* is the title of one, *annexed* a paragraph of it; *label* heads a list; a *heading* after the clauses is that
of an annex."""

STYLES = {
    "letterhead": "letterhead",
    "resolution number": "number",
    "resolution date": "date",
    "formula": "formula",
    "recital": "recital",
    "closing formula": "closing",
    "adoption": "adoption",
    "signatory": "signature",
    "dispatch heading": "label",
    "dispatch": "dispatch",
    "annex heading": "annex",
    "annex": "annexed",
    "unplaced heading": "label",
    "unplaced": "unplaced",
    "seal": "furniture",
    "running head": "furniture",
    **{f"clause {level}": "clause" for level in range(1, 5)},
    **{f"clause {level} unnumbered": "clause" for level in range(1, 5)},
    **{f"clause {level} continued": "tail" for level in range(1, 5)},
}
"""The parts by the paragraph styles of our word processor files, lower case."""

_DEEPEST = 9
"""Levels of clauses that are told apart, as in a word processor."""
_HEADINGS = {"heading 1": "title", "heading 2": "heading"}
"""Styles that every paper has: they say what a line is only among lines that say it by themselves."""


@dataclass(slots=True)
class _Piece:
    """The lines of one paragraph."""

    part: str
    first: SourceLine
    line: int
    """From 1."""
    rows: list[str]
    about: dict[str, str]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def paragraph(self) -> Paragraph:
        return Paragraph(self.text, None, (self.line,), self.first)

    @property
    def level(self) -> int:
        """Of a clause or a tail, as the file or its style says it."""
        styled = _whole("".join(filter(str.isdecimal, self.first.style)))
        return min(_whole(self.about.get("level")) or self.first.level or styled or 1, _DEEPEST)


@dataclass(slots=True)
class _Branch:
    """A clause that is being put together."""

    piece: _Piece
    number: str
    text: str
    start: int
    heading: str = ""
    tail: str = ""
    children: list["_Branch"] = field(default_factory=list)


def is_declared(source: Source) -> bool:
    """Whether every line says what it is, and one is a title or a clause."""
    lines = [line for line in source.lines if line.text and line.zone != OTHER]
    if not any(line.part for line in lines):
        return False
    parts = [_part(line) for line in lines]
    return all(part in PARTS for part in parts) and not {"title", "clause"}.isdisjoint(parts)


def _part(line: SourceLine) -> str:
    return line.part or _HEADINGS.get(line.style, "")


def read(source: Source, language: str) -> Resolution:
    """What a paper says whose lines are all declared."""
    found = list(_pieces(source))
    title = next((each for each in found if each.part == "title"), None)
    head = read_head([each.paragraph for each in found if each.part in ("number", "title", "date")], language)
    about = title.about if title else {}
    said = bool(about)
    adoption = next((each for each in found if each.part == "adoption"), None)
    clauses, attachments = _body(found, language)
    return Resolution(
        language=language,
        title=title.text if title else "",
        number=about.get("number") if said else head.number,
        date=_day(about.get("date", "")) if said else head.day,
        venue=about.get("venue") if said else head.venue,
        body=about.get("body") if said else head.body,
        letterhead=_rows(found, "letterhead"),
        formula="\n".join(_texts(found, "formula")) or None,
        recitals=tuple(_recital(each, language) for each in found if each.part == "recital"),
        clauses=clauses,
        closing="\n".join(_texts(found, "closing")) or None,
        adoption=_adoption(adoption, language) if adoption else None,
        signatures=tuple(_signature(each) for each in found if each.part == "signature"),
        dispatch=tuple(_texts(found, "dispatch")),
        attachments=attachments,
        furniture=_rows(found, "furniture"),
        unplaced=tuple(_texts(found, "unplaced")),
    )


def _pieces(source: Source) -> Iterator[_Piece]:
    """Lines of one paragraph together: those that share its number, or the id that the file gives it."""
    last: tuple[SourceLine, _Piece] | None = None
    for number, line in enumerate(source.lines, 1):
        part = _part(line)
        if not part or line.zone == OTHER:
            continue
        if last and _goes_on(last[0], line):
            last[1].rows.append(line.text)
            last = line, last[1]
            continue
        if last:
            yield last[1]
        last = line, _Piece(part, line, number, [line.text], dict(line.about))
    if last:
        yield last[1]


def _goes_on(before: SourceLine, line: SourceLine) -> bool:
    if _part(before) != _part(line) or before.about != line.about or line.number:
        return False
    named = any(name == "id" for name, _ in line.about)
    return named or (line.paragraph is not None and before.paragraph == line.paragraph)


def _texts(found: Sequence[_Piece], part: str) -> list[str]:
    return [each.text for each in found if each.part == part]


def _rows(found: Sequence[_Piece], part: str) -> tuple[str, ...]:
    return tuple(row for each in found if each.part == part for row in each.rows)


def _recital(piece: _Piece, language: str) -> Recital:
    return Recital(text=piece.text, citations=citations(piece.text, language), place=Place(piece.line))


def _signature(piece: _Piece) -> Signature:
    if "role" in piece.about:
        return Signature(piece.about["role"], piece.text.removeprefix(piece.about["role"]).strip())
    role, parted, name = piece.text.partition("\t")
    if not parted:
        # In a column the name stands under the role.
        role, _, name = piece.text.rpartition("\n")
    return Signature(role, name)


def _adoption(piece: _Piece, language: str) -> Adoption:
    about = piece.about
    if not {"method", "result", "for", "against", "abstaining"} & about.keys() and "id" not in about:
        return endings.adoption(piece.text, language, Place(piece.line))
    return Adoption(
        text=piece.text,
        method=about.get("method") if about.get("method") in METHODS else None,
        result=about.get("result") if about.get("result") in RESULTS else None,
        in_favour=_whole(about.get("for")),
        against=_whole(about.get("against")),
        abstaining=_whole(about.get("abstaining")),
        place=Place(piece.line),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def _body(found: Sequence[_Piece], language: str) -> tuple[tuple[Clause, ...], tuple[Attachment, ...]]:
    """The tree of clauses, and the annexes."""
    roots: list[_Branch] = []
    stack: list[_Branch] = []
    annexes: list[tuple[_Piece, list[str]]] = []
    headings: list[_Piece] = []
    for piece in found:
        match piece.part:
            case "heading":
                headings.append(piece)
            case "clause":
                branch = _clause(piece)
                branch.heading, headings = "\n".join(each.text for each in headings), []
                depth = min(max(piece.level, 1) - 1, len(stack))
                (stack[depth - 1].children if depth else roots).append(branch)
                stack[depth:] = [branch]
            case "tail" if stack:
                owner = stack[min(piece.level, len(stack)) - 1]
                owner.tail = "\n".join(part for part in (owner.tail, piece.text) if part)
            case "annex":
                annexes.append((piece, []))
            case "annexed":
                annexes += [(each, []) for each in headings]
                headings = []
                if annexes:
                    annexes[-1][1].append(piece.text)
    annexes += [(each, []) for each in headings]
    taken: set[str] = set()
    return (
        tuple(_named(_made(branch, f"c{at}", 1, language), taken) for at, branch in enumerate(roots, 1)),
        tuple(
            Attachment(title=title.text, paragraphs=tuple(texts), place=Place(title.line)) for title, texts in annexes
        ),
    )


def _clause(piece: _Piece) -> _Branch:
    """The clause with its number taken off its words, where it was typed before them."""
    text, number = piece.text, piece.about.get("number")
    if number is not None:
        rest = text[len(number) + 1 :].lstrip() if number and text.startswith(number) else text
    elif piece.first.number:
        number, rest = piece.first.number[:-1], text
    else:
        typed, parted, rest = text.partition("\t")
        number, rest = (typed[:-1], rest) if parted else ("", text)
    return _Branch(piece, number, rest, len(text) - len(rest))


def _made(branch: _Branch, name: str, level: int, language: str) -> Clause:
    return _as_said(findings.clause(_outlined(branch, level), name, language), branch)


def _named(clause: Clause, taken: set[str]) -> Clause:
    """With an id of its own: who copies a paragraph copies its id."""
    name, count = clause.id, 1
    while name in taken:
        count += 1
        name = f"{clause.id}-{count}"
    taken.add(name)
    return replace(clause, id=name, children=tuple(_named(child, taken) for child in clause.children))


def _outlined(branch: _Branch, level: int) -> Branch:
    children = [_outlined(child, level + 1) for child in branch.children]
    made = Branch(branch.piece.paragraph, level, branch.text, heading=branch.heading, tail=branch.tail)
    made.children.extend(children)
    return made


def _as_said(clause: Clause, branch: _Branch) -> Clause:
    """With the id, number and kinds that the file states."""
    about = branch.piece.about
    kind = about.get("kind", "")
    if kind in KINDS:
        also = tuple(each for each in about.get("also", "").split() if each in KINDS)
        clause = replace(clause, kind=kind, also=also)
    return replace(
        clause,
        id=about.get("id") or clause.id,
        number=branch.number,
        place=Place(branch.piece.line, branch.start),
        children=tuple(map(_as_said, clause.children, branch.children)),
    )
