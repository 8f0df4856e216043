"""Automatic numbering for Word and Writer, where it prints exactly the numbers that the paper has.

Source: ECMA-376 Part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from plenaria.core.text.resolution import Clause
from plenaria.formats.pieces import mark

_RUSSIAN = "абвгдежзи"
"""As far as all programs agree: beyond ``и`` some count ``й`` and some do not."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one depth of clauses is numbered: ``w:numFmt`` and ``w:lvlText``."""

    number_format: str
    pattern: str


def automatic_levels(clauses: Sequence[Clause]) -> tuple[Level, ...] | None:
    """The levels with which a program prints every number as it stands, or ``None`` where none will.

    No level is found for numbers that repeat, leave gaps, are missing or are spelt out: those are typed.
    """
    levels: list[Level] = []
    groups = [("", clauses)]
    while groups:
        level = _level(groups, len(levels) + 1)
        if level is None or len(levels) == 9:
            return None
        levels.append(level)
        groups = [(clause.number, clause.children) for _, group in groups for clause in group if clause.children]
    return tuple(levels)


def add_list(document: Document, levels: Sequence[Level], number: int, hang: int) -> None:
    """Define list ``number`` (``w:numId``, from 1) with a counter of its own; numbers hang by ``hang`` twips."""
    numbering = document.part.numbering_part.element
    rows = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{level.number_format}"/>'
        f'<w:lvlText w:val="{level.pattern}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{(depth + 1) * hang}" w:hanging="{hang}"/></w:pPr></w:lvl>'
        for depth, level in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{rows}'
        "</w:abstractNum>"
    )
    instance = parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    if number == 1:
        # The template brings lists of its own, which nothing here uses.
        for child in list(numbering):
            numbering.remove(child)
    instances = numbering.findall(instance.tag)
    if instances:
        instances[0].addprevious(abstract)
    else:
        numbering.append(abstract)
    numbering.append(instance)


def _level(groups: Sequence[tuple[str, Sequence[Clause]]], depth: int) -> Level | None:
    printed = [(parent, [mark(clause.number) for clause in group]) for parent, group in groups]
    for level, spell in _candidates(depth):
        if all(marks == [spell(parent, at) for at in range(1, len(marks) + 1)] for parent, marks in printed):
            return level
    return None


def _candidates(depth: int) -> Iterator[tuple[Level, Callable[[str, int], str]]]:
    own = f"%{depth}"
    path = ".".join(f"%{at}" for at in range(1, depth + 1))
    yield Level("decimal", f"{own}."), lambda _, at: f"{at}."
    yield Level("upperRoman", f"{own}."), lambda _, at: f"{_roman(at)}."
    yield Level("lowerLetter", f"{own})"), lambda _, at: f"{chr(96 + at)})" if at <= 26 else ""
    yield Level("russianLower", f"{own})"), lambda _, at: f"{_RUSSIAN[at - 1]})" if at <= len(_RUSSIAN) else ""
    yield Level("lowerRoman", f"{own})"), lambda _, at: f"{_roman(at).lower()})"
    if depth > 1:
        yield Level("decimal", f"{path}."), lambda parent, at: f"{parent}.{at}."


def _roman(number: int) -> str:
    signs = zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"), strict=True)  # fmt: skip
    spelt = ""
    for value, sign in signs:
        times, number = divmod(number, value)
        spelt += sign * times
    return spelt
