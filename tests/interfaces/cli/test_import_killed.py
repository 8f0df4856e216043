"""An import that is killed at any moment, by a signal that nobody can catch, goes on where it stopped."""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.interfaces.cli.imported import held, set_up, start
from tests.interfaces.cli.running import run
from tests.old_papers import write_drawer

pytestmark = pytest.mark.skipif(
    "PLENARIA_DATABASE_URL" in os.environ, reason="each installation here has a folder and a database of its own"
)

PAPERS = 12
EXPECTED = {"resolutions": 11, "texts": 12, "sources": 12, "clauses": 44, "leaves": 12}


def test_it_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    variables, drawer = set_up(tmp_path / "data"), tmp_path / "drawer"
    names = write_drawer(drawer, PAPERS, forms=("docx", "txt", "html", "md"))
    chance = random.Random()
    for _ in range(2):
        lines, wait = chance.randrange(PAPERS // 2), chance.random() / 2
        kill_after(lines, wait, drawer, tmp_path / "log", variables)
        middle = held(**variables)
        # Whatever is in the register is whole: each text with its file, its clauses and its entry in the journal.
        said = f"killed {wait:.3f} s after line {lines}: {middle}"
        taken = sum(state == "taken-in" for state in middle["papers"].values())
        assert middle["texts"] == middle["sources"] == middle["leaves"] == taken, said
        assert middle["clauses"] == 4 * middle["resolutions"], said
        assert set(middle["papers"].values()) <= {"waiting", "taken-in"}, said
    done = run("import", str(drawer), "--body=valleys", **variables)
    assert done.returncode == 0, done.stderr
    whole = held(**variables)
    assert whole["papers"] == dict.fromkeys(names, "taken-in")
    assert {key: whole[key] for key in EXPECTED} == EXPECTED
    run("import", str(drawer), "--body=valleys", **variables)
    assert held(**variables) == whole


def kill_after(lines: int, seconds: float, drawer: Path, log: Path, variables: dict[str, str]) -> None:
    """Start the import, and kill it with all its children a moment after it has told of so many papers."""
    process = start("import", str(drawer), "--body=valleys", log=log, **variables)
    end = time.monotonic() + 60
    while log.read_text().count("\n") < lines and process.poll() is None:
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.02)
    time.sleep(seconds)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
