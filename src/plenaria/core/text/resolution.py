"""A resolution as a value, in one language.

The words are those of Akoma Ntoso 3.0 where it has one: preface, preamble (formula, recitals), main body, conclusions.
Several languages of one resolution are several values whose clauses share their ids.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

KINDS = (
    "position",
    "continuing",
    "task",
    "event",
    "nomination",
    "rule",
    "request",
    "thanks",
    "assessment",
    "publication",
)
"""What a clause does, and so what must follow from it."""

METHODS = ("open vote", "secret vote", "roll call", "show of hands", "consensus", "acclamation")
RESULTS = ("unanimous", "majority", "rejected")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its source something stands: a line (from 1), and characters of that line (from 0, end excluded).

    ``end`` is ``None`` for *to the end of the line*.
    """

    line: int
    start: int = 0
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A reference to an earlier decision or an outside document, as printed and as understood."""

    text: str
    body: str | None = None
    number: str | None = None
    date: str | None = None
    """ISO 8601, as exact as the text is: a year, a month or a day."""
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recital:
    """A paragraph of the preamble."""

    text: str
    citations: tuple[Citation, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A numbered operative paragraph, with its sub-clauses.

    ``id`` is opaque and stays from draft to report; ``number`` is as printed, without its full stop or bracket
    (``3``, ``1.2``, ``а``), and empty where the paper prints none. ``parties`` and ``people`` are as printed.
    ``tail`` is text of the clause that follows its sub-clauses.
    """

    id: str
    number: str
    text: str
    level: int = 1
    kind: str = "position"
    also: tuple[str, ...] = ()
    verb: str | None = None
    parties: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    dates: tuple[tuple[datetime.date, datetime.date], ...] = ()
    """Periods, first and last day; a single day is a period from itself to itself."""
    citations: tuple[Citation, ...] = ()
    children: tuple["Clause", ...] = ()
    tail: str = ""
    heading: str = ""
    """The heading of the section that begins with this clause, as printed."""
    place: Place | None = None

    def walk(self) -> Iterator["Clause"]:
        """This clause and all below it, in the order in which they are printed."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """The statement of how the text was adopted; counts are ``None`` where it names none."""

    text: str
    method: str | None = None
    result: str | None = None
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, in which role."""

    role: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An annex that follows the resolution: its heading as printed, and its paragraphs with their printed numbers."""

    title: str
    paragraphs: tuple[str, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - the word of the house; nothing here warns in Python's sense
    """Something a person should look at: a code, the line of the source, and the words in question."""

    code: str
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """All that a resolution says in one language; nothing of its source is lost: see ``furniture`` and ``unplaced``."""

    language: str
    """BCP 47, the primary subtag only: ``ru``, ``es``, ``en`` …"""
    title: str
    number: str | None = None
    date: datetime.date | None = None
    venue: str | None = None
    body: str | None = None
    letterhead: tuple[str, ...] = ()
    formula: str | None = None
    """The opening of the preamble or what leads from it to the clauses: *The Conference decides:*"""
    recitals: tuple[Recital, ...] = ()
    clauses: tuple[Clause, ...] = ()
    closing: str | None = None
    adoption: Adoption | None = None
    signatures: tuple[Signature, ...] = ()
    dispatch: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    furniture: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """Every clause and sub-clause, in the order in which they are printed."""
        for clause in self.clauses:
            yield from clause.walk()
