"""``make faults``: every fault of the hall in full, on both databases at once; ``ROUNDS=0.1`` takes a tenth of it."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests import postgresql
from tests.faults import report

PYTEST = [sys.executable, "-m", "pytest", "-q", "-m", "", "tests/faults"]


def main(arguments: list[str]) -> int:
    """The exit status of the first run that failed, else 0; writes the page where all faults were tried."""
    started, share = time.monotonic(), float(os.environ.get("ROUNDS", "1"))
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PLENARIA_")}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="plenaria-faults-")))
        # Each mostly waits for a server to start: side by side they take little longer than one.
        environments = {"SQLite": inherited}
        if postgresql.programs() is not None:
            url = stack.enter_context(postgresql.server())
            environments["PostgreSQL"] = {**inherited, "PLENARIA_DATABASE_URL": url}
        runs = {}
        for engine, environment in environments.items():
            record = {"ROUNDS": str(share), "FAULTS_RECORD": str(folder / engine)}
            output = stack.enter_context((folder / f"{engine}.log").open("wb"))
            words = [*PYTEST, *arguments]
            runs[engine] = subprocess.Popen(words, env={**environment, **record}, stdout=output, stderr=output)
        status = 0
        for engine, run in runs.items():
            status = run.wait() or status
            print(f"== The hall's faults on {engine}", (folder / f"{engine}.log").read_text(), sep="\n", flush=True)
        found = [line for engine in runs for line in report.lines(folder / engine)]
    skipped = [] if "PostgreSQL" in runs else ["PostgreSQL, which is not installed on this machine"]
    text = report.told(found, time.monotonic() - started, share, skipped)
    print(text)
    if not arguments:
        report.PAGE.write_text(text, encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
