"""Measures votes and elections and writes the figures to ``benchmarks/votes.md``.

Run: ``python -m benchmarks.votes [--data] [--only NAME] [--dry]``. What takes minutes, or the libraries of others in
the environment of the benchmarks (``.venv-bench``), is left out with ``--data``; so ``make evaluate`` runs it. Sets of
others are looked for in ``../shared/data``; where one is absent it says so. A part that was not measured stays in the
file as it was.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.votes import chile, database, independent, scottish, speed, un, wards, weighted

from benchmarks import sections

OUT = Path(__file__).parents[1] / "votes.md"

DATA: dict[str, Callable[[], str]] = {
    "votes-chile": chile.section,
    "votes-un": un.section,
    "votes-weighted": weighted.section,
}
"""What ``make evaluate`` measures, with the Scottish wards."""


def main() -> None:
    """Measure, print, write."""
    names = ("scottish", "database", "independent", "speed", *(name.removeprefix("votes-") for name in DATA))
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--only", choices=names)
    arguments.add_argument("--data", action="store_true", help="only what takes seconds")
    arguments.add_argument("--dry", action="store_true", help="print only")
    options = arguments.parse_args()
    for name, text in _measured(options.only, data=options.data):
        print(text, end="\n\n")
        if not options.dry:
            sections.replace(OUT, name, text)


def _measured(only: str | None, *, data: bool) -> Iterator[tuple[str, str]]:
    loaded = wards.load()
    if not loaded:
        print(f"Scottish wards: not measured, there is no {wards.FOLDER}")
    if only in (None, "scottish") and loaded:
        yield "elections-scottish", scottish.report(loaded)
    for name, measure in DATA.items():
        if only in (None, name.removeprefix("votes-")):
            yield name, measure()
    if only in (None, "database") and not data:
        yield "votes-database", database.section()
    if only in (None, "independent") and not data:
        yield "elections-independent", independent.report()
    if only in (None, "speed") and loaded and not data:
        yield "elections-speed", speed.report(loaded)


if __name__ == "__main__":
    main()
