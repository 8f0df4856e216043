"""Automatic numbering for Word and Writer, which prints exactly the numbers that the paper has.

A number that does not follow from the one before it (a gap, a repeat, a list that starts again) begins an instance of
the list with a start of its own; a level whose numbers no format spells is typed, and with it the whole paper.
Source: ECMA-376 Part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from plenaria.core.text.resolution import Clause
from plenaria.formats.numerals import roman
from plenaria.formats.pieces import mark

_RUSSIAN = "абвгдежзи"
"""As far as all programs agree: beyond ``и`` some count ``й`` and some do not."""
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one depth of clauses is numbered: ``w:numFmt`` and ``w:lvlText``."""

    number_format: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the clauses of a text are numbered by themselves."""

    levels: tuple[Level, ...]
    starts: tuple[Mapping[int, int], ...]
    """Instances of the list: by depth (from 0), where each counts from. The first counts from 1."""
    places: Mapping[str, tuple[int, int]]
    """By the id of a numbered clause its instance and its depth, both from 0."""


def automatic(clauses: Sequence[Clause]) -> Numbering | None:
    """Numbering that prints every number as it stands, or ``None`` where none does, or where there are no numbers."""
    levels: list[Level] = []
    groups = [("", clauses)]
    while any(clause.number for _, group in groups for clause in group):
        level = _level(groups, len(levels) + 1)
        if level is None or len(levels) == _DEEPEST:
            return None
        levels.append(level)
        groups = [(clause.number, clause.children) for _, group in groups for clause in group if clause.children]
    if not levels or any(each.number for _, group in groups for clause in group for each in clause.walk()):
        return None
    starts, places = _counted(clauses, levels)
    return Numbering(tuple(levels), starts, places)


def add_list(document: Document, numbering: Numbering, first: int, hang: int) -> int:
    """Define the list with its instances as ``w:numId`` ``first``, ``first`` + 1 …; the next number that is free.

    Numbers hang by ``hang`` twips.
    """
    root = document.part.numbering_part.element
    rows = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{level.number_format}"/>'
        f'<w:lvlText w:val="{level.pattern}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{(depth + 1) * hang}" w:hanging="{hang}"/></w:pPr></w:lvl>'
        for depth, level in enumerate(numbering.levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{first}"><w:multiLevelType w:val="multilevel"/>{rows}'
        "</w:abstractNum>"
    )
    if first == 1:
        # The template brings lists of its own, which nothing here uses.
        for child in list(root):
            root.remove(child)
    instances = root.findall(f"{{{root.nsmap['w']}}}num")
    if instances:
        instances[0].addprevious(abstract)
    else:
        root.append(abstract)
    for number, starts in enumerate(numbering.starts, first):
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for depth, start in sorted(starts.items())
        )
        root.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{first}"/>{overrides}</w:num>')
        )
    return first + len(numbering.starts)


def _counted(
    clauses: Sequence[Clause], levels: Sequence[Level]
) -> tuple[tuple[Mapping[int, int], ...], dict[str, tuple[int, int]]]:
    """Count as a word processor does, and begin an instance wherever it would count otherwise."""
    starts: list[dict[int, int]] = [{}]
    places: dict[str, tuple[int, int]] = {}
    counts: dict[int, int] = {}

    def walk(siblings: Sequence[Clause], parent: str, depth: int) -> None:
        for clause in siblings:
            if clause.number:
                value = _value(levels[depth], mark(clause.number), parent)
                following = counts[depth] + 1 if depth in counts else starts[-1].get(depth, 1)
                if value != following:
                    starts.append({depth: value})
                counts[depth] = value
                for deeper in [each for each in counts if each > depth]:
                    del counts[deeper]
                places[clause.id] = (len(starts) - 1, depth)
            walk(clause.children, clause.number, depth + 1)

    walk(clauses, "", 0)
    return tuple(starts), places


def _level(groups: Sequence[tuple[str, Sequence[Clause]]], depth: int) -> Level | None:
    """The format that spells all numbers of a depth, with the fewest of them out of order."""
    best: tuple[int, Level] | None = None
    for level in _candidates(depth):
        out_of_order = 0
        for parent, group in groups:
            values = [_value(level, mark(clause.number), parent) for clause in group if clause.number]
            if not all(values):
                break
            out_of_order += sum(value != at for at, value in enumerate(values, 1))
        else:
            if best is None or out_of_order < best[0]:
                best = (out_of_order, level)
    return best[1] if best else None


def _candidates(depth: int) -> Iterator[Level]:
    own = f"%{depth}"
    yield Level("decimal", f"{own}.")
    yield Level("upperRoman", f"{own}.")
    yield Level("lowerLetter", f"{own})")
    yield Level("russianLower", f"{own})")
    yield Level("lowerRoman", f"{own})")
    if depth > 1:
        yield Level("decimal", ".".join(f"%{at}" for at in range(1, depth + 1)) + ".")


def _value(level: Level, printed: str, parent: str) -> int:
    """The number (from 1) that ``level`` prints as ``printed`` under the clause ``parent``; 0 where there is none."""
    before = f"{parent}." if level.pattern.count("%") > 1 else ""
    if not printed.startswith(before) or (level.pattern.count("%") > 1 and not parent):
        return 0
    printed = printed[len(before) :]
    sign, spelt = printed[-1:], printed[:-1]
    if sign != level.pattern[-1]:
        return 0
    match level.number_format:
        case "lowerLetter":
            return ord(spelt) - 96 if len(spelt) == 1 and "a" <= spelt <= "z" else 0
        case "russianLower":
            return _RUSSIAN.index(spelt) + 1 if len(spelt) == 1 and spelt in _RUSSIAN else 0
        case "lowerRoman":
            return _from_roman(spelt)
        case "upperRoman":
            return _from_roman(spelt.lower()) if spelt.isupper() else 0
        case _:
            return int(spelt) if spelt.isascii() and spelt.isdigit() and spelt[0] != "0" and len(spelt) < 5 else 0


def _from_roman(spelt: str) -> int:
    if not spelt or len(spelt) > 15 or set(spelt) - set("ivxlcdm"):
        return 0
    worth = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[each] for each in spelt]
    value = sum(-one if one < next_ else one for one, next_ in zip(worth, [*worth[1:], 0], strict=True))
    return value if roman(value) == spelt else 0
