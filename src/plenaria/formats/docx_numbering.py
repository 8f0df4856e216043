"""Automatic numbers of a Word document (ECMA-376 part 1, 17.9), as Word prints them.

Rules, with their sections:

- A paragraph names a numbering (``numId``) and a level, itself or by its style (17.3.1.19); ``numId`` 0 is none.
- Numberings of one abstract numbering count together (17.9.15), until one that states ``startOverride`` is used for the
  first time: then its levels start anew (17.9.26).
- A level starts anew after any level above it, or only after the one that ``lvlRestart`` names; 0 is never (17.9.10).
- ``%1`` … ``%9`` in ``lvlText`` are the numbers of the levels (17.9.11), all decimal where the level is legal (17.9.4).
- An abstract numbering with ``numStyleLink`` is that of the numbering style which it names (17.9.21).
"""

import re
from dataclasses import dataclass, replace

from plenaria.formats.docx_styles import Style, Styles, W, indent, switched, value, whole
from plenaria.formats.gathering import primary
from plenaria.formats.markup import Element, local
from plenaria.formats.numerals import is_known, numeral

LEVELS = 9
_PLACE = re.compile(r"%([1-9])([^%]+(?=%[1-9]))?")
"""The place of a number, and what parts it from the next."""
_SYMBOLS = str.maketrans({chr(0xF000 + code): "•" for code in range(0x20, 0x100)} | {"\uf02d": "–", "\uf0fc": "✓"})
"""Symbol fonts draw bullets at private code points; any of them is a bullet to a reader."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level's definition; the indent is in points."""

    start: int = 0
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    indent: int | None = None


@dataclass(frozen=True, slots=True)
class _Numbering:
    """A ``w:num``: whose counters it uses, its levels, and where it starts anew."""

    counters: str
    levels: tuple[Level, ...]
    overrides: dict[int, int]


@dataclass(frozen=True, slots=True)
class Printed:
    """The number in front of a paragraph; the level is from 1."""

    text: str
    level: int
    indent: int | None


class Numbering:
    """Counts the numbered paragraphs of a document, which must be asked for in reading order."""

    def __init__(self, root: Element | None, styles: Styles, language: str | None = None) -> None:
        self._styles = styles
        self._language = language
        self._abstract: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        self._resolved: dict[str, _Numbering | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._used: set[tuple[str, int]] = set()
        for element in () if root is None else root:
            if local(element) == "abstractNum":
                self._abstract[element.get(W + "abstractNumId", "")] = element
            elif local(element) == "num":
                self._nums[element.get(W + "numId", "")] = element

    def next(self, properties: Element | None, style: Style, language: str | None = None) -> Printed | None:
        """The number of the next paragraph, given its own properties, style and language; ``None`` without one."""
        stated = None if properties is None else properties.find(W + "numPr")
        own = value(stated, "numId")
        identifier = style.numbering if own is None else own
        numbering = self._numbering(identifier)
        if identifier is None or numbering is None:
            return None
        level = whole(value(stated, "ilvl"))
        if level is None:
            level = _level_of_style(numbering, style)
        if not 0 <= level < LEVELS:
            return None
        self._count(identifier, numbering, level)
        text = self._text(numbering, level, language or self._language)
        return Printed(text, level + 1, numbering.levels[level].indent) if text else None

    def _count(self, identifier: str, numbering: _Numbering, level: int) -> None:
        counts = self._counts.setdefault(numbering.counters, [None] * LEVELS)
        for higher in range(level):  # a level that was skipped counts as begun
            if counts[higher] is None:
                counts[higher] = numbering.levels[higher].start
        current = counts[level]
        first = (identifier, level) not in self._used
        self._used.add((identifier, level))
        if current is None or (first and level in numbering.overrides):
            counts[level] = numbering.levels[level].start
        else:
            counts[level] = current + 1
        for deeper in range(level + 1, LEVELS):
            restart = numbering.levels[deeper].restart
            if restart is None or level < restart:
                counts[deeper] = None

    def _text(self, numbering: _Numbering, level: int, language: str | None) -> str:
        """The level's text with the numbers of the levels in their places.

        Where a level above has no numbers, what parts it from the next is left out, too.
        """
        definition = numbering.levels[level]
        if definition.format == "bullet":
            return (definition.text or "•").translate(_SYMBOLS).strip()
        counts = self._counts[numbering.counters]
        tongue = primary(language) or "en"

        def shown(place: re.Match[str]) -> str:
            at = int(place.group(1)) - 1
            other = numbering.levels[at]
            count = counts[at]
            if other.format == "none":
                return ""
            written = "decimal" if definition.legal else other.format
            return numeral(other.start if count is None else count, written, tongue) + (place[2] or "")

        return _PLACE.sub(shown, definition.text).strip()

    def _numbering(self, identifier: str | None) -> _Numbering | None:
        if identifier is None or identifier == "0":
            return None
        if identifier not in self._resolved:
            self._resolved[identifier] = self._resolve(identifier)
        return self._resolved[identifier]

    def _resolve(self, identifier: str) -> _Numbering | None:
        num = self._nums.get(identifier)
        if num is None:
            return None
        counters, abstract = self._linked(value(num, "abstractNumId") or "")
        if abstract is None or value(abstract, "numStyleLink"):  # or a link that leads nowhere
            return None
        levels = [Level(start=1, text=f"%{at}.") for at in range(1, LEVELS + 1)]
        for element in abstract.iterfind(W + "lvl"):
            _place(levels, _level(element), element)
        overrides = {}
        for element in num.iterfind(W + "lvlOverride"):
            at = whole(element.get(W + "ilvl"))
            if at is None or not 0 <= at < LEVELS:
                continue
            inner = element.find(W + "lvl")
            if inner is not None:
                levels[at] = _level(inner)
            start = whole(value(element, "startOverride"))
            if start is not None:
                overrides[at] = start
                levels[at] = replace(levels[at], start=start)
        return _Numbering(counters, tuple(levels), overrides)

    def _linked(self, identifier: str) -> tuple[str, Element | None]:
        """An abstract numbering, through the numbering style that it may only point to."""
        abstract = self._abstract.get(identifier)
        link = value(abstract, "numStyleLink")
        if link:
            num = self._nums.get(self._styles.numbering_of(link) or "")
            target = value(num, "abstractNumId")
            if target is not None and target != identifier:
                return target, self._abstract.get(target)
        return identifier, abstract


def _level_of_style(numbering: _Numbering, style: Style) -> int:
    """The level that a style, or its nearest ancestor, is linked to (17.9.23); else the one that it states."""
    linked = {each.style: at for at, each in enumerate(numbering.levels) if each.style}
    return next((linked[name] for name in style.chain if name in linked), style.level or 0)


def _place(levels: list[Level], level: Level, element: Element) -> None:
    at = whole(element.get(W + "ilvl"))
    if at is not None and 0 <= at < LEVELS:
        levels[at] = level


def _level(element: Element) -> Level:
    """A ``w:lvl``; a format that only newer programs know stands beside its fallback (``mc:AlternateContent``)."""
    formats = [
        each.get(W + "format", "") if each.get(W + "val") == "custom" else each.get(W + "val", "")
        for each in element.iter(W + "numFmt")
    ]
    format_ = next((each for each in formats if is_known(each)), "decimal")
    start = whole(value(element, "start"))
    return Level(
        start=0 if start is None else start,
        format=format_,
        text=value(element, "lvlText") or ("•" if element.find(W + "lvlPicBulletId") is not None else ""),
        restart=whole(value(element, "lvlRestart")),
        legal=bool(switched(element, "isLgl")),
        style=value(element, "pStyle"),
        indent=indent(element.find(W + "pPr")),
    )
