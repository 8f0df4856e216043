"""What the server serves: Django's pages, and beside them the live room."""

import asyncio
import signal
import threading
from collections.abc import MutableMapping
from types import FrameType
from typing import Any

from django.conf import settings

from plenaria.conf.handler import Handler
from plenaria.conf.page_processes import PageProcesses, for_anybody
from plenaria.conf.reading import Readers, is_page
from plenaria.conf.slow_bodies import Receive, Send, Timed, refuse
from plenaria.conf.wiring import room, start, stop

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
        await (room if room.takes(scope) else pages)(scope, body, send)
        if body.too_slow:
            await refuse(send)


async def pages(scope: Scope, receive: Receive, send: Send) -> None:
    """One of Django's pages."""
    if is_page(scope["method"], scope["path"]):
        page = await processes.answer(scope) if for_anybody(scope) else None
        if page is not None:
            await send({"type": "http.response.start", "status": page.status, "headers": page.headers})
            await send({"type": "http.response.body", "body": page.body})
            return
        async with readers.one():
            await _pages(dict(scope), _limited(receive), send)
    else:
        await _pages(dict(scope), _limited(receive), send)


_pages = Handler()
room.pages = pages
readers = Readers()
processes = PageProcesses(settings.PAGE_PROCESSES)


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
            room.stream.close()
            if callable(before):
                before(number, frame)

        signal.signal(number, end)


async def _life(receive: Receive, send: Send) -> None:
    """Start what follows commits with the server, and end it with the server."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await asyncio.to_thread(start)
            processes.start()
            _hear_the_end()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await processes.stop()
            await asyncio.to_thread(stop)
            await send({"type": "lifespan.shutdown.complete"})
            return
