"""``python -m benchmarks.hall [--quick]``: a hall votes, from outside, on a real server; writes ``benchmarks/hall.md``.

``--quick`` takes the small halls only and writes nothing.
"""

import argparse
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hall import report
from benchmarks.hall.importing import importing
from benchmarks.hall.line import Line
from benchmarks.hall.measures import Sitting, Timed, Votes
from benchmarks.hall.report import Machine
from benchmarks.hall.server import installation

SUSTAINED = 5.0
"""Seconds for which phones change their votes as soon as they are answered."""
IMPORTED = 20_000
SETTLED = 0.5
"""Seconds for which screens are left alone between what they are brought."""


@dataclass(frozen=True, slots=True)
class Setup:
    """A way to run the server, and the halls that are measured on it: seats, and votes that were held before."""

    name: str
    engine: str
    processes: int
    halls: tuple[tuple[int, int], ...]


SETUPS = (
    Setup("SQLite", "SQLite", 1, ((500, 0), (500, 50), (2_000, 0), (2_000, 50), (10_000, 0))),
    Setup("PostgreSQL", "PostgreSQL", 1, ((500, 0), (500, 50), (2_000, 0), (2_000, 50), (10_000, 0))),
    Setup("PostgreSQL, two processes", "PostgreSQL", 2, ((500, 0), (2_000, 0), (10_000, 0))),
)


def measure(setup: Setup, seats: int, earlier: int, rounds: int) -> Line:
    """One installation: everybody votes at once, over and over; the chair closes; screens follow; badges are opened."""
    waiting = 2 * rounds + 2
    with installation(setup.engine, seats, waiting=waiting, earlier=earlier, processes=setup.processes) as made:
        sitting = Sitting(made)
        bursts, closed = [], []
        for _ in range(rounds):
            poll = sitting.open()
            bursts.append(sitting.all_at_once(poll))
            closed.append(sitting.press("close", poll))
        poll = sitting.open()
        sustained = sitting.again_and_again(poll, SUSTAINED)
        closed.append(sitting.press("close", poll))
        log_ins = sitting.log_in()
        poll = sitting.open()
        across = sitting.across(poll, 100) if setup.processes > 1 else None
        sitting.press("close", poll)
        shown = _screens(sitting, rounds) if seats <= report.MOST_SCREENS else ()
        return Line(
            setup=setup.name,
            engine=setup.engine,
            seats=seats,
            earlier=earlier,
            bursts=tuple(bursts),
            sustained=sustained,
            closed=Timed(tuple(closed)),
            log_ins=log_ins,
            shown=Timed(shown) if shown else None,
            across=across,
            use=made.use(),
            connections=made.connections(),
            load_memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )


def _screens(sitting: Sitting, rounds: int) -> tuple[float, ...]:
    """As many screens as voters: how long each took, in several votes, to have what it shows of the result."""
    screens = sitting.follow()
    shown: list[float] = []
    for _ in range(rounds):
        poll = sitting.open()
        sitting.all_at_once(poll)
        screens.settle(SETTLED)
        shown += screens.result(poll).seconds
        screens.settle(SETTLED)
    screens.leave()
    return tuple(shown)


def measure_naive(engine: str, seats: int) -> Line:
    """The same votes through a view that commits each of them."""
    with installation(engine, seats, waiting=1, naive=True) as made:
        sitting = Sitting(made)
        sustained = sitting.again_and_again(sitting.open(), SUSTAINED)
        return Line(setup=engine, engine=engine, seats=seats, earlier=0, sustained=sustained, use=made.use())


def measure_beside_import(engine: str, seats: int, people: int) -> Line:
    """The hall votes at once every second, until that many people are taken in."""
    with installation(engine, seats, waiting=1) as made:
        sitting = Sitting(made)
        poll = sitting.open()
        bursts: list[Votes] = []
        with importing(sitting, people) as imported:
            while not imported.is_over():
                start = time.monotonic()
                bursts.append(sitting.all_at_once(poll))
                time.sleep(max(0.0, start + 1 - time.monotonic()))
        return Line(
            setup=engine,
            engine=engine,
            seats=seats,
            earlier=0,
            sustained=bursts[0],
            beside=tuple(bursts),
            imported=imported,
            use=made.use(),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="500 voters, few rounds, no report: two minutes")
    parser.add_argument("--seats", type=int, nargs="*", help="halls of these sizes")
    parser.add_argument("--earlier", type=int, nargs="*", help="after so many polls")
    parser.add_argument("--setups", type=int, nargs="*", choices=range(len(SETUPS)), help="0: SQLite; 1, 2: PostgreSQL")
    parser.add_argument("--rounds", type=int, default=5, help="polls in which everybody votes at once")
    parser.add_argument("--alone", action="store_true", help="neither the naive view nor people imported")
    parser.add_argument("--output", type=Path, default=Path(__file__).parents[1] / "hall.md")
    given = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    before, lines = Machine.now(), []
    for setup in SETUPS if given.setups is None else [SETUPS[each] for each in given.setups]:
        for seats, earlier in setup.halls:
            small = not given.quick or (seats, earlier) == (500, 0) or given.seats
            asked = (not given.seats or seats in given.seats) and (not given.earlier or earlier in given.earlier)
            if small and asked:
                lines.append(report.told(measure(setup, seats, earlier, 2 if given.quick else given.rounds)))
        if setup.processes == 1 and not given.alone:
            lines.append(report.told(measure_naive(setup.engine, 500)))
            people = IMPORTED // 20 if given.quick else IMPORTED
            lines.append(report.told(measure_beside_import(setup.engine, 500, people)))
    text = report.document(lines, before, Machine.now())
    if given.quick:
        sys.stdout.write(text)
    else:
        given.output.write_text(text)


if __name__ == "__main__":
    main()
