"""Whoever sends a request piece by piece has to be quick enough: else a few who never end would keep all others out.

The server itself waits half a minute for a request's headers, and for its body as long as it takes.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

GRACE = 20.0
"""Seconds within which a body has to be whole, however slowly it comes."""
SLOWEST = 500
"""Bytes for which it gets a second more; as in Apache's mod_reqtimeout (``body=20,MinRate=500``)."""


class Timed:
    """The messages of a request, as ``receive`` gives them. One whose body takes too long ends as if its line broke;
    that of a request for a page is read by nobody, and not waited for.
    """

    def __init__(self, receive: Receive, method: str) -> None:
        self._receive = receive
        self._ends = asyncio.get_running_loop().time() + GRACE
        self._unread = method in ("GET", "HEAD")
        self._whole = False
        self.too_slow = False

    async def __call__(self) -> MutableMapping[str, Any]:
        """The next message. Once the body is whole, there is no hurry any more."""
        if self._unread:
            self._unread, self._whole = False, True
            return {"type": "http.request", "body": b"", "more_body": False}
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._ends):
                message = await self._receive()
        except TimeoutError:
            self.too_slow = self._whole = True
            return {"type": "http.disconnect"}
        self._ends += len(message.get("body", b"")) / SLOWEST
        self._whole = not message.get("more_body")
        return message


async def refuse(send: Send) -> None:
    """Say why nothing was done, to whoever still listens (RFC 9110, 15.5.9)."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 408, "headers": headers})
    await send({"type": "http.response.body", "body": b"408: the request came too slowly, and nothing was done\n"})
