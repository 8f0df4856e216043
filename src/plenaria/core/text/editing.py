"""Changing a text by hand: its clauses as rows in the order of the page, and what a person does to one of them.

A row is a clause without its sub-clauses; its level alone says below which row it stands. Nothing here loses a word.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from plenaria.core.text import findings
from plenaria.core.text.citations import citations
from plenaria.core.text.endings import adoption
from plenaria.core.text.locating import is_letter
from plenaria.core.text.numbering import marker
from plenaria.core.text.outline import Branch
from plenaria.core.text.paragraphs import Paragraph
from plenaria.core.text.resolution import Adoption, Clause, Place, Recital, Resolution, Signature
from plenaria.core.text.source import SourceLine

DEEPEST = 9
"""Levels of clauses below each other; no paper that can be read aloud has more."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
"""The letters by which Russian counts: without ё, й, ъ, ы, ь."""

ROLES = (
    "clause",
    "continuation",
    "recital",
    "title",
    "letterhead",
    "closing",
    "adoption",
    "signature",
    "dispatch",
    "furniture",
)
"""What a person can say that a line is."""

type Rows = tuple[Clause, ...]


def rows(resolution: Resolution) -> Rows:
    """Every clause and sub-clause in the order in which they are printed, each without those below it."""
    return tuple(replace(clause, children=()) for clause in resolution.walk())


def with_rows(resolution: Resolution, changed: Sequence[Clause]) -> Resolution:
    """The resolution with these clauses; one that stands too deep for the row before it is raised.

    Text that followed sub-clauses which are gone joins the text of its clause.
    """
    return replace(resolution, clauses=_tree(_levelled(changed), 1))


def split(changed: Rows, at: int, letters: int | None = None) -> Rows | None:
    """The row in two: behind so many letters (blanks are none), else at its first empty line or line break.

    ``None`` where both halves would not hold a word. The new row takes the number that its text begins with, and has
    no id yet; sub-clauses stand below it from now on.
    """
    clause = changed[at]
    if letters is None:
        parts = re.split(r"\n\s*\n", clause.text.strip(), maxsplit=1)
        parts = parts if len(parts) == 2 else clause.text.strip().split("\n", 1)
    else:
        cut = behind(clause.text, letters)
        parts = [clause.text[:cut].rstrip(), clause.text[cut:].strip()]
    if len(parts) < 2 or not all(parts):
        return None
    text = parts[1].strip()
    found = marker(text)
    number, text = (found.label, text[found.end :].strip()) if found and found.label else ("", text)
    second = Clause(id="", number=number, text=text, level=clause.level, kind=clause.kind, tail=clause.tail)
    return (*changed[:at], replace(clause, text=parts[0].strip(), tail=""), second, *changed[at + 1 :])


def behind(words: str, letters: int) -> int:
    """Where in ``words`` so many letters are over: the place of the next letter, or the end."""
    at = [place for place, sign in enumerate(words) if is_letter(sign)]
    return at[letters] if letters < len(at) else len(words)


def join(changed: Rows, at: int) -> Rows | None:
    """The row with the next one as its end; ``None`` for the last. The number of the next stays as words."""
    if at + 1 >= len(changed):
        return None
    one, two = changed[at], changed[at + 1]
    words = f"{two.number}. {two.text}" if two.number else two.text
    joint = " " if words[:1].islower() or not one.text.endswith((".", ";", ":", "!", "?")) else "\n"
    whole = _together(_together(_together(one.text, one.tail), words, joint), two.tail)
    return (*changed[:at], replace(one, text=whole, tail=""), *changed[at + 2 :])


def shift(changed: Rows, at: int, by: int) -> Rows:
    """The row and those below it ``by`` levels deeper, as far as there is room for them."""
    end = _end(changed, at)
    lowest = min(clause.level for clause in changed[at:end])
    deepest = max(clause.level for clause in changed[at:end])
    room = changed[at - 1].level + 1 - changed[at].level if at else 1 - changed[at].level
    by = max(1 - lowest, min(by, DEEPEST - deepest, room))
    moved = tuple(replace(clause, level=clause.level + by) for clause in changed[at:end])
    return (*changed[:at], *moved, *changed[end:])


def take_out(changed: Rows, at: int) -> Rows:
    """The rows without this one; those below it move up to its level."""
    end = _end(changed, at)
    raised = tuple(replace(clause, level=clause.level - 1) for clause in changed[at + 1 : end])
    return (*changed[:at], *raised, *changed[end:])


def remove(changed: Rows, at: int) -> Rows:
    """The rows without this one and without those below it."""
    return (*changed[:at], *changed[_end(changed, at) :])


def insert(changed: Rows, after: int, clause: Clause) -> Rows:
    """The rows with ``clause`` right behind the row ``after`` and, unless it goes below that, behind its points.

    ``after`` is -1 for the very beginning.
    """
    if after < 0:
        return (replace(clause, level=1), *changed)
    end = _end(changed, after) if clause.level <= changed[after].level else after + 1
    return (*changed[:end], clause, *changed[end:])


def to_recital(resolution: Resolution, at: int) -> Resolution:
    """The row ``at`` as the last recital; what stood below it moves up."""
    changed = rows(resolution)
    clause = changed[at]
    words = _together(f"{clause.number}. {clause.text}" if clause.number else clause.text, clause.tail)
    recital = read_recital(words, resolution.language, clause.place)
    return with_rows(replace(resolution, recitals=(*resolution.recitals, recital)), take_out(changed, at))


def to_clause(resolution: Resolution, at: int) -> Resolution:
    """The recital ``at`` as the first clause."""
    recital = resolution.recitals[at]
    new = _new_clause(recital.text, resolution.language, recital.place)
    others = (*resolution.recitals[:at], *resolution.recitals[at + 1 :])
    return with_rows(replace(resolution, recitals=others), insert(rows(resolution), -1, new))


def place(resolution: Resolution, words: str, role: str, line: int) -> Resolution:
    """A line that was set aside becomes part of the text, at its place in the source (``line``, from 1; 0: unknown).

    ``role`` is one of ``ROLES``. It leaves the furniture or the unplaced lines once.
    """
    text = replace(
        resolution,
        furniture=_without(resolution.furniture, words),
        unplaced=_without(resolution.unplaced, words) if words not in resolution.furniture else resolution.unplaced,
    )
    return put(text, words, role, line)


def put(text: Resolution, words: str, role: str, line: int) -> Resolution:
    """The text with these words as what ``role`` says. A title that stood there is set aside, unplaced."""
    where = Place(line) if line else None
    match role:
        case "title":
            return replace(text, title=words, unplaced=(*text.unplaced, *filter(None, (text.title,))))
        case "recital":
            before = [each for each in text.recitals if line and each.place and each.place.line < line]
            at = len(before) if line else len(text.recitals)
            recital = read_recital(words, text.language, where)
            return replace(text, recitals=(*text.recitals[:at], recital, *text.recitals[at:]))
        case "clause" | "continuation":
            return _place_clause(text, words, where, goes_on=role == "continuation")
        case "closing":
            return replace(text, closing=_together(text.closing or "", words))
        case "adoption":
            return replace(text, adoption=_adopted(text.adoption, words, text.language, where))
        case "signature":
            return replace(text, signatures=(*text.signatures, Signature("", words)))
        case "dispatch":
            return replace(text, dispatch=(*text.dispatch, words))
        case "furniture":
            return replace(text, furniture=(*text.furniture, words))
    return replace(text, letterhead=(*text.letterhead, words))


def read_recital(words: str, language: str, where: Place | None) -> Recital:
    """A recital of these words, with the documents that they cite."""
    return Recital(text=words, citations=citations(words, language), place=where)


def _place_clause(text: Resolution, words: str, where: Place | None, *, goes_on: bool) -> Resolution:
    changed = rows(text)
    at = len(changed)
    if where:
        at = next((n for n, each in enumerate(changed) if each.place and each.place.line > where.line), at)
    if goes_on and at:
        longer = reworded(changed[at - 1], _together(changed[at - 1].text, words, " "), text.language)
        return with_rows(text, (*changed[: at - 1], longer, *changed[at:]))
    return with_rows(text, (*changed[:at], _new_clause(words, text.language, where), *changed[at:]))


def _new_clause(words: str, language: str, where: Place | None) -> Clause:
    """A clause that has no id yet, with the number that its words begin with."""
    found = marker(words)
    number, rest = (found.label, words[found.end :].strip()) if found and found.label else ("", words)
    return read_clause(rest, language, Clause(id="", number=number, text=rest, place=where))


def _adopted(known: Adoption | None, words: str, language: str, where: Place | None) -> Adoption:
    """The statement with these words more, at their place in the source."""
    if known is None:
        return adoption(words, language, where)
    stated = [(known.place.line if known.place else 0, known.text), (where.line if where else 0, words)]
    return adoption(" ".join(each for _line, each in sorted(stated)), language, known.place)


def _without(lines: tuple[str, ...], words: str) -> tuple[str, ...]:
    at = lines.index(words) if words in lines else len(lines)
    return (*lines[:at], *lines[at + 1 :])


def reworded(clause: Clause, text: str, language: str) -> Clause:
    """The clause with other words, and with what these name; its kind stays, for a person chose or confirmed it."""
    if text == clause.text:
        return clause
    found = read_clause(text, language, clause)
    return replace(found, kind=clause.kind, also=tuple(each for each in found.also if each != clause.kind))


def read_clause(text: str, language: str, like: Clause) -> Clause:
    """A clause of these words, with the kind that they propose, at the place of ``like``."""
    paragraph = Paragraph(text, None, (like.place.line if like.place else 1,), SourceLine(text=text))
    branch = Branch(paragraph, like.level, text, heading=like.heading, tail=like.tail)
    found = findings.clause(branch, like.id, language)
    return replace(found, number=like.number, place=like.place, children=like.children)


def named(resolution: Resolution) -> Resolution:
    """The resolution with an id of its own for every clause that has none, or has that of another."""
    known = {clause.id for clause in resolution.walk()}
    seen: set[str] = set()

    def name(clause: Clause) -> str:
        if not clause.id or clause.id in seen:
            return next(each for n in count(1) if (each := f"new{n}") not in known | seen)
        return clause.id

    made = []
    for clause in rows(resolution):
        made.append(replace(clause, id=name(clause)))
        seen.add(made[-1].id)
    return with_rows(resolution, made)


def reread(before: Resolution, after: Resolution) -> Resolution:
    """``after`` with its clauses read anew wherever their words are others than in ``before``.

    A clause that was there keeps its kind, for a person may have chosen it; a new one is proposed one.
    """
    known = {(clause.id, clause.text) for clause in before.walk()}
    ids = {clause.id for clause in before.walk()}

    def read(clause: Clause) -> Clause:
        if (clause.id, clause.text) in known:
            return clause
        found = read_clause(clause.text, after.language, clause)
        return replace(found, kind=clause.kind) if clause.id in ids else found

    return with_rows(after, [read(clause) for clause in rows(after)])


def renumbered(before: Resolution, after: Resolution) -> Resolution:
    """``after`` with its clauses numbered on, wherever those of ``before`` were numbered one after the other.

    Siblings that counted 1, 2, 3 or а, б, в (or 4.1, 4.2 below 4) go on counting so; any other numbers stay as printed.
    """
    counting = {
        clause.id: _series([child.number for child in clause.children], clause.number) for clause in _all(before)
    }
    counting[""] = _series([clause.number for clause in before.clauses], "")

    def counted(siblings: tuple[Clause, ...], parent: str, number: str) -> tuple[Clause, ...]:
        series = counting.get(parent)
        made = []
        for place, clause in enumerate(siblings):
            label = _label(series, place, number) if series else clause.number
            made.append(replace(clause, number=label, children=counted(clause.children, clause.id, label)))
        return tuple(made)

    return replace(after, clauses=counted(after.clauses, "", ""))


def _all(resolution: Resolution) -> Sequence[Clause]:
    return tuple(resolution.walk())


def _levelled(changed: Sequence[Clause]) -> list[Clause]:
    """The rows with the levels at which they really stand: at most one deeper than the row before."""
    above: list[int] = []
    made = []
    for clause in changed:
        while above and above[-1] >= clause.level:
            above.pop()
        above = above[: DEEPEST - 1]
        above.append(clause.level)
        made.append(replace(clause, level=len(above)))
    return made


def _tree(changed: list[Clause], level: int) -> tuple[Clause, ...]:
    """Takes from the front of ``changed`` what stands on ``level``, each with what stands below it."""
    made: list[Clause] = []
    while changed and changed[0].level == level:
        clause = changed.pop(0)
        children = _tree(changed, level + 1)
        if not children and clause.tail:
            clause = replace(clause, text=_together(clause.text, clause.tail), tail="")
        made.append(replace(clause, children=children))
    return tuple(made)


def _end(changed: Rows, at: int) -> int:
    """The place after the last row that stands below the row ``at``."""
    end = at + 1
    while end < len(changed) and changed[end].level > changed[at].level:
        end += 1
    return end


def _together(one: str, two: str, joint: str = "\n") -> str:
    return f"{one}{joint}{two}" if one and two else one or two


def _series(numbers: Sequence[str], parent: str) -> str | None:
    """How siblings count: in ``figures``, ``below`` their parent, or by an alphabet; ``None`` where they do not."""
    if not numbers:
        return None
    for series in ("figures", "below", _LATIN, _CYRILLIC):
        if series == "below" and not parent:
            continue
        if list(numbers) == [_label(series, place, parent) for place in range(len(numbers))]:
            return series
    return None


def _label(series: str, place: int, parent: str) -> str:
    if series == "figures":
        return str(place + 1)
    if series == "below":
        return f"{parent}.{place + 1}"
    return series[place] if place < len(series) else f"{series[place % len(series)]}{place // len(series) + 1}"
