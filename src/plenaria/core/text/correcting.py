"""What a person says of one line of the source: a clause starts here, it goes on, it is furniture.

The words of the line leave the piece in which they were read and become what the person says. ``clause``, ``recital``,
``closing`` and ``adoption`` take with them the rest of the piece, for they say where one begins; every other role is
of the one line. Nothing here loses a word.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from plenaria.core.text import editing
from plenaria.core.text.endings import adoption
from plenaria.core.text.locating import is_letter, located
from plenaria.core.text.numbering import marker
from plenaria.core.text.resolution import Attachment, Place, Resolution, Signature

_BEGINS = ("clause", "recital", "closing", "adoption")
"""Roles that say where a piece begins."""

_DETAILS = ("number", "date", "venue", "body", "verb", "party", "person", "place", "link", "citation")
"""What is found within a piece and has no words of its own."""

_LISTED = ("letterhead", "dispatch", "furniture", "unplaced")
_ALOOF = ("furniture", "unplaced", "annex")
"""What no line goes on with."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text in a line of the source.

    ``at`` counts the pieces of its sort; for a clause it is the row, and ``part`` its text, tail or heading.
    ``first`` to ``last`` are the letters of ``words`` that stand in the line, behind ``column`` others.
    """

    what: str
    at: int
    part: str
    words: str
    line: int
    first: int
    last: int
    column: int


def corrected(text: Resolution, lines: Sequence[str], line: int, role: str, skip: int = 0) -> Resolution | None:
    """The text where the line (from 1), from its ``skip``-th letter on, is what ``role`` says (``editing.ROLES``).

    ``None`` where it is that already.
    """
    before = editing.named(text)
    every = pieces(before, lines)
    here = [each for each in every if each.line == line]
    lead = next((each for each in reversed(here) if each.column <= skip), here[0] if here else None)
    if role == "continuation":
        after = _goes_on(before, lines, every, line, lead)
    elif role in _BEGINS:
        after = _begins(before, lines, line, lead, role, skip)
    else:
        after = _is(before, lines, line, here, role)
    return editing.named(editing.reread(before, after)) if after else None


def pieces(text: Resolution, lines: Sequence[str]) -> list[Piece]:
    """Every piece of the text in every line in which it stands, in the order of the lines.

    What a person wrote stands in none: its line is 0.
    """
    rows = editing.rows(text)
    row = {clause.id: at for at, clause in enumerate(rows)}
    counted: dict[str, int] = {}
    made = []
    for found in located(lines, text):
        if found.what in _DETAILS:
            continue
        at, part = counted.get(found.what, 0), "text"
        counted[found.what] = at + 1
        if found.what in ("clause", "heading"):
            at = row[found.clause]
            part = "heading" if found.what == "heading" else "text" if found.text == rows[at].text else "tail"
        for place, (first, last) in zip(found.places, found.letters, strict=True):
            column = sum(map(is_letter, lines[place.line - 1][: place.start]))
            made.append(Piece(found.what, at, part, found.text, place.line, first, last, column))
        if not found.places:
            made.append(Piece(found.what, at, part, found.text, 0, 0, 0, 0))
    return sorted(made, key=lambda each: (each.line, each.column))


def exchanged(text: Resolution, lines: Sequence[str], line: int, old: str, new: str) -> Resolution | None:
    """The text where the paragraph ``old``, which stands at that line, reads ``new``, as for a tracked change.

    Either may be several paragraphs, one on each line, or none. ``None`` where the text does not hold ``old``.
    """
    before = editing.named(text)
    after: Resolution | None = before
    if not old:
        after = _inserted(before, lines, line, new)
    else:
        whole = any(_span(each.words, old) for each in pieces(before, lines))
        for place, words in enumerate([old] if whole else old.split("\n")):
            after = _replaced_once(after, lines, line, words, "" if place else new) if after else None
    return editing.named(editing.reread(before, after)) if after else None


def _inserted(text: Resolution, lines: Sequence[str], line: int, words: str) -> Resolution:
    """A paragraph more, before what stands at that line: a recital before the first clause, and else a clause."""
    clauses = [each for each in pieces(text, lines) if each.what == "clause" and each.line]
    if clauses and line < clauses[0].line:
        return editing.put(text, words, "recital", line)
    row = next((each.at for each in clauses if each.line == line and not each.first), None)
    after = editing.put(text, words, "clause", max(1, line - 1))
    if row is None:
        return after
    rows = editing.rows(after)
    level = editing.rows(text)[row].level
    return editing.with_rows(after, (*rows[:row], replace(rows[row], level=level), *rows[row + 1 :]))


def _replaced_once(text: Resolution, lines: Sequence[str], line: int, old: str, new: str) -> Resolution | None:
    """Other words for ``old`` where it stands in a piece, best at that line."""
    every = sorted(pieces(text, lines), key=lambda each: (each.line != line, each.what in _ALOOF))
    found = next(((each, *span) for each in every if (span := _span(each.words, old))), None)
    if found is None:
        return None
    piece, start, end = found
    return _reworded(text, piece, f"{piece.words[:start]}{_without_number(new)}{piece.words[end:]}".strip())


def _span(words: str, wanted: str) -> tuple[int, int] | None:
    """Where ``wanted``, with or without the number before it, stands in ``words``, whatever blanks are between."""
    letters = "".join(filter(is_letter, words))
    for form in (wanted, _without_number(wanted)):
        sought = "".join(filter(is_letter, form))
        at = letters.find(sought) if sought else -1
        if at >= 0:
            start = editing.behind(words, at)
            return start, start + len(words[start : editing.behind(words, at + len(sought))].rstrip())
    return None


def _without_number(words: str) -> str:
    found = marker(words)
    return words[found.end :].strip() if found else words


def _begins(
    text: Resolution, lines: Sequence[str], line: int, lead: Piece | None, role: str, skip: int
) -> Resolution | None:
    """A clause, recital … begins in this line."""
    if lead is None:
        return editing.put(text, _blanks(lines[line - 1]), role, line)
    at = lead.first + max(0, skip - lead.column)
    if at == 0 and lead.what == role:
        return None
    cut = editing.behind(lead.words, at)
    if lead.what == role == "clause" and lead.part == "text":
        split = editing.split(editing.rows(text), lead.at, at)
        return _placed(text, split, lead.at + 1, line) if split else None
    left = _reworded(text, lead, lead.words[:cut].rstrip())
    words = lead.words[cut:].strip()
    if lead.what == "clause" and at == 0 and lead.part == "text":
        number = editing.rows(text)[lead.at].number
        words = f"{number}. {words}" if number else words
    return editing.put(left, words, role, line)


def _is(text: Resolution, lines: Sequence[str], line: int, here: Sequence[Piece], role: str) -> Resolution | None:
    """The line alone is something: it leaves every piece that holds some of it."""
    if [each.what for each in here] == [role]:
        return None
    left = text
    # The last of its sort first, so that the places of the others stay.
    for each in sorted(here, key=lambda each: -each.at):
        start, end = editing.behind(each.words, each.first), editing.behind(each.words, each.last)
        rest = f"{each.words[:start].rstrip()} {each.words[end:].lstrip()}".strip()
        left = _reworded(left, each, rest, without_number=not start)
    return editing.put(left, _blanks(lines[line - 1]), role, line)


def _goes_on(
    text: Resolution, lines: Sequence[str], every: Sequence[Piece], line: int, lead: Piece | None
) -> Resolution | None:
    """The line goes on with the piece before it."""
    if lead and lead.first > 0:
        return None
    before = [each for each in every if 0 < each.line < line and each.what not in _ALOOF]
    target = before[-1] if before else None
    if target is None:
        return None
    if lead and lead.what == target.what == "clause" and lead.part == target.part == "text":
        joined = editing.join(editing.rows(text), target.at) if lead.at == target.at + 1 else None
        return editing.with_rows(text, joined) if joined else None
    number = editing.rows(text)[lead.at].number if lead and lead.what == "clause" and lead.part == "text" else ""
    words = lead.words if lead else _blanks(lines[line - 1])
    place = editing.behind(target.words, target.last)
    parts = (target.words[:place].rstrip(), f"{number}. {words}" if number else words, target.words[place:])
    longer = _reworded(text, target, " ".join(filter(None, parts)))
    return _reworded(longer, lead, "") if lead else longer


def _reworded(text: Resolution, piece: Piece, words: str, *, without_number: bool = False) -> Resolution:
    """The text where a piece has other words; without any it is gone."""
    if piece.what in ("clause", "heading"):
        rows = editing.rows(text)
        part: dict[str, Any] = {piece.part: words}
        row = replace(rows[piece.at], **part)
        if without_number and piece.part == "text":
            row = replace(row, number="")
        if not (row.text or row.tail or row.heading):
            return editing.with_rows(text, editing.take_out(rows, piece.at))
        return editing.with_rows(text, (*rows[: piece.at], row, *rows[piece.at + 1 :]))
    if piece.what == "recital":
        there = text.recitals[piece.at]
        made = (editing.read_recital(words, text.language, there.place),) if words else ()
        return replace(text, recitals=(*text.recitals[: piece.at], *made, *text.recitals[piece.at + 1 :]))
    if piece.what in _LISTED:
        changed: dict[str, Any] = {piece.what: _replaced(getattr(text, piece.what), piece.at, words)}
        return replace(text, **changed)
    if piece.what in ("formula", "closing"):
        written = tuple(filter(None, (getattr(text, piece.what) or "").split("\n")))
        changed = {piece.what: "\n".join(_replaced(written, piece.at, words)) or None}
        return replace(text, **changed)
    if piece.what == "adoption":
        where = text.adoption.place if text.adoption else None
        return replace(text, adoption=adoption(words, text.language, where) if words else None)
    if piece.what == "signature":
        return replace(text, signatures=_signed(text.signatures, piece.at, words))
    if piece.what == "annex":
        return replace(text, attachments=_annexed(text.attachments, piece.at, words))
    return replace(text, title=words)


def _replaced(listed: tuple[str, ...], at: int, words: str) -> tuple[str, ...]:
    return (*listed[:at], *((words,) if words else ()), *listed[at + 1 :])


def _signed(signatures: Sequence[Signature], at: int, words: str) -> tuple[Signature, ...]:
    """``at`` counts roles and names, as far as they are there."""
    made, seen = [], 0
    for each in signatures:
        parts = []
        for part in (each.role, each.name):
            parts.append(words if part and seen == at else part)
            seen += bool(part)
        if any(parts):
            made.append(Signature(*parts))
    return tuple(made)


def _annexed(annexes: Sequence[Attachment], at: int, words: str) -> tuple[Attachment, ...]:
    """``at`` counts titles and paragraphs, as far as they are there."""
    made = []
    for each in annexes:
        parts = tuple(part for part in (each.title, *each.paragraphs) if part)
        title = bool(each.title)
        if 0 <= at < len(parts):
            first = words if title and at == 0 else each.title
            rest = each.paragraphs if title and at == 0 else _replaced(parts[title:], at - title, words)
            each = replace(each, title=first, paragraphs=rest)
        at -= len(parts)
        if each.title or each.paragraphs:
            made.append(each)
    return tuple(made)


def _placed(text: Resolution, rows: editing.Rows, at: int, line: int) -> Resolution:
    """The text with these rows, of which the one ``at`` began in that line."""
    return editing.with_rows(text, (*rows[:at], replace(rows[at], place=Place(line)), *rows[at + 1 :]))


def _blanks(words: str) -> str:
    return " ".join(words.split())
