"""``python -m benchmarks.followup.loading SCALE SQLITE [POSTGRESQL-URL]``: fill the tables of both engines at once.

How far it is stands on the console; the last line is what it took, as JSON.
"""

import json
import os
import sys
from collections.abc import Mapping
from functools import partial

# ruff: noqa: E402 - models can only be imported once Django is set up
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

import django

django.setup()

from benchmarks.followup.columns import COLUMNS
from benchmarks.followup.plans import COMMITMENTS
from benchmarks.followup.world import World
from benchmarks.register.loading import engines, load


def tell(wanted: int, counts: Mapping[str, int], seconds: float) -> str:
    """How far it is: updates come last."""
    done = counts["Commitment"]
    left = seconds / max(done, 1) * max(wanted - done, 0)
    return (
        f"{done:,} of {wanted:,} commitments, {counts['Update']:,} updates, {counts['Leaf']:,} entries of the journal; "
        f"{seconds:.0f} s, about {left:.0f} s more"
    )


if __name__ == "__main__":
    scale, *places = sys.argv[1:]
    make = partial(World, float(scale))
    told = partial(tell, make().count * COMMITMENTS)
    print(json.dumps(load(make, COLUMNS, engines(*places), told)))
