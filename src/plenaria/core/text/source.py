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
    """Where it stands: body, header, footer, textbox, footnote, table; *other language* for what is not to be read."""
    page: int | None = None
    """From 1, where the file has pages."""
    bold: bool = False
    centred: bool = False
    indent: int = 0
    """Left indent in typographic points, where known."""
    paragraph: int | None = None
    """Lines of one wrapped paragraph share this number; ``None`` where each line is a paragraph of its own."""
    links: tuple[tuple[int, int, str], ...] = ()
    """Addresses (http, https, mailto) behind words that do not show them: from and to which character of ``text``
    (from 0, end excluded), and where they lead."""
    part: str = ""
    """What it is, where the file says so in the words of the house: see :mod:`plenaria.core.text.declared`."""
    about: tuple[tuple[str, str], ...] = ()
    """What the file says of that part beside its words: names and values."""
    column: int = 0
    """From 1, where several languages of one text stand side by side; 0 elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedChange:
    """An insertion or deletion that the file still holds as a proposal; the lines are read as if it were accepted.

    What is moved is deleted at its old place and inserted at its new one.
    """

    line: int
    """The line from 1 in which it stands."""
    kind: str
    """inserted or deleted."""
    text: str
    """As it stands, blanks included; a line feed in it is the end of a line. An insertion is in one line, and may end
    with the end of that line; a deletion may hold several."""
    author: str = ""
    date: str = ""
    """When it was proposed, ISO 8601, as the file says."""
    start: int = 0
    """The character of the line, from 0, where it begins or, deleted, stood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A remark in the margin of a file: no part of its text."""

    line: int
    """The line from 1 that it is about."""
    text: str
    author: str = ""
    date: str = ""
    """ISO 8601, as the file says."""


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
    """In the order of the text."""
    comments: tuple[Comment, ...] = field(default=())
