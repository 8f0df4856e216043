"""A meeting as a stream of small facts (server-sent events, WHATWG HTML 9.2), one reader for all who listen.

Each fact goes out with its number in the journal as the event's id. A client that comes back names the last one it
heard; what is still held is sent again, and where too much was missed one ``resync`` tells it to load its snapshot.
Facts that concern everybody are unnamed events; votes, arrivals and the like are events named ``table``, for the
chair's table and the projector only, and those of one reading are one event. What moves the list of speakers is told
as such to those who stand on it too, so that five hundred others need not load a page whenever somebody asks to speak.
Whom the table puts on it is told to all: their phone does not know yet.

A phone that says who it is gets its page with the fact, as an event named ``page``, and need not ask for it: 2,000
phones that ask at once take as long again as telling them. From that page on it hears what its holder's place on the
list asks for.

A secret ballot is no fact: nothing of it is in the journal. While a box is open the tables are told every second if
more ballots are in, by an event without a number: nothing is missed by whoever does not hear it.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from django.db import connections

from plenaria.interfaces.hall.tickets import HEARERS, LISTED, PHONE, TABLE
from plenaria.store.queries.facts import FactView, facts_after, last_number
from plenaria.store.queries.secret import boxes

HEARTBEAT = 15.0
"""Seconds after which a silent stream says that it is still there."""
LOOK_ANYWAY = 1.0
"""Seconds after which the journal is read without having been woken: commands commit too (``store.notices``)."""
PAUSE = 0.02
"""Least seconds between two readings."""
BOX_PAUSE = 0.5
"""Least seconds between two looks at how many secret ballots are in."""
BETWEEN_PAGES = 0.25
"""Least seconds between two pages that one phone is sent."""
HELD = 500
"""Events that are kept for each meeting, for those who come back."""

FOR_ALL = frozenset(
    {
        *(f"meeting-{done}" for done in ("opened", "suspended", "resumed", "closed", "voided", "cancelled", "changed")),
        *(f"item-{done}" for done in ("opened", "closed", "postponed", "file-laid", "file-changed", "file-removed")),
        "clause-shown",
        "amendment-decided",
        "amendment-ruled",
        "amendment-worded",
        *(f"poll-{done}" for done in ("prepared", "opened", "extended", "closed", "declared", "voided")),
        "speaker-called",
        *(f"speech-{done}" for done in ("paused", "resumed", "ended")),
        "time-given",
        "speakers-closed",
        "speakers-reopened",
        "debate-changed",
    }
)
FOR_LISTED = frozenset({"speaker-listed", "speaker-left", "speaker-moved"})
"""What moves the list of speakers: told to the table, and to the phones of those who stand on it."""
FOR_TABLE = frozenset(
    {
        "vote-cast",
        "vote-corrected",
        "seat-called",
        "lot-drawn",
        "hands-counted",
        "ballots-counted",
        "presence-recorded",
        "proxy-given",
        "proxy-ended",
        "credential-changed",
        "credential-decided",
        "credential-withdrawn",
        "agenda-changed",
        "layout-chosen",
        "amendment-submitted",
        "text-revised",
        "resolution-state",
        "text-adopted",
    }
)

OF_POLL = frozenset({"vote-cast", "vote-corrected", "seat-called", "hands-counted", "ballots-counted"})
"""Kinds for the table whose poll is named."""

OF_ONE = frozenset({"vote-cast", "badge-issued", "badge-used"})
"""What only the seat itself sees on its page."""

BALLOTS = b'event: table\ndata: [{"kind":"ballots","subject":""}]\n\n'
"""More secret ballots are in."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """A phone's page, and whether its holder is on the list of speakers."""

    page: bytes
    listed: bool


class Stream:
    """Reads the journal from the first listener on, and tells each meeting's listeners what concerns them."""

    def __init__(self) -> None:
        self._audiences: dict[tuple[str, str], Audience] = {}
        """Those who listen to a meeting, each kind of hearer (``tickets.HEARERS``) by itself."""
        self._boxes: dict[str, int] = {}
        """How many ballots are in the open box of each meeting, as it was seen last."""
        self._looked = 0.0
        self._since = self._read = -1
        """What lies between these numbers was read, and what of it concerns a screen is held."""
        self._started = -1
        self._stamps: dict[str, int] = {}
        """The last fact of each meeting that changes what is shown."""
        self._woken = asyncio.Event()
        self._ready = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._reader = ThreadPoolExecutor(1, "facts")
        self._listeners = 0
        self._closed = False

    def wake(self, size: int | None = None) -> None:
        """There is something new in the journal, which has ``size`` entries now; may be called from any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed() and (size is None or size - 1 > self._read):
            loop.call_soon_threadsafe(self._woken.set)

    @property
    def follows(self) -> bool:
        """Whether the journal is being read, so that ``stamp`` says when something became so."""
        return self._ready.is_set() and bool(self._listeners) and not self._closed

    def stamp(self, meeting: str) -> int:
        """A number that changes with every fact of that meeting that others than its doer can see."""
        return self._stamps.get(meeting, self._started)

    def close(self) -> None:
        """End every stream: the server stops. May be called from any thread."""
        self._closed = True
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake_all)
            loop.call_soon_threadsafe(self._woken.set)

    async def listen(
        self, meeting: str, *, hearer: str, after: int | None, page: Callable[[], Awaitable[Shown | None]] | None
    ) -> AsyncGenerator[bytes]:
        """What to send to one listener, until it goes away; ``after`` is the number of the last event it heard.

        ``page`` gives what the listener shows now, if that is sent in place of facts; nothing where it has to ask.
        """
        if self._task is None or self._task.done():
            self._loop = asyncio.get_running_loop()
            self._task = asyncio.create_task(self._follow())
        self._listeners += 1
        try:
            await self._ready.wait()
            audience = self._audience(meeting, hearer)
            since = max(self._since, audience.since)
            cursor = self._read if after is None else after
            missed = cursor < since
            cursor = max(cursor, since)
            ballots = self._boxes.get(meeting, 0)
            yield b"retry: 2000\n\n"
            due = _event(cursor, "", [("resync", "")]) if missed else b""
            while not self._closed:
                news = audience.news
                due += audience.after(cursor)
                cursor = max(cursor, self._read)
                if hearer == TABLE and self._boxes.get(meeting, 0) != ballots:
                    ballots = self._boxes.get(meeting, 0)
                    due += BALLOTS
                if due:
                    shown = await page() if page else None
                    if shown is None:
                        yield due
                    else:
                        yield _page(cursor, shown.page)
                        hearer = LISTED if shown.listed else PHONE
                        audience = self._audience(meeting, hearer)
                        await asyncio.sleep(BETWEEN_PAGES)
                    due = b""
                try:
                    await asyncio.wait_for(news.wait(), HEARTBEAT)
                except TimeoutError:
                    yield b": still here\n\n"
        finally:
            self._listeners -= 1

    async def _follow(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._closed:
            if self._listeners or self._woken.is_set():
                self._woken.clear()
                look = loop.time() - self._looked > BOX_PAUSE
                reading, in_boxes = await loop.run_in_executor(self._reader, _reading, self._read, look)
                if in_boxes is not None:
                    self._looked = loop.time()
                self._tell(reading, in_boxes)
                await asyncio.sleep(PAUSE)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), LOOK_ANYWAY)

    def _tell(self, reading: "tuple[int, tuple[FactView, ...]] | None", in_boxes: dict[str, int] | None) -> None:
        if in_boxes is not None and in_boxes != self._boxes:
            changed = {meeting for meeting, _ in in_boxes.items() ^ self._boxes.items()}
            self._boxes = in_boxes
            for meeting in changed:
                self._audience(meeting, TABLE).wake()
        if reading is None:
            return
        if not self._ready.is_set():
            self._since = self._read = self._started = reading[0]
            self._ready.set()
            return
        self._read, facts = reading
        self._stamps.update({fact.meeting: fact.number for fact in facts if fact.kind not in OF_ONE})
        for meeting, number, hearers, data in events(facts):
            for hearer in hearers:
                self._audience(meeting, hearer).tell(number, data)

    def _audience(self, meeting: str, hearer: str) -> "Audience":
        return self._audiences.setdefault((meeting, hearer), Audience())

    def _wake_all(self) -> None:
        for audience in self._audiences.values():
            audience.wake()


class Audience:
    """Those who are told the same: what was said lately, and the event that the next is awaited with.

    Five hundred phones are not woken for each vote, of which only the chair's table is told.
    """

    def __init__(self) -> None:
        self._held: deque[tuple[int, bytes]] = deque()
        self.since = -1
        """What came after this number is still held."""
        self.news = asyncio.Event()

    def tell(self, number: int, data: bytes) -> None:
        """Hold what is said, and wake who listens."""
        self._held.append((number, data))
        while len(self._held) > HELD:
            self.since = self._held.popleft()[0]
        self.wake()

    def wake(self) -> None:
        """Those who wait have the event of before; the new one is for the next news."""
        told, self.news = self.news, asyncio.Event()
        told.set()

    def after(self, cursor: int) -> bytes:
        """What was said after that number."""
        due: list[bytes] = []
        for number, data in reversed(self._held):
            if number <= cursor:
                break
            due.append(data)
        return b"".join(reversed(due))


def events(facts: Iterable[FactView]) -> list[tuple[str, int, tuple[str, ...], bytes]]:
    """Meeting, number, who hears it, and bytes: an event for each fact for all, one each for the rest."""
    found: list[tuple[str, int, tuple[str, ...], bytes]] = []
    rest: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    for fact in facts:
        if fact.kind in FOR_ALL or fact.by_table:
            found.append((fact.meeting, fact.number, HEARERS, _event(fact.number, "", [(fact.kind, fact.subject)])))
            continue
        subject = fact.subject if fact.kind in OF_POLL else ""
        if fact.kind in FOR_TABLE or fact.kind in FOR_LISTED:
            rest.setdefault((fact.meeting, TABLE), {})[fact.kind, subject] = fact.number
        if fact.kind in FOR_LISTED:
            rest.setdefault((fact.meeting, LISTED), {})[fact.kind, subject] = fact.number
    for (meeting, hearer), last in rest.items():
        found.append((meeting, max(last.values()), (hearer,), _event(max(last.values()), "table", last)))
    return sorted(found, key=lambda each: each[1])


def _event(number: int, name: str, told: Iterable[tuple[str, str]]) -> bytes:
    data = json.dumps([{"kind": kind, "subject": subject} for kind, subject in told], separators=(",", ":"))
    named = f"event: {name}\n" if name else ""
    return f"id: {number}\n{named}data: {data}\n\n".encode()


def framed(page: bytes) -> bytes:
    """A page as the data of an event, line by line."""
    return page.replace(b"\r", b"").replace(b"\n", b"\ndata: ")


def _page(number: int, page: bytes) -> bytes:
    """The page, framed, as it is after the fact of that number."""
    return b"id: %d\nevent: page\ndata: %b\n\n" % (number, page)


def _reading(after: int, look: bool) -> "tuple[tuple[int, tuple[FactView, ...]] | None, dict[str, int] | None]":
    """Up to which number the journal was read, and the facts found; ``None`` where it could not be. Beside it, where
    one is to ``look``, how many ballots are in the open boxes.

    The first reading (``after`` is -1) only finds out where the journal is.
    """
    try:
        in_boxes = boxes() if look else None
        return ((last_number(), ()) if after < 0 else facts_after(after)), in_boxes
    except Exception:
        logger.exception("the journal could not be read")
        connections.close_all()
        return None, None
