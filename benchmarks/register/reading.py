"""Readers of the register: each with a line of its own, who opens a page every two seconds."""

import heapq
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.hall.load import Answer, Client, Hall
from benchmarks.hall.measures import Timed
from benchmarks.hall.server import Installation
from benchmarks.register.pages import Kind

MOMENT = 0.02
"""Seconds for which nothing but answers is waited for."""
DONE = (200, 302, 304)
"""A page that is shown, a form that was taken, and what whoever asks has already."""
EVERY = 2.0
"""Seconds from one page that a reader opens to the next."""


@dataclass(frozen=True, slots=True)
class Alone:
    """Pages of one kind, one after the other with nobody beside: times, and milliseconds of processor for each."""

    kind: Kind
    waits: Timed
    server_cpu: float
    database_cpu: float
    size: int
    """Bytes of the last one."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a number of readers met."""

    readers: int
    seconds: float
    waits: dict[str, Timed]
    """By kind of page."""
    failed: int

    @property
    def all(self) -> Timed:
        """Of all kinds."""
        return Timed(tuple(each for one in self.waits.values() for each in one.seconds))

    @property
    def rate(self) -> float:
        """Pages a second."""
        return len(self.all.seconds) / self.seconds


def alone(made: Installation, hall: Hall, client: Client, kind: Kind, count: int) -> Alone:
    """Open that many pages of a kind, one after the other; the first two are for warming up."""
    chance, waits, size = random.Random(kind.name), [], 0
    for _ in range(2):
        hall.ask(client, kind.request(chance))
    before = made.use()
    for _ in range(count):
        asked = kind.request(chance)
        answer = hall.ask(client, asked)
        if answer.status not in DONE:
            raise RuntimeError(f"{asked.partition(b'HTTP')[0]!r}: {answer.status}")
        waits.append(answer.seconds)
        size = len(answer.body)
    after = made.use()
    server, database = after.server - before.server, after.database - before.database
    return Alone(kind, Timed(tuple(waits)), server / count * 1_000, database / count * 1_000, size)


@dataclass
class _Reading:
    """Who opens a page when, and what was met."""

    chance: random.Random
    kinds: Sequence[Kind]
    shares: Sequence[int]
    due: list[tuple[float, int]] = field(default_factory=list)
    waits: dict[str, list[float]] = field(default_factory=dict)
    failed: int = 0
    busy: int = 0

    def open_page(self, client: Client) -> None:
        """One of them opens a page; the next is due two seconds after this one was asked for."""
        kind = self.chance.choices(self.kinds, self.shares)[0]
        self.busy += 1

        def then(client: Client, answer: Answer) -> None:
            self.busy -= 1
            self.failed += answer.status not in DONE
            self.waits.setdefault(kind.name, []).append(answer.seconds)
            heapq.heappush(self.due, (max(answer.asked + EVERY, answer.at), client.number))

        client.ask(kind.request(self.chance), then)


def crowd(hall: Hall, kinds: Sequence[Kind], readers: int, seconds: float) -> Crowd:
    """That many readers for so long."""
    clients = hall.open(readers)
    reading = _Reading(random.Random(readers), kinds, [each.share for each in kinds])
    began = time.monotonic()
    reading.due = [(began + EVERY * number / readers, number) for number in range(readers)]
    heapq.heapify(reading.due)
    while (now := time.monotonic()) < began + seconds:
        while reading.due and reading.due[0][0] <= now:
            reading.open_page(clients[heapq.heappop(reading.due)[1]])
        _take_until(hall, reading, began + seconds)
    took = time.monotonic() - began
    hall.run(lambda: reading.busy == 0)
    hall.close(clients)
    return Crowd(readers, took, {name: Timed(tuple(each)) for name, each in reading.waits.items()}, reading.failed)


def _take_until(hall: Hall, reading: _Reading, end: float) -> None:
    """Take what comes until somebody is to open a page, or the end."""

    def following() -> float:
        return min(reading.due[0][0] if reading.due else end, end)

    hall.run(lambda: time.monotonic() >= following(), min(MOMENT, max(0.0, following() - time.monotonic())))


def bears(hall: Hall, kinds: Sequence[Kind], first: int, seconds: float, slowest: float) -> list[Crowd]:
    """Ever more readers, half as many more each time, until 1 page in 100 takes longer than ``slowest`` seconds."""
    found, readers = [], first
    while True:
        found.append(crowd(hall, kinds, readers, seconds))
        if found[-1].all.at(99) > slowest * 1_000 or found[-1].failed:
            return found
        readers = readers * 3 // 2
