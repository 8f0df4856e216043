"""Public pages made by processes beside the server: the same pages, whatever becomes of the processes."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler, DatabaseError
from django.test import Client

from plenaria.conf.environment import Environment
from plenaria.conf.page_process import Answered
from plenaria.conf.page_processes import PageProcesses, Scope, for_anybody
from tests.builders import body, meeting, person, published_text

HOST = "127.0.0.1"


def scope(path: str, query: bytes = b"", **headers: str) -> Scope:
    """What the server hears of a GET."""
    named = {"host": HOST, **headers}
    return {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query,
        "root_path": "",
        "scheme": "http",
        "client": (HOST, 50_000),
        "server": (HOST, "8000"),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in named.items()],
    }


@pytest.mark.parametrize(
    ("query", "headers", "handed"),
    [
        (b"", {}, True),
        (b"q=%D1%91", {"cookie": "django_language=ru; csrftoken=x; shop=1"}, True),
        (b"", {"cookie": "django_language=ru; sessionid=x"}, False),
        (b"", {"cookie": "plenaria_seat=x"}, False),
        (b"", {"cookie": "messages=x"}, False),
        (b"", {"content_length": "3"}, False),
        (b"", {"transfer_encoding": "chunked"}, False),
        ("q=ё".encode(), {}, False),
    ],
)
def test_who_is_nobody_in_particular(query: bytes, headers: dict[str, str], handed: bool) -> None:
    assert for_anybody(scope("/search", query, **headers)) is handed
    assert not for_anybody(scope("/api/v1/bodies", query, **headers))


def here() -> dict[str, str]:
    """The database of this test, as a process of its own finds it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return {"PLENARIA_DATABASE_URL": f"sqlite://{name}"}
    url = os.environ["PLENARIA_DATABASE_URL"]
    return {"PLENARIA_DATABASE_URL": f"{url.rpartition('/')[0]}/{name}"}


def with_some[T](monkeypatch: pytest.MonkeyPatch, told: Callable[[PageProcesses], Awaitable[T]], number: int = 1) -> T:
    """What comes of it with that many processes, none of which is ready yet."""
    for name, value in here().items():
        monkeypatch.setenv(name, value)

    async def run() -> T:
        processes = PageProcesses(number)
        processes.start()
        try:
            async with asyncio.timeout(60):
                return await told(processes)
        finally:
            await processes.stop()

    return asyncio.run(run())


async def page(processes: PageProcesses, asked: Scope) -> Answered:
    """The page, once there is a process to make it."""
    while (answer := await processes.answer(asked)) is None:
        await asyncio.sleep(0.05)
    return answer


def children() -> list[int]:
    """The processes that make pages for this one."""
    found = subprocess.run(["pgrep", "-P", str(os.getpid()), "-f", "page_process"], capture_output=True, text=True)
    return [int(each) for each in found.stdout.split()]


@pytest.mark.django_db(transaction=True)
def test_they_make_the_pages_that_the_server_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    council = body(slug="council")
    published_text(meeting(council, person("Ann", council, "secretary")))
    asked = ["/", "/ru/b/council/", "/es/b/council/r/xiv-1/", "/search", "/oparl/v1.1/system", "/b/nobody/"]

    async def all_pages(processes: PageProcesses) -> list[Answered]:
        return [await page(processes, scope(each)) for each in asked]

    made = with_some(monkeypatch, all_pages)
    ours = [Client().get(each, headers={"host": HOST}) for each in asked]
    assert [each.status for each in made] == [200, 200, 200, 200, 200, 404]
    assert [each.body for each in made] == [each.content for each in ours]
    types = [dict(each.headers)[b"Content-Type"].decode() for each in made]
    assert types == [each.headers["Content-Type"] for each in ours]


@pytest.mark.django_db(transaction=True)
@pytest.mark.one_engine
def test_whoever_asked_one_that_is_killed_is_told_so_and_another_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    async def killed(processes: PageProcesses) -> tuple[list[Any], bool, int, int]:
        await page(processes, scope("/"))
        while len(children()) < 2:
            await asyncio.sleep(0.05)
        before = set(children())
        for each in before:
            os.kill(each, signal.SIGKILL)
        lost = await asyncio.gather(*(processes.answer(scope("/")) for _ in range(8)))
        answer = await page(processes, scope("/"))
        return lost, before.isdisjoint(children()), len(before), answer.status

    assert with_some(monkeypatch, killed, 2) == ([None] * 8, True, 2, 200)
    assert children() == []


@pytest.mark.django_db(transaction=True)
def test_its_connection_refuses_to_write(tmp_path: Path) -> None:
    reads = Environment.of({"PLENARIA_DATA": str(tmp_path), "PLENARIA_ROLE": "pages", **here()}).database()
    line = ConnectionHandler({"default": reads})["default"]
    try:
        with line.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM store_body")
            assert cursor.fetchone() == (0,)
            with pytest.raises(DatabaseError, match=r"readonly database|read-only transaction"):
                cursor.execute("DELETE FROM store_body")
    finally:
        line.close()


@pytest.mark.parametrize(
    ("said", "role", "cores", "number"),
    [
        ("", "all", 1, 0),
        ("", "all", 2, 2),
        ("0", "all", 2, 0),
        ("3", "all", 1, 3),
        ("-1", "all", 2, 0),
        ("", "hall", 2, 0),
    ],
)
def test_how_many_there_are(said: str, role: str, cores: int, number: int) -> None:
    environment = Environment.of({"PLENARIA_PAGE_PROCESSES": said, "PLENARIA_ROLE": role})
    assert environment.processes(cores) == number
