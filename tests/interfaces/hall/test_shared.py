"""What phones show is made once for all of a kind, and is what Django would have made for each."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import httpx
import pytest

from tests.interfaces.hall.test_live_room import PATIENCE, Hall, client, database, hall, run, stream, told

pytestmark = [pytest.mark.anyio, pytest.mark.database]
__all__ = ["database", "hall"]  # fixtures

PHONES = 6


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def is_shared(page: httpx.Response) -> bool:
    """Django's own answer does not say this."""
    return page.headers.get("cache-control") == "no-store, private"


def plain(page: httpx.Response) -> Iterator[str]:
    """A page without what is new in every answer: keys of votes to come, masked tokens, the time of a clock."""
    assert page.status_code == 200
    return lines(page.text)


def lines(page: str) -> Iterator[str]:
    text = re.sub(r'(name="(?:csrfmiddlewaretoken|key)" value=")[^"]*', r"\1", page)
    text = re.sub(r'data-now="[^"]*">[0-9:−]+', "", text)
    return filter(None, map(str.strip, text.splitlines()))


def place_of(page: str) -> str:
    """What a page says of its holder's place on the list."""
    found = re.search(r'name="form" value="speech"><p>.*?<strong>(.*?)</strong>', page)
    assert found is not None
    return found[1]


async def test_each_phone_gets_its_own_page_before_during_and_after_a_vote(hall: Hall) -> None:
    async with client(hall) as phones, AsyncExitStack() as stack:
        live = f"/es{hall.meeting}live"

        async def compare() -> list[str]:
            """Every phone's page as it is shared, compared with Django's own (which answers where there is a query)."""
            cookies = [hall.phone(each) | {"Accept": "text/html"} for each in range(PHONES)]
            shared = await asyncio.gather(*(phones.get(live, headers=each) for each in cookies))
            own = [await phones.get(f"{live}?alone", headers=each) for each in cookies]
            for ours, theirs in zip(shared, own, strict=True):
                assert is_shared(ours)
                assert list(plain(ours)) == list(plain(theirs))
            return [each.text for each in shared]

        page = await phones.get(f"/es{hall.meeting}", headers=hall.phone(0))
        following = [
            told(await stack.enter_async_context(phones.stream("GET", stream(page.text), headers=hall.phone(each))))
            for each in range(PHONES)
        ]
        async with asyncio.timeout(PATIENCE):
            while not is_shared(await phones.get(live, headers=hall.phone(0))):
                pass  # the journal is followed from the first stream on
        seats = await compare()
        assert len(set(map(str, seats))) == PHONES
        for number, choice in enumerate(("for", "for", "against", "abstain")):
            given = {"choice": choice, "key": f"key-{number}"}
            assert (await phones.post(hall.vote(), data=given, headers=hall.phone(number))).status_code == 200
        voted = await compare()
        assert [each.count('aria-pressed="true"') for each in voted] == [1, 1, 1, 1, 0, 0]
        await asyncio.to_thread(run, hall.environment, "close", hall.world["poll"])
        async with asyncio.timeout(PATIENCE):
            brought = [await anext(each) for each in following]
        assert {(number, name) for number, name, _ in brought} == {(brought[0][0], "page")}
        results = await compare()
        assert all("Quórum" in each or "Aprobad" in each for each in results)
        assert [list(lines(each)) for _, _, each in brought] == [list(lines(each)) for each in results]


async def test_phones_show_the_amendment_that_the_chair_shows(hall: Hall) -> None:
    live = f"/es{hall.meeting}live"
    async with client(hall) as phones, AsyncExitStack() as stack:
        page = await phones.get(hall.meeting, headers=hall.phone(0))
        heard = told(await stack.enter_async_context(phones.stream("GET", stream(page.text), headers=hall.phone(0))))
        async with asyncio.timeout(PATIENCE):
            while not is_shared(await phones.get(live, headers=hall.phone(0))):
                pass  # the journal is followed from the first stream on
            await asyncio.to_thread(run, hall.environment, "amended", hall.world["meeting"])
            async for _, _, brought in heard:
                if "<ins>" in brought:
                    break
        for number in range(PHONES):
            ours = await phones.get(live, headers=hall.phone(number))
            theirs = await phones.get(f"{live}?alone", headers=hall.phone(number))
            assert is_shared(ours) and "siempre</ins>" in ours.text
            assert list(plain(ours)) == list(plain(theirs))


async def test_a_badge_is_opened_once_and_its_phone_gets_the_seat(hall: Hall) -> None:
    token = run(hall.environment, "badge", hall.world["seats"][-1])["token"]
    async with client(hall) as phones:
        forged = await phones.post(f"/h/{token}", headers={"Origin": "https://elsewhere.example"})
        assert forged.status_code == 403
        opened = await phones.post(f"/ru/h/{token}")
        assert (opened.status_code, opened.headers["location"]) == (303, f"/ru{hall.meeting}")
        cookie = opened.headers["set-cookie"]
        assert {"HttpOnly", "SameSite=Lax"} <= {each.strip() for each in cookie.split(";")}
        secret = cookie.partition("=")[2].partition(";")[0]
        phones.cookies.clear()
        page = await phones.get(hall.meeting, headers={"Cookie": f"plenaria_seat={secret}"})
        assert f"Delegate {len(hall.world['seats'])}" in page.text
        again = await phones.post(
            f"/h/{token}", data={"csrfmiddlewaretoken": "a" * 32}, headers={"Cookie": f"csrftoken={'a' * 32}"}
        )
        assert again.status_code == 409


async def test_each_phone_has_its_own_place_on_the_list_of_speakers(hall: Hall) -> None:
    await asyncio.to_thread(run, hall.environment, "debate", hall.world["meeting"])
    live = f"/es{hall.meeting}live"
    async with client(hall) as phones, AsyncExitStack() as stack:

        async def stream_of(number: int) -> AsyncIterator[tuple[int, str, str]]:
            page = await phones.get(f"/es{hall.meeting}", headers=hall.phone(number))
            entered = phones.stream("GET", stream(page.text), headers=hall.phone(number))
            return told(await stack.enter_async_context(entered))

        async def compare() -> list[str]:
            """Every phone's page as it is shared, compared with Django's own."""
            pages = []
            for number in range(PHONES):
                ours = await phones.get(live, headers=hall.phone(number))
                theirs = await phones.get(f"{live}?alone", headers=hall.phone(number))
                assert is_shared(ours)
                assert list(plain(ours)) == list(plain(theirs))
                pages.append(ours.text)
            return pages

        async def ask(number: int, **fields: str) -> None:
            given = {"csrfmiddlewaretoken": "a" * 32, **fields}
            answer = await phones.post(f"/es{hall.meeting}ask", data=given, headers=hall.phone(number))
            assert (answer.status_code, answer.headers["location"]) == (302, f"/es{hall.meeting}")

        waiting = await stream_of(2)
        async with asyncio.timeout(PATIENCE):
            while not is_shared(await phones.get(live, headers=hall.phone(0))):
                pass  # the journal is followed from the first stream on
        pages = await compare()
        # One speaks, two wait, three may ask: each page says its own.
        assert [each.count('value="leave"') for each in pages] == [0, 1, 1, 0, 0, 0]
        assert [each.count('name="what" value="speech"') for each in pages] == [0, 0, 0, 1, 1, 1]
        assert all('data-until="' in each for each in pages)
        # The second leaves: whoever waits behind them is brought the page that says so.
        await ask(1, verb="leave", form="speech")
        async with asyncio.timeout(PATIENCE):
            _, name, brought = await anext(waiting)
        pages = await compare()
        assert (name, list(lines(brought))) == ("page", list(lines(pages[2])))
        assert [each.count('value="leave"') for each in pages] == [0, 0, 1, 0, 0, 0]
        # The table lists the fourth, who is brought the page that says so, and from then on what moves the list.
        listed = await stream_of(3)
        await asyncio.to_thread(run, hall.environment, "listed", hall.world["seats"][3])
        async with asyncio.timeout(PATIENCE):
            _, name, brought = await anext(listed)
        assert (name, brought.count('value="leave"'), "2" in place_of(brought)) == ("page", 1, True)
        await ask(2, verb="leave", form="speech")
        async with asyncio.timeout(PATIENCE):
            _, name, brought = await anext(listed)
        assert (name, brought.count('value="leave"'), "2" in place_of(brought)) == ("page", 1, False)
        # A page that was made a while ago has a clock of now.
        moments = []
        for _ in range(2):
            page = await phones.get(live, headers=hall.phone(3))
            moments.append(re.findall(r'data-now="([^"]*)"', page.text)[0])
        assert moments[0] < moments[1]
