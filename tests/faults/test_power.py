"""The power goes: what was acknowledged is on the disk, whatever became of the rest.

SQLite runs over a library that writes down what the disk was told and when it was synced (``power.c``); what lies on
the disk after a loss of power is made from that, with nothing of what was not synced, or with any part of it.
PostgreSQL is stopped at once (``pg_ctl stop -m immediate``), and comes back from its log.
"""

import asyncio
import os
import random
import shutil
import tempfile
from pathlib import Path

import pytest

from tests import postgresql
from tests.faults import ledger
from tests.faults.conftest import NAIVE_ROUNDS, THIN_POLLS, Judge, Rounds
from tests.faults.ledger import Outcome
from tests.faults.phones import Told, hall
from tests.faults.place import Place, Template, new_place, of_postgresql, of_sqlite
from tests.faults.power import Disk, records
from tests.faults.shims import compiled

pytestmark = [pytest.mark.database, pytest.mark.faults]
VOTING = 0.1, 0.4
CHANCES = (0.0, 0.0, 0.5, 0.9)
"""How likely each piece is to be there that was not synced."""


@of_sqlite
@pytest.mark.parametrize("naive", ["", "unsynced"])
def test_the_machine_starts_again_from_what_its_disk_kept(
    world: Template, rounds: Rounds, judge: Judge, tmp_path: Path, naive: str
) -> None:
    with world.copy(naive) as place:
        many = NAIVE_ROUNDS if naive else rounds(25)
        judge("power loss, then a start", naive, asyncio.run(power_lost(place, many, compiled("power", tmp_path))))


async def power_lost(place: Place, rounds: int, library: str) -> Outcome:
    """Each round the phones vote, the power goes, and the server starts from what the disk has kept."""
    outcome, poll = Outcome(rounds=rounds), next(place.polls)
    async with hall(place) as room:
        disk, variables = taped(place, library)
        place.start(**variables)
        await room.chair.do("open", poll)
        for number in range(rounds):
            stop = asyncio.Event()
            voting = [asyncio.create_task(phone.keep_voting(poll, stop)) for phone in room.phones]
            await asyncio.sleep(random.uniform(*VOTING))
            place.kill()
            stop.set()
            for record in records(Path(variables["POWER_TAPE"])):
                disk.take(record)
            shutil.rmtree(place.data)
            disk.lay(place.data, chance=CHANCES[number % len(CHANCES)], dice=random.Random(number))
            outcome.found += ledger.sound(place.data / "plenaria.sqlite3")
            disk, variables = taped(place, library)
            if not await started(place, outcome, variables):
                break
            await asyncio.gather(*voting)
        else:
            await room.chair.do("close", poll)
            stored = ledger.read(place)
            outcome.found += ledger.declared(stored, poll, room.told) + ledger.chain(stored, place.data)
        for task in voting:
            task.cancel()
        await asyncio.gather(*voting, return_exceptions=True)
        outcome.add(ledger.votes(ledger.read(place), room.told, poll))
    return outcome


async def started(place: Place, outcome: Outcome, variables: dict[str, str]) -> bool:
    """Whether the server starts, and still has the vote open."""
    try:
        await asyncio.to_thread(place.start, **variables)
        if ledger.read(place).polls[place.world["polls"][0]][0] == "open":
            return True
        outcome.found.append("the vote is not open after the start")
    except TimeoutError:
        outcome.found.append(f"the server does not start: {place.log.read_text()[-300:]}")
    return False


def taped(place: Place, library: str) -> tuple[Disk, dict[str, str]]:
    """The disk as it is now, and what a server's environment says so that a tape is written from here on."""
    handle, tape = tempfile.mkstemp(prefix="tape-", dir=place.folder)
    os.close(handle)
    variables = {"LD_PRELOAD": library, "POWER_ROOT": str(place.data), "POWER_TAPE": tape}
    return Disk(place.data), variables


@of_sqlite
@pytest.mark.parametrize("naive", ["", "unsynced"])
def test_the_power_goes_at_any_moment(
    world: Template, rounds: Rounds, judge: Judge, tmp_path: Path, naive: str
) -> None:
    with world.copy(naive) as place:
        disk, variables = taped(place, compiled("power", tmp_path))
        marks = asyncio.run(voted(place, variables))
        outcome = cuts(place, disk, Path(variables["POWER_TAPE"]), marks, NAIVE_ROUNDS if naive else rounds(200))
        judge("power loss, at any moment", naive, outcome)


async def voted(place: Place, variables: dict[str, str]) -> list[tuple[int, Told]]:
    """What phones were told, each with the length of the tape at that moment."""
    marks: list[tuple[int, Told]] = []
    tape, poll = Path(variables["POWER_TAPE"]), next(place.polls)
    place.start(**variables)
    async with hall(place) as room:

        async def vote_on(phone: int) -> None:
            for _ in range(40):
                told = await room.phones[phone].vote(poll)
                marks.append((tape.stat().st_size, told))

        await room.chair.do("open", poll)
        await asyncio.gather(*(vote_on(phone) for phone in range(len(room.phones))))
    place.kill()
    return marks


def cuts(place: Place, disk: Disk, tape: Path, marks: list[tuple[int, Told]], rounds: int) -> Outcome:
    """Look at the disk as it would be at that many moments while the phones vote."""
    outcome, dice = Outcome(rounds=rounds), random.Random(rounds)
    told, poll = [each for _, each in marks], marks[0][1].poll
    moments = sorted(dice.sample(range(marks[0][0], marks[-1][0]), rounds))
    for record in records(tape):
        while moments and record.end > moments[0]:
            moment = moments.pop(0)
            with tempfile.TemporaryDirectory(prefix="plenaria-disk-") as folder:
                image = Path(folder)
                disk.lay(image, chance=CHANCES[len(moments) % len(CHANCES)], dice=dice)
                look = looked_at(image, poll, told, sum(mark <= moment for mark, _ in marks))
            look.acknowledged = max(0, look.acknowledged - outcome.acknowledged)
            outcome.add(look)
        disk.take(record)
    return outcome


def looked_at(image: Path, poll: str, told: list[Told], known: int) -> Outcome:
    """What is wrong with that disk, if the first ``known`` of all that was told were told by then."""
    outcome = Outcome(found=ledger.sound(image / "plenaria.sqlite3"))
    stored = ledger.read(image)
    outcome.add(ledger.votes(stored, told[:known], poll, perhaps=told[known:]))
    outcome.found += ledger.chain(stored, image)
    return outcome


@of_postgresql
@pytest.mark.parametrize("naive", ["", "unsynced"])
def test_postgresql_is_stopped_at_once(rounds: Rounds, judge: Judge, naive: str) -> None:
    with postgresql.own_server() as server, new_place(40, THIN_POLLS, naive, server.environment) as place:
        many = NAIVE_ROUNDS if naive else rounds(25)
        judge("PostgreSQL stopped at once", naive, asyncio.run(stopped(place, server, many)))


async def stopped(place: Place, server: postgresql.Server, rounds: int) -> Outcome:
    """Each round the phones vote, the database is stopped and started, and the server goes on as it is."""
    outcome, poll = Outcome(rounds=rounds), next(place.polls)
    place.start()
    async with hall(place) as room:
        await room.chair.do("open", poll)
        for _ in range(rounds):
            stop = asyncio.Event()
            voting = [asyncio.create_task(phone.keep_voting(poll, stop)) for phone in room.phones]
            await asyncio.sleep(random.uniform(*VOTING))
            await asyncio.to_thread(server.stop)
            stop.set()
            await asyncio.to_thread(server.start)
            await asyncio.gather(*voting)
        await room.chair.do("close", poll)
        stored = ledger.read(place)
        outcome.add(ledger.votes(stored, room.told, poll))
        outcome.found += ledger.declared(stored, poll, room.told) + ledger.chain(stored, place.data)
    return outcome
