"""A line that is slow and loses answers: each phone knows in the end whether its vote is recorded, and it is true."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import pytest

from tests.faults import ledger
from tests.faults.conftest import Judge, Serving, against
from tests.faults.ledger import Outcome
from tests.faults.phones import QUICK, Patience, hall
from tests.faults.place import Place, template

pytestmark = pytest.mark.database
CUT = 0.3
"""The share of answers that are lost."""
DELAY, THIN_DELAY = 2.0, 0.05
SEATS = 500


@against("keyless")
def test_a_line_that_delays_and_cuts(serving: Serving, judge: Judge, share: float, naive: str) -> None:
    fault = f"answers delayed by {DELAY:g} s, {CUT:.0%} cut"
    if not share:
        judge(fault, naive, asyncio.run(voted(serving(naive), THIN_DELAY, QUICK)))
        return
    seats = max(20, round((100 if naive else SEATS) * share))
    with template(seats, 1) as world, world.copy(naive) as place:
        place.start()
        judge(fault, naive, asyncio.run(voted(place, DELAY, Patience())))


async def voted(place: Place, delay: float, patience: Patience) -> Outcome:
    """Everybody votes once, in a vote that nobody may change: a second one would be refused."""
    poll = place.world["final"]
    async with bad_line(place.port, delay) as line, hall(place, patience=patience, port=line.port) as room:
        await room.chair.do("open", poll)
        told = await asyncio.gather(*(phone.vote(poll) for phone in room.phones))
        again = [each for each in told if each.tries > 1]
        await room.chair.do("close", poll)
        stored = ledger.read(place)
        outcome = ledger.votes(stored, told, poll)
        outcome.rounds = len(told)
        outcome.found += ledger.declared(stored, poll, told)
        outcome.found += [f"a phone was told {each.code} of its only vote" for each in told if not each.recorded][:3]
        outcome.found += [] if again and line.cut else ["no answer was lost"]
    return outcome


@dataclass
class BadLine:
    """What lies between the phones and the server."""

    port: int
    cut: int = 0


@asynccontextmanager
async def bad_line(server: int, delay: float) -> AsyncIterator[BadLine]:
    """Hands on what phones ask at once, and what the server answers after ``delay``, or ends the line instead."""
    line = BadLine(0)
    open_now: set[asyncio.Task[None]] = set()

    async def between(phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        answers, to_server = await asyncio.open_connection("127.0.0.1", server)
        asking = asyncio.create_task(hand_on(phone, to_server))
        try:
            while answer := await answers.read(1 << 16):
                await asyncio.sleep(delay)
                if random.random() < CUT:
                    line.cut += 1
                    to_phone.write(answer[: random.randrange(len(answer))] if random.random() < 0.5 else b"")
                    return
                to_phone.write(answer)
        finally:
            asking.cancel()
            for writer in (to_phone, to_server):
                with suppress(OSError):
                    writer.close()

    async def accept(phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        open_now.add(task)
        with suppress(OSError, asyncio.CancelledError):
            await between(phone, to_phone)
        open_now.discard(task)

    listening = await asyncio.start_server(accept, "127.0.0.1", 0, backlog=1_000)
    line.port = listening.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        listening.close()
        for task in list(open_now):
            task.cancel()
        await asyncio.gather(*open_now, return_exceptions=True)


async def hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """What the phone sends, as it comes."""
    while data := await reader.read(1 << 16):
        writer.write(data)
