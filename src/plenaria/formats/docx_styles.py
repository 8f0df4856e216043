"""Styles of a Word document (ECMA-376 part 1, 17.7): what a paragraph inherits."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plenaria.formats.markup import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

ANCESTORS = 50
"""Styles based on each other, of which a file may hold a chain without end."""


def value(parent: Element | None, name: str) -> str | None:
    """The ``w:val`` of a child, if there is such a child; empty where it states none."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(W + "val", "")


def whole(text: str | None) -> int | None:
    """A whole number, or ``None`` for anything else that a file may say in its place."""
    try:
        return int(text) if text else None
    except ValueError:
        return None


def switched(parent: Element | None, name: str) -> bool | None:
    """A toggle (17.17.4): present means on unless its value says off; ``None`` where it is absent."""
    found = value(parent, name)
    return None if found is None else found not in ("0", "false", "off", "none")


def indent(parent: Element | None) -> int | None:
    """Left indent of paragraph properties, in points (the file has twentieths)."""
    element = None if parent is None else parent.find(W + "ind")
    if element is None:
        return None
    twips = whole(element.get(W + "left") or element.get(W + "start"))
    return None if twips is None else round(twips / 20)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, its ancestors counted in."""

    name: str = ""
    chain: tuple[str, ...] = ()
    """Its id and those of its ancestors, nearest first."""
    numbering: str | None = None
    level: int | None = None
    centred: bool = False
    indent: int | None = None
    bold: bool | None = None
    hidden: bool = False
    heading: int | None = None
    """Outline level from 0."""
    language: str | None = None


class Styles:
    """All styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self._default = ""
        self._root = root
        for element in () if root is None else root.iterfind(W + "style"):
            identifier = element.get(W + "styleId", "")
            self._elements[identifier] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self._default = identifier

    def of(self, identifier: str | None) -> Style:
        """A paragraph's or a run's style; the default paragraph style for a paragraph that names none."""
        key = self._default if identifier is None else identifier
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def numbering_of(self, identifier: str) -> str | None:
        """The ``numId`` that a numbering style stands for."""
        element = self._elements.get(identifier)
        return None if element is None else value(element.find(f"{W}pPr/{W}numPr"), "numId")

    @cached_property
    def language(self) -> str | None:
        """The language of text that names none."""
        properties = None if self._root is None else self._root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        return self.of(None).language or value(properties, "lang") or None

    def _ancestry(self, identifier: str) -> Iterator[tuple[str, Element]]:
        seen: set[str] = set()
        while (
            identifier not in seen and len(seen) < ANCESTORS and (element := self._elements.get(identifier)) is not None
        ):
            seen.add(identifier)
            yield identifier, element
            identifier = value(element, "basedOn") or ""

    def _resolve(self, identifier: str) -> Style:
        """Merge a style with those that it is based on: the nearest statement holds."""
        ancestry = list(self._ancestry(identifier))
        paragraphs = [element.find(W + "pPr") for _, element in ancestry]
        runs = [element.find(W + "rPr") for _, element in ancestry]
        numbers = [None if properties is None else properties.find(W + "numPr") for properties in paragraphs]
        return Style(
            name=(value(ancestry[0][1], "name") or "").lower() if ancestry else "",
            chain=tuple(name for name, _ in ancestry),
            numbering=_first(value(each, "numId") for each in numbers),
            level=_first(whole(value(each, "ilvl")) for each in numbers),
            centred=_first(value(each, "jc") for each in paragraphs) == "center",
            indent=_first(indent(each) for each in paragraphs),
            bold=_first(switched(each, "b") for each in runs),
            hidden=bool(_first(switched(each, "vanish") for each in runs)),
            heading=_first(whole(value(each, "outlineLvl")) for each in paragraphs),
            language=_first(value(each, "lang") or None for each in runs),
        )


def _first[T](candidates: Iterator[T | None]) -> T | None:
    """The first that is stated."""
    return next((each for each in candidates if each is not None), None)
