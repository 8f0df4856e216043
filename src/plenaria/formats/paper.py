"""What is put on paper: a resolution, the letterhead it is printed under, and the seal that it bears.

A :class:`Paper` is the whole input of every writer (:mod:`plenaria.formats.writing`): the same paper gives the same
bytes, wherever and whenever it is written.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from plenaria.core.text.resolution import Resolution

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What a body prints at the head of its papers.

    :raises ValueError: ``accent`` is not ``#RRGGBB``, or there is no name at all.
    """

    body_name: Mapping[str, str]
    """The body's name by language (BCP 47 primary subtag)."""
    lines: tuple[str, ...] = ()
    """What stands under the name, a line each: parent body, address, site."""
    accent: str = "#1f3a5f"
    """The colour of the body's emblem."""
    emblem_svg: bytes | None = None

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.accent):
            raise ValueError(f"an accent is written #RRGGBB, not {self.accent!r}")
        if not self.body_name:
            raise ValueError("a letterhead needs the name of the body in at least one language")

    def name(self, language: str) -> str:
        """The body's name in a language, or in the first one that it has."""
        return self.body_name.get(language) or next(iter(self.body_name.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class SealMark:
    """What an adopted paper shows of its seal."""

    number: str
    """The number under which the resolution is registered."""
    adopted: date
    permalink: str
    """Absolute address of the resolution in the public register."""
    short_hash: str
    """The first digits of the SHA-256 of the canonical form, in hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """An earlier text, from which the changes to the one on paper are shown (DOCX: tracked changes)."""

    before: Resolution
    """In the same language; its clauses have the ids of those that they became."""
    author: str = ""
    """Who made the changes, as word processors name them."""
    at: datetime | None = None
    """When, in UTC; left out of the file where it is ``None``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A resolution as it is to be written.

    :raises ValueError: ``body_code`` or ``country`` can't stand in an address.
    """

    resolution: Resolution
    letterhead: Letterhead | None = None
    other: Resolution | None = None
    """The same resolution in a second language, set beside the first; clauses are matched by their ids."""
    sealed: SealMark | None = None
    running_head: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """A short title for the head of later pages, by language; the title itself where there is none."""
    base_url: str | None = None
    """Address of the register, without a slash at its end; names the schema.org identifiers."""
    body_code: str = "body"
    """Short name of the body in addresses: lower-case Latin letters, digits, hyphens."""
    country: str = "xx"
    """ISO 3166-1, lower case. ``xx`` is left to users by the standard: a body that belongs to no one country."""
    redline: Redline | None = None
    """Shows changes; DOCX only, which then holds the leading language alone."""
    authentic: str | None = None
    """The language of which the others are translations; ``None``: that of ``resolution``."""

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.body_code):
            raise ValueError(f"not a body code: {self.body_code!r}")
        if not re.fullmatch(r"[a-z]{2}", self.country):
            raise ValueError(f"not a country code: {self.country!r}")

    @property
    def texts(self) -> tuple[Resolution, ...]:
        """The language versions, the leading one first."""
        return (self.resolution,) if self.other is None else (self.resolution, self.other)

    @property
    def number(self) -> str | None:
        """The number given at adoption, else the one that the text prints."""
        return self.sealed.number if self.sealed else self.resolution.number

    @property
    def adopted(self) -> date | None:
        """The day of adoption, else the date that the text prints."""
        return self.sealed.adopted if self.sealed else self.resolution.date

    def head(self, text: Resolution) -> str:
        """The running head of one language version."""
        return self.running_head.get(text.language) or text.title
