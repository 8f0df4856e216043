"""``python -m benchmarks.register.loading SCALE SQLITE [POSTGRESQL-URL]``: fill the tables of both engines at once.

Every row is made once and written to each, and the time of each is its own. How far it is stands on the console; the
last line is what it took, as JSON.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

# ruff: noqa: E402 - models can only be imported once Django is set up
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

import django

django.setup()

from benchmarks.register.tables import Filling, PostgreSQL, SQLite, Table
from benchmarks.register.world import COLUMNS, World


def load(scale: float, engines: list[Filling]) -> dict[str, Any]:
    """Fill the tables; what the load of each took, in seconds, and how many rows there are."""
    tables = {model: Table.of(model, columns) for model, columns in COLUMNS.items()}
    world, counts, began = World(scale), dict.fromkeys(COLUMNS, 0), time.perf_counter()
    for engine in engines:
        with engine.busy():
            engine.begin()
    for chunk in world.chunks():
        for engine in engines:
            with engine.busy():
                engine.find(chunk.documents)
                for model, rows in chunk.rows.items():
                    engine.insert(tables[model], rows)
                engine.commit()
        for model, rows in chunk.rows.items():
            counts[model] += len(rows)
        _tell(counts, world.count, time.perf_counter() - began)
    size, frontier = world.head()
    for engine in engines:
        with engine.busy():
            engine.run("UPDATE store_head SET size = %s, frontier = %s WHERE id = 1", (size, json.dumps(frontier)))
            engine.commit()
            engine.finish()
    seconds = {engine.name: engine.seconds for engine in engines}
    making = time.perf_counter() - began - sum(seconds.values())
    sys.stderr.write("\n")
    return {"making": making, "seconds": seconds, "rows": counts}


def _tell(counts: dict[str, int], wanted: int, seconds: float) -> None:
    """How far it is, on one line that is written over."""
    done = counts["Resolution"]
    left = seconds / max(done, 1) * (wanted - done)
    sys.stderr.write(
        f"\r{done:,} of about {wanted:,} resolutions, {counts['Passage']:,} passages, {counts['Vote']:,} votes; "
        f"{seconds:.0f} s, about {max(left, 0):.0f} s more   "
    )
    sys.stderr.flush()


if __name__ == "__main__":
    scale, path, *url = sys.argv[1:]
    given: list[Filling] = [SQLite(Path(path))] if path != "-" else []
    print(json.dumps(load(float(scale), [*given, *map(PostgreSQL, url)])))
