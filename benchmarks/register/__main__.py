"""``python -m benchmarks.register [--quick]``: a register of the UN's size is made, loaded into both engines, and read
by fifty readers and by as many as it bears; writes ``benchmarks/register.md``.

``--quick`` takes a twentieth of it for a tenth of the time, and prints instead of writing.
"""

from benchmarks.hall.load import Hall
from benchmarks.hall.report import Machine
from benchmarks.register import files, pages, reading, report, serving
from benchmarks.register.measured import SLOWEST, asked, busy, said, write
from benchmarks.register.report import Engine
from benchmarks.register.serving import Register, register

READERS = 50
NAIVE = ("resolution", "body, a page of its list", "search: a rare word", "search: the commonest word")


def measure(made: Register, engine: str, *, quick: bool) -> Engine:
    """One engine: each kind of page alone, fifty readers, as many as it bears; and the naive pages."""
    with made.served(engine) as installation:
        hall = Hall(installation.ports)
        (client,) = hall.open(1)
        kinds = pages.kinds(pages.known(hall, client))
        alone = [said(engine, reading.alone(installation, hall, client, each, 10 if quick else 40)) for each in kinds]
        before = installation.use()
        crowd = reading.crowd(hall, kinds, READERS, 15 if quick else 120)
        after = installation.use()
        bears = reading.bears(hall, kinds, READERS * 3 // 2, 5 if quick else 12, SLOWEST)
        use = installation.use()
    with made.served(engine, serving.NAIVE) as installation:
        hall = Hall(installation.ports)
        (client,) = hall.open(1)
        wanted = [each for each in kinds if each.name in NAIVE]
        naive = [said("naive", reading.alone(installation, hall, client, each, 3 if quick else 6)) for each in wanted]
    return Engine(
        name=engine,
        alone=tuple(alone),
        crowd=crowd,
        busy=busy(before, after, crowd),
        bears=tuple(bears),
        use=use,
        naive=tuple(naive),
    )


def main() -> None:
    given, before = asked(__doc__, "register.md"), Machine.now()
    with register(given.scale, tuple(given.engines)) as made:
        found = [measure(made, each, quick=given.quick) for each in given.engines]
        # Told before the export, too: a quarter of an hour is not lost with a folder that could not be written.
        write(report.document(made.loaded, found, None, before, Machine.now()), given)
        exported = files.export(made.environments["SQLite"]) if "SQLite" in given.engines else None
        write(report.document(made.loaded, found, exported, before, Machine.now()), given)


if __name__ == "__main__":
    main()
