"""What leaves a hall and comes back: a projector shows how it stands, a delegate goes on with another phone."""

import asyncio
from dataclasses import replace

import pytest
from benchmarks.hall.load import request

from tests.faults import ledger
from tests.faults.conftest import Judge, Rounds, Serving
from tests.faults.ledger import Outcome
from tests.faults.phones import Hall, Line, hall
from tests.faults.place import Place, Template
from tests.faults.screens import Screen
from tests.faults.test_strangers import opened

pytestmark = [pytest.mark.database, pytest.mark.faults]


def test_a_projector_and_a_phone_come_back(serving: Serving, rounds: Rounds, judge: Judge) -> None:
    judge("a projector and a phone come back", "", asyncio.run(gone_and_back(serving(""), rounds(20))))


def test_a_screen_follows_through_restarts(world: Template, rounds: Rounds, judge: Judge) -> None:
    with world.copy() as place:
        judge("a screen while the server is killed", "", asyncio.run(followed(place, rounds(10))))


async def followed(place: Place, rounds: int) -> Outcome:
    """Each round the server is killed in mid-vote, and the screen comes back before or after the result."""
    place.start()
    outcome, screen = Outcome(rounds=rounds), Screen(place)
    async with hall(place, 5) as room:
        await screen.follow()
        for number in range(rounds):
            poll = next(place.polls)
            await room.chair.do("open", poll)
            if not await screen.hears(newest(place, "poll-opened"), "poll-opened"):
                outcome.found.append("a screen did not hear of an opening")
            await asyncio.gather(*(phone.vote(poll) for phone in room.phones))
            place.kill()
            await screen.leave()
            await asyncio.to_thread(place.start)
            back_before, last = bool(number % 2), screen.heard[-1][0]
            if back_before:
                await screen.follow()
            await room.chair.do("close", poll)
            if not back_before:
                await screen.follow()
            news = await screen.hears(newest(place, "poll-declared"), "poll-declared") if back_before else True
            if not news or not await screen.hears(last, "poll-declared", "resync"):
                outcome.found.append("a screen that came back was told of no result, and not to load its page")
            stored = ledger.read(place)
            outcome.add(ledger.votes(stored, room.told, poll))
            outcome.found += ledger.declared(stored, poll, room.told)
        await screen.leave()
    return outcome


def newest(place: Place, kind: str) -> int:
    """The number of the journal's last entry of that kind."""
    return max(number for number, each, *_ in ledger.read(place).leaves if each == kind)


async def gone_and_back(place: Place, rounds: int) -> Outcome:
    """Each round the projector's browser is closed over a vote, and a delegate changes phones in its middle."""
    outcome = Outcome(rounds=rounds)
    async with hall(place) as room:
        for _ in range(rounds):
            poll = next(place.polls)
            await room.chair.do("open", poll)
            await asyncio.gather(*(phone.vote(poll, "for") for phone in room.phones))
            outcome.found += await other_phone(place, room, poll)
            before = await shown(place)
            await room.chair.do("close", poll)
            after = await shown(place)
            if before == after or not after:
                outcome.found.append("the projector does not show the present state")
            stored = ledger.read(place)
            outcome.add(ledger.votes(stored, room.told, poll))
            outcome.found += ledger.declared(stored, poll, room.told)
    return outcome


async def shown(place: Place) -> str:
    """The projector's page, as a browser gets it that was just opened."""
    line = Line(place.port)
    cookie = f"sessionid={place.world['session']}"
    asked = await line.ask(request("GET", f"/hall/{place.world['meeting']}/screen", cookie, Accept="text/html"), 20)
    line.close()
    return asked[2].decode() if asked else ""


async def other_phone(place: Place, room: Hall, poll: str) -> list[str]:
    """The seat's badge is made anew and opened on another phone, which sends the vote of the first again."""
    seat, line, found = len(room.phones) - 1, Line(place.port), []
    old = room.phones[seat]
    renewed = (await asyncio.to_thread(place.run, "tests.faults.world", "badge", old.seat))["token"]
    new = replace(old, device=await opened(line, renewed), told=list(old.told))
    line.close()
    last = old.told[-1]
    if await new.once(poll, last.choice, last.key) != last:
        found.append("on another phone the same vote has another receipt")
    refused = await old.once(poll, "against", "left-behind")
    if refused is None or refused.recorded:
        found.append("the phone that was left behind still votes")
    await new.vote(poll, "against")
    old.line.close()
    room.phones[seat] = new
    place.world["devices"][seat] = new.device
    return found
