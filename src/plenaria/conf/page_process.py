"""``python -m plenaria.conf.page_process FILE``: makes public pages, one after the other, for the server beside it.

What is asked comes by the socket that is open under that number, what is answered goes the same way, each with its
length in front; the first answer is empty, and says that the process is ready. It ends with the server: the socket
ends then. It only reads: its connection to the database refuses to write.
"""

import gc
import signal
import socket
import sys
from io import BufferedIOBase, BytesIO

import msgspec
from django.core.handlers.asgi import ASGIRequest
from django.core.signals import request_started
from django.urls import resolve, set_script_prefix

from plenaria.conf.handler import Handler

LENGTH = 4
"""Bytes that say how many follow."""


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """A request without a body: what of ASGI's scope a page is made from (ASGI 3.0, HTTP)."""

    method: str
    path: str
    query: bytes
    root: str
    scheme: str
    client: tuple[str, int | str] | None
    server: tuple[str, int | str] | None
    headers: tuple[tuple[bytes, bytes], ...]


class Answered(msgspec.Struct, frozen=True, array_like=True):
    """The page."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


def framed(message: bytes) -> bytes:
    """With its length in front."""
    return len(message).to_bytes(LENGTH, "big") + message


def received(stream: BufferedIOBase) -> bytes:
    """The next message; empty when the other side has ended."""
    return stream.read(int.from_bytes(stream.read(LENGTH), "big"))


def answered(handler: Handler, asked: Asked) -> Answered:
    """Have Django make it, as for a request that came by itself."""
    scope = {
        "type": "http",
        "method": asked.method,
        "path": asked.path,
        "query_string": asked.query,
        "root_path": asked.root,
        "scheme": asked.scheme,
        "client": asked.client,
        "server": asked.server,
        "headers": asked.headers,
    }
    set_script_prefix(asked.root)
    request_started.send(sender=type(handler), scope=scope)
    response = handler.get_response(ASGIRequest(scope, BytesIO()))
    try:
        headers = [(name.encode("ascii"), value.encode("latin1")) for name, value in response.items()]
        cookies = [(b"Set-Cookie", each.OutputString().encode("ascii")) for each in response.cookies.values()]
        return Answered(response.status_code, (*headers, *cookies), b"".join(response))
    finally:
        response.close()


def main() -> None:
    """Until the server ends."""
    # Ctrl-C is for the server, and the socket's end for this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    handler = Handler()
    # Loads all that the first page would wait for.
    resolve("/search")
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[1])) as line, line.makefile("rwb") as stream:
        stream.write(framed(b""))
        stream.flush()
        while message := received(stream):
            page = answered(handler, msgspec.msgpack.decode(message, type=Asked))
            stream.write(framed(msgspec.msgpack.encode(page)))
            stream.flush()


if __name__ == "__main__":
    main()
