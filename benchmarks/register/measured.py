"""What the measurements of the register and of the follow-up share: how they are asked for, what they tell of pages."""

import argparse
import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hall.report import number, table
from benchmarks.hall.server import Use
from benchmarks.register.reading import Alone, Crowd
from benchmarks.register.serving import Loaded

ENGINES = ("SQLite", "PostgreSQL")
QUICK = 0.05
"""The part of all that a quick run takes."""
ALONE = """\
One after the other, with nobody beside: milliseconds until the page is there, and milliseconds of processor that it
took, which is what it costs on any machine like this one, however busy it is.
"""
BEARS = "Half as many visitors more each time, until one page in a hundred takes longer than half a second.\n"
SLOWEST = 0.5
"""Seconds that a page in a hundred may take before there are too many visitors."""
MEMORY = "Megabytes: of the server at the most, of PostgreSQL's processes in the end, each with its part.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured of pages on one engine."""

    name: str
    alone: tuple[Alone, ...]
    crowd: Crowd
    busy: tuple[float, float]
    """Cores that the visitors keep busy, of the server and of the database."""
    bears: tuple[Crowd, ...]
    """Ever more visitors, until there are too many."""
    use: Use


def asked(description: str | None, file: str) -> argparse.Namespace:
    """The words of the command line: how much of it, on which engines, and where it is written."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="a twentieth, printed and not written")
    parser.add_argument("--scale", type=float, help="another part of the whole")
    parser.add_argument("--engines", nargs="*", choices=ENGINES, default=ENGINES)
    parser.add_argument("--output", type=Path, default=Path(__file__).parents[1] / file)
    given = parser.parse_args()
    given.scale = given.scale or (QUICK if given.quick else 1.0)
    # Each visitor has a line of their own.
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return given


def write(text: str, given: argparse.Namespace) -> None:
    """A quick run says it on the console, and leaves the file as it is."""
    if given.quick:
        sys.stdout.write(text)
    else:
        given.output.write_text(text)


def said(engine: str, found: Alone) -> Alone:
    """Say on the console that it is measured."""
    cpu = found.server_cpu + found.database_cpu
    print(f"{engine}, {found.kind.name}: {found.waits.at(50):.0f} ms, processor {cpu:.0f} ms", file=sys.stderr)
    return found


def busy(before: Use, after: Use, crowd: Crowd) -> tuple[float, float]:
    """Cores that a crowd kept busy, of the server and of the database."""
    return (after.server - before.server) / crowd.seconds, (after.database - before.database) / crowd.seconds


def filled(loaded: Loaded) -> str:
    """How fast the engines were filled, as a table."""
    every = sum(loaded.rows.values())
    lines = [
        [engine, number(seconds), number(every / seconds), number(loaded.disk[engine])]
        for engine, seconds in loaded.seconds.items()
    ]
    return table(["engine", "seconds to write", "rows a second", "MB on disk"], lines)


def together(engines: Sequence[Measured]) -> str:
    """What a crowd waited for each kind of page."""
    heads = ["page", "p99 goal", *(f"{each.name} {what}" for each in engines for what in ("p50", "p99"))]
    rows = []
    for kind in [each.kind for each in engines[0].alone]:
        cells = [kind.name, f"≤ {kind.goal}"]
        for engine in engines:
            waits = engine.crowd.waits.get(kind.name)
            cells += ["–", "–"] if waits is None else [number(waits.at(50)), _judged(waits.at(99), kind.goal)]
        if any(kind.name in engine.crowd.waits for engine in engines):
            rows.append(cells)
    every = ["all", ""]
    for engine in engines:
        every += [number(engine.crowd.all.at(50)), number(engine.crowd.all.at(99))]
    told = [
        f"{each.name}: {each.crowd.rate:.0f} pages a second, {each.crowd.failed} failed; {each.busy[0]:.2f} cores "
        f"busy in the server, {each.busy[1]:.2f} in the database."
        for each in engines
    ]
    return "\n".join([table(heads, [*rows, every]), "\n".join(told), ""])


def bears(engines: Sequence[Measured]) -> str:
    """How many visitors it bears."""
    rows = [
        [each.name, number(crowd.readers), number(crowd.rate), number(crowd.all.at(50)), number(crowd.all.at(99))]
        for each in engines
        for crowd in each.bears
    ]
    return table(["engine", "visitors", "pages/s", "p50", "p99"], rows)


def alone(engines: Sequence[Measured]) -> str:
    """What each kind of page takes by itself."""
    whats = ("p50", "p99", "server CPU", "database CPU")
    heads = ["page", "KB", *(f"{each.name} {what}" for each in engines for what in whats)]
    rows = []
    for place, first in enumerate(engines[0].alone):
        cells = [first.kind.name, number(first.size / 1_000)]
        for engine in engines:
            found = engine.alone[place]
            cells += [number(found.waits.at(50)), _judged(found.waits.at(99), first.kind.goal)]
            cells += [f"{found.server_cpu:.1f}", f"{found.database_cpu:.1f}"]
        rows.append(cells)
    return table(heads, rows)


def memory(engines: Sequence[Measured]) -> str:
    """What the server and the database hold."""
    rows = [[each.name, *map(number, (each.use.server_memory, each.use.database_memory))] for each in engines]
    return table(["engine", "server MB", "database MB"], rows)


def _judged(value: float, goal: int) -> str:
    return f"{value:,.0f}: {'met' if value <= goal else '**not met**'}"
