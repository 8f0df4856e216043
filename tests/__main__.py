"""Runs everything that can run here: the suite on SQLite, then what touches the database again on PostgreSQL."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgresql

WORKERS = max(2, os.cpu_count() or 1) + 1
"""One more than there are processors: one of them mostly waits for a browser or for another program."""
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", str(WORKERS), "--dist", "loadfile", "--no-loadscope-reorder"]

WITHOUT_TABLES = ("core", "formats", "phrases", "architecture", "benchmarks")
"""Rooms that know no database: the second run need not even import their tests."""
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
    """The exit status of the first run that failed, else 0."""
    started = time.monotonic()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PLENARIA_")}
    # Hundreds of processes would each compile all that they import.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    print("== SQLite", flush=True)
    status = subprocess.call([*PYTEST, *arguments], env=environment)
    if postgresql.programs() is None:
        print("== PostgreSQL: skipped, it is not installed on this machine", flush=True)
    else:
        print("== PostgreSQL", flush=True)
        with postgresql.server() as url:
            again = subprocess.call(
                [
                    *PYTEST,
                    "-m",
                    "database and not faults",
                    *(f"--ignore=tests/{each}" for each in WITHOUT_TABLES),
                    *arguments,
                ],
                env={**environment, "PLENARIA_DATABASE_URL": url},
            )
        status = status or again
    print(f"== {time.monotonic() - started:.0f} s", flush=True)
    return status


if __name__ == "__main__":
    with temporary_files():
        outcome = main(sys.argv[1:])
    sys.exit(outcome)
