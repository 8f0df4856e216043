"""What the server lets in before a page sees it."""

import asyncio
from collections.abc import Iterator
from typing import Any

from plenaria.conf import asgi


def answered(headers: list[tuple[bytes, bytes]]) -> list[dict[str, Any]]:
    """What the server sends for a request with those headers and no body."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/verify", "headers": headers, "query_string": b""}
    asyncio.run(asgi.application(scope, receive, send))
    return sent


def test_more_than_a_paper_is_refused_unread() -> None:
    first, last = answered([(b"content-length", str(asgi.LARGEST_REQUEST + 1).encode())])
    assert (first["status"], last["body"]) == (413, b"413: no more than 64 MB at once\n")


def test_a_request_is_answered_even_if_its_client_has_gone_meanwhile() -> None:
    sent: list[Any] = []
    messages: Iterator[dict[str, Any]] = iter(
        [{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}]
    )

    async def receive() -> dict[str, Any]:
        return next(messages)

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost")]
    scope = {"type": "http", "method": "GET", "path": "/nowhere", "headers": headers, "query_string": b""}
    asyncio.run(asgi.application(scope, receive, send))
    assert (sent[0]["status"], sent[-1].get("more_body", False)) == (404, False)


def test_a_body_longer_than_it_announced_is_cut_off() -> None:
    pieces = iter([b"x" * asgi.LARGEST_REQUEST, b"x"])

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": next(pieces), "more_body": True}

    async def read() -> list[str]:
        limited = asgi._limited(receive)
        return [(await limited())["type"], (await limited())["type"]]

    assert asyncio.run(read()) == ["http.request", "http.disconnect"]
