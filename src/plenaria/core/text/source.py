"""What a reader of a file format hands over: lines, with all that the file knew of each.

``formats`` makes a :class:`Source` of bytes; ``core.text.reading`` makes a resolution of a :class:`Source`.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One paragraph of a file (one line of a plain text), with what the file says of it."""

    text: str
    number: str | None = None
    """An automatic number as it would be printed (``3.``, ``а)``), where the file numbers by itself."""
    level: int = 0
    """Depth of that number, from 1; 0 without one."""
    style: str = ""
    """Name of the paragraph's style in the file, lower case; *heading 1* to *heading 6* for headings, whatever the
    file calls them."""
    zone: str = "body"
    """Where it stands: body, header, footer, textbox, footnote, table."""
    page: int | None = None
    """From 1, where the file has pages."""
    bold: bool = False
    centred: bool = False
    indent: int = 0
    """Left indent in typographic points, where known."""
    paragraph: int | None = None
    """Lines of one wrapped paragraph share this number; ``None`` where each line is a paragraph of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedChange:
    """An insertion or deletion that the file still holds as a proposal; the lines are read as if it were accepted."""

    line: int
    """The line from 1 in which it stands."""
    kind: str
    """inserted or deleted."""
    text: str
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file's text, in reading order."""

    lines: tuple[SourceLine, ...]
    format: str
    """docx, odt, pdf, html, md, txt, akn."""
    language: str | None = None
    """As the file declares it, if it does."""
    wrapped: bool = False
    """Lines are those of a page, not paragraphs: PDF, and plain text broken at a width."""
    changes: tuple[TrackedChange, ...] = field(default=())
