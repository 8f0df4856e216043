"""A backup that is made in the middle of a secret vote: the key is not in it, so the restored vote is void."""

import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.interfaces.cli.running import environment, run

pytestmark = pytest.mark.skipif("PLENARIA_DATABASE_URL" in os.environ, reason="makes an installation of its own")


def act(folder: Path, words: str) -> list[object]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.actions.secret_process", words],
        env=environment(PLENARIA_DATA=str(folder)),
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(done.stdout))


def test_the_restored_vote_is_void_and_the_other_goes_on(tmp_path: Path) -> None:
    folder, file, again = tmp_path / "data", tmp_path / "saved.tar.gz", tmp_path / "again"
    act(folder, "make open vote")
    (key,) = (folder / "poll-keys").iterdir()
    assert run("backup", str(file), PLENARIA_DATA=str(folder)).returncode == 0
    with tarfile.open(file) as tar:
        names = tar.getnames()
        content = b"".join(member.read() for each in tar.getmembers() if (member := tar.extractfile(each)))
    assert [each for each in names if "poll-keys" in each] == []
    assert key.read_bytes() not in content
    done = run("restore", str(file), "--data", str(again))
    assert done.returncode == 0, done.stderr
    assert "Vote 1 was open and secret." in " ".join((done.stdout + done.stderr).split())
    with sqlite3.connect(again / "plenaria.sqlite3") as database:
        assert database.execute("SELECT state, reason FROM store_poll").fetchall() == [("void", "key-lost")]
        assert database.execute("SELECT count(*) FROM store_sealedballot").fetchall() == [(0,)]
    (state,) = act(folder, "close state")
    assert isinstance(state, dict)
    assert (state["state"], state["counted"]) == ("declared", {"abstain": 1, "against": 1, "for": 2})
