"""``python -m benchmarks.register.loading SCALE SQLITE [POSTGRESQL-URL]``: fill the tables of both engines at once.

Every row is made once and written to each, and the time of each is its own. How far it is stands on the console; the
last line is what it took, as JSON.
"""

import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

# ruff: noqa: E402 - models can only be imported once Django is set up
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

import django

django.setup()

from benchmarks.register.chunk import COLUMNS, Chunk
from benchmarks.register.tables import Filling, PostgreSQL, SQLite, Table
from benchmarks.register.world import RESOLUTIONS
from benchmarks.register.world import World as Register

EVERY = 5.0
"""Seconds between two words about how far it is."""
AHEAD = 4
"""So many parts are made before they are written."""


class World(Protocol):
    """What makes rows."""

    def chunks(self) -> Iterator[Chunk]:
        """All rows. A chunk refers only to what is in it or in those before."""

    def head(self) -> tuple[int, list[str]]:
        """Size and frontier of its journal, when all is made."""


def load(
    make: Callable[[], World],
    columns: Mapping[str, Sequence[str]],
    engines: list[Filling],
    tell: Callable[[Mapping[str, int], float], str],
) -> dict[str, Any]:
    """Fill the tables; what the load of each took, in seconds, and how many rows there are.

    ``tell`` says of the rows that are there, and the seconds that it took, how far it is.
    """
    tables = {model: Table.of(model, given) for model, given in columns.items()}
    counts, began, told = dict.fromkeys(columns, 0), time.perf_counter(), 0.0
    for engine in engines:
        with engine.busy():
            engine.begin()
    for chunk in _made(make):
        if chunk.head is not None:
            size, frontier = chunk.head
        for engine in engines:
            with engine.busy():
                engine.find(chunk.documents)
                for model, rows in chunk.rows.items():
                    engine.insert(tables[model], rows)
                engine.commit()
        for model, rows in chunk.rows.items():
            counts[model] += len(rows)
        if time.perf_counter() - told > EVERY:
            told = time.perf_counter()
            _show(tell(counts, told - began))
    for engine in engines:
        with engine.busy():
            engine.run("UPDATE store_head SET size = %s, frontier = %s WHERE id = 1", (size, json.dumps(frontier)))
            engine.commit()
            engine.finish()
    _show(tell(counts, time.perf_counter() - began))
    sys.stderr.write("\n")
    return {
        "all": time.perf_counter() - began,
        "seconds": {engine.name: engine.seconds for engine in engines},
        "rows": counts,
    }


def _made(make: Callable[[], World]) -> Iterator[Chunk]:
    """What another process makes while this one writes."""
    queue: multiprocessing.Queue[Chunk | None] = multiprocessing.Queue(AHEAD)
    maker = multiprocessing.Process(target=_make, args=(make, queue), daemon=True)
    maker.start()
    while (chunk := queue.get()) is not None:
        yield chunk
    maker.join()


def _make(make: Callable[[], World], queue: "multiprocessing.Queue[Chunk | None]") -> None:
    world = make()
    for chunk in world.chunks():
        queue.put(chunk)
    queue.put(Chunk(head=world.head()))
    queue.put(None)


def _show(words: str) -> None:
    """How far it is, on one line that is written over where somebody looks at it."""
    sys.stderr.write(f"{'\r' if sys.stderr.isatty() else '\n'}{words}   ")
    sys.stderr.flush()


def _tell(scale: float, counts: Mapping[str, int], seconds: float) -> str:
    done, wanted = counts["Resolution"], round(RESOLUTIONS * scale)
    left = seconds / max(done, 1) * max(wanted - done, 0)
    return (
        f"{done:,} of {wanted:,} resolutions, {counts['Passage']:,} passages, {counts['Vote']:,} votes; "
        f"{seconds:.0f} s, about {left:.0f} s more"
    )


def engines(path: str, *url: str) -> list[Filling]:
    """Those that are to be filled; ``-`` is no path."""
    given: list[Filling] = [SQLite(Path(path))] if path != "-" else []
    return [*given, *map(PostgreSQL, url)]


if __name__ == "__main__":
    scale, *places = sys.argv[1:]
    tell = partial(_tell, float(scale))
    print(json.dumps(load(partial(Register, float(scale)), COLUMNS, engines(*places), tell)))
