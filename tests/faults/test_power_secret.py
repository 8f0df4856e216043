"""The power goes in a secret vote: as long as it is open its key is there, and its ballots can be counted.

The key lies in a file of its own, outside the database: what a disk keeps of both is looked at for every moment.
"""

import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pysqlite3
import pytest

from tests.faults.conftest import NAIVE_ROUNDS, Judge, Rounds
from tests.faults.ledger import Outcome, sound
from tests.faults.place import ROOT, of_sqlite, surroundings
from tests.faults.power import Disk, Record, records
from tests.faults.shims import compiled

pytestmark = [pytest.mark.faults, of_sqlite]
CHANCES = (0.0, 0.0, 0.5, 0.9)
VOTES = 4
COUNTED = {"abstain": 1, "against": 1, "for": 2}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a disk holds of the one vote."""

    state: str
    voted: int
    sealed: int
    counted: dict[str, int]
    key: bool

    def wrong(self, done: int) -> list[str]:
        """What is wrong with it, if it was opened, voted in and closed, or only the first ``done`` of these."""
        found = []
        if self.state == "open" and not self.key:
            found.append("the vote is open and its key is lost")
        if self.state == "open" and self.voted != self.sealed:
            found.append(f"{self.voted} have voted, {self.sealed} ballots are in the box")
        if self.state == "declared" and (self.counted, self.sealed) != (COUNTED, 0):
            found.append(f"declared with {self.counted}, {self.sealed} in the box")
        if done >= 1 and self.state not in ("open", "declared"):
            found.append(f"it was opened, and is {self.state}")
        if done >= 2 and self.voted != VOTES:
            found.append(f"{VOTES} have voted, {self.voted} are known")
        if done >= 3 and self.state != "declared":
            found.append(f"it was declared, and is {self.state}")
        return found


@pytest.mark.parametrize("naive", ["", "unsynced"])
def test_the_power_goes_in_a_secret_vote(rounds: Rounds, judge: Judge, tmp_path: Path, naive: str) -> None:
    environment = surroundings(tmp_path / "data", 8000)
    live(environment, "make")
    disk, tape = Disk(tmp_path / "data"), tmp_path / "tape"
    power = {"LD_PRELOAD": compiled("power", tmp_path), "POWER_ROOT": str(tmp_path / "data"), "POWER_TAPE": str(tape)}
    marks = []
    for deed in ("open", "vote", "close"):
        live(environment | power, deed)
        marks.append(tape.stat().st_size)
    many = 20 * NAIVE_ROUNDS if naive else rounds(300)
    judge("power loss in a secret vote", naive, looked_at(disk, written(tape, naive), marks, many))


def live(environment: dict[str, str], deed: str) -> None:
    """A server's life with that deed: see ``tests.actions.secret_process``."""
    words = [sys.executable, "-m", "tests.actions.secret_process", deed]
    subprocess.run(words, env=environment, cwd=ROOT, check=True, capture_output=True)


def written(tape: Path, naive: str) -> Iterator[Record]:
    """What is on the tape; of a naive version, without the syncs of the key."""
    for record in records(tape):
        if not (naive and record.what == "S" and record.path.startswith("poll-keys")):
            yield record


def looked_at(disk: Disk, tape: Iterator[Record], marks: list[int], rounds: int) -> Outcome:
    """Look at the disk at that many moments from before the opening until after the close."""
    outcome, dice = Outcome(rounds=rounds, acknowledged=VOTES), random.Random(rounds)
    moments = sorted([*marks, *(dice.randrange(marks[-1]) for _ in range(rounds - len(marks)))])
    for record in tape:
        while moments and record.end > moments[0]:
            outcome.found += at(disk, moments.pop(0), marks, dice)
        disk.take(record)
    for moment in moments:
        outcome.found += at(disk, moment, marks, dice)
    return outcome


def at(disk: Disk, moment: int, marks: list[int], dice: random.Random) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="plenaria-disk-") as folder:
        disk.lay(Path(folder), chance=dice.choice(CHANCES), dice=dice)
        return sound(Path(folder) / "plenaria.sqlite3") + seen(Path(folder)).wrong(
            sum(mark <= moment for mark in marks)
        )


def seen(image: Path) -> Seen:
    """What lies there."""
    connection = pysqlite3.connect(image / "plenaria.sqlite3")
    try:
        poll, state = connection.execute("SELECT id, state FROM store_poll").fetchone()
        (voted,) = connection.execute("SELECT count(*) FROM store_hasvoted").fetchone()
        (sealed,) = connection.execute("SELECT count(*) FROM store_sealedballot").fetchone()
        counted = dict(connection.execute("SELECT ballot, many FROM store_countedballot").fetchall())
    finally:
        connection.close()
    key = image / "poll-keys" / poll
    usable = key.exists() and len(key.read_bytes()) == 32 and any(key.read_bytes())
    return Seen(state, voted, sealed, counted, usable)
