"""A server that dies at any step of a secret vote: after the next start it is as if it had not, or the vote is void."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.postgresql import own_database

COUNTED = {"abstain": 1, "against": 1, "for": 2}
NOTHING = {"state": "prepared", "reason": "", "voted": 0, "sealed": 0, "counted": {}, "outcome": "", "keys": 0}
OPEN = NOTHING | {"state": "open", "keys": 1}
VOTED = OPEN | {"voted": 4, "sealed": 4}
DECLARED = NOTHING | {"state": "declared", "voted": 4, "counted": COUNTED, "outcome": "adopted"}

type Run = Callable[..., list[object]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """An installation with a secret vote prepared."""
    folder = tmp_path_factory.mktemp("made")
    with own_database("killed") as database:
        process("make", variables={**database, "PLENARIA_DATA": str(folder)})
        yield folder, database


@pytest.fixture
def run(made: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Run]:
    """Do something in a copy of that installation."""
    folder, database = made
    shutil.copytree(folder, tmp_path / "data")
    with own_database("again", template=database) as copy:
        yield lambda *words: process(*words, variables={**copy, "PLENARIA_DATA": str(tmp_path / "data")})


def process(*words: str, variables: dict[str, str]) -> list[object]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PLENARIA_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.actions.secret_process", *words],
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    dies = any("!" in word for word in words)
    assert done.returncode == (-signal.SIGKILL if dies else 0), done.stderr
    return [] if dies else list(json.loads(done.stdout))


def test_while_it_opens(run: Run) -> None:
    run("open!key-made")
    said = run("state", "settle", "state", "open", "state")
    assert said == [NOTHING | {"keys": 1}, [], NOTHING, OPEN]


def test_while_it_opens_and_nobody_starts_anew(run: Run) -> None:
    run("open!key-made")
    assert run("open", "vote", "close", "state") == [DECLARED]


def test_while_ballots_come_in(run: Run) -> None:
    run("open", "vote!ballots-written")
    # Not acknowledged, and not there; the phones send them again with the same keys.
    assert run("state", "settle", "vote", "vote", "state") == [OPEN, [], VOTED]


@pytest.mark.parametrize("step", ["ballots-read", "before-commit"])
def test_before_the_count_is_on_disk(run: Run, step: str) -> None:
    run("open", "vote", f"close!{step}")
    assert run("state", "settle", "close", "state") == [VOTED, [], DECLARED]


@pytest.mark.parametrize("step", ["after-commit", "key-overwritten"])
def test_before_the_key_is_destroyed(run: Run, step: str) -> None:
    run("open", "vote", f"close!{step}")
    assert run("state", "settle", "state") == [DECLARED | {"keys": 1}, [], DECLARED]


def test_without_its_key_it_is_void(run: Run, tmp_path: Path) -> None:
    run("open", "vote")
    shutil.rmtree(tmp_path / "data" / "poll-keys")
    assert run("settle", "state") == [[1], NOTHING | {"state": "void", "reason": "key-lost", "voted": 4}]
