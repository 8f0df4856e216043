"""``make faults``: every fault of the hall in full, on SQLite and then on PostgreSQL; ``ROUNDS=0.1`` takes a tenth."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import postgresql
from tests.faults import report

PYTEST = [sys.executable, "-m", "pytest", "-q", "-m", "", "tests/faults"]


def main(arguments: list[str]) -> int:
    """The exit status of the first run that failed, else 0; writes the page where all rounds were made."""
    started, status, skipped = time.monotonic(), 0, []
    rounds = os.environ.get("ROUNDS", "1")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PLENARIA_")}
    with tempfile.TemporaryDirectory(prefix="plenaria-faults-") as folder:
        record = Path(folder) / "record"
        environment = {**inherited, "ROUNDS": rounds, "FAULTS_RECORD": str(record)}
        print("== The hall's faults on SQLite", flush=True)
        status = subprocess.call([*PYTEST, *arguments], env=environment)
        if postgresql.programs() is None:
            skipped.append("PostgreSQL is not installed on this machine")
        else:
            print("== The hall's faults on PostgreSQL", flush=True)
            with postgresql.server() as url:
                again = subprocess.call([*PYTEST, *arguments], env={**environment, "PLENARIA_DATABASE_URL": url})
            status = status or again
        found = report.lines(record)
    text = report.told(found, time.monotonic() - started, skipped)
    print(text)
    if float(rounds) >= 1 and not arguments:
        report.PAGE.write_text(text, encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
