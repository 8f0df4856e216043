"""What the server serves: Django's pages, and beside them the live room."""

import asyncio
import os
import signal
import threading
from collections.abc import MutableMapping
from types import FrameType
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")
os.environ.setdefault("PLENARIA_ROLE", "all")

from plenaria.conf.handler import handler

_pages = handler()

from plenaria.conf import slow_bodies, wiring  # noqa: E402 - what it wires needs Django to be set up
from plenaria.conf.reading import Readers, is_page  # noqa: E402 - so do they
from plenaria.conf.slow_bodies import Receive, Send, Timed  # noqa: E402 - beside them

LARGEST_REQUEST = 64_000_000
"""Bytes of one request: a paper of 50 MB and its form. Django would write any size to disk before a page sees it."""

Scope = MutableMapping[str, Any]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """One request, or the life of the server."""
    if scope["type"] == "lifespan":
        await _life(receive, send)
    elif _announced(scope) > LARGEST_REQUEST:
        await _too_large(send)
    else:
        body = Timed(receive, scope["method"])
        await (wiring.room if wiring.room.takes(scope) else pages)(scope, body, send)
        if body.too_slow:
            await slow_bodies.refuse(send)


async def pages(scope: Scope, receive: Receive, send: Send) -> None:
    """One of Django's pages."""
    if is_page(scope["method"], scope["path"]):
        async with readers.one():
            await _pages(dict(scope), _limited(receive), send)
    else:
        await _pages(dict(scope), _limited(receive), send)


wiring.room.pages = pages
readers = Readers()


def _announced(scope: Scope) -> int:
    """How many bytes the request says that it will send."""
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


def _limited(receive: Receive) -> Receive:
    """The request's body up to the limit; one that announced less than it sends is cut off like a lost connection.

    Of a client that goes away after its request is whole nothing is said: Django would drop its own half of the answer
    and leave the other to a thread, which then has nobody to work for (*CurrentThreadExecutor already quit*). So a
    press is done, and answered to nobody.
    """
    seen, whole = 0, False

    async def limited() -> MutableMapping[str, Any]:
        nonlocal seen, whole
        if whole:
            await asyncio.Event().wait()
        message = await receive()
        seen += len(message.get("body", b""))
        whole = message["type"] == "http.request" and not message.get("more_body")
        return message if seen <= LARGEST_REQUEST else {"type": "http.disconnect"}

    return limited


async def _too_large(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": b"413: no more than 64 MB at once\n"})


def _hear_the_end() -> None:
    """End the streams when the server is told to end, since it says so to us only once every connection has ended.

    The event loop goes on hearing of the signal, too: through its file descriptor, not through the handler.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        before = signal.getsignal(number)

        def end(number: int, frame: FrameType | None, before: Any = before) -> None:
            wiring.room.stream.close()
            if callable(before):
                before(number, frame)

        signal.signal(number, end)


async def _life(receive: Receive, send: Send) -> None:
    """Start what follows commits with the server, and end it with the server."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await asyncio.to_thread(wiring.start)
            _hear_the_end()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await asyncio.to_thread(wiring.stop)
            await send({"type": "lifespan.shutdown.complete"})
            return
