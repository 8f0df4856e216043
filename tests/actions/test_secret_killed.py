"""A server that dies at any step of a secret vote: after the next start it is as if it had not, or the vote is void."""

import json
import os
import shutil
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
        lives("make", variables={**database, "PLENARIA_DATA": str(folder)})
        yield folder, database


@pytest.fixture
def run(made: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Run]:
    """Do something in a copy of that installation."""
    folder, database = made
    shutil.copytree(folder, tmp_path / "data")
    with own_database("again", template=database) as copy:
        yield lambda *words: lives(*words, variables={**copy, "PLENARIA_DATA": str(tmp_path / "data")})


def lives(*words: str, variables: dict[str, str]) -> list[object]:
    """What became of one server after the other."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PLENARIA_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.actions.secret_process", *words],
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_while_it_opens(run: Run) -> None:
    said = run("open!key-made", "state settle state open state")
    assert said == ["killed", [NOTHING | {"keys": 1}, [], NOTHING, OPEN]]


def test_while_it_opens_and_nobody_starts_anew(run: Run) -> None:
    assert run("open!key-made", "open vote close state") == ["killed", [DECLARED]]


def test_while_ballots_come_in(run: Run) -> None:
    # Not acknowledged, and not there; the phones send them again with the same keys.
    said = run("open vote!ballots-written", "state settle vote vote state")
    assert said == ["killed", [OPEN, [], VOTED]]


@pytest.mark.parametrize("step", ["ballots-read", "before-commit"])
def test_before_the_count_is_on_disk(run: Run, step: str) -> None:
    said = run(f"open vote close!{step}", "state settle close state")
    assert said == ["killed", [VOTED, [], DECLARED]]


@pytest.mark.parametrize("step", ["after-commit", "key-overwritten"])
def test_before_the_key_is_destroyed(run: Run, step: str) -> None:
    said = run(f"open vote close!{step}", "state settle state")
    assert said == ["killed", [DECLARED | {"keys": 1}, [], DECLARED]]


def test_without_its_key_it_is_void(run: Run) -> None:
    void = NOTHING | {"state": "void", "reason": "key-lost", "voted": 4}
    assert run("open vote", "lose settle state") == [[], [[1], void]]
