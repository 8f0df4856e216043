"""``kill -9`` in mid-vote: nothing acknowledged is lost, nothing is counted twice, and the vote goes on."""

import asyncio
import random

import pytest

from tests.faults import ledger
from tests.faults.conftest import NAIVE_ROUNDS, Judge, Rounds
from tests.faults.ledger import Outcome
from tests.faults.phones import Hall, hall
from tests.faults.place import Place, Template, of_postgresql

pytestmark = [pytest.mark.database, pytest.mark.faults]
EACH = 10
"""Kills that one poll lives through."""
VOTING = 0.02, 0.3
"""Seconds of voting before the server is killed."""


@pytest.mark.parametrize("naive", ["", "early"])
def test_the_server_is_killed_in_mid_vote(world: Template, rounds: Rounds, judge: Judge, naive: str) -> None:
    with world.copy(naive) as place:
        judge("kill -9 in mid-vote", naive, asyncio.run(killed(place, NAIVE_ROUNDS if naive else rounds(100))))


@of_postgresql
def test_one_of_two_processes_is_killed(world: Template, rounds: Rounds, judge: Judge) -> None:
    with world.copy() as place, place.beside() as other:
        outcome = asyncio.run(one_killed(place, other, rounds(25)))
        judge("kill -9 of one of two processes", "", outcome)


async def one_killed(place: Place, other: Place, rounds: int) -> Outcome:
    """Each round half of the phones vote at a process that is killed, and go on at the one that stays."""
    place.start()
    outcome, poll = Outcome(rounds=rounds), next(place.polls)
    async with hall(place) as room:
        await room.chair.do("open", poll)
        for _ in range(rounds):
            await asyncio.to_thread(other.start)
            for phone in room.phones[::2]:
                phone.line.close()
                phone.line.port = other.port
            stop = asyncio.Event()
            voting = [asyncio.create_task(phone.keep_voting(poll, stop)) for phone in room.phones]
            await asyncio.sleep(random.uniform(*VOTING))
            other.kill()
            for phone in room.phones:
                phone.line.port = place.port
            stop.set()
            await asyncio.gather(*voting)
        await room.chair.do("close", poll)
        stored = ledger.read(place)
        outcome.found += [f"refused: {each.code}" for each in room.told if not each.recorded]
        outcome.add(ledger.votes(stored, room.told, poll))
        outcome.found += ledger.declared(stored, poll, room.told) + ledger.chain(stored, place.data)
    return outcome


async def killed(place: Place, rounds: int) -> Outcome:
    """Each round the phones vote, the server is killed and started again, and the phones get their answers."""
    place.start()
    outcome = Outcome(rounds=rounds)
    async with hall(place) as room:
        for start in range(0, rounds, EACH):
            poll = next(place.polls)
            await room.chair.do("open", poll)
            for _ in range(min(EACH, rounds - start)):
                await kill_once(place, room, poll)
                stored = ledger.read(place)
                outcome.found += [] if stored.polls[poll][0] == "open" else ["the vote is not open after the restart"]
                outcome.found += ledger.chain(stored, place.data)
            await room.chair.do("close", poll)
            stored = ledger.read(place)
            outcome.found += [f"refused after the restart: {each.code}" for each in room.told if not each.recorded]
            outcome.found += ledger.declared(stored, poll, room.told)
            outcome.add(ledger.votes(stored, room.told, poll))
            room.forget()
    return outcome


async def kill_once(place: Place, room: Hall, poll: str) -> None:
    """The phones vote until the server is killed; once it is there again they get the answers that they wait for."""
    stop = asyncio.Event()
    voting = [asyncio.create_task(phone.keep_voting(poll, stop)) for phone in room.phones]
    await asyncio.sleep(random.uniform(*VOTING))
    place.kill()
    stop.set()
    await asyncio.to_thread(place.start)
    await asyncio.gather(*voting)
