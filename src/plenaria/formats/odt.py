"""Reading an OpenDocument text (ODF 1.3), as Writer and others save it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from plenaria.core.text.declared import STYLES
from plenaria.core.text.source import Source, SourceLine
from plenaria.formats.archive import Archive
from plenaria.formats.gathering import Gathering, Words, primary
from plenaria.formats.markup import Element, local, parse
from plenaria.formats.odt_styles import Level, Style, Styles, T, printed
from plenaria.formats.unreadable import Unreadable, or_a_scan

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_FIRST = Level()
_UNKNOWN = ("", "", "", "")
_OPEN = 50
"""Insertions that may be open at once; programs close one before the next."""
_SPACE = re.compile(r"[ \t\r\n]+")
_SILENT = {
    "annotation", "annotation-end", "note-citation", "ruby-text", "title", "desc", "hidden-text", "hidden-paragraph",
    "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "event-listeners",
}  # fmt: skip
_SHAPES = {"text-box", "custom-shape", "rect", "ellipse", "circle", "polygon", "path"}
_HEADERS = {"header": "header", "header-first": "header", "header-left": "header"}
_FOOTERS = {"footer": "footer", "footer-first": "footer", "footer-left": "footer"}


def read(data: bytes) -> Source:
    """A document's lines: headers, body with lists, tables and text boxes, notes, footers.

    :raises Unreadable: it is damaged, hostile, protected by a password, or holds no text.
    """
    archive = Archive(data)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Unreadable("file-encrypted")
    content = parse(archive.read("content.xml"))
    styles = parse(archive.read("styles.xml")) if "styles.xml" in archive else None
    with or_a_scan(any(name.startswith("Pictures/") for name in archive)):
        return _Document(content, styles).read()


@dataclass(slots=True)
class _List:
    """Where a list stands: its style, and the count that each of its levels has reached."""

    style: str | None
    counts: dict[int, int] = field(default_factory=dict)
    level: int = 0
    pending: bool = False
    """Whether the next paragraph is the first of its item, which bears the number."""
    start: int | None = None


@dataclass(slots=True)
class _Content(Words):
    """A paragraph's text and what was found in it."""

    boxes: list[Element] = field(default_factory=list)
    """Text boxes that are anchored in it."""

    def spell(self, text: str | None, bold: bool) -> None:
        """Text of an element: white space is collapsed, spaces that count are elements (ODF 1.3 part 3, 6.1.2)."""
        shown = _SPACE.sub(" ", text or "")
        if self.pieces and self.pieces[-1].endswith((" ", "\n")):
            shown = shown.lstrip(" ")
        if shown:
            self.say(shown, bold=bold)


class _Document:
    """Walks the blocks of a document in reading order."""

    def __init__(self, content: Element, styles: Element | None) -> None:
        self._content = content
        self._masters = styles
        self._styles = Styles([content] if styles is None else [styles, content])
        self._language = primary(self._styles.language) or "en"
        self._gathering = Gathering()
        self._lists: dict[str, dict[int, int]] = {}
        """Counts of lists by id, for those that go on later, and of the last list of each style."""
        self._outline: dict[int, int] = {}
        self._regions: dict[str, tuple[str, str, str, str]] = {}
        """Tracked changes by id: kind, deleted words, author, date."""
        self._inserting: dict[str, None] = {}
        self._notes: list[Element] = []

    def read(self) -> Source:
        """All lines."""
        body = self._content.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise Unreadable("file-broken")
        self._track(body)
        self._furniture(body, _HEADERS)
        self._blocks(body, "body", None)
        for position, note in enumerate(self._notes, start=1):
            outer, self._gathering = self._gathering, Gathering()
            self._blocks(note.find(T + "note-body"), "footnote", None)
            inner, self._gathering = self._gathering, outer
            inner.number_first("".join(note.findtext(T + "note-citation", "")).strip() or str(position))
            self._gathering.add_row([inner])
        self._furniture(body, _FOOTERS)
        return self._gathering.source("odt", language=self._styles.language)

    def _blocks(self, parent: Element | None, zone: str, inside: _List | None) -> None:
        """Paragraphs, headings, lists, tables, and whatever wraps them (sections, indexes)."""
        for child in () if parent is None else parent:
            match local(child):
                case "p" | "h":
                    self._paragraph(child, zone, inside)
                case "list":
                    self._list(child, zone, inside)
                case "numbered-paragraph":
                    self._numbered_paragraph(child, zone)
                case "table":
                    self._table(child)
                case "change-start" | "change-end":
                    self._mark(child)
                case "change":
                    self._gathering.add("", SourceLine(text=""), self._deleted(child, Words()))
                case "frame" | "text-box" | "g" | "custom-shape" | "rect":
                    self._blocks(child, "textbox" if zone == "body" else zone, None)
                case name if name not in _SILENT and child.get(T + "display") != "none":
                    self._blocks(child, zone, inside)

    def _list(self, element: Element, zone: str, outer: _List | None) -> None:
        """A list, which goes on counting where another stopped if it says so (19.780 to 19.782)."""
        style = element.get(T + "style-name") or (outer.style if outer else None)
        if outer is None:
            counts: dict[int, int] = {}
            if earlier := element.get(T + "continue-list"):
                counts = self._lists.get(earlier, counts)
            elif element.get(T + "continue-numbering") == "true":
                counts = self._lists.get(f"style {style}", counts)
            if identifier := element.get(_XML + "id"):
                self._lists[identifier] = counts
            self._lists[f"style {style}"] = counts
            level = 1
        else:
            counts, level = outer.counts, outer.level + 1
            if element.get(T + "continue-numbering") != "true" and _follows_list(element):
                counts.pop(level, None)
        for item in element:
            inside = _List(item.get(T + "style-override") or style, counts, level)
            if local(item) == "list-item":
                inside.pending = True
                inside.start = _whole(item.get(T + "start-value"))
            self._blocks(item, zone, inside)

    def _numbered_paragraph(self, element: Element, zone: str) -> None:
        """A paragraph that names its list instead of standing in it (ODF 1.3 part 3, 5.3.6)."""
        counts = self._lists.setdefault(element.get(T + "list-id", ""), {})
        level = _whole(element.get(T + "level")) or 1
        inside = _List(element.get(T + "style-name"), counts, level, True, _whole(element.get(T + "start-value")))
        self._blocks(element, zone, inside)

    def _paragraph(self, element: Element, zone: str, inside: _List | None) -> None:
        style = self._styles.of("paragraph", element.get(T + "style-name"))
        content = _Content()
        starts = dict.fromkeys(self._inserting, content.here())
        self._walk(element, bool(style.bold), content, starts)
        for identifier, since in starts.items():
            if identifier in self._inserting:
                self._inserted(identifier, since, content, ended=True)
        number, level, indent = self._number(element, style, inside)
        like = SourceLine(
            text="",
            number=number or None,
            level=level if number else 0,
            style=_style_name(element, style),
            part=STYLES.get(style.name, ""),
            zone=zone,
            bold=content.bold,
            centred=style.centred,
            indent=style.indent or indent,
        )
        self._gathering.add(content.text, like, content)
        for box in content.boxes:
            self._blocks(box, "textbox" if zone == "body" else zone, None)

    def _number(self, element: Element, style: Style, inside: _List | None) -> tuple[str, int, int]:
        """The number before a paragraph, its level from 1, and the indent in points that the level gives."""
        if inside is None:
            return self._heading_number(element, style)
        if not inside.pending:
            return "", 0, 0
        inside.pending = False
        levels = self._styles.levels(inside.style or style.list_style or "")
        _count(inside.counts, levels, inside.level, inside.start)
        number = printed(levels, inside.counts, inside.level, self._spoken(element, style))
        return number, inside.level, levels[inside.level].indent if inside.level in levels else 0

    def _heading_number(self, element: Element, style: Style) -> tuple[str, int, int]:
        """Headings outside lists are numbered by the document's outline style (ODF 1.3 part 3, 16.34)."""
        level = _whole(element.get(T + "outline-level"))
        if local(element) != "h" or level not in self._styles.outline or style.list_style == "":
            return "", 0, 0
        if element.get(T + "is-list-header") == "true":
            return "", 0, 0
        anew = element.get(T + "restart-numbering") == "true"
        start = _whole(element.get(T + "start-value")) if anew else None
        _count(self._outline, self._styles.outline, level, start)
        return printed(self._styles.outline, self._outline, level, self._spoken(element, style)), level, 0

    def _spoken(self, element: Element, style: Style) -> str:
        """The language in which a number is spelt out: that of the paragraph's first words."""
        span = element.find(T + "span")
        inner = None if span is None else self._styles.of("text", span.get(T + "style-name")).language
        return inner or style.language or self._language

    def _walk(self, parent: Element, bold: bool, content: _Content, starts: dict[str, tuple[int, int]]) -> None:
        """The inside of a paragraph."""
        content.spell(parent.text, bold)
        for child in parent:
            match local(child):
                case "s":
                    content.say(" " * min(_whole(child.get(T + "c")) or 1, 200), bold=bold)
                case "tab":
                    content.say("\t", bold=bold)
                case "line-break":
                    content.say("\n", bold=bold)
                case "note":
                    self._notes.append(child)
                case "change-start" | "change-end":
                    self._edge(child, content, starts)
                case "change":
                    self._deleted(child, content)
                case "annotation":
                    content.comments.append(_comment(child))
                case name if name in _SHAPES:
                    content.boxes.append(child)
                case name if name and name not in _SILENT:
                    style = self._styles.of("text", child.get(T + "style-name")) if name == "span" else Style()
                    before = content.here()
                    self._walk(child, bold if style.bold is None else style.bold, content, starts)
                    if name == "a":
                        content.linked(before, child.get(_XLINK + "href"))
            content.spell(child.tail, bold)

    def _track(self, body: Element) -> None:
        """Learn the tracked changes, which stand before the text (5.5)."""
        for region in body.iterfind(f"{T}tracked-changes/{T}changed-region"):
            identifier = region.get(_XML + "id") or region.get(T + "id") or ""
            for change in region:
                who, when = _signed(change.find(f"{_OFFICE}change-info"))
                if local(change) == "insertion":
                    self._regions[identifier] = ("inserted", "", who, when)
                elif local(change) == "deletion":
                    paragraphs = list(change.iter(T + "p", T + "h"))
                    words = "\n".join(_SPACE.sub(" ", "".join(map(str, each.itertext()))) for each in paragraphs)
                    self._regions[identifier] = ("deleted", words, who, when)

    def _edge(self, element: Element, content: _Content, starts: dict[str, tuple[int, int]]) -> None:
        """An insertion begins or ends inside this paragraph."""
        identifier = self._mark(element)
        if local(element) == "change-start":
            starts[identifier] = content.here()
        elif identifier in starts:
            self._inserted(identifier, starts.pop(identifier), content)

    def _mark(self, element: Element) -> str:
        """An insertion begins or ends, anywhere."""
        identifier = element.get(T + "change-id", "")
        if local(element) == "change-start":
            if len(self._inserting) < _OPEN:
                self._inserting[identifier] = None
        else:
            self._inserting.pop(identifier, None)
        return identifier

    def _inserted(self, identifier: str, since: tuple[int, int], content: _Content, *, ended: bool = False) -> None:
        kind, _, who, when = self._regions.get(identifier, _UNKNOWN)
        if kind == "inserted":
            content.inserted(since, who, when, ended=ended)

    def _deleted(self, element: Element, content: Words) -> Words:
        """Note the deletion that stood here."""
        kind, words, who, when = self._regions.get(element.get(T + "change-id", ""), _UNKNOWN)
        if kind == "deleted":
            content.deleted(words, who, when)
        return content

    def _table(self, table: Element) -> None:
        outer, rows = self._gathering, []
        for row in _within(table, "table-row"):
            cells = []
            for cell in row:
                if local(cell) == "table-cell":
                    self._gathering = Gathering()
                    self._blocks(cell, "table", None)
                    cells.append(self._gathering)
            rows.append(cells)
        self._gathering = outer
        self._gathering.add_table(rows)

    def _furniture(self, body: Element, names: dict[str, str]) -> None:
        """Headers or footers of the pages that the text uses: the first master page, and those that styles name."""
        masters = [] if self._masters is None else list(self._masters.iter(_STYLE + "master-page"))
        named = {self._styles.of("paragraph", each.get(T + "style-name")).page for each in body.iter(T + "p", T + "h")}
        for position, master in enumerate(masters):
            if position == 0 or master.get(_STYLE + "name") in named:
                for part in master:
                    if local(part) in names and part.get(_STYLE + "display") != "false":
                        self._blocks(part, names[local(part)], None)


def _count(counts: dict[int, int], levels: dict[int, Level], level: int, stated: int | None) -> None:
    """Count one more at a level; levels above that were skipped count as begun, deeper ones start anew."""
    for higher in range(1, level):
        counts.setdefault(higher, levels.get(higher, _FIRST).start)
    if stated is not None:
        counts[level] = stated
    else:
        counts[level] = counts[level] + 1 if level in counts else levels.get(level, _FIRST).start
    for deeper in [each for each in counts if each > level]:
        del counts[deeper]


def _signed(parent: Element | None) -> tuple[str, str]:
    """Author and date of a tracked change or a comment."""
    return ("", "") if parent is None else (parent.findtext(_DC + "creator", ""), parent.findtext(_DC + "date", ""))


def _comment(annotation: Element) -> tuple[str, str, str]:
    """Text, author and date of a comment."""
    return (" ".join("".join(map(str, each.itertext())) for each in annotation.iter(T + "p")), *_signed(annotation))


def _follows_list(element: Element) -> bool:
    """Whether another list stands before this one in the same item."""
    return any(local(each) == "list" for each in element.itersiblings(preceding=True))


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table, through groups of them."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _within(child, name)


def _style_name(element: Element, style: Style) -> str:
    """*heading n* for headings, whatever the file calls them; else the style's own name."""
    if local(element) == "h":
        return f"heading {min(_whole(element.get(T + 'outline-level')) or 1, 6)}"
    return style.name


def _whole(text: str | None) -> int | None:
    try:
        return int(text) if text else None
    except ValueError:
        return None
