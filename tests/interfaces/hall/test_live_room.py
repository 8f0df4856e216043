"""The live room in a real server, on a database of its own: what a hall full of phones does to it."""

import asyncio
import html
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from plenaria.core.journal.promises import HOLDS
from plenaria.verify import verify
from tests.postgresql import own_database

pytestmark = [pytest.mark.anyio, pytest.mark.database]

ROOT = Path(__file__).resolve().parents[3]
SEATS = 50
PATIENCE = 120.0
"""Seconds after which a test gives up on what should have come long before."""


@dataclass(frozen=True)
class Hall:
    address: str
    world: dict[str, Any]
    environment: dict[str, str]

    @property
    def meeting(self) -> str:
        return f"/hall/{self.world['meeting']}/"

    def phone(self, number: int) -> dict[str, str]:
        """The headers of the phone with that seat, whose script asks."""
        cookies = f"plenaria_seat={self.world['devices'][number]}; csrftoken={'a' * 32}"
        return {"Cookie": cookies, "Accept": "application/json"}

    def vote(self, poll: str = "poll") -> str:
        return f"{self.meeting}vote?poll={self.world[poll]}"


def run(environment: dict[str, str], *words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.interfaces.hall.world", *words]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def database() -> Iterator[dict[str, str]]:
    """Where the server keeps its tables: SQLite in its folder, or a new database of the run's PostgreSQL."""
    with own_database("hall") as environment:
        yield environment


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, database: dict[str, str]) -> Iterator[Hall]:
    with served(tmp_path_factory.mktemp("hall"), database) as found:
        yield found


@contextmanager
def served(
    folder: Path,
    variables: dict[str, str],
    application: str = "plenaria.conf.asgi:application",
    world: dict[str, Any] | None = None,
) -> Iterator[Hall]:
    """A server that keeps its files in that folder, with a ``world`` of its own or one that is there already."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PLENARIA_")}
    environment = {
        **inherited,
        "PLENARIA_DATA": str(folder),
        "PLENARIA_BASE_URL": address,
        "PLENARIA_PAGE_PROCESSES": "0",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        **variables,
    }
    world = world or run(environment, str(SEATS))
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(port), "--no-ws"]
    server = subprocess.Popen([*command, application], env=environment, cwd=ROOT)
    try:
        until = time.monotonic() + PATIENCE
        while not _answers(address):
            assert time.monotonic() < until and server.poll() is None, "the server does not answer"
            time.sleep(0.05)
        yield Hall(address, world, environment)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/hall/nowhere/").status_code == 404
    except httpx.TransportError:
        return False


def client(hall: Hall) -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=SEATS * 2)
    return httpx.AsyncClient(base_url=hall.address, timeout=PATIENCE, limits=limits, trust_env=False)


async def events(response: httpx.Response) -> AsyncIterator[tuple[int, str, list[dict[str, str]]]]:
    """Number, name and facts of each event."""
    async for number, name, data in told(response):
        yield number, name, json.loads(data)


async def told(response: httpx.Response) -> AsyncIterator[tuple[int, str, str]]:
    """Number, name and data of each event (WHATWG HTML 9.2.6)."""
    number, name, data = -1, "", []
    async for line in response.aiter_lines():
        field, _, value = line.partition(": ")
        if field == "id":
            number = int(value)
        elif field == "event":
            name = value
        elif field in ("data", "data:"):
            data.append(value)
        elif not line and data:
            yield number, name, "\n".join(data)
            name, data = "", []


def stream(page: str) -> str:
    """The address of the stream that a page names."""
    return html.unescape(page.partition('data-live-url="')[2].partition('"')[0])


def kinds(found: list[tuple[int, str, list[dict[str, str]]]]) -> list[str]:
    return [fact["kind"] for _, _, facts in found for fact in facts]


async def test_a_hall_votes_at_once_and_twenty_identical_posts_are_one_vote(hall: Hall) -> None:
    async with client(hall) as phones:

        async def press(number: int, key: str) -> dict[str, Any]:
            given = {"choice": "for" if number % 3 else "against", "key": key}
            answer = await phones.post(hall.vote(), data=given, headers=hall.phone(number))
            assert answer.status_code == 200, answer.text
            said: dict[str, Any] = answer.json()
            return said

        presses = [press(number, f"key-{number}") for number in range(1, SEATS)]
        answers = await asyncio.gather(*presses, *(press(0, "the-same") for _ in range(20)))
        assert {each["state"] for each in answers} == {"recorded"}
        assert len({each["leaf"] for each in answers[: SEATS - 1]}) == SEATS - 1
        assert len({each["leaf"] for each in answers[SEATS - 1 :]}) == 1
        assert answers[0]["text"] == "Recorded: for."
        page = await phones.get(f"{hall.meeting}chair/live", headers={"Cookie": f"sessionid={hall.world['session']}"})
        assert f'<span class="n">{SEATS}</span>' in page.text

        receipt = await phones.get(f"{hall.meeting}receipt/{answers[0]['leaf']}.json", headers=hall.phone(1))
        report = verify(receipt.content)
        assert {each.outcome for each in report.findings if each.promise != "key"} == {HOLDS}
        anothers = await phones.get(f"{hall.meeting}receipt/{answers[1]['leaf']}.json", headers=hall.phone(1))
        assert anothers.status_code == 403


@pytest.mark.parametrize(
    ("phone", "poll", "given", "status", "code"),
    [
        (1, "poll", {"choice": "for", "key": ""}, 422, "key-missing"),
        (1, "poll", {"choice": "perhaps", "key": "k"}, 422, "choice-unknown"),
        (1, "following", {"choice": "for", "key": "k"}, 409, "poll-not-open"),
        (None, "poll", {"choice": "for", "key": "k"}, 403, "seat-missing"),
    ],
)
async def test_what_is_not_recorded_says_why(
    hall: Hall, phone: int | None, poll: str, given: dict[str, str], status: int, code: str
) -> None:
    stranger = {"Cookie": "plenaria_seat=guessed", "Accept": "application/json"}
    async with client(hall) as phones:
        headers = stranger if phone is None else hall.phone(phone)
        answer = await phones.post(hall.vote(poll), data=given, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        elsewhere = await phones.post(
            hall.vote().replace(hall.world["meeting"], "another"), data=given, headers=headers
        )
        assert elsewhere.status_code in (403, 422)


async def test_a_page_of_another_site_cannot_vote(hall: Hall) -> None:
    async with client(hall) as phones:
        for stranger in ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
            answer = await phones.post(
                hall.vote(), data={"choice": "for", "key": "forged"}, headers=hall.phone(2) | stranger
            )
            assert answer.status_code == 403
        ours = {"Origin": hall.address, "Sec-Fetch-Site": "same-origin"}
        answer = await phones.post(hall.vote(), data={"choice": "for", "key": "key-2"}, headers=hall.phone(2) | ours)
        assert answer.status_code == 200


async def test_a_plain_form_comes_back_to_its_page_and_a_script_may_send_json(hall: Hall) -> None:
    async with client(hall) as phones:
        plain = {"Cookie": hall.phone(3)["Cookie"], "Accept": "text/html"}
        answer = await phones.post(f"/ru{hall.vote()}", data={"choice": "abstain", "key": "plain"}, headers=plain)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/ru{hall.meeting}")
        answer = await phones.post(f"/ru{hall.vote()}", data={"choice": "abstain"}, headers=plain)
        assert answer.headers["location"] == f"/ru{hall.meeting}?said=key-missing"
        back = await phones.get(answer.headers["location"], headers=plain)
        assert (back.status_code, 'aria-pressed="true"' in back.text) == (200, True)
        script = hall.phone(3) | {"Content-Type": "application/json"}
        answer = await phones.post(hall.vote(), content=json.dumps({"choice": "for", "key": "json"}), headers=script)
        assert answer.json()["state"] == "recorded"
        answer = await phones.post(hall.vote(), content=b"[1, 2", headers=script)
        assert answer.status_code == 422


async def test_what_becomes_so_before_a_page_listens_is_told_first(hall: Hall) -> None:
    chair = {"Cookie": f"sessionid={hall.world['session']}"}
    async with client(hall) as browser:
        of_table = stream((await browser.get(f"{hall.meeting}chair", headers=chair)).text)
        async with browser.stream("GET", of_table) as follower:  # somebody for whom the journal is read
            await browser.post(hall.vote(), data={"choice": "for", "key": "before"}, headers=hall.phone(3))
            async with asyncio.timeout(PATIENCE):
                number, _, told = await anext(events(follower))
        async with browser.stream("GET", of_table) as late, asyncio.timeout(PATIENCE):
            assert await anext(events(late)) == (number, "table", told)


async def test_every_screen_hears_what_becomes_so_and_who_comes_back_hears_what_it_missed(hall: Hall) -> None:
    """From this server's commits at once, from another process's by looking."""
    chair = {"Cookie": f"sessionid={hall.world['session']}"}
    async with client(hall) as browser:
        assert (await browser.get(f"{hall.meeting}events?ticket=made-up")).status_code == 403
        of_phone = stream((await browser.get(hall.meeting, headers=hall.phone(4))).text)
        of_table = stream((await browser.get(f"{hall.meeting}chair", headers=chair)).text)
        told: list[tuple[int, str, list[dict[str, str]]]] = []
        async with browser.stream("GET", of_phone) as phone, browser.stream("GET", of_table) as table:
            assert phone.headers["content-type"].startswith("text/event-stream")
            given = {"choice": "for", "key": "heard"}
            await browser.post(hall.vote(), data=given, headers=hall.phone(4))
            number, name, facts = await asyncio.wait_for(anext(events(table)), PATIENCE)
            assert (name, facts) == ("table", [{"kind": "vote-cast", "subject": hall.world["poll"]}])
            await asyncio.to_thread(run, hall.environment, "close", hall.world["poll"])
            async with asyncio.timeout(PATIENCE):
                async for event in events(phone):
                    told.append(event)
                    if len(told) == 2:
                        break
        assert kinds(told) == ["poll-closed", "poll-declared"]
        assert told[0][0] > number

        again = {"Last-Event-ID": str(told[0][0])}
        async with browser.stream("GET", of_phone, headers=again) as phone:
            missed = await asyncio.wait_for(anext(events(phone)), PATIENCE)
        assert missed == told[1]
        async with browser.stream("GET", of_phone, headers={"Last-Event-ID": "0"}) as phone:
            missed = await asyncio.wait_for(anext(events(phone)), PATIENCE)
        assert kinds([missed]) == ["resync"]

        page = await browser.get(hall.meeting, headers=hall.phone(4))
        assert "Adopted: " in page.text
        late = await browser.post(hall.vote(), data={"choice": "for", "key": "late"}, headers=hall.phone(4))
        assert (late.status_code, late.json()["code"]) == (409, "poll-not-open")
        same = await browser.post(hall.vote(), data={"choice": "for", "key": "heard"}, headers=hall.phone(4))
        assert same.json()["state"] == "recorded"


async def test_the_table_hears_of_secret_ballots_and_nobody_of_what_they_say(hall: Hall) -> None:
    hall.world.update(await asyncio.to_thread(run, hall.environment, "secret", hall.world["meeting"]))
    chair = {"Cookie": f"sessionid={hall.world['session']}"}
    async with client(hall) as browser:
        of_table = stream((await browser.get(f"{hall.meeting}chair", headers=chair)).text)
        async with browser.stream("GET", of_table) as table:
            answers = [
                await browser.post(
                    hall.vote("secret"), data={"choice": choice, "key": "once"}, headers=hall.phone(seat)
                )
                for seat, choice in enumerate(["for....", "against", "for...."])
            ]
            async with asyncio.timeout(PATIENCE):
                async for _, name, facts in events(table):
                    if (name, facts) == ("table", [{"kind": "ballots", "subject": ""}]):
                        break
        assert {each.text for each in answers} == {answers[0].text}
        assert answers[0].json()["text"].startswith("Your ballot is in.")
        page = (await browser.get(f"{hall.meeting}chair/live", headers=chair)).text
        assert 'have voted</span><span class="n">3<' in page.replace("\n", "")
        again = await browser.post(hall.vote("secret"), data={"choice": "against", "key": "2"}, headers=hall.phone(0))
        assert (again.status_code, again.json()["code"]) == (409, "ballot-in")
        await asyncio.to_thread(run, hall.environment, "close", hall.world["secret"])
        assert "2 for, 1 against" in (await browser.get(hall.meeting, headers=hall.phone(0))).text


async def test_one_badge_is_tried_so_often_and_a_hall_behind_one_address_is_not_limited(hall: Hall) -> None:
    async with client(hall) as browser:
        tries = [(await browser.post("/h/tried-and-tried")).status_code for _ in range(30)]
        assert tries == [403] * 30
        wild = await browser.post("/h/tried-and-tried", headers={"Accept-Language": "es"})
        assert (wild.status_code, int(wild.headers["Retry-After"]) in (1, 2)) == (429, True)
        answers = await asyncio.gather(*(browser.post(f"/h/phone-{number}") for number in range(200)))
        assert {each.status_code for each in answers} == {403}


def test_the_server_ends_at_once_though_a_screen_follows(hall: Hall, database: dict[str, str]) -> None:
    with httpx.Client(timeout=PATIENCE, trust_env=False) as screen:
        with served(Path(hall.environment["PLENARIA_DATA"]), database, world=hall.world) as other:
            page = screen.get(f"{other.address}{other.meeting}", headers=other.phone(0)).text
            following = screen.send(screen.build_request("GET", other.address + stream(page)), stream=True)
            lines = following.iter_lines()
            assert next(lines).startswith("retry:")
        assert "still" not in "".join(lines)
