"""Votes that arrive within a few milliseconds are cast together: one transaction, one fsync, one answer each."""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connections

from plenaria.actions._perform import Receipt
from plenaria.actions.cast import Ballot, cast
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, forbidden
from plenaria.store.queries.credentials import SeatOfDevice, seats_of_devices

GATHER = 0.005
"""Seconds for which the first vote of a batch waits for others."""
MOST = 500
"""Votes in one transaction: what 20 ms or so can write."""

logger = logging.getLogger(__name__)

type Answer = Receipt | Refusal | None
"""``None``: it is not known to be recorded, and has to be sent again."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A vote as it came in: the SHA-256 of the device's secret says whose it is."""

    device: str
    meeting: str
    poll: str
    choice: str
    key: str


class Batches:
    """Hands votes to ``actions.cast`` in one thread, which has the one connection that votes are written through."""

    def __init__(self, gather: float = GATHER) -> None:
        self._gather = gather
        self._waiting: list[tuple[Wish, asyncio.Future[Answer]]] = []
        self._writer = ThreadPoolExecutor(1, "votes")
        self._task: asyncio.Task[None] | None = None

    async def cast(self, wish: Wish) -> Answer:
        """The answer to one vote, once it is on disk. A sender that goes away does not take its vote with it."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((wish, future))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write())
        return await future

    async def _write(self) -> None:
        while self._waiting:
            await asyncio.sleep(self._gather)
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            wishes = [wish for wish, _ in batch]
            answers = await asyncio.get_running_loop().run_in_executor(self._writer, answer, wishes)
            for (_, future), given in zip(batch, answers, strict=True):
                if not future.done():
                    future.set_result(given)


def answer(wishes: Sequence[Wish]) -> Sequence[Answer]:
    """The answers to a batch. If it fails as a whole its votes are tried one by one: none is lost to a neighbour's."""
    try:
        return _cast(wishes)
    except Exception:
        logger.exception("a batch of %d votes was not written", len(wishes))
        connections.close_all()
        return [None] if len(wishes) == 1 else [answer([wish])[0] for wish in wishes]


def _cast(wishes: Sequence[Wish]) -> list[Answer]:
    seats = seats_of_devices(wish.device for wish in wishes)
    answers: list[Answer] = [_stranger(seats.get(wish.device), wish.meeting) for wish in wishes]
    places = [place for place, refusal in enumerate(answers) if refusal is None]
    ballots = [_ballot(seats[wishes[place].device], wishes[place]) for place in places]
    if ballots:
        for place, given in zip(places, cast(ballots=ballots, at=datetime.now(UTC)), strict=True):
            answers[place] = given
    return answers


def _stranger(seat: SeatOfDevice | None, meeting: str) -> Refusal | None:
    if seat is None:
        return forbidden("seat-missing")
    return None if seat.meeting == meeting else forbidden("seat-elsewhere")


def _ballot(seat: SeatOfDevice, wish: Wish) -> Ballot:
    return Ballot(
        actor=Actor(seat=seat.credential),
        poll=wish.poll,
        credential=seat.credential,
        choice=wish.choice,
        key=wish.key,
    )
