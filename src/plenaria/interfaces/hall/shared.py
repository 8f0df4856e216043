"""What five hundred phones show after a fact is made once for all who see the same.

A phone's page depends on the facts of the meeting, on the language, and on a little of its holder's own: whether the
seat is on the roll, what it has chosen, its place on the list of speakers. The first phone of each kind is answered by
Django; the others get the same bytes with what is their own put in its place: the line of their seat, what they voted,
their receipt, their token.

Who votes for others, or is voted for, whose name is called, or who is logged in as a person, is answered by Django.

A phone whose page is open need not ask: its stream brings the page with the fact (ADR 0015).
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

from plenaria.core.voting.tally import CHOICES
from plenaria.interfaces.hall.asking import Asked, Receive, Scope, Send
from plenaria.interfaces.hall.gathering import Gathering
from plenaria.interfaces.hall.stream import Shown, Stream, framed
from plenaria.interfaces.hall.words import ballot_in
from plenaria.interfaces.kit.wording import label
from plenaria.store.queries.standings import Hall, standings

Pages = Callable[[Any, Receive, Send], Awaitable[None]]

KEPT = 10.0
"""Seconds for which a rendering is given out, should something change of which there is no fact."""
ASKED_AT_ONCE = 0.001
"""Seconds for which the first who asks waits for others: after a fact all ask in one turn of the event loop, and while
the others are looked up the page of the first is rendered."""
CALLED = "roll-call"
"""The method in which a page says whose turn it is."""

_SEAT = rb'(?P<seat><p class="seat">.*?</p>)'
_MINE = rb'(?P<mine><div class="mine">.*?</div>)'
_TOKEN = rb'(?<=name="csrfmiddlewaretoken" value=")(?P<token>[^"]*)'
_LEAF = rb"(?<=/receipt/)(?P<leaf>\d+)"
_NOW = rb'(?<=data-now=")(?P<now>[^"]*)'
_OF_OPEN = re.compile(b"|".join((_SEAT, _TOKEN, _LEAF, _NOW)), re.DOTALL)
_OF_OVER = re.compile(b"|".join((_SEAT, _TOKEN, _MINE, _NOW)), re.DOTALL)
_RECEIPT = b"/receipt/"


@dataclass(frozen=True, slots=True)
class Viewer:
    """A phone that asks what it shows now."""

    meeting: str
    device: str
    language: str
    root: str


@dataclass(frozen=True, slots=True)
class Own:
    """What is a viewer's own on their page: ``kind`` is all that others may share, the rest is put in its place."""

    kind: tuple[object, ...]
    seat: bytes
    mine: bytes
    """What it has voted, where the page says so in a place of its own; else that is part of its kind."""
    leaf: int | None
    listed: bool = False
    """Whether it is on the list of speakers, which is part of its kind."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A rendering cut at the places of what is a viewer's own, so that filling them in takes no search.

    ``pieces`` are bytes and, at every second place, what stood between them there; ``names`` say what that is.
    """

    pieces: tuple[bytes, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, page: bytes, places: re.Pattern[bytes]) -> "Cut":
        """Cut where ``places`` match; each of their groups is a name."""
        pieces, names, end = [], [], 0
        for found in places.finditer(page):
            pieces += [page[end : found.start()], found[0]]
            names.append(found.lastgroup or "")
            end = found.end()
        return cls((*pieces, page[end:]), tuple(names))

    @property
    def framed(self) -> "Cut":
        """The same as the data of an event."""
        return Cut(tuple(map(framed, self.pieces)), self.names)

    def filled(self, own: "Own", token: str) -> bytes:
        """The page of that viewer. Django takes a token as the cookie holds it, too."""
        # A clock that was rendered a while ago runs by the server's time of now.
        given = {"seat": own.seat, "mine": own.mine, "now": datetime.now(UTC).isoformat().encode()}
        if own.leaf is not None:
            given["leaf"] = b"%d" % own.leaf
        if token.isalnum():
            given["token"] = token.encode()
        pieces = list(self.pieces)
        for place, name in enumerate(self.names):
            pieces[2 * place + 1] = given.get(name, pieces[2 * place + 1])
        return b"".join(pieces)


@dataclass(slots=True)
class Kept:
    """The renderings that are good until the next fact of their meeting."""

    stamp: int
    until: float
    pages: dict[tuple[object, ...], "asyncio.Task[tuple[Cut, Cut] | None]"] = field(default_factory=dict)


class Shared:
    """Answers phones that ask for the part of their page that follows the meeting."""

    def __init__(self, stream: Stream, pages: Callable[[], Pages]) -> None:
        self._stream = stream
        self._pages = pages
        self._owns = Gathering("standings", owns, gather=ASKED_AT_ONCE)
        self._kept: dict[str, Kept] = {}

    def takes(self, asked: Asked) -> bool:
        """Whether this is a phone that only has a seat, and facts are being followed, so that changes are noticed.

        A phone without the cookie of its forms gets it from Django first.
        """
        return _is_phone(asked) and not asked.query_string and self._stream.follows

    async def __call__(self, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer it, from what is kept or through Django."""
        shown = await self._page(asked, scope)
        if shown is None:
            return await self._pages()(scope, receive, send)
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"cache-control", b"no-store, private"),
            (b"content-language", asked.language.encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": shown.page})
        return None

    def follower(self, asked: Asked, scope: Scope) -> Callable[[], Awaitable[Shown | None]] | None:
        """What gives a phone that follows the stream its page as it is now; nothing for who is no such phone."""
        if not _is_phone(asked) or asked.query.get("page") != "phone":
            return None
        path = f"{asked.address.root}/hall/{asked.meeting}/live"
        asking = {**scope, "path": path, "raw_path": path.encode(), "query_string": b""}
        return lambda: self._page(asked, asking, as_event=True)

    async def _page(self, asked: Asked, scope: Scope, *, as_event: bool = False) -> Shown | None:
        """The page of that phone; nothing where it is not shared."""
        kept = self._of(asked.meeting)
        viewer = Viewer(asked.meeting, asked.device, asked.language, asked.address.root)
        own = await self._owns.ask(viewer)
        if own is None:
            return None
        key = (asked.address.root, asked.language, *own.kind)
        if key not in kept.pages:
            kept.pages[key] = asyncio.create_task(self._cut(viewer, own, scope))
        page = await asyncio.shield(kept.pages[key])
        if page is None:
            kept.pages.pop(key, None)
            return None
        if as_event:
            own = replace(own, seat=framed(own.seat), mine=framed(own.mine))
        return Shown(page[as_event].filled(own, asked.cookies.get(settings.CSRF_COOKIE_NAME, "")), own.listed)

    async def _cut(self, viewer: Viewer, own: Own, scope: Scope) -> tuple[Cut, Cut] | None:
        """A rendering as it is asked for, and as the stream brings it.

        Nothing where its viewer has voted meanwhile: others of their kind would be shown a vote that they did not cast.
        """
        page = await _rendered(self._pages(), scope)
        if page is None or await self._owns.ask(viewer) != own:
            return None
        cut = Cut.of(page, _OF_OVER if own.mine else _OF_OPEN)
        return cut, cut.framed

    def _of(self, meeting: str) -> Kept:
        """What is kept of that meeting: nothing from before its last fact."""
        stamp, now = self._stream.stamp(meeting), time.monotonic()
        kept = self._kept.get(meeting)
        if kept is None or kept.stamp != stamp or kept.until < now:
            kept = self._kept[meeting] = Kept(stamp, now + KEPT)
        return kept


def _is_phone(asked: Asked) -> bool:
    """Whether it holds a seat and nothing else."""
    return (
        bool(asked.device)
        and settings.CSRF_COOKIE_NAME in asked.cookies
        and settings.SESSION_COOKIE_NAME not in asked.cookies
    )


def owns(viewers: Sequence[Viewer]) -> list[Own | None]:
    """What is each viewer's own; nothing for one whose page is not shared."""
    halls = {}
    for meeting in {each.meeting for each in viewers}:
        halls[meeting] = standings(meeting, {each.device for each in viewers if each.meeting == meeting})
    return [_own(halls[each.meeting], each) for each in viewers]


def _own(hall: Hall, viewer: Viewer) -> Own | None:
    standing, poll = hall.standings.get(viewer.device), hall.poll
    if standing is None or not standing.alone or (poll is not None and poll.method == CALLED):
        return None
    names, delegation = (tuple(each.items()) for each in (standing.names, standing.delegation_names))
    line = _seat_line(standing.seat, names, delegation, standing.weight, standing.votes, viewer.language)
    of_seat = (standing.turn, standing.elsewhere)
    listed = standing.turn is not None and standing.turn.waits
    if poll is None:
        return Own(of_seat, line, b"", None, listed)
    if poll.state == "open":
        kind = (*of_seat, poll.id, standing.votes is not None, standing.choice, standing.in_box)
        return Own(kind, line, b"", standing.leaf, listed)
    given = (standing.choice, standing.leaf, standing.in_box and poll.state != "void")
    mine = _mine(viewer.meeting, viewer.root, viewer.language, *given)
    return Own((*of_seat, poll.id), line, mine, standing.leaf, listed)


@lru_cache(maxsize=20_000)
def _seat_line(
    seat: int, names: tuple[Any, ...], delegation: tuple[Any, ...], weight: object, votes: object, language: str
) -> bytes:
    """The line over a phone's page that says whose seat it is."""
    view = {"seat": seat, "names": dict(names), "delegation_names": dict(delegation), "weight": weight}
    with translation.override(language):
        return render_to_string("hall/parts/seat.html", {"seat": view, "votes": votes}).strip().encode()


def _mine(meeting: str, root: str, language: str, choice: str, leaf: int | None, in_box: bool) -> bytes:
    """What the seat has done in a vote that is over."""
    before, receipt, after = _mine_of_any(meeting, root, language, choice, leaf is not None, in_box)
    return before if leaf is None else b"%b%b%d%b" % (before, receipt, leaf, after)


@lru_cache(maxsize=1_000)
def _mine_of_any(
    meeting: str, root: str, language: str, choice: str, has_leaf: bool, in_box: bool
) -> tuple[bytes, ...]:
    """The same of anybody, around the number of the receipt, if there is one."""
    before = get_script_prefix()
    set_script_prefix(f"{root}/")
    try:
        with translation.override(language):
            context = {
                "meeting": {"id": meeting},
                "mine": {"leaf": 0} if has_leaf else None,
                "mine_word": label("choice", choice) if choice in CHOICES else "",
                "in_box": in_box,
                "ballot_in": ballot_in(language),
            }
            page = render_to_string("hall/parts/mine.html", context).strip().encode()
            around, receipt, after = page.partition(_RECEIPT)
            return around, receipt, after.removeprefix(b"0")
    finally:
        set_script_prefix(before)


async def _rendered(pages: Pages, scope: Scope) -> bytes | None:
    """Django's answer to that request; nothing where it is any other than a page."""
    sent: list[Any] = []
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()  # the client is there as long as we ask for it
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await pages(dict(scope), receive, send)
    status = sent[0]["status"] if sent else 0
    return b"".join(each.get("body", b"") for each in sent[1:]) if status == 200 else None
