"""What was measured, as a page: one table for each thing, and on what machine."""

import os
import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.hall import goals
from benchmarks.hall.line import Line, middle
from benchmarks.hall.measures import Timed, Votes

MOST_SCREENS = 2_000
"""Screens that follow, each a phone of the hall."""

INTRODUCTION = """\
# The hall: votes a second, from outside

Written by `make bench-hall` (`python -m benchmarks.hall`). A real server (`plenaria serve`) in a process of its own, on
a database of its own; one load process with a keep-alive connection for each phone, over loopback, without TLS; each
phone has the cookie of its seat. Every vote is on disk and in the journal, and the journal's head over it is signed,
before it is answered. PostgreSQL runs on the same machine, with its own defaults for durability.

*At once*: every phone of the hall sends one vote in the same moment, in several polls; a rate is all votes by the time
until the last answer. *Again and again*: each phone changes its vote as soon as it is answered, for five seconds. Times
are milliseconds. Processor is microseconds for one vote: what is done for a vote on any machine like this one, however
busy it is; votes a second are what was left of the machine. With two processes every other phone is at the second one
(`plenaria serve --role hall`).
"""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it ran, and how busy that was."""

    at: datetime
    load: float

    @classmethod
    def now(cls) -> "Machine":
        return cls(datetime.now(UTC), os.getloadavg()[0])


def told(line: Line) -> Line:
    """Say on the console that it is measured."""
    best = max((each.rate for each in line.bursts), default=0)
    print(f"{line.hall}: {best:.0f} votes/s at once, {line.sustained.rate:.0f} again and again", file=sys.stderr)
    return line


def document(lines: Sequence[Line], before: Machine, after: Machine) -> str:
    """The whole page."""
    halls = [each for each in lines if each.bursts]
    naive = [each for each in lines if not each.bursts and not each.beside]
    beside = [each for each in lines if each.imported is not None]
    parts = [INTRODUCTION, machine(before, after), "## The goals\n", GOALS, table(*goals.rows([*halls, *beside]))]
    parts += ["## Everybody at once\n", at_once(halls)]
    parts += ["## Again and again, beside the naive view\n", NAIVE, again(halls, naive)]
    parts += ["## The close, and the screens\n", SCREENS, screens(halls), "## Log-in\n", LOG_IN, log_ins(halls)]
    if beside:
        parts += ["## While people are imported\n", IMPORTING, imports(beside, halls)]
    parts += ["## Memory and processor\n", MEMORY, memory(halls)]
    return "\n".join(parts)


GOALS = """\
From the design page of the hall. What OpenSlides reaches is cited from there too: it was measured on a machine like
this one, not in this run. The set-up is one command and one process; that of OpenSlides is 14 containers.
"""
MEMORY = """\
In megabytes: the server's processes at the most; those of PostgreSQL in the end, each with its part of what they share;
the load process at the most until then. Connections are those of the server to PostgreSQL, in the end: a process of the
server has 20 at the most, and one on which it is woken.
"""
NAIVE = """\
The naive view is Django's own, with the same action and a commit for each vote. It opens a connection to the database
for each request that it works on; what PostgreSQL, which has 60 of them here, turns away counts as refused.
"""
SCREENS = """\
*Closed*: from the chair's press to the answer, when votes are counted, the result is stored and declared. *Shown*:
from the same press until each screen has all that it shows of the result, its own receipt with it; as many screens as
voters, each a phone that follows. *Told elsewhere*: from the sending of a vote at one process until the chair's table
at the other has been told of it.
"""
LOG_IN = "Every badge of a hall is opened in the same moment: *This is me* is pressed, and the phone gets its seat.\n"
IMPORTING = """\
Another process takes in 20,000 people one by one, each in a transaction of its own, as fast as it can. Until it has
them all everybody in the hall votes at once every second.
"""


def machine(before: Machine, after: Machine) -> str:
    """What it ran on."""
    return f"""\
Measured {before.at:%d %B %Y, %H:%M}–{after.at:%H:%M} UTC on {os.cpu_count()} cores ({processor()}), server, database
and load together; Python {platform.python_version()}. Load average {before.load:.1f} before and {after.load:.1f} after:
where it was above 1 before, other programs had the cores too, and rates and times are worse than the program's own.
"""


def processor() -> str:
    """The processor's name, as Linux knows it."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; all columns but the first are numbers."""
    ruled = ["|---", *["|---:"] * (len(heads) - 1), "|"]
    return "\n".join([f"| {' | '.join(heads)} |", "".join(ruled), *(f"| {' | '.join(row)} |" for row in rows), ""])


def ms(found: Timed | None) -> tuple[str, str]:
    """The middle and the 99th percentile."""
    return ("–", "–") if found is None else (f"{found.at(50):.0f}", f"{found.at(99):.0f}")


def at_once(lines: Sequence[Line]) -> str:
    heads = ["hall", "votes/s, median", "best", "p50", "p99", "refused", *CPU]
    rows = []
    for line in lines:
        rates = [each.rate for each in line.bursts]
        waits = Timed(tuple(wait for each in line.bursts for wait in each.waits.seconds))
        rows.append(
            [line.hall, *map(number, (middle(rates), max(rates))), *ms(waits), refused(line.bursts), *cpu(line.bursts)]
        )
    return table(heads, rows)


CPU = ("server CPU", "database CPU", "load CPU")


def cpu(votes: Sequence[Votes]) -> list[str]:
    """Microseconds for one vote."""
    each: list[Callable[[Votes], float]] = [
        lambda vote: vote.server_cpu,
        lambda vote: vote.database_cpu,
        lambda vote: vote.load_cpu,
    ]
    return [number(sum(map(one, votes)) / len(votes)) for one in each]


def refused(votes: Sequence[Votes]) -> str:
    return str(sum(vote.refused for vote in votes))


def number(value: float) -> str:
    return f"{value:,.0f}"


def again(lines: Sequence[Line], naive: Sequence[Line]) -> str:
    heads = ["hall", "votes/s", "p50", "p99", "refused", *CPU, "times the naive view"]
    slow = {each.engine: each.sustained.rate for each in naive}
    rows = []
    for line, name in [*((each, each.hall) for each in lines), *((each, f"naive view: {each.hall}") for each in naive)]:
        votes = line.sustained
        ratio = f"{votes.rate / slow[line.engine]:.0f}" if line.engine in slow else "–"
        rows.append([name, number(votes.rate), *ms(votes.waits), str(votes.refused), *cpu([votes]), ratio])
    return table(heads, rows)


def screens(lines: Sequence[Line]) -> str:
    heads = ["hall", "closed p50", "most", "shown p50", "p99", "told elsewhere p50", "p99"]
    rows = []
    for line in lines:
        assert line.closed is not None
        closed = (number(line.closed.at(50)), number(line.closed.at(100)))
        rows.append([line.hall, *closed, *ms(line.shown), *ms(line.across)])
    return table(heads, rows)


def log_ins(lines: Sequence[Line]) -> str:
    rows = []
    for line in lines:
        assert line.log_ins is not None
        rows.append([line.hall, number(line.log_ins.rate), *ms(line.log_ins.waits), str(line.log_ins.refused)])
    return table(["hall", "log-ins/s", "p50", "p99", "refused"], rows)


def imports(beside: Sequence[Line], alone: Sequence[Line]) -> str:
    rows = []
    for line in beside:
        assert line.imported is not None
        same = next((each for each in alone if (each.setup, each.seats) == (line.setup, line.seats)), None)
        votes = Timed(tuple(wait for each in line.beside for wait in each.waits.seconds))
        without = Timed(tuple(wait for each in same.bursts for wait in each.waits.seconds)) if same else None
        taken = (number(line.imported.taken), number(line.imported.rate), number(len(votes.seconds)))
        rows.append([line.hall, *taken, refused(line.beside), *ms(votes), number(votes.at(100)), ms(without)[1]])
    heads = ["hall", "people", "people/s", "votes", "refused", "p50", "p99", "longest", "p99 without"]
    return table(heads, rows)


def memory(lines: Sequence[Line]) -> str:
    rows = [
        [
            line.hall,
            *map(number, (line.use.server_memory, line.use.database_memory, line.load_memory)),
            *map(number, (line.use.server, line.use.database)),
            str(line.connections) if line.connections else "–",
        ]
        for line in lines
    ]
    heads = ["hall", "server MB", "database MB", "load MB", "server CPU s", "database CPU s", "connections"]
    return table(heads, rows)
