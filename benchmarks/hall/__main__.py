"""``python -m benchmarks.hall [--quick]``: a hall votes, from outside, on a real server; writes ``benchmarks/hall.md``.

``--quick`` takes the small halls only and writes nothing.
"""

import argparse
import resource
from pathlib import Path

from benchmarks.hall import report
from benchmarks.hall.importing import importing
from benchmarks.hall.measures import Sitting, Timed
from benchmarks.hall.report import Line, Machine
from benchmarks.hall.server import ENGINES, installation

SUSTAINED = 5.0
"""Seconds for which phones change their votes as soon as they are answered."""
IMPORTED = 20_000


def measure(engine: str, seats: int, earlier: int, rounds: int) -> Line:
    """One installation: everybody votes at once, over and over; the chair closes; screens hear of it; badges."""
    with installation(engine, seats, waiting=2 * rounds + 1, earlier=earlier) as made:
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
        screens = sitting.follow() if 2 * seats < 10_000 else None
        heard, shown = [], []
        for _ in range(rounds if screens else 0):
            poll = sitting.open()
            sitting.all_at_once(poll)
            told = screens.result(poll)  # type: ignore[union-attr] # there are screens
            heard += told.heard.seconds
            shown += told.shown.seconds
        return Line(
            engine=engine,
            seats=seats,
            earlier=earlier,
            bursts=tuple(bursts),
            sustained=sustained,
            closed=Timed(tuple(closed)),
            log_ins=log_ins,
            heard=Timed(tuple(heard)) if heard else None,
            shown=Timed(tuple(shown)) if shown else None,
            use=sitting.use(),
        )


def measure_naive(engine: str, seats: int) -> Line:
    """The same votes through a view that commits each of them."""
    with installation(engine, seats, waiting=1, naive=True) as made:
        sitting = Sitting(made)
        sustained = sitting.again_and_again(sitting.open(), SUSTAINED)
        return Line(engine=engine, seats=seats, earlier=0, sustained=sustained, use=sitting.use())


def measure_beside_import(engine: str, seats: int, people: int) -> Line:
    """Votes while the server takes in that many people."""
    with installation(engine, seats, waiting=1) as made:
        sitting = Sitting(made)
        poll = sitting.open()
        with importing(sitting, people) as imported:
            sustained = sitting.again_and_again(poll, SUSTAINED)
        return Line(engine=engine, seats=seats, earlier=0, sustained=sustained, imported=imported(), use=sitting.use())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="500 voters, few rounds, no report: two minutes")
    parser.add_argument("--seats", type=int, nargs="*", help="halls of these sizes")
    parser.add_argument("--earlier", type=int, nargs="*", help="after so many polls")
    parser.add_argument("--engines", nargs="*", choices=ENGINES, help="which databases")
    parser.add_argument("--rounds", type=int, default=5, help="polls in which everybody votes at once")
    parser.add_argument("--output", type=Path, default=Path(__file__).parents[1] / "hall.md")
    given = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    before, lines = Machine.now(), []
    for engine in given.engines or ENGINES:
        for seats in given.seats or ([500] if given.quick else [500, 2_000, 10_000]):
            for earlier in given.earlier or ([0] if given.quick else [0, 50]):
                lines.append(report.told(measure(engine, seats, earlier, 2 if given.quick else given.rounds)))
        lines.append(report.told(measure_naive(engine, 500)))
        if not given.quick:
            lines.append(report.told(measure_beside_import(engine, 500, IMPORTED)))
    text = report.document(lines, before, Machine.now())
    if given.quick:
        print(text)
    else:
        given.output.write_text(text)


if __name__ == "__main__":
    main()
