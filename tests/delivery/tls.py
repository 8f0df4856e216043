"""A port at which connections are encrypted from their first byte (RFC 8314, 3.3), before a server that isn't."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from tests.faults.place import free_port


@dataclass
class Front:
    """What it heard: ``versions`` of TLS in the order of the connections, and ``clear``, all that clients said."""

    port: int
    versions: list[str | None] = field(default_factory=list)
    clear: bytes = b""


@contextmanager
def encrypted(behind: int, certificate: Path) -> Iterator[Front]:
    """Before the server at port ``behind``, with that certificate (a file of it and its key)."""
    front = Front(free_port())
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        front.versions.append(writer.get_extra_info("ssl_object").version())
        answers, questions = await asyncio.open_connection("127.0.0.1", behind)
        async with _closed(questions), _closed(writer):
            await asyncio.gather(_carry(reader, questions, front), _carry(answers, writer))

    listening = asyncio.start_server(accept, "127.0.0.1", front.port, ssl=context)
    server = asyncio.run_coroutine_threadsafe(listening, loop).result()
    try:
        yield front
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _carry(source: asyncio.StreamReader, target: asyncio.StreamWriter, heard: Front | None = None) -> None:
    with contextlib.suppress(OSError):
        while data := await source.read(65_536):
            if heard:
                heard.clear += data
            target.write(data)
            await target.drain()
    target.close()


@asynccontextmanager
async def _closed(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    try:
        yield
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def _end(server: asyncio.Server) -> None:
    server.close()
    # Each ends with its client, which has gone.
    await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)
    await server.wait_closed()
