"""What the server serves: Django's pages, and beside them the live room."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

from django.core.asgi import get_asgi_application

_pages = get_asgi_application()

from plenaria.conf import wiring  # noqa: E402 - what it wires needs Django to be set up

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """One request, or the life of the server."""
    if scope["type"] == "lifespan":
        await _life(receive, send)
    elif wiring.room.takes(scope):
        await wiring.room(scope, receive, send)
    else:
        await _pages(dict(scope), receive, send)


async def _life(receive: Receive, send: Send) -> None:
    """Start what follows commits with the server, and end it with the server."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await asyncio.to_thread(wiring.start)
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await asyncio.to_thread(wiring.stop)
            await send({"type": "lifespan.shutdown.complete"})
            return
