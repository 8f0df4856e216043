"""One unit made: everything of it is asked for in every language, and written as it lies in the export."""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from plenaria.interfaces.cli.site import linking
from plenaria.interfaces.cli.site.asking import Answer, Register
from plenaria.interfaces.cli.site.folder import Done, Writer
from plenaria.interfaces.cli.site.places import Address, Places, is_page
from plenaria.interfaces.cli.site.plan import FRAME, Unit
from plenaria.interfaces.cli.site.units import owner
from plenaria.interfaces.kit.exported import Exported

STATIC = settings.STATIC_URL
INDEX = "/find/"
"""Where the index of the search lies."""
_CLAUSE = re.compile(rb'<li class="clause[^"]*" id="([^"]+)"')
REMEMBERED = 20_000
"""So many links are known by heart."""
NOWHERE = "/there-is-no-such-page"
SCRIPT = f"{STATIC}plenaria/moved.js"
"""Keeps the place within a page that has moved."""
MISSING = "404.html"
"""What hosts show where there is nothing (GitHub and GitLab Pages, Netlify; ``error_page`` of nginx)."""


@dataclass(slots=True)
class Maker:
    """Makes units, one after the other."""

    of: Exported
    folder: Path
    slugs: frozenset[str]
    """Of the bodies that are exported, earlier ones too."""
    _register: Register = field(init=False)
    _places: Places = field(init=False)
    _known: dict[str, Address | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._register, self._places = Register(self.of), Places(self.of)

    def make(self, unit: Unit, before: Mapping[str, str]) -> Done:
        """Ask for all of it and write what changed since ``before``."""
        return _Making(self, unit, Writer(self.folder, before)).run()

    def place(self, address: Address, answers: dict[str, Answer]) -> str:
        """Where something lies; a file whose address does not name it is asked for its name."""
        if not self._places.has_name_of_its_own(address):
            return self._places.place(address)
        if address.asked not in answers:
            answers[address.asked] = self._register.get(address.asked)
        return self._places.place(address, answers[address.asked].name)

    def address(self, link: str) -> Address | None:
        """The exported address to which a link leads. Most links of a page are on the one before it, too."""
        if link not in self._known:
            if len(self._known) == REMEMBERED:
                self._known.clear()
            address = self._places.address(link)
            of = str(address.arguments.get("body", "")) if address else ""
            self._known[link] = address if not of or of in self.slugs else None
        return self._known[link]

    def get(self, address: str) -> Answer:
        """What is there."""
        return self._register.get(address)


@dataclass(slots=True)
class _Making:
    """The making of one unit."""

    maker: Maker
    unit: Unit
    writer: Writer
    _queue: deque[Address] = field(default_factory=deque)
    _known: set[str] = field(default_factory=set)
    _begun: frozenset[str] = frozenset()
    _answers: dict[str, Answer] = field(default_factory=dict)
    _static: set[str] = field(default_factory=set)
    _problems: list[str] = field(default_factory=list)

    def run(self) -> Done:
        for begin in self.unit.begins:
            for language in ("", *self.maker.of.languages):
                address = self.maker.address(f"{f'/{language}' if language else ''}{begin}")
                if address:
                    self._want(address)
        self._begun = frozenset(self._known)
        while self._queue:
            self._take(self._queue.popleft())
        if self.unit.name == FRAME:
            self._write_missing()
        return Done(
            self.unit.name,
            self.writer.files,
            self.writer.written,
            tuple(sorted(self._static)),
            tuple(self._problems),
        )

    def _want(self, address: Address) -> None:
        if address.asked not in self._known:
            self._known.add(address.asked)
            self._queue.append(address)

    def _take(self, address: Address) -> None:
        answer = self._answers.pop(address.asked, None) or self.maker.get(address.asked)
        place = self.maker.place(address, {address.asked: answer})
        if answer.status in (301, 302) and answer.location:
            self.writer.write(place, self._moved(answer.location, address, place))
        elif answer.status != 200:
            self._missing(address, place, answer.status)
        elif is_page(address.route):
            self.writer.write(place, self._relinked(answer, address, place))
            if address.route == "embed-resolution":
                self._want_clauses(answer, address)
        else:
            self.writer.write(place, answer.body)

    def _want_clauses(self, frame: Answer, address: Address) -> None:
        """The pages for frames of each clause, to which nothing links but what others have pasted."""
        for fragment in _CLAUSE.findall(frame.body):
            clause = self.maker.address(f"{address.asked}{fragment.decode()}/")
            if clause:
                self._want(clause)

    def _missing(self, address: Address, place: str, status: int) -> None:
        """Something is not there: a beginning may be without it, a link may not. What failed stays as it was."""
        if status >= 500 or address.asked not in self._begun:
            self._problems.append(f"{address.asked}: {status}")
        if status >= 500:
            self.writer.leave(place)

    def _relinked(self, answer: Answer, address: Address, place: str) -> bytes:
        here = linking.Here(address.asked, place, settings.BASE_URL, self.maker.of.by_file)
        return linking.relinked(answer.body, here, self._follow, head=tuple(_said_in_headers(answer)))

    def _follow(self, link: str) -> str | None:
        """Where a link (from the root) leads in the export; what is this unit's own is made, too."""
        if link.startswith(STATIC):
            self._static.add(link)
            return link.lstrip("/")
        if link.startswith(INDEX):
            return link.lstrip("/")
        address = self.maker.address(link)
        if address is None:
            return None
        if address.route == "accent":
            self._static.add(address.asked)
        elif owner(address) == self.unit.name:
            self._want(address)
        place = self.maker.place(address, self._answers)
        asked = urlsplit(link).query
        return f"{place}?{asked}" if address.route == "register-search" and asked else place

    def _moved(self, location: str, here: Address, place: str) -> bytes:
        """A page that leads to another one, for hosts that cannot redirect."""
        there = self._follow(location) if location.startswith("/") else None
        link = linking.relative(there, place, by_file=self.maker.of.by_file) if there else location
        script = linking.relative(self._follow(SCRIPT) or "", place, by_file=True)
        written = escape(link)
        return (
            f'<!doctype html>\n<html lang="{here.language or self.maker.of.languages[0]}">\n<meta charset="utf-8">\n'
            f'<title>{written}</title>\n<link rel="canonical" href="{written}">\n'
            f'<script src="{escape(script)}"></script>\n<meta http-equiv="refresh" content="1; url={written}">\n'
            f'<p><a href="{written}">{written}</a></p>\n</html>\n'
        ).encode()

    def _write_missing(self) -> None:
        answer = self.maker.get(f"/{self.maker.of.languages[0]}{NOWHERE}")
        path = urlsplit(settings.BASE_URL).path.rstrip("/")
        # It is shown where something else was looked for, which is in no other language either.
        page = answer.body.replace(NOWHERE.encode(), b"/")
        self.writer.write(MISSING, linking.rooted(page, self._follow, prefix=path))


def _said_in_headers(answer: Answer) -> Iterator[str]:
    """What a server says of a page beside it, in the page: a host of files says nothing."""
    if answer.policy:
        yield f'<meta http-equiv="Content-Security-Policy" content="{escape(answer.policy)}">'
    if answer.robots and b'<meta name="robots"' not in answer.body:
        yield f'<meta name="robots" content="{escape(answer.robots)}">'
