"""Runs everything that can run here: the suite on SQLite, and on PostgreSQL what is asked of both (ADR 0026)."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

from tests import engines, postgresql, tables
from tests.conftest import NOTED, SELECTED, WHEN

type Run = subprocess.Popen[bytes]

PROCESSORS = max(2, os.cpu_count() or 1)
WORKERS = PROCESSORS + 1
"""One more than there are processors: one of them mostly waits for a browser or for another program."""
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "tests.forked"]
BOTH = "database and not one_engine and not faults"
"""Marks of what is asked of the second engine, too."""
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
    sqlite = Engine(folder / "sqlite", environment)
    if postgresql.programs() is None:
        status = sqlite.run(asked)
        print("== PostgreSQL: skipped, it is not installed on this machine", flush=True)
    else:
        with postgresql.server() as url:
            second = Engine(folder / "postgresql", {**environment, "PLENARIA_DATABASE_URL": url})
            status = _one_by_one(sqlite, second, asked) if everything or asked else _both(sqlite, second)
    _say_what_took_long(folder)
    print(f"== {time.monotonic() - started:.0f} s", flush=True)
    return status


@dataclass(frozen=True)
class Engine:
    """A database engine: where its runs note what they did, and their environment."""

    notes: Path
    environment: dict[str, str]

    @cached_property
    def _given(self) -> dict[str, str]:
        self.notes.mkdir()
        return tables.prepare(
            self.notes / "tables", self.environment.get("PLENARIA_DATABASE_URL", ""), self.environment
        )

    def begin(
        self, words: Sequence[str], more: Mapping[str, str], workers: int = WORKERS, output: IO[bytes] | None = None
    ) -> Run:
        """Start a run; ``more`` goes into its environment."""
        environment = {**self.environment, **self._given, **more, NOTED: str(self.notes)}
        command = [*PYTEST, "--workers", str(workers), *words]
        return subprocess.Popen(command, env=environment, stdout=output, stderr=output)

    def run(self, words: Sequence[str], **more: str) -> int:
        """A run from its beginning to its end; its exit status."""
        print(f"== {'PostgreSQL' if 'PLENARIA_DATABASE_URL' in self.environment else 'SQLite'}", flush=True)
        return self.begin(words, more).wait()


def _one_by_one(sqlite: Engine, second: Engine, asked: Sequence[str]) -> int:
    status = sqlite.run(asked)
    return second.run(["-m", BOTH, *asked]) or status


def _both(sqlite: Engine, second: Engine) -> int:
    """What always runs on both engines does so at once: each waits for its servers and browsers, and one for the other.

    What else the second is asked is known when the first run has ended.
    """
    folder = second.notes.parent
    with (folder / "beside").open("w+b") as output:
        with second.begin(["-m", BOTH], {WHEN: engines.ALWAYS}, PROCESSORS, output) as beside:
            status = sqlite.run([])
        output.seek(0)
        print("== PostgreSQL, beside it", output.read().decode(errors="replace"), sep="\n", flush=True)
    files = _selected(sqlite.notes, second.notes, folder / "selected")
    last = second.run(["-m", BOTH, *files], **{SELECTED: str(folder / "selected")}) if files else 0
    return status or beside.returncode or last


def _selected(first: Path, second: Path, written: Path) -> list[str]:
    """The files of the tests that the second engine needs and has not run yet; their names are ``written``."""
    tests = engines.noted(first)
    selected = {each.test for each in engines.chosen(tests)}
    left = selected - {each.test for each in engines.noted(second)}
    written.write_text("\n".join(sorted(left)), encoding="utf-8")
    both, alone = sum(each.when != engines.NEVER for each in tests), engines.of_one_engine(tests)
    print(f"== {len(selected)} of {both} tests of the database run again; {alone} statements are asked of SQLite alone")
    return sorted({each.partition("::")[0] for each in left})


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
