"""What was measured of the register, as a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.hall.report import Machine, machine, number, table
from benchmarks.register.files import Exported
from benchmarks.register.measured import ALONE, BEARS, MEMORY, Measured, alone, bears, filled, memory, together
from benchmarks.register.reading import Alone
from benchmarks.register.serving import Loaded

INTRODUCTION = """\
# The register at the UN's size

Written by `make bench-register` (`python -m benchmarks.register`). Resolutions of nobody's in English, Russian and
Spanish, of invented words with the endings of the language, as often as words are (Zipf); the roll-calls of the UN
General Assembly, 1946–2019, with every vote, from `../shared/data/votes`. `plenaria serve` in a process of its own, the
load in another, over loopback, without TLS; both engines on the same machine.
"""
LOADING = """\
One process makes the rows, another writes each to both engines. They are what the actions would have written, entry of
the journal by entry, with the words of every passage in the index; a test compares a sample of them with what the
actions do write. Left out are drafts and debates, the plans' confirmations, the bytes of the sealed files, and
signatures under the journal's head. SQLite is not asked to wait for the disk while it is filled; PostgreSQL makes its
index of words when all passages are there, and its statistics in the end.
"""
READING = """\
Fifty readers, each on a line of its own, each opening a page every two seconds: any of all resolutions in any language,
any page of the list, any word. A clause's permalink is the page of its resolution, and its place on it. A page that was
opened by anybody in the last five minutes comes from memory if nothing was told in the journal since; the readers here
choose by chance among all pages, so that few of the resolutions do. Milliseconds.
"""
NAIVE = """\
The same addresses by views as they are written at first: a search that looks for the letters in every text, and a
question to the database for each line of a list and for each clause. They show less on a page, and no frame around it.
"""
FILES = """\
`plenaria export-site` of one committee on SQLite, into an empty folder, in two processes: each page in three languages
and at its address without one, what it leads to, and the search that needs no server. With the start of the processes;
nobody reads meanwhile.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine(Measured):
    """What was measured on one engine: pages, and the naive pages."""

    naive: tuple[Alone, ...]


def document(
    loaded: Loaded, engines: Sequence[Engine], exported: Exported | None, before: Machine, after: Machine
) -> str:
    """The whole page."""
    parts = [INTRODUCTION, machine(before, after)]
    parts += ["## Loading\n", LOADING, loading(loaded)]
    parts += ["## Fifty readers\n", READING, together(engines)]
    parts += ["## As many as it bears\n", BEARS, bears(engines)]
    parts += ["## Each page alone\n", ALONE, alone(engines)]
    parts += ["## As files\n", FILES, files(exported)] if exported else []
    parts += ["## Beside the naive views\n", NAIVE, naive(engines)]
    parts += ["## Memory and processor\n", MEMORY, memory(engines)]
    return "\n".join(parts)


def loading(loaded: Loaded) -> str:
    rows = loaded.rows
    told = (
        f"{rows['Resolution']:,} resolutions with {rows['Clause']:,} clauses in three languages, "
        f"{rows['Poll']:,} votes that were held, {rows['Vote']:,} votes by name on {rows['RollSeat']:,} places of "
        f"their rolls; {rows['Passage']:,} passages to be searched, {rows['Leaf']:,} entries of the journal; "
        f"{sum(rows.values()):,} rows. Making and writing them took {loaded.all:,.0f} s.\n"
    )
    return "\n".join([told, filled(loaded)])


def files(of: Exported) -> str:
    heads = ["resolutions", "pages", "files", "seconds", "processor s", "pages/s", "processor ms a page"]
    told = [of.resolutions, of.pages, of.files, of.seconds, of.cpu, of.rate, of.cpu / of.pages * 1_000]
    return table(heads, [[number(each) for each in told]])


def naive(engines: Sequence[Engine]) -> str:
    heads = ["page", *(f"{each.name} {what}" for each in engines for what in ("naive", "ours", "times"))]
    rows = []
    for place, first in enumerate(engines[0].naive):
        cells = [first.kind.name]
        for engine in engines:
            slow = engine.naive[place].waits.at(50)
            ours = next(each for each in engine.alone if each.kind.name == first.kind.name).waits.at(50)
            cells += [number(slow), number(ours), f"{slow / ours:.1f}"]
        rows.append(cells)
    return table(heads, rows)
