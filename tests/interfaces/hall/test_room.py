"""What the live room decides before it asks the database: whose request it is, and whether a page of ours sends it."""

import json
from collections.abc import Mapping, MutableMapping
from typing import Any

import pytest
from django.core import signing
from django.urls import set_script_prefix

from plenaria.interfaces.hall import tickets
from plenaria.interfaces.hall.asking import LONGEST_BODY, same_site
from plenaria.interfaces.hall.room import Room
from plenaria.interfaces.hall.stream import events
from plenaria.store.queries.facts import FactView

HALL = "/hall/m1"
SEAT = [(b"cookie", b"a=b; plenaria_seat=secret"), (b"host", b"hall.example")]


def request(path: str, method: str = "POST", headers: list[tuple[bytes, bytes]] | None = None) -> dict[str, Any]:
    return {
        "type": "http",
        "path": path,
        "method": method,
        "query_string": b"",
        "headers": SEAT if headers is None else headers,
    }


async def ask(scope: MutableMapping[str, Any], body: bytes = b"") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer."""
    sent: list[Mapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    await Room()(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(each.get("body", b"") for each in sent[1:])


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.parametrize(
    ("scope", "taken"),
    [
        (request(f"{HALL}/vote"), True),
        (request(f"/ru{HALL}/vote"), True),
        (request(f"/xx{HALL}/vote"), False),
        (request(f"{HALL}/vote/"), False),
        (request(f"{HALL}/vote", headers=[]), False),
        (request(f"{HALL}/vote", "GET"), False),
        (request(f"{HALL}/events", "GET", []), True),
        (request(f"{HALL}/events", "POST"), False),
        (request(f"{HALL}/chair", "GET"), False),
    ],
)
def test_the_room_takes_votes_with_a_seat_and_streams(scope: dict[str, Any], taken: bool) -> None:
    assert Room().takes(scope) is taken


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"host": "hall.example"}, True),
        ({"host": "hall.example", "origin": "https://hall.example"}, True),
        ({"host": "hall.example", "origin": "https://elsewhere.example"}, False),
        ({"host": "hall.example", "origin": "https://hall.example.elsewhere.example"}, False),
        ({"host": "hall.example", "origin": "null"}, False),
        ({"origin": "null"}, False),
        ({"host": "hall.example", "sec-fetch-site": "same-origin"}, True),
        ({"host": "hall.example", "sec-fetch-site": "same-site"}, False),
        ({"host": "hall.example", "sec-fetch-site": "cross-site", "origin": "https://hall.example"}, False),
    ],
)
def test_only_a_page_of_ours_votes(headers: dict[str, str], ours: bool) -> None:
    assert same_site(headers) is ours


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("prefix", "headers", "text"),
    [
        ("", [], "There is no such vote. Nothing was recorded. Load the page again."),
        ("/en", [(b"accept-language", b"es")], "There is no such vote. Nothing was recorded. Load the page again."),
    ],
)
async def test_a_script_is_told_in_its_language(prefix: str, headers: list[tuple[bytes, bytes]], text: str) -> None:
    scope = request(f"{prefix}{HALL}/vote", headers=[*SEAT, (b"accept", b"application/json"), *headers])
    status, said, body = await ask(scope, b"choice=for&key=k")
    assert (status, said["content-type"]) == (422, "application/json; charset=utf-8")
    assert json.loads(body) == {"code": "poll-unknown", "text": text}


@pytest.mark.anyio
@pytest.mark.parametrize("body", [b"x" * (LONGEST_BODY + 1), b"\xff\xfe", b"&".join([b"a=b"] * 30)])
async def test_what_is_no_vote_reaches_nobody(body: bytes) -> None:
    status, headers, _ = await ask(request(f"/es{HALL}/vote"), body)
    assert (status, headers["location"]) == (303, "/es/hall/m1/?said=poll-unknown")


@pytest.mark.anyio
@pytest.mark.parametrize(
    "ticket",
    ["", "made-up", signing.dumps(["m2", "table"], salt=tickets.SALT), signing.dumps(["m1", "table"])],
    # A signature is of its second, and every process of a run must call a test the same.
    ids=["none", "made up", "of another meeting", "for another use"],
)
async def test_a_stream_needs_a_ticket_for_this_meeting(ticket: str) -> None:
    scope = request(f"{HALL}/events", "GET", []) | {"query_string": f"ticket={ticket}".encode()}
    assert (await ask(scope))[0] == 403


@pytest.mark.parametrize("hearer", tickets.HEARERS)
def test_a_page_gives_the_ticket(hearer: str) -> None:
    set_script_prefix("/")
    address, _, ticket = tickets.stream("m1", hearer=hearer, after=7).partition("?ticket=")
    ticket, _, after = ticket.partition("&after=")
    assert after == "7"
    assert (address, tickets.admits(ticket, "m1"), tickets.admits(ticket, "m2")) == (f"{HALL}/events", hearer, None)


def test_facts_for_all_go_out_one_by_one_and_those_for_the_table_together() -> None:
    told = events(
        [
            FactView(3, "vote-cast", "p1", "m1"),
            FactView(4, "vote-cast", "p1", "m1"),
            FactView(5, "poll-closed", "p1", "m1"),
            FactView(6, "presence-recorded", "c9", "m1"),
            FactView(7, "vote-cast", "p2", "m2"),
            FactView(8, "badge-issued", "c1", "m1"),
            FactView(9, "speaker-listed", "s1", "m3"),
            FactView(10, "vote-cast", "p3", "m3"),
            FactView(11, "speaker-listed", "s2", "m3", by_table=True),
        ]
    )
    assert told == [
        ("m1", 5, tickets.HEARERS, b'id: 5\ndata: [{"kind":"poll-closed","subject":"p1"}]\n\n'),
        (
            "m1",
            6,
            ("table",),
            b"id: 6\nevent: table\n"
            b'data: [{"kind":"vote-cast","subject":"p1"},{"kind":"presence-recorded","subject":""}]\n\n',
        ),
        ("m2", 7, ("table",), b'id: 7\nevent: table\ndata: [{"kind":"vote-cast","subject":"p2"}]\n\n'),
        ("m3", 9, ("listed",), b'id: 9\nevent: table\ndata: [{"kind":"speaker-listed","subject":""}]\n\n'),
        (
            "m3",
            10,
            ("table",),
            b"id: 10\nevent: table\n"
            b'data: [{"kind":"speaker-listed","subject":""},{"kind":"vote-cast","subject":"p3"}]\n\n',
        ),
        ("m3", 11, tickets.HEARERS, b'id: 11\ndata: [{"kind":"speaker-listed","subject":"s2"}]\n\n'),
    ]


@pytest.mark.anyio
async def test_a_client_gone_wild_is_told_to_wait_and_five_hundred_phones_of_one_address_are_not() -> None:
    async def vote(device: int) -> tuple[int, dict[str, str], bytes]:
        cookie = (b"cookie", f"plenaria_seat=limited-{device}".encode())
        return await ask(request(f"{HALL}/vote", headers=[cookie, (b"accept", b"application/json")]), b"choice=for")

    hall = [(await vote(device))[0] for device in range(500) for _ in range(3)]
    assert set(hall) == {422}  # none of them named a vote that there is
    wild = [(await vote(1_000))[0] for _ in range(200)]
    assert set(wild) == {422}
    status, headers, body = await vote(1_000)
    assert (status, headers["retry-after"], json.loads(body)["code"]) == (429, "1", "too-many-tries")
    assert json.loads(body)["text"].startswith("This device sends too much at once.")
    assert (await vote(1))[0] == 422
