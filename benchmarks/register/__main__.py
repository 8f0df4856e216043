"""``python -m benchmarks.register [--quick]``: a register of the UN's size is made, loaded into both engines, and read
by fifty readers and by as many as it bears; writes ``benchmarks/register.md``.

``--quick`` takes a twentieth of it for a tenth of the time, and prints instead of writing.
"""

import argparse
import resource
import sys
from pathlib import Path

from benchmarks.hall.load import Hall
from benchmarks.hall.report import Machine
from benchmarks.register import files, pages, reading, report, serving
from benchmarks.register.report import Engine
from benchmarks.register.serving import Register, register

ENGINES = ("SQLite", "PostgreSQL")
READERS = 50
SLOWEST = 0.5
"""Seconds that a page in a hundred may take before there are too many readers."""
NAIVE = ("resolution", "body, a page of its list", "search: a rare word", "search: the commonest word")


def measure(made: Register, engine: str, *, quick: bool) -> Engine:
    """One engine: each kind of page alone, fifty readers, as many as it bears; and the naive pages."""
    with made.served(engine) as installation:
        hall = Hall(installation.ports)
        (client,) = hall.open(1)
        kinds = pages.kinds(pages.known(hall, client))
        alone = [told(engine, reading.alone(installation, hall, client, each, 10 if quick else 40)) for each in kinds]
        before = installation.use()
        crowd = reading.crowd(hall, kinds, READERS, 15 if quick else 120)
        after = installation.use()
        bears = reading.bears(hall, kinds, READERS * 3 // 2, 5 if quick else 12, SLOWEST)
        use = installation.use()
    with made.served(engine, serving.NAIVE) as installation:
        hall = Hall(installation.ports)
        (client,) = hall.open(1)
        wanted = [each for each in kinds if each.name in NAIVE]
        naive = [told("naive", reading.alone(installation, hall, client, each, 3 if quick else 6)) for each in wanted]
    busy = ((after.server - before.server) / crowd.seconds, (after.database - before.database) / crowd.seconds)
    return Engine(engine, tuple(alone), crowd, busy, tuple(bears), use, tuple(naive))


def told(engine: str, found: reading.Alone) -> reading.Alone:
    """Say on the console that it is measured."""
    print(f"{engine}, {found.kind.name}: {found.waits.at(50):.0f} ms", file=sys.stderr)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a twentieth of the register, no report")
    parser.add_argument("--scale", type=float, help="another part of the UN's size")
    parser.add_argument("--engines", nargs="*", choices=ENGINES, default=ENGINES)
    parser.add_argument("--output", type=Path, default=Path(__file__).parents[1] / "register.md")
    given = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    before = Machine.now()
    with register(given.scale or (0.05 if given.quick else 1.0), tuple(given.engines)) as made:
        found = [measure(made, each, quick=given.quick) for each in given.engines]
        # Told before the export, too: a quarter of an hour is not lost with a folder that could not be written.
        write(report.document(made.loaded, found, None, before, Machine.now()), given)
        exported = files.export(made.environments["SQLite"]) if "SQLite" in given.engines else None
        write(report.document(made.loaded, found, exported, before, Machine.now()), given)


def write(text: str, given: argparse.Namespace) -> None:
    """A quick run says it on the console, and leaves the file as it is."""
    if given.quick:
        sys.stdout.write(text)
    else:
        given.output.write_text(text)


if __name__ == "__main__":
    main()
