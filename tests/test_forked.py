"""What is told of tests that run in forked processes is what became of them, whichever process it was."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY

QUIET = ["-p", "no:xdist", "-p", "no:django", "-p", "no:schemathesis", "-p", "no:cacheprovider"]

SAYING = """
import os, pathlib, pytest

def say(word):
    with (pathlib.Path(__file__).parent / "said").open("a") as file:
        print(word, file=file)

@pytest.fixture(scope="session")
def worker():
    yield
    say(os.environ["PYTEST_XDIST_WORKER"][:2])

@pytest.fixture(scope="module")
def own(worker):
    yield
    say("own")
"""
"""Fixtures that say when they are taken down."""


def run(folder: Path, **files: str) -> subprocess.CompletedProcess[str]:
    for name, tests in files.items():
        (folder / f"test_{name}.py").write_text(tests, encoding="utf-8")
    words = ["-q", "-c", "/dev/null", "--rootdir", str(folder), "-p", "tests.forked", "--workers", "2", str(folder)]
    command = [sys.executable, "-m", "pytest", *QUIET, *words]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=60)


def told(run: subprocess.CompletedProcess[str]) -> tuple[int, str]:
    """The exit status, and how many did what."""
    return run.returncode, run.stdout.splitlines()[-1].partition(" in ")[0]


def test_what_passes_fails_and_is_skipped(tmp_path: Path) -> None:
    good = "import pytest\ndef test_a(): pass\ndef test_b(tmp_path): assert tmp_path.is_dir()\n"
    done = run(
        tmp_path,
        good=good + "@pytest.mark.skip\ndef test_c(): pass",
        bad="def test_a(): assert 1 == 2\ndef test_b(): print('heard'); assert []",
        broken="import pytest\n@pytest.fixture\ndef none(): raise ValueError\ndef test_a(none): pass",
    )
    assert told(done) == (1, "2 failed, 2 passed, 1 skipped, 1 error")
    assert ("assert 1 == 2" in done.stdout, "heard" in done.stdout, "ValueError" in done.stdout) == (True,) * 3


def test_a_process_that_dies_fails_its_test_and_what_it_left(tmp_path: Path) -> None:
    dying = "import os\ndef test_a(): pass\ndef test_b(): os._exit(0)\ndef test_c(): pass"
    done = run(tmp_path, dying=dying, good="def test_a(): pass")
    assert told(done) == (1, "2 failed, 2 passed")


def test_things_of_a_module_and_of_the_session_are_taken_down_in_their_process(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(SAYING, encoding="utf-8")
    tests = "import conftest\ndef test_a(own): pass\ndef test_b(own): conftest.say('second')"
    done = run(tmp_path, one=tests)
    assert told(done) == (0, "2 passed")
    assert (tmp_path / "said").read_text().split("\n") == ["second", "own", "gw", ""]


def test_nothing_to_run_is_said(tmp_path: Path) -> None:
    assert run(tmp_path, wrong="import nothing_like_it").returncode == 2
    (tmp_path / "test_wrong.py").unlink()
    assert run(tmp_path).returncode == 5


def test_no_thread_is_left_behind(tmp_path: Path) -> None:
    waiting = "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()"
    done = run(tmp_path, waiting=f"{waiting}\ndef test_a(): pass")
    assert (done.returncode, "a fork has no threads" in done.stderr + done.stdout) == (4, True)
