"""Public pages are made by a few threads that stay, first come, first served.

Django gives each request a thread and a connection of its own. Fifty pages that are made at once then take turns, and
all of them are late; and each opens the database anew, which for SQLite is to read its whole schema.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from asgiref.sync import ThreadSensitiveContext
from django.db import connection

from plenaria.conf.environment import READS, STAYS

THREADS = 4
_PAGE = re.compile(r"(/(en|es|ru))?/(b/.*/|b/.*/progress|search|)|(/(en|es|ru))?/feeds/.*|/oparl/.*|/api/.*")
"""Pages, and no files: whoever takes a file slowly would keep a thread waiting."""


def is_page(method: str, path: str) -> bool:
    """Whether that is a page of the register, or what programs are told of it."""
    return method == "GET" and _PAGE.fullmatch(path) is not None


class Readers:
    """The threads, and who waits for one. All of it belongs to the event loop."""

    def __init__(self) -> None:
        self._free: asyncio.LifoQueue[ThreadPoolExecutor] = asyncio.LifoQueue()
        for number in range(THREADS):
            self._free.put_nowait(ThreadPoolExecutor(1, f"reader-{number}", _keep_connection))

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Everything within is done by one of them, alone."""
        thread = await self._free.get()
        try:
            async with ThreadSensitiveContext(executor=thread):
                yield
        finally:
            self._free.put_nowait(thread)


def _keep_connection() -> None:
    """In this thread the connection outlives a request; PostgreSQL's come from a pool, which does that by itself."""
    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        remembers = {**options, "init_command": f"{options['init_command']}; {READS}"}
        connection.settings_dict = {**connection.settings_dict, "CONN_MAX_AGE": STAYS, "OPTIONS": remembers}
