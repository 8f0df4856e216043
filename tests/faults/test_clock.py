"""The clock is set an hour back in mid-poll: the order is that of the numbers, and nothing stands still."""

import asyncio
import json
import struct
from pathlib import Path

import pytest

from tests.faults import ledger
from tests.faults.conftest import NAIVE_ROUNDS, Judge, Rounds
from tests.faults.ledger import Outcome
from tests.faults.phones import Hall, hall
from tests.faults.place import Place, Template
from tests.faults.screens import Screen
from tests.faults.shims import compiled

pytestmark = [pytest.mark.database, pytest.mark.faults]
HOUR = 3_600


@pytest.mark.parametrize("naive", ["", "by-time"])
def test_the_clock_goes_back_an_hour(world: Template, rounds: Rounds, judge: Judge, tmp_path: Path, naive: str) -> None:
    clock = tmp_path / "clock"
    clock.write_bytes(struct.pack("q", 0))
    with world.copy(naive) as place:
        place.start(LD_PRELOAD=compiled("clock", tmp_path), CLOCK=str(clock))
        many = NAIVE_ROUNDS if naive else rounds(10)
        judge("clock set an hour back", naive, asyncio.run(set_back(place, clock, many)))


async def set_back(place: Place, clock: Path, rounds: int) -> Outcome:
    """Each round everybody votes, the clock goes back, everybody changes their vote; then it is closed."""
    outcome = Outcome(rounds=rounds)
    async with hall(place) as room:
        poll, offset = next(place.polls), 0
        await room.chair.do("open", poll)
        screen = Screen(place)
        await screen.follow()
        for _ in range(rounds):
            before = await everybody(room, poll, "for")
            offset -= HOUR
            set_clock(clock, offset)
            after = await everybody(room, poll, "against")
            if min(after) <= max(before):
                outcome.found.append("a later vote has a lower number")
            again = await asyncio.gather(*(phone.once(poll, "against", phone.told[-1].key) for phone in room.phones))
            if [each and each.leaf for each in again] != after:
                outcome.found.append("the same key again has another receipt")
            await room.chair.do("close", poll)
            closed, poll = poll, next(place.polls)
            stored = ledger.read(place)
            outcome.add(ledger.votes(stored, room.told, closed))
            outcome.found += ledger.declared(stored, closed, room.told)
            await room.chair.do("open", poll)
        outcome.found += ledger.chain(ledger.read(place), place.data)
        outcome.found += await told_all(place, screen)
        await screen.leave()
    times = [json.loads(data)["at"] for _, _, _, data, _ in ledger.read(place).leaves]
    return outcome if times != sorted(times) else Outcome(found=["the clock was not set back"])


async def everybody(room: Hall, poll: str, choice: str) -> list[int]:
    """All vote so; the numbers of their votes in the journal."""
    return [told.leaf for told in await asyncio.gather(*(phone.vote(poll, choice) for phone in room.phones))]


def set_clock(clock: Path, offset: int) -> None:
    with clock.open("r+b") as file:
        file.write(struct.pack("q", offset))


async def told_all(place: Place, screen: Screen) -> list[str]:
    """What is wrong with what a screen heard, once the last opening was told."""
    leaves = ledger.read(place).leaves
    await screen.hears(max(number for number, kind, *_ in leaves if kind == "poll-opened"), "poll-opened")
    numbers = [number for number, _ in screen.heard]
    found = [] if numbers == sorted(numbers) else ["the stream's numbers go back"]
    due = [kind for number, kind, *_ in leaves if number >= numbers[0]].count("poll-declared")
    kinds = [kind for _, kind in screen.heard]
    return found if kinds.count("poll-declared") == due > 0 else [*found, "the stream missed a result"]
