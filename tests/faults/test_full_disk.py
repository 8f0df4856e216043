"""The disk is full: what can't be recorded is refused in words, nothing is half written, and it goes on with room.

The database lies on a small file system in memory, which takes root to mount.
"""

import asyncio
import os
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from benchmarks.hall.load import request

from tests import postgresql
from tests.faults import ledger
from tests.faults.conftest import NAIVE_ROUNDS, THIN_POLLS, Judge, Rounds
from tests.faults.ledger import Outcome
from tests.faults.phones import AGAIN, CSRF, Hall, Told, hall, said_in
from tests.faults.place import Place, new_place

pytestmark = [pytest.mark.database, pytest.mark.faults]
SIZE = 64
"""Megabytes of the file system."""
FULL = b"The disk of the server is full."
MOST_ROOM = 400_000
"""Bytes that are left at most, so that it gets full in mid-vote."""


@contextmanager
def small_disk(size: int = SIZE) -> Iterator[Path]:
    """A folder on a file system of that many megabytes; the test is skipped where it can't be mounted."""
    with tempfile.TemporaryDirectory(prefix="plenaria-small-") as folder:
        mounted = ["mount", "-t", "tmpfs", "-o", f"size={size}m,mode=711", "plenaria", folder]
        if os.geteuid() or subprocess.run(mounted, check=False, capture_output=True).returncode:
            pytest.skip("a small file system can only be mounted by root")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.parametrize("naive", ["", "early"])
def test_the_disk_is_full(rounds: Rounds, judge: Judge, naive: str) -> None:
    with ExitStack() as stack:
        small = stack.enter_context(small_disk())
        database: dict[str, str] = {}
        within: Path | None = small
        if os.environ.get("PLENARIA_DATABASE_URL"):
            # The log of PostgreSQL has a disk of its own: without room for it the server itself ends.
            log = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="plenaria-wal-")))
            postgresql.give(log)
            words = ("--waldir", str(log / "wal"))
            server = stack.enter_context(postgresql.own_server(*words, within=small))
            database, within = server.environment, None
        place = stack.enter_context(new_place(40, THIN_POLLS, naive, database, within))
        place.start()
        many = NAIVE_ROUNDS if naive else rounds(20)
        judge("disk full", naive, asyncio.run(filled(place, small / "filler", many)))


async def filled(place: Place, filler: Path, rounds: int) -> Outcome:
    """Each round the phones vote while the disk gets full, and are answered once there is room."""
    outcome, poll = Outcome(rounds=rounds), next(place.polls)
    async with hall(place) as room:
        await room.chair.do("open", poll)
        for number in range(rounds):
            stop = asyncio.Event()
            voting = [asyncio.create_task(phone.keep_voting(poll, stop)) for phone in room.phones[1:]]
            await asyncio.sleep(random.uniform(0.02, 0.1))
            fill(filler, random.randrange(MOST_ROOM) if number % 2 else 0)
            outcome.found += await look(place, room, poll)
            stop.set()
            filler.unlink()
            await asyncio.gather(*voting)
            await room.phones[0].vote(poll, "for", f"full-{number}")
        await room.chair.do("close", poll)
        stored = ledger.read(place)
        outcome.add(ledger.votes(stored, room.told, poll))
        outcome.found += ledger.declared(stored, poll, room.told) + ledger.chain(stored, place.data)
    return outcome


async def look(place: Place, room: Hall, poll: str) -> list[str]:
    """What is wrong with how a phone and the chair are answered while the disk is full."""
    phone = room.phones[0]
    key, until = f"{phone.seat}-full-{random.random()}", time.monotonic() + 10
    while time.monotonic() < until:
        asked = await phone.line.ask(phone.request(poll, "for", key), 30)
        if asked is None:
            return ["no answer while the disk was full"]
        status, said = asked[0], said_in(asked[1], asked[2])
        if status == 503:
            break
        if status in AGAIN:
            await asyncio.sleep(0.1)
            continue
        if status != 200:
            return [f"{status} {said} while the disk was full"]
        phone.told.append(Told(poll, phone.seat, "for", key, recorded=True, leaf=said["leaf"]))
        key = f"{phone.seat}-full-{random.random()}"
        await asyncio.sleep(0.01)
    else:
        return ["what can't be on disk is said to be recorded"]
    found = [] if (said.get("code"), bool(said.get("text"))) == ("disk-full", True) else [f"503 and {said}"]
    status, page = await room.chair.door(phone.seat, "in" if place.world.pop("out", None) else "out")
    if status == 302:
        # The table of presence, or a page of it, had room left.
        place.world["out"] = True
    elif (status, FULL in page) != (503, True):
        found.append(f"the door is told {status}")
    seat = f"plenaria_seat={phone.device}"
    shown = await phone.line.ask(request("GET", f"/hall/{phone.meeting}/", seat, Accept="text/html"), 30)
    if shown is None or (shown[0], b"data-vote" in shown[2]) != (200, True):
        found.append("the page can't be read while the disk is full")
    token = f"csrfmiddlewaretoken={CSRF}"
    opened = await phone.line.ask(request("POST", f"/h/{place.world['badges'][0]}", f"csrftoken={CSRF}", token), 30)
    # PostgreSQL may have room for it in the row's own page: then the badge is open, and opened before from then on.
    if opened is None or (opened[0] not in (303, 409) and (opened[0], FULL in opened[2]) != (503, True)):
        found.append(f"who opens a badge is told {opened and opened[0]}")
    return found


def fill(filler: Path, room: int) -> None:
    """Fill the file system but for that many bytes."""
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue
        file.truncate(max(0, file.tell() - room))
