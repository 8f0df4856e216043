"""A screen that follows the meeting as a browser does: the page names a stream, which is resumed where it broke."""

import asyncio
import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape

from benchmarks.hall.load import request

from tests.faults.phones import CSRF, Line
from tests.faults.place import Place

PATIENCE = 20.0
"""Seconds after which what was not heard will not be."""


@dataclass
class Screen:
    """The chair's table. ``heard`` are the numbers and kinds of its events, in their order."""

    place: Place
    heard: list[tuple[int, str]] = field(default_factory=list)
    _stream: str = ""
    _following: "asyncio.Task[None] | None" = None

    async def follow(self) -> None:
        """Load the page the first time, and follow its stream; from then on from the last event that was heard."""
        if not self._stream:
            page = await self._page()
            self._stream = unescape(page.partition('data-live-url="')[2].partition('"')[0])
        said = {"Last_Event_ID": str(self.heard[-1][0])} if self.heard else {}
        asked = request("GET", self._stream, self._cookie, Accept="text/event-stream", **said)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.place.port)
        writer.write(asked)
        # Whoever is told when to come back is listened to from then on.
        await asyncio.wait_for(reader.readuntil(b"retry:"), PATIENCE)
        self._following = asyncio.create_task(self._take(reader, writer))

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = -1
        try:
            with suppress(OSError):
                async for line in reader:
                    if found := re.search(rb"id: (\d+)", line):
                        number = int(found[1])
                    elif line.startswith(b"data: "):
                        self.heard += [(number, fact["kind"]) for fact in json.loads(line[6:])]
        finally:
            writer.transport.abort()

    async def hears(self, least: int, *kinds: str) -> bool:
        """Whether it hears of a fact of one of these kinds, with that number or a later one."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not any(number >= least and kind in kinds for number, kind in self.heard):
                    await asyncio.sleep(0.02)
                return True
        return False

    async def leave(self) -> None:
        """Close the screen."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)

    @property
    def _cookie(self) -> str:
        return f"sessionid={self.place.world['session']}; csrftoken={CSRF}"

    async def _page(self) -> str:
        line, path = Line(self.place.port), f"/hall/{self.place.world['meeting']}/chair"
        asked = await line.ask(request("GET", path, self._cookie, Accept="text/html"), PATIENCE)
        line.close()
        assert asked is not None, "no page"
        return asked[2].decode()
