"""All wards counted by every library, in turn, in one process."""

import gc
import platform
import sys
import time
from collections.abc import Callable
from statistics import median
from warnings import catch_warnings, simplefilter

from benchmarks.votes.contestants import Contestant, found
from benchmarks.votes.wards import Ward, election

from plenaria.core.voting.elections.election import Election
from plenaria.formats import blt

ROUNDS = 9


def report(wards: list[Ward]) -> str:
    """Milliseconds for all wards: building the ballots, counting them, and how many elect the known candidates."""
    elections = [election(ward) for ward in wards]
    reading = _median(lambda: [blt.read(ward.data) for ward in wards], ROUNDS)
    lines = [
        "## Speed: all wards",
        "",
        f"Medians of processor time in one process, warm, the libraries in turn; Python {platform.python_version()}, "
        f"{platform.machine()}. Reading all {len(wards)} files (BLT) takes us {reading:.0f} ms. *Build* makes the "
        "library's own ballots from ballots already read (ours are those already); *count* counts them; the ratio is "
        "count to ours. *Right* are the wards in which it elects the known candidates.",
        "",
        "| by | build ms | count ms | ratio | right | rounds |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    ours = 0.0
    for each in found():
        print(each.name, file=sys.stderr)
        build, count, right = _measured(each, wards, elections)
        ours = ours or count
        figures = f"{build:.0f} | {count:.0f} | {count / ours:.1f} | {right} of {len(wards)} | {each.rounds}"
        lines.append(f"| {each.name} | {figures} |")
    return "\n".join(lines)


def _measured(each: Contestant, wards: list[Ward], elections: list[Election]) -> tuple[float, float, int]:
    """Milliseconds to build and to count all wards, and how many come out right."""
    with catch_warnings():
        simplefilter("ignore")
        right = 0
        building, counting = [], []
        for turn in range(each.rounds + (each.rounds > 1)):
            started = time.process_time()
            built = [each.build(one) for one in elections]
            between = time.process_time()
            elected = [each.count(one) for one in built]
            ended = time.process_time()
            right = sum(one == ward.elected for one, ward in zip(elected, wards, strict=True))
            del built
            gc.collect()
            if turn or each.rounds == 1:
                building.append((between - started) * 1000)
                counting.append((ended - between) * 1000)
    return median(building), median(counting), right


def _median(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds of one turn of the work."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append((time.process_time() - started) * 1000)
    return median(times)
