"""Reading a web page as lines, as a browser would show them: lists with their numbers, no scripts."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from plenaria.core.text.source import Source, SourceLine
from plenaria.formats import encoding
from plenaria.formats.gathering import LONGEST, Gathering, Words
from plenaria.formats.markup import Element, local
from plenaria.formats.numerals import LATIN, positional, roman
from plenaria.formats.unreadable import Unreadable, or_a_scan

INDENT = 18
"""Points that each level of a list is set in."""
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)|<\?xml[^>]+encoding=["']([^"']+)""", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SILENT = {
    "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "canvas", "audio", "video",
    "select", "textarea", "button", "datalist", "rt", "rp",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_ZONES = {"header": "header", "nav": "header", "footer": "footer"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_CENTRED = re.compile(r"text-align\s*:\s*center")
_LISTED = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)")
"""How Word says that a paragraph stands in a list, for want of lists; its number is a span of *mso-list: Ignore*."""
_TYPED = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)")


def read(data: bytes) -> Source:
    """The lines of a page.

    :raises Unreadable: there is no text, or too much.
    """
    text = _decoded(data)
    if len(text) > 4 * LONGEST:
        raise Unreadable("file-too-long", limit=LONGEST)
    try:
        root = document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", text), HTMLParser(huge_tree=False, no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable("file-empty") from error
    reader = _Reader()
    reader.block(root)
    reader.end()
    with or_a_scan(root.find(".//img") is not None):
        return reader.gathering.source("html", language=root.get("lang"))


def _decoded(data: bytes) -> str:
    """The characters, in the encoding that the page declares near its beginning, unless a mark says otherwise."""
    declared = _CHARSET.search(data[:2048])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = (declared[1] or declared[2]).decode("ascii", "replace")
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            pass
    return encoding.decoded(data)


class _Reader:
    """Walks the page; inline text gathers until a block begins or ends."""

    def __init__(self) -> None:
        self.gathering = Gathering()
        self._words = Words()
        self._number: str | None = None
        self._depth = 0
        self._like = SourceLine(text="")
        self._listed = 0
        """The level that Word gives the paragraph."""
        self._inserting: list[tuple[Element, tuple[int, int]]] = []
        """Insertions that are open, and where the line has been inserted from."""
        self._links: list[tuple[str, tuple[int, int]]] = []
        """The same for links."""

    def block(self, element: Element) -> None:
        """A block, which begins and ends a line, and all in it."""
        self.end()
        outer, name = self._like, local(element)
        style = element.get("style", "")
        listed = _LISTED.search(style)
        self._listed = int(listed[1]) if listed else 0
        centred = name == "center" or element.get("align") == "center" or bool(_CENTRED.search(style))
        zone = self._zone(element, outer.zone)
        self._like = SourceLine(
            text="",
            style=f"heading {name[1]}" if re.fullmatch("h[1-6]", name) else _class(element) or outer.style,
            zone=zone,
            part=element.get("data-part", outer.part),
            column=_whole(element.get("data-column")) or outer.column,
            about=_about(element) or outer.about,
            centred=centred or (outer.centred and "text-align" not in style),
        )
        if name in ("ol", "ul", "menu"):
            self._list(element)
        elif name == "table":
            self._table(element)
        else:
            self._inside(element, bold=re.fullmatch("h[1-6]|th|dt", name) is not None, raw=name == "pre")
        self.end()
        self._like = outer

    def end(self) -> None:
        """Print the line that has gathered."""
        words = self._words
        for element, since in self._inserting:
            words.inserted(since, *_signed(element), ended=True)
        for address, since in self._links:
            words.linked(since, address)
        self._words = Words()
        self._inserting = [(element, (0, 0)) for element, _ in self._inserting]
        self._links = [(address, (0, 0)) for address, _ in self._links]
        level = max(self._depth, self._listed, 1) if self._number else 0
        if words.letters or words.changes:
            like = self._like
            line = SourceLine(
                text="", number=self._number, level=level, style=like.style, zone=like.zone, bold=words.bold,
                centred=like.centred, indent=INDENT * self._depth, part=like.part, about=like.about,
                column=like.column,
            )  # fmt: skip
            self.gathering.add(words.text, line, words)
            self._number = None

    def _zone(self, element: Element, outer: str) -> str:
        """Header and footer of the page, not those of a section in it."""
        parent = element.getparent()
        return _ZONES.get(local(element), outer) if parent is not None and local(parent) == "body" else outer

    def _inside(self, parent: Element, *, bold: bool, raw: bool = False) -> None:
        """The text and the children of an element."""
        self._say(parent.text, bold, raw)
        for child in parent:
            self._child(child, bold, raw)
            self._say(child.tail, bold, raw)

    def _child(self, child: Element, bold: bool, raw: bool) -> None:
        name = local(child)
        style = child.get("style", "") if name else ""
        if not name or name in _SILENT or child.get("hidden") is not None or _HIDDEN.search(style):
            return
        if name == "br":
            self._say("\n", bold, True)
        elif name in _BLOCKS:
            self.block(child)
        elif name == "span" and not self._words.letters and _TYPED.search(style):
            sign = "".join(map(str, child.itertext())).strip(" \t\r\n\xa0")
            self._number = sign if len(sign) > 1 else "•"
        elif name == "del":
            self._words.deleted(_SPACE.sub(" ", "".join(map(str, child.itertext()))), *_signed(child))
        elif name == "ins":
            self._inserting.append((child, self._words.here()))
            self._inside(child, bold=bold, raw=raw)
            self._words.inserted(self._inserting.pop()[1], *_signed(child))
        elif name == "a":
            self._links.append((child.get("href", ""), self._words.here()))
            self._inside(child, bold=bold, raw=raw)
            address, since = self._links.pop()
            self._words.linked(since, address)
        else:
            inner = bold or name in ("b", "strong") or bool(_BOLD.search(style))
            self._inside(child, bold=inner, raw=raw)

    def _say(self, text: str | None, bold: bool, raw: bool) -> None:
        if not text:
            return
        shown = text if raw else _SPACE.sub(" ", text)
        if not raw and self._words.pieces and self._words.pieces[-1].endswith((" ", "\n")):
            shown = shown.lstrip(" ")
        if shown:
            self._words.say(shown, bold=bold)

    def _list(self, element: Element) -> None:
        self._depth += 1
        numbers = _numbers(element) if local(element) == "ol" else None
        for child in element:
            if local(child) == "li":
                self._number = next(numbers) if numbers else "•"
                self.block(child)
                self._number = None
            else:
                self._child(child, False, False)
                self.end()
        self._depth -= 1

    def _table(self, table: Element) -> None:
        """Its rows, and what else stands in it, such as a caption."""
        outer, rows = self.gathering, []
        for part in table:
            name = local(part)
            for row in [part] if name == "tr" else part if name in ("thead", "tbody", "tfoot") else ():
                rows.append(self._cells(row))
            if name in ("caption", "form"):
                self.gathering = outer
                self._child(part, False, False)
                self.end()
        self.gathering = outer
        self.gathering.add_table(rows)

    def _cells(self, row: Element) -> list[Gathering]:
        cells = []
        for cell in row:
            if local(cell) in ("td", "th"):
                self.gathering = Gathering()
                self._like = SourceLine(text="", zone="table")
                self._inside(cell, bold=local(cell) == "th")
                self.end()
                cells.append(self.gathering)
        return cells


def _signed(element: Element) -> tuple[str, str]:
    """Author and date of a change, as far as a page has them."""
    return element.get("data-author", ""), element.get("datetime", "")


def _about(element: Element) -> tuple[tuple[str, str], ...]:
    """What a paragraph of our own pages says of itself (``data-…``), if it says what part it is."""
    if "data-part" not in element.attrib:
        return ()
    return tuple(
        (str(name)[5:], str(value))
        for name, value in sorted(element.attrib.items())
        if str(name).startswith("data-") and name != "data-part"
    )


def _class(element: Element) -> str:
    """The first class of an element, as the nearest thing to a style's name."""
    return next(iter(element.get("class", "").lower().split()), "")


def _numbers(element: Element) -> Iterator[str]:
    """The numbers of an ordered list, as a browser draws them (HTML Standard, 4.4.5)."""
    items = [child for child in element if local(child) == "li"]
    step = -1 if element.get("reversed") is not None else 1
    count = _whole(element.get("start"))
    if count is None:
        count = len(items) if step < 0 else 1
    for item in items:
        stated = _whole(item.get("value"))
        count = count if stated is None else stated
        yield f"{_numeral(count, item.get('type') or element.get('type') or '1')}."
        count += step


def _numeral(count: int, format_: str) -> str:
    match format_:
        case "a" if count > 0:
            return positional(count, LATIN)
        case "A" if count > 0:
            return positional(count, LATIN).upper()
        case "i":
            return roman(count)
        case "I":
            return roman(count).upper()
        case _:
            return str(count)


def _whole(text: str | None) -> int | None:
    """A whole number that a list can count from."""
    found = re.match(r"\s*(-?\d{1,9})", text or "")
    return int(found[1]) if found else None
