"""The live room beside Django: votes from phones, and the stream that screens follow. No request cycle, no session.

``POST /hall/<meeting>/vote?poll=<poll>`` with ``choice`` and ``key`` (form or JSON), and the seat's cookie: 200 and a
receipt; 403, 409 or 422 and the refusal's sentence; 503 where it is not known to be recorded. A plain form is answered
with 303 back to its page. ``seat=<credential>`` in the address votes for a seat whose mandate the device's seat holds.

``GET /hall/<meeting>/events?ticket=…``: see ``stream`` and ``tickets``.

``GET /hall/<meeting>/live`` of a phone with a seat: see ``shared``.

``POST /h/<token>``: a badge is opened, and its phone gets the seat's cookie. Whatever is refused, Django's page says.

A page of another site can't vote or open a badge: the cookie is SameSite=Lax, and where a browser names the page's
origin it must be ours.
"""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse

from plenaria.actions._perform import Receipt
from plenaria.actions._wake import Fact
from plenaria.actions.badges import use_badges
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.interfaces.hall import batches, limits
from plenaria.interfaces.hall.asking import Asked, Receive, Scope, Send, address, body_of, given, headers_of, same_site
from plenaria.interfaces.hall.badges import bound
from plenaria.interfaces.hall.batches import Answer, Wish
from plenaria.interfaces.hall.by_post import way_back
from plenaria.interfaces.hall.gathering import Gathering
from plenaria.interfaces.hall.shared import Pages, Shared
from plenaria.interfaces.hall.stream import Stream
from plenaria.interfaces.hall.tickets import admits
from plenaria.interfaces.hall.words import ballot_in, not_known, recorded
from plenaria.interfaces.kit.access import SEAT_COOKIE
from plenaria.phrases.refusals import sentence
from plenaria.store.queries.credentials import meetings_of

NAME = re.compile(r"[0-9A-Za-z_-]{1,64}")
"""What an id can look like."""


_SEAT_COOKIE = f"{SEAT_COOKIE}=".encode()


class Room:
    """Answers its four addresses; everything else is Django's, which ``conf`` puts at ``pages``."""

    pages: Pages

    def __init__(self) -> None:
        self.votes = Gathering("votes", batches.answer)
        self.badges = Gathering("badges", _use_badges)
        self.stream = Stream()
        self.shared = Shared(self.stream, lambda: self.pages)

    def takes(self, scope: Scope) -> bool:
        """Whether this request is the room's: of a device that holds a seat or opens a badge, or a stream.

        A vote without a seat's cookie goes to Django's view, which knows who is logged in.
        """
        found = address(scope["path"])
        if found is None:
            return False
        match found.what, scope["method"]:
            case "events", "GET":
                return True
            case "badge", "POST":
                return same_site(headers_of(scope))
            case "vote", "POST":
                return any(name == b"cookie" and _SEAT_COOKIE in value for name, value in scope["headers"])
            case "live", "GET":
                return self.shared.takes(Asked(scope, found))
        return False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request that ``takes`` said yes to."""
        found = address(scope["path"])
        assert found is not None
        asked = Asked(scope, found)
        match found.what:
            case "events":
                await self._events(asked, scope, receive, send)
            case "badge":
                await self._badge(asked, scope, receive, send)
            case "live":
                await self.shared(asked, scope, receive, send)
            case _:
                await self._vote(asked, receive, send)

    def told(self, facts: tuple[Fact, ...]) -> None:
        """Hear of a commit (``actions._wake``), in whatever thread committed."""
        self.stream.wake()

    async def _vote(self, asked: Asked, receive: Receive, send: Send) -> None:
        if not same_site(asked.headers):
            return await _say(send, asked, forbidden("not-permitted", verb="polls.cast"), "")
        too_many = limits.votes.refuses(asked.device)
        if too_many is not None:
            return await _too_many(send, asked, too_many)
        body = await body_of(receive)
        if body is None:
            return None
        fields = given(body, asked.headers)
        if fields is None:
            return await _say(send, asked, unacceptable("key-missing"), "")
        poll = asked.query.get("poll") or fields.get("poll", "")
        if not NAME.fullmatch(poll):
            return await _say(send, asked, unacceptable("poll-unknown"), "")
        held = asked.query.get("seat", "")
        if held and not NAME.fullmatch(held):
            return await _say(send, asked, conflict("not-on-roll"), "")
        choice = fields.get("choice", "")
        wish = Wish(asked.device, asked.meeting, poll, choice, fields.get("key", ""), held)
        return await _say(send, asked, await self.votes.ask(wish), choice)

    async def _badge(self, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        too_many = limits.badges.refuses(asked.address.badge)
        if too_many is not None:
            return await _too_many(send, asked, too_many)
        opened = await self.badges.ask(asked.address.badge)
        if not isinstance(opened, Opened):
            return await self.pages(scope, receive, send)
        cookie = bound(HttpResponse(), opened.secret).cookies[SEAT_COOKIE].OutputString().encode()
        location = f"{asked.address.root}/hall/{opened.meeting}/".encode()
        headers = [(b"location", location), (b"set-cookie", cookie), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return None

    async def _events(self, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        hearer = admits(asked.query.get("ticket", ""), asked.meeting)
        if hearer is None:
            return await _json(send, 403, {"text": sentence(forbidden("not-permitted"), asked.language)})
        heard = asked.headers.get("last-event-id") or asked.query.get("after", "")
        after = int(heard) if re.fullmatch(r"\d{1,18}", heard, re.ASCII) else None
        headers = [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        page = self.shared.follower(asked, scope)
        told = self.stream.listen(asked.meeting, hearer=hearer, after=after, page=page)
        sending = asyncio.create_task(_send_all(told, send))
        leaving = asyncio.create_task(_gone(receive))
        _, left = await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        for each in left:
            each.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        return None


@dataclass(frozen=True, slots=True)
class Opened:
    """A badge was opened: the meeting of its seat, and the secret for the device's cookie."""

    meeting: str
    secret: str


def _use_badges(tokens: Sequence[str]) -> list[Opened | Refusal]:
    answers = use_badges(at=datetime.now(UTC), tokens=tokens)
    meetings = meetings_of(each.subject for each in answers if isinstance(each, Receipt))
    return [Opened(meetings[each.subject], each.secret) if isinstance(each, Receipt) else each for each in answers]


async def _send_all(told: AsyncGenerator[bytes], send: Send) -> None:
    async with aclosing(told):
        async for data in told:
            await send({"type": "http.response.body", "body": data, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Receive) -> None:
    """Returns when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _say(send: Send, asked: Asked, answer: Answer, choice: str) -> None:
    """The answer to a vote, as JSON or as the way back to the page."""
    if not asked.wants_json:
        note = "" if isinstance(answer, Receipt) else answer.code if answer else "not-known"
        location = f"{asked.address.root}{way_back(asked.meeting, asked.query, note)}".encode()
        headers = [(b"location", location), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
    elif isinstance(answer, Receipt):
        # A secret ballot has no entry in the journal, and is not said back.
        text = recorded(choice, asked.language) if answer.leaves else ballot_in(asked.language)
        leaf = {"leaf": answer.leaves[0]} if answer.leaves else {}
        await _json(send, 200, {"state": "recorded", "text": text, **leaf})
    elif isinstance(answer, Refusal):
        await _json(send, answer.because.value, {"code": answer.code, "text": sentence(answer, asked.language)})
    else:
        await _json(send, 503, {"text": not_known(asked.language)})


async def _too_many(send: Send, asked: Asked, refusal: Refusal) -> None:
    """429, with the sentence and after how many seconds it may be tried again (RFC 6585, 4; RFC 9110, 10.2.3)."""
    said = sentence(refusal, asked.language)
    kind, body = "text/plain", said
    if asked.wants_json:
        kind, body = "application/json", json.dumps({"code": refusal.code, "text": said}, ensure_ascii=False)
    headers = [
        (b"content-type", f"{kind}; charset=utf-8".encode()),
        (b"retry-after", str(refusal.data["seconds"]).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": refusal.because.value, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})


async def _json(send: Send, status: int, value: Mapping[str, Any]) -> None:
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(value, ensure_ascii=False).encode()})
