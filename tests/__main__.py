"""Runs everything that can run here: the suite on SQLite, then what touches the database again on PostgreSQL."""

import os
import subprocess
import sys
import time

from tests import postgresql

PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def main(arguments: list[str]) -> int:
    """The exit status of the first run that failed, else 0."""
    started = time.monotonic()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PLENARIA_")}
    print("== SQLite", flush=True)
    status = subprocess.call([*PYTEST, *arguments], env=environment)
    if postgresql.programs() is None:
        print("== PostgreSQL: skipped, it is not installed on this machine", flush=True)
    else:
        print("== PostgreSQL", flush=True)
        with postgresql.server() as url:
            again = subprocess.call(
                [*PYTEST, "-m", "database", *arguments],
                env={**environment, "PLENARIA_DATABASE_URL": url},
            )
        status = status or again
    print(f"== {time.monotonic() - started:.0f} s", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
