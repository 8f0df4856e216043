"""Styles of an OpenDocument text (ODF 1.3 part 3, clause 16): what a paragraph inherits, and its list styles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plenaria.formats.markup import Element, local
from plenaria.formats.numerals import LATIN, numeral, positional, repeated, sampled

T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
S = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
LEVELS = 10
ANCESTORS = 50
"""Styles with each other as parents, of which a file may hold a chain without end."""
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|px)$")
_PLACE = re.compile(r"%(\d{1,2})%([^%]+(?=%\d))?")
"""The place of a number, and what parts it from the next."""
_NAMED = {"i": "lowerRoman", "I": "upperRoman", "1st": "ordinal", "One": "cardinalText", "First": "ordinalText"}
_CHICAGO = "*, †"


def points(length: str | None) -> int | None:
    """A length (``1.27cm``) in points."""
    found = _LENGTH.match(length or "")
    return round(float(found[1]) * _POINTS[found[2]]) if found else None


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, its ancestors counted in."""

    name: str = ""
    """The nearest name that a person gave, lower case."""
    bold: bool | None = None
    centred: bool = False
    indent: int = 0
    list_style: str | None = None
    """Empty where the style says that there is none."""
    language: str | None = None
    page: str = ""
    """The master page that a paragraph of this style begins."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list style."""

    bullet: str | None = None
    format: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    """How many levels the number shows, this one counted."""
    pattern: str = ""
    """``%1%.%2%)`` where the file says it so; else prefix, numbers joined by full stops, suffix."""
    together: bool = False
    """Letters after z are aa, bb; else aa, ab."""
    indent: int = 0


class Styles:
    """All styles of a document, from ``styles.xml`` and ``content.xml`` (whose automatic ones come last)."""

    def __init__(self, roots: list[Element]) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._resolved: dict[tuple[str, str], Style] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self.outline: dict[int, Level] = {}
        self.language: str | None = None
        for root in roots:
            for group in root:
                if local(group) in ("styles", "automatic-styles"):
                    self._gather(group)

    def _gather(self, group: Element) -> None:
        for element in group:
            match local(element):
                case "style":
                    self._elements[element.get(S + "family", ""), element.get(S + "name", "")] = element
                case "list-style":
                    self._lists[element.get(S + "name", "")] = _levels(element)
                case "outline-style":
                    self.outline = _levels(element)
                case "default-style" if element.get(S + "family") == "paragraph":
                    properties = element.find(S + "text-properties")
                    self.language = None if properties is None else properties.get(FO + "language")

    def of(self, family: str, name: str | None) -> Style:
        """A style of the family *paragraph* or *text*."""
        key = (family, name or "")
        if key not in self._resolved:
            self._resolved[key] = self._resolve(family, name or "")
        return self._resolved[key]

    def levels(self, list_style: str) -> dict[int, Level]:
        """The levels of a list style, from 1."""
        return self._lists.get(list_style, {})

    def _ancestry(self, family: str, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while (
            name not in seen and len(seen) < ANCESTORS and (element := self._elements.get((family, name))) is not None
        ):
            seen.add(name)
            yield element
            name = element.get(S + "parent-style-name", "")

    def _resolve(self, family: str, name: str) -> Style:
        ancestry = list(self._ancestry(family, name))

        def first(properties: str, attribute: str) -> str | None:
            found = (each.find(S + properties) for each in ancestry)
            return next((e.get(attribute) for e in found if e is not None and e.get(attribute) is not None), None)

        def stated(attribute: str) -> str | None:
            return next((each.get(attribute) for each in ancestry if each.get(attribute) is not None), None)

        weight = first("text-properties", FO + "font-weight")
        return Style(
            name=_given_name(ancestry, name),
            bold=None if weight is None else weight in ("bold", "600", "700", "800", "900"),
            centred=first("paragraph-properties", FO + "text-align") == "center",
            indent=points(first("paragraph-properties", FO + "margin-left")) or 0,
            language=first("text-properties", FO + "language"),
            list_style=stated(S + "list-style-name"),
            page=ancestry[0].get(S + "master-page-name", "") if ancestry else "",
        )


def _given_name(ancestry: list[Element], name: str) -> str:
    """The display name of the nearest named style; automatic ones (P1, T3) have no name of their own."""
    for element in ancestry:
        parent = element.getparent()
        if parent is not None and local(parent) == "styles":
            shown = element.get(S + "display-name") or element.get(S + "name", "").replace("_20_", " ")
            return shown.lower()
    # A parent that is not in the file is one of the program's own.
    return (ancestry[-1].get(S + "parent-style-name", "") if ancestry else name).replace("_20_", " ").lower()


def _levels(list_style: Element) -> dict[int, Level]:
    levels = {}
    for element in list_style:
        at = _whole(element.get(T + "level"))
        if at is not None and 1 <= at <= LEVELS:
            levels[at] = _level(element)
    return levels


def _level(element: Element) -> Level:
    """A ``text:list-level-style-*`` or an ``outline-level-style``."""
    bullet = None
    if local(element) == "list-level-style-bullet":
        bullet = element.get(T + "bullet-char") or "•"
        bullet = "•" if "\ue000" <= bullet <= "\uf8ff" else bullet
    elif local(element) == "list-level-style-image":
        bullet = "•"
    pattern = next((str(text) for name, text in element.items() if str(name).endswith("}num-list-format")), "")
    inner = element.find(f"{S}list-level-properties/{S}list-level-label-alignment")
    start = _whole(element.get(T + "start-value"))
    return Level(
        bullet=bullet,
        format=element.get(S + "num-format", ""),
        prefix=element.get(S + "num-prefix", ""),
        suffix=element.get(S + "num-suffix", ""),
        start=1 if start is None else start,
        shown=_whole(element.get(T + "display-levels")) or 1,
        pattern=pattern,
        together=element.get(S + "num-letter-sync") == "true",
        indent=(points(inner.get(FO + "margin-left")) or 0) if inner is not None else 0,
    )


def _whole(text: str | None) -> int | None:
    try:
        return int(text) if text else None
    except ValueError:
        return None


def printed(levels: dict[int, Level], counts: dict[int, int], at: int, language: str) -> str:
    """The number at a level, from the counts of that and those above; a level not yet counted shows its start."""
    level = levels.get(at)
    if level is None:
        return ""
    if level.bullet is not None:
        return level.bullet

    def number(of: int) -> str:
        other = levels.get(of, Level(format="1"))
        return "" if other.bullet is not None else _numeral(counts.get(of, other.start), other, language)

    def shown_at(place: re.Match[str]) -> str:
        of = int(place[1])
        other = levels.get(of)
        # What parts a number from the next goes with it where there is none.
        without = other is not None and other.bullet is None and not other.format
        return "" if without else number(of) + (place[2] or "")

    if level.pattern:
        return _PLACE.sub(shown_at, level.pattern).strip()
    if not level.format:
        return f"{level.prefix}{level.suffix}".strip()
    shown = [number(of) for of in range(max(1, at - level.shown + 1), at + 1)]
    return f"{level.prefix}{'.'.join(each for each in shown if each)}{level.suffix}".strip()


def _numeral(count: int, level: Level, language: str) -> str:
    """A count in a number format (ODF 1.3 part 3, 19.500, and Writer's own, which it writes as a sample)."""
    format_ = level.format
    if format_ in ("a", "A"):
        letters = repeated(count, LATIN) if level.together else positional(count, LATIN)
        return letters if format_ == "a" else letters.upper()
    if (written := sampled(count, format_)) is not None:
        return written
    if format_.startswith(_CHICAGO):
        return numeral(count, "chicago")
    return numeral(count, _NAMED.get(format_, "decimal" if format_ else "none"), language)
