"""Runs everything that can run here: the suite on SQLite, then on PostgreSQL what is asked of both (ADR 0026)."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import engines, postgresql, tables
from tests.conftest import NOTED, SELECTED

WORKERS = max(2, os.cpu_count() or 1) + 1
"""One more than there are processors: one of them mostly waits for a browser or for another program."""
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", str(WORKERS), "--dist", "loadfile", "--no-loadscope-reorder"]
BUDGET, ENOUGH_FOR_A_FILE = 900, 12
"""Seconds of the processor for both runs, and for a file; what goes beyond is named at the end."""
MEMORY = Path("/dev/shm")
"""Files in memory, on Linux: nothing that tests write need outlive them, and a disk takes milliseconds a commit."""
ENOUGH = 4_000_000_000
"""Bytes that must be free there; a run takes a few hundred million."""


@contextmanager
def temporary_files() -> Iterator[None]:
    """A folder in which this process and its children make their temporary ones, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="plenaria-tests-", dir=MEMORY if _has_room(MEMORY) else None) as folder:
        # The user of the PostgreSQL server must come through to a folder of its own.
        Path(folder).chmod(0o711)
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        yield


def _has_room(folder: Path) -> bool:
    """Whether all that tests write fits in there, and a command that they install may be run from there."""
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        return False
    return shutil.disk_usage(folder).free > ENOUGH and not os.statvfs(folder).f_flag & os.ST_NOEXEC


def main(arguments: list[str]) -> int:
    """The exit status of the first run that failed, else 0. ``--everything`` asks all of both engines."""
    started = time.monotonic()
    everything = "--everything" in arguments
    asked = [each for each in arguments if each != "--everything"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PLENARIA_")}
    # Hundreds of processes would each compile all that they import.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    folder = Path(tempfile.mkdtemp(prefix="noted-"))
    print("== SQLite", flush=True)
    status = _run(asked, environment, folder / "sqlite")
    if postgresql.programs() is None:
        print("== PostgreSQL: skipped, it is not installed on this machine", flush=True)
    else:
        words = [] if everything or asked else _selected(folder)
        print("== PostgreSQL", flush=True)
        with postgresql.server() as url:
            again = _run(
                ["-m", "database and not one_engine and not faults", *words, *asked],
                {**environment, "PLENARIA_DATABASE_URL": url, SELECTED: str(folder / "selected") if words else ""},
                folder / "postgresql",
            )
        status = status or again
    _say_what_took_long(folder)
    print(f"== {time.monotonic() - started:.0f} s", flush=True)
    return status


def _run(words: list[str], environment: dict[str, str], notes: Path) -> int:
    notes.mkdir()
    given = tables.prepare(notes / "tables", environment.get("PLENARIA_DATABASE_URL", ""), environment)
    return subprocess.call([*PYTEST, *words], env={**environment, **given, NOTED: str(notes)})


def _selected(folder: Path) -> list[str]:
    """The files of the tests that the second engine needs; the tests themselves are in a list beside the notes."""
    tests = engines.noted(folder / "sqlite")
    selected = engines.chosen(tests)
    (folder / "selected").write_text("\n".join(each.test for each in selected), encoding="utf-8")
    both, alone = sum(each.when != engines.NEVER for each in tests), engines.of_one_engine(tests)
    print(f"== {len(selected)} of {both} tests of the database run again; {alone} statements are asked of SQLite alone")
    return sorted({each.test.partition("::")[0] for each in selected})


def _say_what_took_long(folder: Path) -> None:
    """A report, no failure: processor time depends on the machine. What is more has to be earned elsewhere."""
    runs = {name: engines.of_files(engines.noted(folder / name)) for name in ("sqlite", "postgresql")}
    spent = sum(seconds for files in runs.values() for seconds in files.values())
    print(f"== {spent:.0f} s of the processor; the budget is {BUDGET} s")
    for name, files in runs.items():
        for file, seconds in files.most_common():
            if seconds > ENOUGH_FOR_A_FILE:
                print(f"   {seconds:4.0f} s {file} ({name})")


if __name__ == "__main__":
    with temporary_files():
        outcome = main(sys.argv[1:])
    sys.exit(outcome)
