"""Reading Akoma Ntoso 3.0 back into lines (OASIS LegalDocML; the shape of AKN4UN), with their numbers and levels."""

import re

from plenaria.core.text.source import Source, SourceLine
from plenaria.formats import akn_house
from plenaria.formats.gathering import Gathering, Words
from plenaria.formats.markup import Element, local, parse
from plenaria.formats.unreadable import Unreadable

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = re.compile(r"\s+")
_TWO_LETTERS = {
    "deu": "de", "eng": "en", "fra": "fr", "fre": "fr", "ger": "de", "por": "pt", "rus": "ru", "spa": "es", "ukr": "uk",
}  # fmt: skip
"""``FRBRlanguage`` has three letters (ISO 639-2), the rest of the house two."""
_LEVELS = {"paragraph", "subparagraph", "point", "indent", "alinea", "article", "clause", "subclause", "rule", "item"}
"""Hierarchical elements that are a clause or a part of one."""
_STYLES = {
    "docTitle": "title", "docNumber": "number", "docDate": "date", "recital": "recital", "citation": "recital",
    "formula": "formula", "signature": "signature", "paragraph": "clause", "point": "clause", "conclusions": "closing",
}  # fmt: skip
_SILENT = {"meta", "num", "noteRef", "bookmark", "eol", "img", "marker"}


def read(data: bytes) -> Source:
    """The lines of a document.

    :raises Unreadable: it is not well-formed, has entities, or is XML of another kind.
    """
    root = parse(data)
    if local(root) != "akomaNtoso":
        raise Unreadable("file-unknown")
    if akn_house.is_ours(root):
        return akn_house.gather(root).source("akn", language=_language(root))
    reader = _Reader()
    reader.walk(root, 0, "", "body")
    return reader.gathering.source("akn", language=_language(root))


def _language(root: Element) -> str | None:
    """As the expression states it, else as the first element that names one."""
    stated = next((each.get("language", "") for each in root.iter("{*}FRBRlanguage")), "")
    if stated:
        return _TWO_LETTERS.get(stated.lower(), stated)
    return next((each.get(_XML_LANG) for each in root.iter() if each.get(_XML_LANG)), None)


class _Reader:
    """Walks the document; a number waits for the text that it stands before."""

    def __init__(self) -> None:
        self.gathering = Gathering()
        self._number: tuple[str, int] | None = None
        self._headings = 0

    def walk(self, element: Element, level: int, style: str, zone: str) -> None:
        """An element and all in it; ``level`` is that of the clause which it belongs to, 0 outside."""
        name = local(element)
        if name in _SILENT or not name:
            return
        if name == "container" and element.get("name") == "letterhead":
            zone = "header"
        style = _STYLES.get(name, style)
        inner = level + 1 if name in _LEVELS else level
        number = element.find("{*}num")
        if number is not None:
            self._number = (" ".join("".join(map(str, number.itertext())).split()), max(inner, 1))
        if name == "table":
            self._table(element)
        elif name in ("heading", "subheading"):
            self._line(element, "heading 2", zone)
        elif _is_line(element):
            self._line(element, _own_style(element) or style, zone)
        else:
            for child in element:
                self.walk(child, inner, style, zone)
        if number is not None and self._number is not None:
            self._empty(style, zone)

    def _line(self, element: Element, style: str, zone: str) -> None:
        words = _words(element)
        number, level = self._number or (None, 0)
        like = SourceLine(text="", number=number, level=level, style=style, zone=zone)
        if words.letters or number:
            self._number = None
        self.gathering.add(words.text, like, words)
        for note in element.iter("{*}authorialNote"):
            for child in note:
                self.walk(child, 0, "", "footnote")

    def _empty(self, style: str, zone: str) -> None:
        """A number with nothing behind it."""
        number, level = self._number or ("", 0)
        self._number = None
        self.gathering.add("", SourceLine(text="", number=number or None, level=level, style=style, zone=zone))

    def _table(self, table: Element) -> None:
        outer, rows = self.gathering, []
        for row in table.iterfind("{*}tr"):
            cells = []
            for cell in row:
                self.gathering = Gathering()
                self.walk(cell, 0, "", "table")
                cells.append(self.gathering)
            rows.append(cells)
        self.gathering = outer
        self.gathering.add_table(rows)


def _is_line(element: Element) -> bool:
    """Whether text stands right in this element, so that it is printed as one line."""
    if local(element) == "p":
        return True
    texts = [element.text, *(child.tail for child in element)]
    return any(text and text.strip() for text in texts)


def _own_style(element: Element) -> str:
    """The style of a line that holds nothing but a title, a number or a date."""
    children = [local(child) for child in element]
    return _STYLES.get(children[0], "") if len(children) == 1 and not (element.text or "").strip() else ""


def _words(element: Element) -> Words:
    """The text of a line, white space collapsed, with what ``ins`` and ``del`` propose in it."""
    words = Words()

    def walk(parent: Element) -> None:
        words.say(_SPACE.sub(" ", parent.text or ""))
        for child in parent:
            name = local(child)
            if name == "eol":
                words.say("\n")
            elif name == "del":
                words.deleted("".join(map(str, child.itertext())))
            elif name == "ins":
                before = words.here()
                walk(child)
                words.inserted(before)
            elif name and name not in _SILENT and name != "authorialNote":
                before = words.here()
                walk(child)
                words.linked(before, child.get("href"))
            words.say(_SPACE.sub(" ", child.tail or ""))

    walk(element)
    return words
