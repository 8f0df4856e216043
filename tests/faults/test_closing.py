"""The close races with the votes: what is declared is what was acknowledged before it, and nothing else."""

import asyncio
import random

import pytest

from tests.faults import ledger
from tests.faults.conftest import NAIVE_ROUNDS, Judge, Rounds, Serving, against
from tests.faults.ledger import Outcome
from tests.faults.phones import Hall, hall
from tests.faults.place import Place, Template, of_postgresql

pytestmark = pytest.mark.database
VOTING = 0.01, 0.08
"""Seconds of voting before the chair closes."""


@against("unlocked")
def test_the_chair_closes_while_everybody_votes(serving: Serving, rounds: Rounds, judge: Judge, naive: str) -> None:
    many = 10 * NAIVE_ROUNDS if naive else rounds(200, 10)
    judge("close racing with votes", naive, asyncio.run(closed(serving(naive), many)))


@pytest.mark.faults
@of_postgresql
def test_the_chair_closes_in_another_process(world: Template, rounds: Rounds, judge: Judge) -> None:
    with world.copy() as place, place.beside() as other:
        place.start()
        other.start()
        many = rounds(100)
        judge("close racing with votes of two processes", "", asyncio.run(closed(place, many, other.port)))


async def closed(place: Place, rounds: int, other: int = 0) -> Outcome:
    """Each round every phone changes its vote without a pause until it is refused, since the chair has closed; every
    second phone asks at the ``other`` port, if there is one."""
    outcome = Outcome(rounds=rounds)
    async with hall(place) as room:
        for phone in room.phones[::2]:
            phone.line.port = other or place.port
        polls = [await close_once(place, room, outcome) for _ in range(rounds)]
        stored = ledger.read(place)
        for poll in polls:
            outcome.add(ledger.votes(stored, room.told, poll))
            outcome.found += ledger.declared(stored, poll, room.told)
        wrong = {told.code for told in room.told if not told.recorded} - {"poll-not-open"}
        outcome.found += [f"refused: {code}" for code in wrong] + ledger.chain(stored, place.data)
    return outcome


async def close_once(place: Place, room: Hall, outcome: Outcome) -> str:
    poll, stop = next(place.polls), asyncio.Event()
    await room.chair.do("open", poll)
    voting = [asyncio.create_task(phone.keep_voting(poll, stop, pause=0.0)) for phone in room.phones]
    await asyncio.sleep(random.uniform(*VOTING))
    status, _ = await room.chair.press("close", poll)
    if status != 302:
        outcome.found.append(f"the chair could not close: {status}")
        stop.set()
    await asyncio.gather(*voting)
    if status != 302:
        await room.chair.do("close", poll)
    return poll
