"""Paragraphs of a Word document, with the language of their words and what changed in them.

Source: ECMA-376 Part 1, 17.3 (paragraphs and runs) and 17.13.5 (revisions).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from docx.oxml.ns import qn
from lxml import etree

from plenaria.formats.redline import Run

_REGION = {"de": "DE", "en": "GB", "es": "ES", "fr": "FR", "pt": "PT", "ru": "RU", "uk": "UA"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FALLBACK_AUTHOR = "Plenaria"
"""Word asks for an author (17.13.5.18)."""

type Element = etree._Element


def proofing(language: str) -> str:
    """The tag with a region that word processors choose their dictionaries by; an unknown language as it is."""
    return f"{language}-{_REGION[language]}" if language in _REGION else language


def add(parent: Element, name: str, value: str | None = None, **attributes: str) -> Element:
    """A new last child ``w:name``, with its ``w:val`` and further attributes."""
    element = etree.SubElement(parent, qn(f"w:{name}"))
    if value is not None:
        element.set(qn("w:val"), value)
    for key, each in attributes.items():
        element.set(qn(f"w:{key}"), each)
    return element


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph: its style (by id), its words, the list that it is numbered by, and whether it came or went whole."""

    style: str
    runs: Sequence[Run]
    language: str
    number: tuple[int, int] | None = None
    """``w:numId`` and ``w:ilvl``."""
    change: str = ""
    """``new`` or ``gone`` for a paragraph that came or went, with its end."""


class Writer:
    """Puts lines into a document; counts the revisions, each of which has an id."""

    def __init__(self, author: str = "", at: datetime | None = None) -> None:
        self._about = {qn("w:author"): author or _FALLBACK_AUTHOR}
        if at is not None:
            when = at.astimezone(UTC) if at.tzinfo else at
            self._about[qn("w:date")] = f"{when:%Y-%m-%dT%H:%M:%S}Z"
        self._revisions = 0

    def paragraph(self, line: Line) -> Element:
        """The ``w:p`` of a line."""
        element = etree.Element(qn("w:p"))
        properties = add(element, "pPr")
        add(properties, "pStyle", line.style)
        if line.number:
            numbering = add(properties, "numPr")
            add(numbering, "ilvl", str(line.number[1]))
            add(numbering, "numId", str(line.number[0]))
        if line.change:
            self._revision(add(properties, "rPr"), line.change)
        for what, words in line.runs:
            what = line.change or what
            holder = element if what == "same" else self._revision(element, what)
            self._run(holder, words, line.language, "delText" if what == "gone" else "t")
        return element

    def _revision(self, parent: Element, what: str) -> Element:
        self._revisions += 1
        element = add(parent, "ins" if what == "new" else "del")
        element.set(qn("w:id"), str(self._revisions))
        for name, value in self._about.items():
            element.set(name, value)
        return element

    def _run(self, parent: Element, words: str, language: str, tag: str) -> None:
        run = add(parent, "r")
        add(add(run, "rPr"), "lang", proofing(language))
        for at, row in enumerate(words.split("\n")):
            if at:
                add(run, "br")
            for place, cell in enumerate(row.split("\t")):
                if place:
                    add(run, "tab")
                if cell:
                    text = add(run, tag)
                    text.text = cell
                    text.set(_SPACE, "preserve")
