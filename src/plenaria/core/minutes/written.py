"""Minutes in one language as they are shown, printed and approved: words and tables, and nothing else.

What is approved is the SHA-256 of the canonical bytes (RFC 8785) of this value.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Self

from plenaria.core.journal import canonical

FORM = "plenaria-minutes-1"
JOURNAL, CLERK, EDITED = "journal", "clerk", "edited"
"""Whose words a paragraph has: told by the journal, added by the clerk, or the clerk's instead of the journal's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a head; ``figures`` are the columns of numbers, from 0.

    ``shares``: of each row a part of the whole, in per cent, which is drawn as a bar beside it.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()
    shares: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A numbered paragraph; lines of its text are parted by line ends.

    ``key`` is the paragraph of the journal that it is or holds on to, ``entries`` are the journal's numbers.
    ``generated`` is what the journal tells where the clerk wrote it otherwise. ``facts`` stand under the text: a label
    and its words each, the same label no more than once in a row.
    """

    number: str
    text: str
    key: str
    source: str = JOURNAL
    entries: tuple[int, ...] = ()
    generated: str = ""
    table: Table | None = None
    facts: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered section."""

    number: str
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """What is added at the end: the attendance list, a roll-call, the rounds of an election."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The whole. ``mark`` says that it is a draft, and is empty once it is approved; ``about`` are label and value."""

    language: str
    title: str
    over: str
    mark: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    annexes: tuple[Annex, ...]
    signatures: tuple[tuple[str, str], ...]
    """Office and name of those who sign."""
    foot: tuple[str, ...]
    """Whose words they are, and how the journal stood."""
    version: int = 1

    def to_data(self) -> dict[str, Any]:
        """As JSON values; ``from_data`` gives the same minutes back."""
        return {"form": FORM, **_plain(asdict(self))}

    def data(self) -> bytes:
        """The canonical bytes."""
        return canonical.encode(canonical.normalised(self.to_data()))

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical bytes, in hexadecimal."""
        return sha256(self.data()).hexdigest()

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The minutes that ``to_data`` wrote. Raises ``ValueError`` for another form."""
        if data.get("form") != FORM:
            raise ValueError("no minutes of this form")
        own = {name: value for name, value in data.items() if name != "form"}
        return cls(
            **own
            | {
                "about": _rows(data["about"]),
                "signatures": _rows(data["signatures"]),
                "foot": tuple(data["foot"]),
                "sections": tuple(
                    Section(**{**each, "paragraphs": tuple(_paragraph(one) for one in each["paragraphs"])})
                    for each in data["sections"]
                ),
                "annexes": tuple(
                    Annex(title=each["title"], lines=tuple(each["lines"]), table=_table(each.get("table")))
                    for each in data["annexes"]
                ),
            }
        )


def _plain(value: Any) -> Any:
    """Without what is absent: canonical JSON knows no null."""
    if isinstance(value, dict):
        return {name: _plain(member) for name, member in value.items() if member is not None}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _rows(rows: Any) -> tuple[Any, ...]:
    return tuple(tuple(each) for each in rows)


def _paragraph(data: Mapping[str, Any]) -> Paragraph:
    facts = _rows(data["facts"]) if "facts" in data else None
    return Paragraph(**{**data, "entries": tuple(data["entries"]), "table": _table(data.get("table")), "facts": facts})


def _table(data: Mapping[str, Any] | None) -> Table | None:
    if data is None:
        return None
    return Table(
        caption=data["caption"],
        head=tuple(data["head"]),
        rows=_rows(data["rows"]),
        figures=tuple(data["figures"]),
        shares=tuple(data["shares"]) if "shares" in data else None,
    )
