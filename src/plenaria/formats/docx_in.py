"""Reading a Word document (ECMA-376 Office Open XML, transitional and strict)."""

import posixpath
from collections.abc import Iterable, Iterator

from plenaria.core.text.declared import STYLES
from plenaria.core.text.source import Source, SourceLine
from plenaria.formats.archive import Archive
from plenaria.formats.docx_numbering import Numbering
from plenaria.formats.docx_runs import Content, Runs, chosen, gone, signed
from plenaria.formats.docx_styles import R, Style, Styles, W, indent, switched, value, whole
from plenaria.formats.gathering import Gathering, Words
from plenaria.formats.markup import Element, local, parse
from plenaria.formats.unreadable import Unreadable, or_a_scan

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""Namespaces of the strict form and of the transitional one, which says the same for all that we read."""
_PASSED_THROUGH = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}
"""Wrappings of blocks and rows that print nothing themselves."""


def read(data: bytes) -> Source:
    """A document's lines: headers, body with tables and text boxes, notes, footers.

    :raises Unreadable: it is damaged, hostile, or holds no text.
    """
    archive = Archive(data)
    with or_a_scan(any(name.startswith("word/media/") for name in archive)):
        return _Document(Package(archive)).read()


class Package:
    """The parts of a document and how they point to each other (ECMA-376 part 2, clause 9)."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        main = next((path for _, kind, path in self._relations("") if kind == "officeDocument"), "word/document.xml")
        if main not in archive:
            raise Unreadable("file-broken")
        self.main = main
        self.related = list(self._relations(main))

    def part(self, path: str) -> Element | None:
        """A part's root element, if there is such a part."""
        if path not in self._archive:
            return None
        data = self._archive.read(path)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        return parse(data)

    def of(self, kind: str) -> Element | None:
        """The part of a kind that the document points to, such as ``styles``."""
        return next((self.part(path) for _, each, path in self.related if each == kind), None)

    def by_relation(self, identifier: str) -> str:
        """The path of the part that a relation's id stands for."""
        return next((path for each, _, path in self.related if each == identifier), "")

    def addresses(self, source: str) -> dict[str, str]:
        """Where the relations of a part lead outside, by their id."""
        return {
            relation.get("Id", ""): relation.get("Target", "")
            for relation in self._stated(source)
            if relation.get("TargetMode") == "External"
        }

    def _relations(self, source: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind and target of every relation of a part to another inside."""
        folder = posixpath.dirname(source)
        for relation in self._stated(source):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], target.lstrip("/")

    def _stated(self, source: str) -> Iterable[Element]:
        folder, file = posixpath.split(source)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        return () if root is None else root


class _Document:
    """Walks the blocks of a document in reading order."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(package.of("styles"))
        self._runs = Runs(self._styles)
        self._runs.comments = _comments(package.of("comments"))
        self._numbers = package.of("numbering")
        self._numbering = self._counter()
        self._gathering = Gathering()
        self._held: Content | None = None
        """What is left of paragraphs whose end is deleted: it begins the next one."""

    def read(self) -> Source:
        """All lines."""
        root = self._package.part(self._package.main)
        body = None if root is None else root.find(W + "body")
        if body is None:
            raise Unreadable("file-broken")
        self._furniture(body, "header")
        self._numbering = self._counter()
        self._runs.addresses = self._package.addresses(self._package.main)
        self._blocks(body, "body")
        self._notes()
        self._numbering = self._counter()
        self._furniture(body, "footer")
        counted = self._runs.languages.most_common(1)
        total = sum(len(line.text) for line in self._gathering.lines)
        language = counted[0][0] if counted and counted[0][1] > total / 3 else self._styles.language
        return self._gathering.source("docx", language=language)

    def _counter(self) -> Numbering:
        return Numbering(self._numbers, self._styles, self._styles.language)

    def _blocks(self, parent: Element | None, zone: str) -> None:
        """The paragraphs and tables of the body, a cell, a note, a text box."""
        for child in () if parent is None else parent:
            name = local(child)
            if name == "p":
                self._paragraph(child, zone)
            elif name == "tbl":
                self._flush(zone)
                self._table(child)
            elif name == "AlternateContent":
                self._blocks(chosen(child), zone)
            elif name in _PASSED_THROUGH:
                self._blocks(child, zone)
        if parent is not None and local(parent) not in _PASSED_THROUGH:
            self._flush(zone)

    def _paragraph(self, paragraph: Element, zone: str) -> None:
        properties = paragraph.find(W + "pPr")
        style = self._styles.of(value(properties, "pStyle"))
        content = self._runs.read(paragraph, style, self._held)
        self._held = None
        mark = None if properties is None else properties.find(W + "rPr")
        if mark is not None and content.marked(mark):
            self._held = content
            return
        if not content.text.strip() and (style.hidden or switched(mark, "vanish")):
            return
        language = value(mark, "lang") or value(paragraph.find(f"{W}r/{W}rPr"), "lang") or style.language
        printed = self._numbering.next(properties, style, language)
        centred = value(properties, "jc")
        set_in = indent(properties)
        if set_in is None:
            set_in = style.indent if printed is None or printed.indent is None else printed.indent
        like = SourceLine(
            text="",
            number=printed.text if printed else None,
            level=printed.level if printed else 0,
            style=_style_name(style, whole(value(properties, "outlineLvl"))),
            part=STYLES.get(style.name, ""),
            zone=zone,
            bold=content.bold,
            centred=style.centred if centred is None else centred == "center",
            indent=set_in or 0,
        )
        self._gathering.add(content.text, like, content)
        for box in content.boxes:
            self._blocks(box, "textbox" if zone == "body" else zone)

    def _flush(self, zone: str) -> None:
        """Print what was held back when no paragraph follows that could take it."""
        if self._held is not None:
            held, self._held = self._held, None
            self._gathering.add(held.text, SourceLine(text="", zone=zone, bold=held.bold), held)

    def _table(self, table: Element) -> None:
        outer, rows = self._gathering, []
        for row in _within(table, "tr"):
            properties = row.find(W + "trPr")
            deleted = None if properties is None else properties.find(W + "del")
            cells = []
            if deleted is not None:
                self._gathering = Gathering()
                self._gathering.add("", SourceLine(text=""), _row_that_was(row, deleted))
                cells.append(self._gathering)
            else:
                for cell in _within(row, "tc"):
                    self._gathering = Gathering()
                    self._blocks(cell, "table")
                    cells.append(self._gathering)
            rows.append(cells)
        self._gathering = outer
        self._gathering.add_table(rows)

    def _notes(self) -> None:
        """Footnotes and endnotes, in the order in which the text refers to them."""
        parts = {kind: self._package.of(f"{kind}s") for kind in ("footnote", "endnote")}
        self._runs.addresses = {}
        notes = {
            (kind, note.get(W + "id", "")): note
            for kind, root in parts.items()
            for note in (() if root is None else root.iterfind(W + kind))
        }
        for position, reference in enumerate(dict.fromkeys(self._runs.notes), start=1):
            outer, self._gathering = self._gathering, Gathering()
            self._blocks(notes.get(reference), "footnote")
            inner, self._gathering = self._gathering, outer
            inner.number_first(str(position))
            self._gathering.add_row([inner])

    def _furniture(self, body: Element, zone: str) -> None:
        """Headers or footers: each part once, in the order of the sections that show it."""
        settings = self._package.of("settings")
        even = bool(switched(settings, "evenAndOddHeaders"))
        paths: dict[str, None] = {}
        for section in body.iter(W + "sectPr"):
            first = bool(switched(section, "titlePg"))
            shown = {"first": first, "even": even}
            for reference in section.iterfind(f"{W}{zone}Reference"):
                if shown.get(reference.get(W + "type", "default"), True):
                    paths[self._package.by_relation(reference.get(R + "id", ""))] = None
        for path in paths:
            self._runs.addresses = self._package.addresses(path)
            self._blocks(self._package.part(path), zone)


def _row_that_was(row: Element, deletion: Element) -> Words:
    """A row of a table that is deleted: its cells as one line."""
    words = Words()
    cells = (" ".join("".join(gone(cell)).split()) for cell in _within(row, "tc"))
    words.deleted("\t".join(filter(None, cells)), *signed(deletion))
    return words


def _comments(root: Element | None) -> dict[str, tuple[str, str, str]]:
    """Text, author and date of the comments of a document by their id."""
    return {
        comment.get(W + "id", ""): (" ".join(each.text or "" for each in comment.iter(W + "t")), *signed(comment))
        for comment in (() if root is None else root.iterfind(W + "comment"))
    }


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through wrappings."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in _PASSED_THROUGH:
            yield from _within(child, name)


def _style_name(style: Style, outline: int | None) -> str:
    """*heading n* for headings, whatever the file calls them; else the style's own name."""
    level = style.heading if outline is None else outline
    if style.name.startswith("heading ") and style.name[8:].isdigit():
        level = int(style.name[8:]) - 1
    return f"heading {min(level, 5) + 1}" if level is not None and 0 <= level < 9 else style.name
