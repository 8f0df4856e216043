"""Phones as ``live.js`` makes them: a vote is sent with one key until it is known what became of it."""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from benchmarks.hall.load import complete, request

from tests.faults.place import Place

CSRF = "a" * 32
CHOICES = ("for", "against", "abstain")
AGAIN = (408, 425, 429)
"""Statuses that say nothing of the vote, as those from 500 on."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: how long one try may take, how long the first and the longest wait between two tries are."""

    each: float = 8.0
    first: float = 0.5
    longest: float = 8.0


GIVEN_UP = 180.0
"""Seconds of trying after which the test is broken rather than the server: no fault takes as long."""
QUICK = Patience(each=5.0, first=0.03, longest=0.2)
"""For a server on the same machine, which is killed and started again all the time."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a phone was told of one vote: recorded, with its number in the journal; or refused, with a code."""

    poll: str
    seat: str
    choice: str
    key: str
    recorded: bool
    leaf: int = -1
    code: str = ""
    tries: int = 1


@dataclass(slots=True)
class Line:
    """One connection to the server, made anew where it was lost. An answer is its status, head and body."""

    port: int
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def ask(self, data: bytes, seconds: float) -> tuple[int, bytes, bytes] | None:
        """The answer; ``None`` where there was none in time."""
        try:
            async with asyncio.timeout(seconds):
                return await self._ask(data)
        except (OSError, TimeoutError, EOFError, ValueError):
            self.close()
            return None

    async def _ask(self, data: bytes) -> tuple[int, bytes, bytes]:
        if self._writer is None or self._reader is None or self._reader.at_eof():
            self.close()
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        self._writer.write(data)
        got = b""
        while (answer := complete(got) if got else None) is None:
            part = await self._reader.read(1 << 16)
            if not part:
                raise EOFError
            got += part
        return answer

    def close(self) -> None:
        """End the connection."""
        if self._writer is not None:
            with suppress(OSError, RuntimeError):
                self._writer.transport.abort()
        self._reader = self._writer = None


@dataclass
class Phone:
    """The phone of one seat. ``told`` is what it heard of each of its votes, in their order."""

    port: int
    meeting: str
    seat: str
    device: str
    patience: Patience = QUICK
    told: list[Told] = field(default_factory=list)
    keys: Iterator[int] = field(default_factory=count)
    line: Line = field(init=False)

    def __post_init__(self) -> None:
        self.line = Line(self.port)

    async def vote(self, poll: str, choice: str = "", key: str = "") -> Told:
        """Press a button, and send it until it is known what became of it."""
        choice = choice or random.choice(CHOICES)
        key = key or f"{self.seat}-{next(self.keys)}"
        tries, wait, until = 1, self.patience.first, time.monotonic() + GIVEN_UP
        while (told := await self.once(poll, choice, key, tries)) is None:
            if time.monotonic() > until:
                raise TimeoutError(f"for {GIVEN_UP:.0f} s nothing was said of the vote {key}")
            await asyncio.sleep(wait * (0.75 + random.random() / 2))
            tries, wait = tries + 1, min(self.patience.longest, 2 * wait)
        self.told.append(told)
        return told

    async def once(self, poll: str, choice: str, key: str, tries: int = 1) -> Told | None:
        """One try; ``None`` where it is not known whether the vote is recorded."""
        asked = await self.line.ask(self.request(poll, choice, key), self.patience.each)
        if asked is None:
            return None
        status, head, body = asked
        said = said_in(head, body)
        if status == 200 and said.get("state") == "recorded":
            return Told(poll, self.seat, choice, key, True, leaf=said.get("leaf", -1), tries=tries)
        if status < 400 or status >= 500 or status in AGAIN:
            return None
        return Told(poll, self.seat, choice, key, False, code=said.get("code", str(status)), tries=tries)

    def request(self, poll: str, choice: str, key: str) -> bytes:
        """The bytes that are sent."""
        return request(
            "POST",
            f"/hall/{self.meeting}/vote?poll={poll}",
            f"plenaria_seat={self.device}; csrftoken={CSRF}",
            f"choice={choice}&key={key}",
            Accept="application/json",
            X_CSRFToken=CSRF,
        )

    async def keep_voting(self, poll: str, stop: asyncio.Event, pause: float = 0.01) -> None:
        """Change the vote over and over until ``stop``, or until it is refused; the last one is seen to its end."""
        while not stop.is_set():
            if not (await self.vote(poll)).recorded:
                return
            await asyncio.sleep(random.random() * 2 * pause)


def said_in(head: bytes, body: bytes) -> dict[str, Any]:
    """The JSON of an answer; nothing where it is not the hall's own."""
    if b"application/json" not in head.lower():
        return {}
    with suppress(ValueError):
        said = json.loads(body)
        return said if isinstance(said, dict) else {}
    return {}


@dataclass
class Chair:
    """Whoever presides, and sees to the door."""

    port: int
    world: dict[str, Any]
    line: Line = field(init=False)

    def __post_init__(self) -> None:
        self.line = Line(self.port)

    async def press(self, verb: str, subject: str) -> tuple[int, bytes]:
        """Press a button; status and body of the answer."""
        return await self._post(f"/hall/{self.world['meeting']}/chair/move", f"verb={verb}&subject={subject}&")

    async def door(self, seat: str, verb: str) -> tuple[int, bytes]:
        """Mark at the door that a seat's holder is ``in`` or ``out``; status and body of the answer."""
        return await self._post(f"/desk/m/{self.world['meeting']}/door/{seat}/{verb}")

    async def _post(self, address: str, fields: str = "") -> tuple[int, bytes]:
        cookie = f"sessionid={self.world['session']}; csrftoken={CSRF}"
        asked = await self.line.ask(request("POST", address, cookie, f"{fields}csrfmiddlewaretoken={CSRF}"), 30)
        if asked is None:
            raise TimeoutError(f"{address}: the server does not answer")
        return asked[0], asked[2]

    async def do(self, verb: str, subject: str) -> None:
        """The same where it must succeed."""
        status, body = await self.press(verb, subject)
        if status != 302:
            raise RuntimeError(f"{verb}: {status} {body[-400:]!r}")


@dataclass
class Hall:
    """All the phones, and the chair."""

    phones: list[Phone]
    chair: Chair

    @property
    def told(self) -> list[Told]:
        """What all phones were told."""
        return [told for phone in self.phones for told in phone.told]

    def forget(self) -> None:
        """What was told is settled."""
        for phone in self.phones:
            phone.told.clear()


@asynccontextmanager
async def hall(place: Place, many: int = 0, *, patience: Patience = QUICK, port: int = 0) -> AsyncIterator[Hall]:
    """The phones of the first ``many`` seats, or of all; ``port`` is where they ask, if not at the server itself."""
    world = place.world
    pairs: Sequence[tuple[str, str]] = list(zip(world["seats"], world["devices"], strict=True))[: many or None]
    phones = [Phone(port or place.port, world["meeting"], seat, device, patience) for seat, device in pairs]
    made = Hall(phones, Chair(place.port, world))
    try:
        yield made
    finally:
        for line in (*(phone.line for phone in phones), made.chair.line):
            line.close()
        await asyncio.sleep(0)
