"""Public pages are made by processes beside the server, where there is more than one core.

A process of Python's uses one core, however many threads it has. With these, the server's own is free for the hall: a
vote does not wait for fifty readers of the register. ADR 0035 has the measurements.
"""

import asyncio
import logging
import os
import socket
import sys
from collections.abc import Coroutine, MutableMapping
from typing import Any, Self

import msgspec

from plenaria.conf.page_process import LENGTH, Answered, Asked, framed

AGAIN = 1.0
"""Seconds after which one that has ended is started anew; twice as many each time that it did not become ready."""
LATEST = 60.0
KNOWN_BY = frozenset({b"sessionid", b"plenaria_seat", b"messages"})
"""Cookies of somebody who gets a page of their own."""

Scope = MutableMapping[str, Any]
Lines = tuple[asyncio.StreamReader, asyncio.StreamWriter]
logger = logging.getLogger(__name__)


def for_anybody(scope: Scope) -> bool:
    """Whether it is asked for by nobody in particular, and sends nothing: the page of somebody who is logged in may
    write what only the server may. Programs are counted, by their token or address: that only the server can do.
    """
    if scope["path"].startswith("/api/"):
        return False
    headers = {name for name, _ in scope["headers"]}
    if headers & {b"content-length", b"transfer-encoding"} or not scope["query_string"].isascii():
        return False
    cookies = b";".join(value for name, value in scope["headers"] if name == b"cookie")
    return KNOWN_BY.isdisjoint(each.partition(b"=")[0].strip() for each in cookies.split(b";"))


class _Process:
    """One of them, from its start to its end."""

    def __init__(self, process: asyncio.subprocess.Process, lines: Lines) -> None:
        self._process = process
        self._reader, self._writer = lines

    @classmethod
    async def started(cls) -> Self:
        """Start one, and wait until it can be asked. Raises EOFError or OSError if it never will be."""
        ours, theirs = socket.socketpair()
        lines = await asyncio.open_connection(sock=ours)
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "plenaria.conf.page_process", str(theirs.fileno())),
                pass_fds=(theirs.fileno(),),
                env=os.environ | {"PLENARIA_ROLE": "pages"},
                stdin=asyncio.subprocess.DEVNULL,
            )
        made = cls(process, lines)
        try:
            await made._next()
        except BaseException:
            await made.end()
            raise
        return made

    async def answer(self, asked: bytes) -> Answered:
        """What it makes of a request. Raises EOFError or OSError when it has ended."""
        self._writer.write(framed(asked))
        await self._writer.drain()
        return msgspec.msgpack.decode(await self._next(), type=Answered)

    async def _next(self) -> bytes:
        return await self._reader.readexactly(int.from_bytes(await self._reader.readexactly(LENGTH), "big"))

    async def end(self) -> None:
        """Let it end, as it does when its line does; it is given five seconds."""
        self._writer.close()
        try:
            await asyncio.wait_for(self._process.wait(), 5)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


class PageProcesses:
    """All of them, and who waits for one: first come, first served. It belongs to the event loop."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._free: asyncio.LifoQueue[_Process | None] = asyncio.LifoQueue()
        self._living: set[_Process] = set()
        self._waiting = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin with them; pages are made without until the first is ready."""
        for _ in range(self._number):
            self._begin(self._add())

    async def stop(self) -> None:
        """End all of them."""
        self._number = 0
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, *(each.end() for each in self._living), return_exceptions=True)

    async def answer(self, scope: Scope) -> Answered | None:
        """The page; None where there is no process to make it, or the one that was to has ended over it."""
        if not self._living:
            return None
        asked = msgspec.msgpack.encode(_asked(scope))
        self._waiting += 1
        try:
            process = await self._free.get()
        finally:
            self._waiting -= 1
        if process is None:
            return None
        try:
            answer = await process.answer(asked)
        except (EOFError, OSError):
            self._gone(process)
            return None
        except asyncio.CancelledError:
            # Its answer to nobody would be taken for the next one's.
            self._gone(process)
            raise
        self._free.put_nowait(process)
        return answer

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _add(self) -> None:
        """One more."""
        again = AGAIN
        while True:
            try:
                process = await _Process.started()
            except (EOFError, OSError):
                logger.warning("A process that makes pages could not be started; again in %d s", again)
                await asyncio.sleep(again)
                again = min(2 * again, LATEST)
            else:
                break
        self._living.add(process)
        self._free.put_nowait(process)

    def _gone(self, process: _Process) -> None:
        self._living.discard(process)
        if not self._living:
            # Nobody waits for what may never come.
            for _ in range(self._waiting):
                self._free.put_nowait(None)
        self._begin(process.end())
        if self._number:
            logger.warning("A process that makes pages has ended; another one is started")
            self._begin(self._add())


def _asked(scope: Scope) -> Asked:
    client, server = scope.get("client"), scope.get("server")
    return Asked(
        method=scope["method"],
        path=scope["path"],
        query=scope.get("query_string", b""),
        root=scope.get("root_path", ""),
        scheme=scope.get("scheme", "http"),
        client=(client[0], client[1]) if client else None,
        server=(server[0], server[1]) if server else None,
        headers=tuple((bytes(name), bytes(value)) for name, value in scope["headers"]),
    )
