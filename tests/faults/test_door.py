"""People come and go while the hall votes: nobody waits for somebody who waits for them."""

import asyncio

import pytest

from tests.faults import ledger
from tests.faults.conftest import NAIVE_ROUNDS, Judge, Rounds
from tests.faults.ledger import Outcome
from tests.faults.phones import hall
from tests.faults.place import Place, Template, of_postgresql

pytestmark = [pytest.mark.database, pytest.mark.faults]


@pytest.mark.parametrize("naive", ["", pytest.param("locking", marks=of_postgresql)])
def test_people_come_and_go_while_the_hall_votes(world: Template, rounds: Rounds, judge: Judge, naive: str) -> None:
    with world.copy(naive) as place:
        place.start()
        many = NAIVE_ROUNDS if naive else rounds(10)
        judge("people come and go in mid-vote", naive, asyncio.run(came_and_went(place, many)))


async def came_and_went(place: Place, rounds: int) -> Outcome:
    """Each round every seat goes out and comes in again at the door, while every phone changes its vote."""
    outcome, poll = Outcome(rounds=rounds), next(place.polls)
    async with hall(place) as room:
        await room.chair.do("open", poll)
        stop = asyncio.Event()
        voting = [asyncio.create_task(phone.keep_voting(poll, stop, pause=0.1)) for phone in room.phones]
        for _ in range(rounds):
            told = [await room.chair.door(phone.seat, verb) for phone in room.phones for verb in ("out", "in")]
            outcome.found += [f"the door was answered {status}" for status, _ in told if status != 302]
        stop.set()
        await asyncio.gather(*voting)
        await room.chair.do("close", poll)
        stored = ledger.read(place)
        outcome.add(ledger.votes(stored, room.told, poll))
        outcome.found += ledger.declared(stored, poll, room.told)
        deadlocks = place.log.read_text(encoding="utf-8").count("OperationalError: deadlock detected")
        outcome.found += [f"{deadlocks} deadlocks"] if deadlocks else []
    return outcome
