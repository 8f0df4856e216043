"""``python -m benchmarks.followup [--quick]``: ten years of a federation are made and loaded into both engines, its
owners are reminded, and its pages are opened by secretaries, readers and owners; writes ``benchmarks/followup.md``.

``--quick`` takes a twentieth of it for a tenth of the time, and prints instead of writing.
"""

import json
import sqlite3
import sys
from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.followup import pages, report, steps
from benchmarks.followup.nights import nights
from benchmarks.followup.report import Engine
from benchmarks.hall.load import Hall
from benchmarks.hall.report import Machine
from benchmarks.register import reading, serving
from benchmarks.register.measured import SLOWEST, asked, busy, said, write
from benchmarks.register.serving import Register, register

VISITORS = 54
"""Fifty readers; what twenty secretaries and the owners ask for is as much as two more of them each would."""
REPORTS = ("newcomer", "unreported")
"""The bodies that report: on one resolution, and on all of ten years."""


def measure(made: Register, engine: str, *, quick: bool) -> Engine:
    """One engine: its reminders, then each kind of page alone, then visitors, and what is done seldom."""
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
        crowd = reading.crowd(hall, kinds, VISITORS, 10 if quick else 90)
        after = installation.use()
        bears = reading.bears(hall, kinds, VISITORS * 3 // 2, 5 if quick else 12, SLOWEST)
        reports = {each: steps.report(installation, hall, client, known, each) for each in REPORTS}
        use = installation.use()
    return Engine(
        name=engine,
        night=night,
        alone=tuple(alone),
        crowd=crowd,
        busy=busy(before, after, crowd),
        bears=tuple(bears),
        reports=reports,
        use=use,
    )


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


def main() -> None:
    given, before = asked(__doc__, "followup.md"), Machine.now()
    with register(given.scale, tuple(given.engines), "benchmarks.followup.loading") as made:
        found = [measure(made, each, quick=given.quick) for each in given.engines]
    write(report.document(made.loaded, found, before, Machine.now()), given)


if __name__ == "__main__":
    main()
