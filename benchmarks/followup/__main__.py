"""``python -m benchmarks.followup [--quick]``: ten years of a federation are made and loaded into both engines, its
owners are reminded, and its pages are opened by secretaries, readers and owners; writes ``benchmarks/followup.md``.

``--quick`` takes a twentieth of it for a tenth of the time, and prints instead of writing.
"""

import argparse
import json
import resource
import sqlite3
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.followup import pages, report, steps
from benchmarks.followup.nights import nights
from benchmarks.followup.report import Engine
from benchmarks.hall.load import Hall
from benchmarks.hall.report import Machine
from benchmarks.register import reading, serving
from benchmarks.register.serving import Register, register

ENGINES = ("SQLite", "PostgreSQL")
VISITORS = 70
"""Twenty secretaries and fifty readers."""
REPORTS = ("newcomer", "unreported")
"""The bodies that report: on one resolution, and on all of ten years."""


def measure(made: Register, engine: str, *, quick: bool) -> Engine:
    """One engine: its reminders, then each kind of page alone, then seventy visitors, then what is done seldom."""
    environment = made.environments[engine]
    night = nights(environment, mails(environment))
    told = serving.run([sys.executable, "-m", "benchmarks.followup.known"], environment)
    known: dict[str, Any] = json.loads(told.stdout)
    with made.served(engine) as installation:
        hall = Hall(installation.ports)
        (client,) = hall.open(1)
        kinds = pages.kinds(known)
        alone = [said(engine, reading.alone(installation, hall, client, each, 5 if quick else 25)) for each in kinds]
        alone.append(said(engine, reading.alone(installation, hall, client, pages.plans(known), 8)))
        before = installation.use()
        crowd = reading.crowd(hall, kinds, VISITORS, 10 if quick else 60)
        after = installation.use()
        reports = {each: steps.report(installation, hall, client, known, each) for each in REPORTS}
        use = installation.use()
    busy = ((after.server - before.server) / crowd.seconds, (after.database - before.database) / crowd.seconds)
    return Engine(engine, night, tuple(alone), crowd, busy, reports, use)


def mails(environment: Mapping[str, str]) -> Callable[[], int]:
    """How many mails there are in the outbox."""
    sql, url = "SELECT count(*) FROM store_outboxmail", environment.get("PLENARIA_DATABASE_URL")

    def count() -> int:
        if url is None:
            line = sqlite3.connect(f"file:{environment['PLENARIA_DATA']}/plenaria.sqlite3?mode=ro", uri=True)
            try:
                return int(line.execute(sql).fetchone()[0])
            finally:
                line.close()
        import psycopg

        with psycopg.connect(url) as connection:
            found = connection.execute(sql).fetchone()
            return int(found[0]) if found else 0

    return count


def said(engine: str, found: reading.Alone) -> reading.Alone:
    """Say on the console that it is measured."""
    cpu = found.server_cpu + found.database_cpu
    print(f"{engine}, {found.kind.name}: {found.waits.at(50):.0f} ms, processor {cpu:.0f} ms", file=sys.stderr)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a twentieth of the federation's work, no report")
    parser.add_argument("--scale", type=float, help="another part of it")
    parser.add_argument("--engines", nargs="*", choices=ENGINES, default=ENGINES)
    parser.add_argument("--output", type=Path, default=Path(__file__).parents[1] / "followup.md")
    given = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    before, scale = Machine.now(), given.scale or (0.05 if given.quick else 1.0)
    with register(scale, tuple(given.engines), "benchmarks.followup.loading") as made:
        found = [measure(made, each, quick=given.quick) for each in given.engines]
    text = report.document(made.loaded, found, before, Machine.now())
    if given.quick:
        sys.stdout.write(text)
    else:
        given.output.write_text(text)


if __name__ == "__main__":
    main()
