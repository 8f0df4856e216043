"""What a paragraph of a Word document says, its tracked changes accepted (ECMA-376 part 1, 17.3 and 17.13.5)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from plenaria.formats.docx_styles import R, Style, Styles, W, switched, value
from plenaria.formats.gathering import Words
from plenaria.formats.markup import Element, local

_INSERTED = {"ins", "moveTo"}
_DELETED = {"del", "moveFrom"}
_SILENT = {"pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "rt", "softHyphen", "annotationRef"}
"""Elements that print nothing, whatever they hold."""
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑"}
_SYMBOLS = {0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐", 0xE0: "→", 0x2D: "–"}
"""Code points of Wingdings and Symbol that papers use; any other is shown as a bullet."""
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_INSTRUCTION = 4_000
"""Characters of one piece of a field's instruction that are looked at."""
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(slots=True)
class Content(Words):
    """A paragraph's text and what was found in it."""

    boxes: list[Element] = field(default_factory=list)
    """Text boxes that are anchored in it."""

    def marked(self, mark: Element | None) -> bool:
        """Note what is proposed for the paragraph's end (17.13.5.15, 17.13.5.20); whether it is deleted."""
        inserted, deleted = _first(mark, _INSERTED), _first(mark, _DELETED)
        if deleted is not None:
            if inserted is None:
                self.deleted("\n", *signed(deleted))
            return True
        if inserted is not None:
            self.inserted(self.here(), *signed(inserted), ended=True)
        return False


@dataclass(slots=True)
class _Field:
    """A field that is open."""

    instruction: str = ""
    shown: bool = False
    """Whether its result has begun."""
    content: Content | None = None
    since: tuple[int, int] = (0, 0)
    """Where its result began, in which paragraph."""


class Runs:
    """Reads paragraphs one after another: a field may begin in one and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self._inserting = 0
        """How many insertions stand around what is read: what is deleted inside one never was."""
        self.addresses: Mapping[str, str] = {}
        """Where the relations of the part that is read lead outside."""
        self.comments: dict[str, tuple[str, str, str]] = {}
        """Text, author and date of each comment by its id."""
        self.notes: list[tuple[str, str]] = []
        """References to notes in order: footnote or endnote, and the note's id."""
        self.languages: Counter[str] = Counter()
        """Letters in each language that runs name."""

    def read(self, paragraph: Element, style: Style, into: Content | None = None) -> Content:
        """A paragraph's content, appended to what is left of paragraphs whose end was deleted."""
        content = into or Content()
        for child in paragraph:
            self._walk(child, style, content)
        return content

    def _walk(self, element: Element, style: Style, content: Content) -> None:
        """Any element inside a paragraph."""
        name = local(element)
        if name == "r":
            self._run(element, style, content)
        elif name in _INSERTED:
            before = content.here()
            self._inserting += 1
            self._walk_all(element, style, content)
            self._inserting -= 1
            content.inserted(before, *signed(element))
        elif name in _DELETED:
            if not self._inserting:
                content.deleted("".join(gone(element)), *signed(element))
        elif name == "hyperlink" or name == "fldSimple":
            before = content.here()
            self._walk_all(element, style, content)
            address = self.addresses.get(element.get(R + "id", "")) or _instructed(element.get(W + "instr", ""))
            content.linked(before, address)
        elif name == "AlternateContent":
            self._walk_all(chosen(element), style, content)
        elif name == "t":  # in mathematics (m:t), which has runs of its own
            self._say(element.text or "", content, bold=False)
        elif name not in _SILENT:
            self._walk_all(element, style, content)

    def _walk_all(self, parent: Element | None, style: Style, content: Content) -> None:
        for child in () if parent is None else parent:
            self._walk(child, style, content)

    def _run(self, run: Element, style: Style, content: Content) -> None:
        properties = run.find(W + "rPr")
        own = Style() if (named := value(properties, "rStyle")) is None else self._styles.of(named)
        hidden = switched(properties, "vanish")
        if own.hidden if hidden is None else hidden:
            return
        stated = switched(properties, "b")
        inherited = style.bold if own.bold is None else own.bold
        bold = bool(inherited if stated is None else stated)
        before = content.letters
        for child in run:
            self._piece(child, content, bold)
        if language := value(properties, "lang"):
            self.languages[language] += content.letters - before

    def _piece(self, element: Element, content: Content, bold: bool) -> None:
        """One element of a run."""
        name = local(element)
        if name == "fldChar":
            self._field(element.get(W + "fldCharType", ""), content)
        elif name == "instrText" and self._fields:
            self._fields[-1].instruction += (element.text or "")[:_INSTRUCTION]
        elif name == "commentReference":
            content.comments += [self.comments[at] for at in [element.get(W + "id", "")] if at in self.comments]
        elif name in _NOTES:
            self.notes.append((_NOTES[name], element.get(W + "id", "")))
        elif name == "t":
            self._say(element.text or "", content, bold)
        elif name in _SIGNS:
            self._say(_SIGNS[name], content, bold)
        elif name == "sym":
            self._say(_symbol(element.get(W + "char", "")), content, bold)
        elif name == "txbxContent":
            content.boxes.append(element)
        elif name == "AlternateContent":
            inner = chosen(element)
            for child in () if inner is None else inner:
                self._piece(child, content, bold)
        elif name == "ruby":
            for base in element.iterfind(f"{W}rubyBase/{W}r/{W}t"):
                self._say(base.text or "", content, bold)
        elif name not in _SILENT and name not in _DELETED and name != "delText":
            for child in element:
                self._piece(child, content, bold)

    def _field(self, kind: str, content: Content) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            one = self._fields[-1]
            one.shown, one.content, one.since = True, content, content.here()
        elif self._fields and kind == "end":
            one = self._fields.pop()
            if one.content is content:
                content.linked(one.since, _instructed(one.instruction))

    def _say(self, text: str, content: Content, bold: bool) -> None:
        """Print text, unless it belongs to the instruction of a field."""
        if all(each.shown for each in self._fields):
            content.say(text, bold=bold)


def signed(change: Element) -> tuple[str, str]:
    """Author and date of a tracked change or a comment."""
    return change.get(W + "author", ""), change.get(W + "date", "")


def gone(element: Element) -> Iterator[str]:
    """The words of a deletion, without those that were inserted only to be deleted."""
    for child in element:
        name = local(child)
        if name in ("delText", "t"):
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name not in _SILENT and name not in _INSERTED:
            yield from gone(child)


def _instructed(field: str) -> str | None:
    """The address in a HYPERLINK field (17.16.5.25)."""
    found = _HYPERLINK.match(field)
    return found[1] if found else None


def _first(parent: Element | None, names: Iterable[str]) -> Element | None:
    return next((each for each in (() if parent is None else parent) if local(each) in names), None)


def chosen(alternatives: Element) -> Element | None:
    """The one alternative to read (ECMA-376 part 3, 10.2.1): the first that is offered, else the fallback."""
    return next((each for each in alternatives if local(each) in ("Choice", "Fallback")), None)


def _symbol(code: str) -> str:
    """A character of a symbol font, which sits at F000 and above."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return _SYMBOLS.get(point - 0xF000, "•") if 0xF000 <= point <= 0xF0FF else chr(point) if point < 0xD800 else ""
