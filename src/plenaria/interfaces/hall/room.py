"""The live room beside Django: votes from phones, and the stream that screens follow. No request cycle, no session.

``POST /hall/<meeting>/vote?poll=<poll>`` with ``choice`` and ``key`` (form or JSON), and the seat's cookie: 200 and a
receipt; 403, 409 or 422 and the refusal's sentence; 503 where it is not known to be recorded. A plain form is answered
with 303 back to its page.

``GET /hall/<meeting>/events?ticket=…``: see ``stream`` and ``tickets``.

A page of another site can't vote: the cookie is SameSite=Lax, and where a browser names the page's origin it must be
ours.
"""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, MutableMapping
from contextlib import aclosing
from dataclasses import dataclass
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from plenaria.actions._perform import Receipt
from plenaria.actions._wake import Fact
from plenaria.core.refusal import Refusal, forbidden, unacceptable
from plenaria.interfaces.hall.batches import Answer, Batches, Wish
from plenaria.interfaces.hall.stream import Stream
from plenaria.interfaces.hall.tickets import admits
from plenaria.interfaces.hall.words import not_known, recorded
from plenaria.interfaces.kit.access import SEAT_COOKIE
from plenaria.interfaces.kit.languages import COOKIE as LANGUAGE_COOKIE
from plenaria.phrases.refusals import sentence

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

LONGEST_BODY = 4_096
"""Bytes. A vote is a hundred."""

_ADDRESS = re.compile(r"(?:/(?P<language>[a-z]{2}))?/hall/(?P<meeting>[0-9A-Za-z_-]{1,64})/(?P<what>vote|events)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of the room: what of it matters."""

    root: str
    """What stands before the address: ``/ru`` where the page's address names its language."""
    meeting: str
    language: str
    headers: Mapping[str, str]
    query: Mapping[str, str]

    @property
    def wants_json(self) -> bool:
        """Whether a script asks; a plain form wants its page back."""
        return "application/json" in self.headers.get("accept", "")

    @property
    def device(self) -> str:
        """SHA-256 of the secret in the seat's cookie; empty without one."""
        secret = _cookie(self.headers, SEAT_COOKIE)
        return sha256(secret.encode()).hexdigest() if secret else ""


class Room:
    """Answers the two addresses; everything else is Django's."""

    def __init__(self) -> None:
        self.batches = Batches()
        self.stream = Stream()

    def takes(self, scope: Scope) -> bool:
        """Whether this request is the room's: a vote of a device that holds a seat, or a stream.

        A vote without a seat's cookie goes to Django's view, which knows who is logged in.
        """
        found = _ADDRESS.fullmatch(scope["path"])
        if found is None or found["language"] not in (None, *(code for code, _ in settings.LANGUAGES)):
            return False
        if found["what"] == "events":
            return str(scope["method"]) == "GET"
        return str(scope["method"]) == "POST" and SEAT_COOKIE in _headers(scope).get("cookie", "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request that ``takes`` said yes to."""
        found = _ADDRESS.fullmatch(scope["path"])
        assert found is not None
        headers = _headers(scope)
        query = _pairs(scope["query_string"])
        root = f"/{found['language']}" if found["language"] else ""
        asked = Asked(root, found["meeting"], found["language"] or _language(headers), headers, query)
        if found["what"] == "events":
            await self._events(asked, receive, send)
        else:
            await self._vote(asked, receive, send)

    def told(self, facts: tuple[Fact, ...]) -> None:
        """Hear of a commit (``actions._wake``), in whatever thread committed."""
        self.stream.wake()

    async def _vote(self, asked: Asked, receive: Receive, send: Send) -> None:
        if not same_site(asked.headers):
            return await _say(send, asked, forbidden("not-permitted", verb="polls.cast"), "")
        body = await _body(receive)
        if body is None:
            return None
        given = _given(body, asked.headers)
        if given is None:
            return await _say(send, asked, unacceptable("key-missing"), "")
        poll = asked.query.get("poll") or given.get("poll", "")
        if not re.fullmatch(r"[0-9A-Za-z_-]{1,64}", poll):
            return await _say(send, asked, unacceptable("poll-unknown"), "")
        choice = given.get("choice", "")
        wish = Wish(asked.device, asked.meeting, poll, choice, given.get("key", ""))
        return await _say(send, asked, await self.batches.cast(wish), choice)

    async def _events(self, asked: Asked, receive: Receive, send: Send) -> None:
        everything = admits(asked.query.get("ticket", ""), asked.meeting)
        if everything is None:
            return await _json(send, 403, {"text": sentence(forbidden("not-permitted"), asked.language)})
        heard = asked.headers.get("last-event-id", "")
        after = int(heard) if re.fullmatch(r"\d{1,18}", heard, re.ASCII) else None
        headers = [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        told = self.stream.listen(asked.meeting, everything=everything, after=after)
        sending = asyncio.create_task(_send_all(told, send))
        leaving = asyncio.create_task(_gone(receive))
        _, left = await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        for each in left:
            each.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        return None


async def _send_all(told: AsyncGenerator[bytes], send: Send) -> None:
    async with aclosing(told):
        async for data in told:
            await send({"type": "http.response.body", "body": data, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Receive) -> None:
    """Returns when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


def same_site(headers: Mapping[str, str]) -> bool:
    """Whether a page of ours sends this, as far as the browser says (Origin: RFC 6454; Sec-Fetch-Site: W3C)."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc in {headers.get("host", ""), urlsplit(settings.BASE_URL).netloc} - {""}


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _pairs(encoded: bytes) -> dict[str, str]:
    try:
        return {name: values[-1] for name, values in parse_qs(encoded.decode(), max_num_fields=20).items()}
    except ValueError:
        return {}


def _given(body: bytes, headers: Mapping[str, str]) -> dict[str, str] | None:
    """The fields of a vote; ``None`` for what is neither a form nor a JSON object of strings."""
    if not headers.get("content-type", "").startswith("application/json"):
        return _pairs(body)
    try:
        value = json.loads(body)
    except ValueError:
        return None
    if not isinstance(value, dict):
        return None
    return {name: member for name, member in value.items() if isinstance(member, str)}


async def _body(receive: Receive) -> bytes | None:
    """All of the body; ``None`` where the sender went away before its end, or sends more than a vote."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += bytes(message.get("body", b""))
        if len(body) > LONGEST_BODY:
            return b""
        if not message.get("more_body"):
            return body


def _cookie(headers: Mapping[str, str], name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _language(headers: Mapping[str, str]) -> str:
    """What the reader chose, else what their browser asks for."""
    wanted = [_cookie(headers, LANGUAGE_COOKIE)]
    wanted += [code for code, _ in parse_accept_lang_header(headers.get("accept-language", "").lower())]
    for code in wanted:
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


async def _say(send: Send, asked: Asked, answer: Answer, choice: str) -> None:
    """The answer to a vote, as JSON or as the way back to the page."""
    if not asked.wants_json:
        note = "" if isinstance(answer, Receipt) else answer.code if answer else "not-known"
        query = f"?{urlencode({'said': note})}" if note else ""
        location = f"{asked.root}/hall/{asked.meeting}/{query}".encode()
        headers = [(b"location", location), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
    elif isinstance(answer, Receipt):
        text = recorded(choice, asked.language)
        await _json(send, 200, {"state": "recorded", "text": text, "leaf": answer.leaves[0]})
    elif isinstance(answer, Refusal):
        await _json(send, answer.because.value, {"code": answer.code, "text": sentence(answer, asked.language)})
    else:
        await _json(send, 503, {"text": not_known(asked.language)})


async def _json(send: Send, status: int, value: Mapping[str, Any]) -> None:
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(value, ensure_ascii=False).encode()})
