"""Measures elections and writes the figures to ``benchmarks/votes.md``.

Run: ``python -m benchmarks.votes [--only scottish|independent|speed] [--dry]``, for the other libraries in the
environment of the benchmarks (``.venv-bench``). The wards are looked for in ``../shared/data``; where they are absent
it says so. A part that was not measured stays in the file as it was.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from benchmarks.votes import independent, scottish, speed, wards

from benchmarks import sections

OUT = Path(__file__).parents[1] / "votes.md"


def main() -> None:
    """Measure, print, write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--only", choices=("scottish", "independent", "speed"))
    arguments.add_argument("--dry", action="store_true", help="print only")
    options = arguments.parse_args()
    for name, text in _measured(options.only):
        print(text, end="\n\n")
        if not options.dry:
            sections.replace(OUT, f"elections-{name}", text)


def _measured(only: str | None) -> Iterator[tuple[str, str]]:
    loaded = wards.load()
    if not loaded:
        print(f"Scottish wards: not measured, there is no {wards.FOLDER}")
    if only in (None, "scottish") and loaded:
        yield "scottish", scottish.report(loaded)
    if only in (None, "independent"):
        yield "independent", independent.report()
    if only in (None, "speed") and loaded:
        yield "speed", speed.report(loaded)


if __name__ == "__main__":
    main()
