"""A million open votes with weights, added up in the database by the very query that closes a poll.

Run: ``python -m benchmarks.votes.database`` (``--seats`` for fewer). Rows are written straight into the tables; what
is measured is ``actions._roll.rolled_tally`` and nothing else, on a SQLite file and on a PostgreSQL server that is
started for it. Where PostgreSQL is not installed the section says so.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from statistics import median
from typing import Any

from tests import postgresql

from plenaria.core.refusal import Refusal
from plenaria.core.voting.tally import Roll, Tally, tally

SEATS = 1_000_000
AT = datetime(2026, 5, 9, 14, 3, tzinfo=UTC)
ROUNDS = 3


def section(seats: int = SEATS) -> str:
    """Seconds on either database, the memory that it took, and whether core's tally of the same votes is equal."""
    lines = [
        "## Speed: a million votes with weights in the database",
        "",
        f"{seats:,} seats of a frozen roll, weights in units of 1/10,000; nine of ten voted by name, one of ten by "
        "proxy. The whole tally, as `close_poll` asks for it: sums by choice, who was there at the opening and at the "
        f"close. Medians of {ROUNDS} after one to warm up; *processor* is that of our process, to which SQLite belongs "
        "and a server does not; *memory* is what the process grew by while it counted. Python "
        f"{platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.",
        "",
        "| database | wall s | processor s | memory MB | equal to core's tally |",
        "|---|---:|---:|---:|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        lines.append(_line("SQLite", seats, {"PLENARIA_DATA": folder}))
    if postgresql.programs() is None:
        lines.append("| PostgreSQL | not installed here | | | |")
    else:
        with tempfile.TemporaryDirectory() as folder, postgresql.server() as url:
            lines.append(_line("PostgreSQL", seats, {"PLENARIA_DATA": folder, "PLENARIA_DATABASE_URL": url}))
    return "\n".join(lines)


def _line(name: str, seats: int, environment: dict[str, str]) -> str:
    """One database: filled by one process, measured by another."""
    _run(["fill", "--seats", str(seats)], environment)
    found = _run(["count"], environment)
    figures = f"{found['wall']:.2f} | {found['processor']:.2f} | {found['memory']:.0f}"
    return f"| {name} {found['version']} | {figures} | {'yes' if found['equal'] else '**no**'} |"


def _run(words: list[str], environment: dict[str, str]) -> dict[str, Any]:
    """What this module prints in the environment of one database."""
    command = [sys.executable, "-m", "benchmarks.votes.database", *words]
    output = subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(output.stdout.splitlines()[-1])
    return found


def _fill(seats: int) -> dict[str, Any]:
    """Make the tables and the poll."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":
        # How long the filling takes is not what is measured.
        connection.cursor().execute("PRAGMA synchronous = OFF")
        connection.cursor().execute("PRAGMA cache_size = -600000")
    return {"poll": _poll(seats).id}


def _count() -> dict[str, Any]:
    """Count the poll, several times, and once more by core."""
    from django.db import connection

    from plenaria.actions._roll import rolled_tally
    from plenaria.store.models import Poll

    poll = Poll.objects.select_related("meeting").get()
    count = lambda: rolled_tally(poll, in_favour=0, against=0, abstaining=0)  # noqa: E731
    before, found = _memory(), count()
    wall, processor = [], []
    for _ in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        found = count()
        wall.append(time.perf_counter() - began)
        processor.append(time.process_time() - worked)
    grown = _memory() - before
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = str(cursor.fetchone()[0]).split()[0]
    return {
        "wall": median(wall),
        "processor": median(processor),
        "memory": grown,
        "version": version,
        "equal": found == _again(poll),
    }


def _poll(seats: int) -> Any:
    """An open poll of a meeting whose roll is as long; every other seat is in the room."""
    from plenaria.core.voting.presets import SIMPLE
    from plenaria.core.voting.rule import to_data
    from plenaria.store import models

    rule, day = to_data(SIMPLE.rule), AT.date()
    body = models.Body.objects.create(slug="b", names={"en": "Body"}, level="country", languages=["en"])
    person = models.Person.objects.create(body=body, names={"en": "Delegate"})
    meeting = models.Meeting.objects.create(body=body, slug="m", first_day=day, last_day=day, state="open")
    question = models.Question.objects.create(meeting=meeting, titles={"en": "?"}, position=1)
    poll = models.Poll.objects.create(
        question=question, meeting=meeting, number=1, method="electronic", rule=rule, state="open", denominator=10_000
    )
    seat = models.Credential.objects.create(meeting=meeting, person=person, seat=0, state="accredited")
    _multiply(seat, seats, id=_ident("i"), seat="i")
    presence = models.Presence.objects.create(credential=seat, since=AT)
    _multiply(presence, seats, where="i % 2 = 0", credential_id=_ident("i"))
    on_roll = models.RollSeat.objects.create(poll=poll, credential=seat)
    held_by = f"CASE WHEN i % 10 = 0 THEN {_ident('i - 1')} END"
    there = {"present": "i % 3 = 0", "weight": "1 + (i * 7919) % 9999"}
    _multiply(on_roll, seats, credential_id=_ident("i"), held_by_id=held_by, **there)
    vote = models.Vote.objects.create(poll=poll, credential=seat, choice="for", key="k", at=AT, leaf=0)
    choice = "CASE i % 7 WHEN 0 THEN 'against' WHEN 1 THEN 'abstain' ELSE 'for' END"
    _multiply(vote, seats, where="i % 10 <> 9", credential_id=_ident("i"), leaf="i", choice=choice)
    for each in (vote, on_roll, presence, seat):
        each.delete()
    _analyse()
    return poll


def _ident(number: str) -> str:
    """The id of the seat with that number (SQL), scattered over the index as random ids are."""
    from django.db import connection

    scattered = f"((({number}) * 2654435761) % 4294967296)"
    if connection.vendor == "sqlite":
        return f"printf('%016x', {scattered})"
    return f"lpad(to_hex({scattered}::bigint), 16, '0')"


def _multiply(row: Any, times: int, where: str = "true", **changed: str) -> None:
    """Copy a row that many times in one statement; ``changed`` are its columns that are computed from ``i``, in SQL."""
    from django.db import connection

    table = row._meta.db_table
    automatic = row._meta.pk.get_internal_type() == "BigAutoField"
    columns = [each.column for each in row._meta.concrete_fields if not (automatic and each.primary_key)]
    values = ", ".join(changed.get(each, f'"{table}"."{each}"') for each in columns)
    named = ", ".join(f'"{each}"' for each in columns)
    with connection.cursor() as cursor:
        # Without parameters: a percent sign is the remainder here.
        cursor.execute(
            f'''WITH RECURSIVE series(i) AS (
                SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM series WHERE i < {times}
            )
            INSERT INTO "{table}" ({named}) SELECT {values} FROM series, "{table}"
            WHERE "{table}"."{row._meta.pk.column}" = '{row.pk}' AND {where}'''
        )


def _analyse() -> None:
    """What either database does by itself in time: statistics for its planner."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _again(poll: Any) -> Tally | Refusal:
    """The same tally by core's own function, from all the rows."""
    from plenaria.store.models import Presence

    seats = list(poll.roll.values_list("credential_id", "weight", "present", "held_by_id"))
    room = set(Presence.objects.filter(until=None).values_list("credential_id", flat=True))
    roll = Roll({seat: weight for seat, weight, *_ in seats}, poll.denominator)
    votes = dict(poll.votes.filter(current=True).values_list("credential_id", "choice"))
    present = {seat for seat, _, _, holder in seats if seat in room or holder in room}
    return tally(votes, roll, present=present, opening={seat for seat, _, there, _ in seats if there})


def _memory() -> float:
    """The most that this process has had in memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", nargs="?", choices=("fill", "count"), help="of the database of the environment")
    parser.add_argument("--seats", type=int, default=SEATS)
    options = parser.parse_args()
    if options.step is None:
        print(section(options.seats))
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")
    import django

    django.setup()
    print(json.dumps(_fill(options.seats) if options.step == "fill" else _count()))


if __name__ == "__main__":
    _main()
