"""``python -m benchmarks.register.loading SCALE SQLITE [POSTGRESQL-URL]``: fill the tables of both engines at once.

Every row is made once and written to each, and the time of each is its own. How far it is stands on the console; the
last line is what it took, as JSON.
"""

import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# ruff: noqa: E402 - models can only be imported once Django is set up
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

import django

django.setup()

from benchmarks.register.chunk import COLUMNS, Chunk
from benchmarks.register.tables import Filling, PostgreSQL, SQLite, Table
from benchmarks.register.world import RESOLUTIONS, World

EVERY = 5.0
"""Seconds between two words about how far it is."""
AHEAD = 4
"""So many parts are made before they are written."""


def load(scale: float, engines: list[Filling]) -> dict[str, Any]:
    """Fill the tables; what the load of each took, in seconds, and how many rows there are."""
    tables = {model: Table.of(model, columns) for model, columns in COLUMNS.items()}
    counts, began, told = dict.fromkeys(COLUMNS, 0), time.perf_counter(), 0.0
    for engine in engines:
        with engine.busy():
            engine.begin()
    for chunk in _made(scale):
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
            _tell(counts, scale, told - began)
    for engine in engines:
        with engine.busy():
            engine.run("UPDATE store_head SET size = %s, frontier = %s WHERE id = 1", (size, json.dumps(frontier)))
            engine.commit()
            engine.finish()
    _tell(counts, scale, time.perf_counter() - began)
    sys.stderr.write("\n")
    return {
        "all": time.perf_counter() - began,
        "seconds": {engine.name: engine.seconds for engine in engines},
        "rows": counts,
    }


def _made(scale: float) -> Iterator[Chunk]:
    """What another process makes while this one writes."""
    queue: multiprocessing.Queue[Chunk | None] = multiprocessing.Queue(AHEAD)
    maker = multiprocessing.Process(target=_make, args=(scale, queue), daemon=True)
    maker.start()
    while (chunk := queue.get()) is not None:
        yield chunk
    maker.join()


def _make(scale: float, queue: "multiprocessing.Queue[Chunk | None]") -> None:
    world = World(scale)
    for chunk in world.chunks():
        queue.put(chunk)
    queue.put(Chunk(head=world.head()))
    queue.put(None)


def _tell(counts: dict[str, int], scale: float, seconds: float) -> None:
    """How far it is, on one line that is written over where somebody looks at it."""
    done, wanted = counts["Resolution"], round(RESOLUTIONS * scale)
    left = seconds / max(done, 1) * max(wanted - done, 0)
    sys.stderr.write(
        f"{'\r' if sys.stderr.isatty() else '\n'}{done:,} of {wanted:,} resolutions, {counts['Passage']:,} passages, "
        f"{counts['Vote']:,} votes; {seconds:.0f} s, about {left:.0f} s more   "
    )
    sys.stderr.flush()


if __name__ == "__main__":
    scale, path, *url = sys.argv[1:]
    given: list[Filling] = [SQLite(Path(path))] if path != "-" else []
    print(json.dumps(load(float(scale), [*given, *map(PostgreSQL, url)])))
