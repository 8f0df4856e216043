"""Two processes serve one hall before PostgreSQL: each tells what the other wrote, and both write one journal."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack
from dataclasses import replace

import httpx
import pytest

from tests.interfaces.hall.test_live_room import PATIENCE, Hall, client, database, events, kinds, run, served, stream

pytestmark = [pytest.mark.anyio, pytest.mark.database]
__all__ = ["database"]  # fixture


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def halls(tmp_path_factory: pytest.TempPathFactory, database: dict[str, str]) -> Iterator[tuple[Hall, Hall]]:
    """The same hall at two addresses."""
    if not database:
        pytest.skip("several processes are for PostgreSQL; this run is for SQLite")
    folder = tmp_path_factory.mktemp("halls")
    with ExitStack() as stack:
        application = "tests.interfaces.hall.deaf:application"
        one = stack.enter_context(served(folder, database, application))
        other = stack.enter_context(served(folder, database | {"PLENARIA_ROLE": "hall"}, application, world=one.world))
        yield one, replace(other, environment=one.environment)


async def test_what_one_process_writes_the_other_tells_at_once(halls: tuple[Hall, Hall]) -> None:
    one, other = halls
    chair = {"Cookie": f"sessionid={one.world['session']}"}
    async with client(one) as here, client(other) as there, AsyncExitStack() as stack:
        table = stream((await there.get(f"{other.meeting}chair", headers=chair)).text)
        told = events(await stack.enter_async_context(there.stream("GET", table)))
        answer = await here.post(one.vote(), data={"choice": "for", "key": "here"}, headers=one.phone(0))
        number, name, facts = await asyncio.wait_for(anext(told), PATIENCE)
        assert (name, facts) == ("table", [{"kind": "vote-cast", "subject": one.world["poll"]}])
        assert number == answer.json()["leaf"]

        # Whatever came by which process: the same entry for the same key.
        given = {"choice": "against", "key": "the-same"}
        both = await asyncio.gather(
            *(phones.post(one.vote(), data=given, headers=one.phone(1)) for phones in (here, there) * 5)
        )
        assert {each.json()["leaf"] for each in both} == {number + 1}

        closing = [
            events(await stack.enter_async_context(phones.stream("GET", await _of_phone(phones, one))))
            for phones in (here, there)
        ]
        await asyncio.to_thread(run, one.environment, "close", one.world["poll"])  # a third process
        async with asyncio.timeout(PATIENCE):
            found = [[await anext(heard), await anext(heard)] for heard in closing]
        assert found[0] == found[1]
        assert kinds(found[0]) == ["poll-closed", "poll-declared"]

        late = await there.post(other.vote(), data={"choice": "for", "key": "late"}, headers=other.phone(2))
        assert (late.status_code, late.json()["code"]) == (409, "poll-not-open")
        again = await there.post(other.vote(), data={"choice": "for", "key": "here"}, headers=other.phone(0))
        assert again.json()["leaf"] == number


async def _of_phone(phones: httpx.AsyncClient, hall: Hall) -> str:
    return stream((await phones.get(hall.meeting, headers=hall.phone(3))).text)
