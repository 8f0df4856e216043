"""A million open votes with weights, tallied from memory: whole numbers over one denominator."""

import gc
import platform
import random
import time
from collections.abc import Callable
from statistics import median

from plenaria.core.refusal import Refusal
from plenaria.core.voting.tally import CHOICES, Roll, Tally, tally, weighted

SEATS = 1_000_000
ROUNDS = 5
SEED = 20261122


def section(seats: int = SEATS) -> str:
    """Wall seconds of the roll and of the tally, and whether the tally adds up to the roll."""
    chance = random.Random(SEED)
    weights = {seat: f"{chance.randrange(1, 10_000) / 100:.2f}" for seat in range(seats)}
    votes = {seat: chance.choice(CHOICES) for seat in range(seats)}
    making, roll = _timed(lambda: _roll(weights))
    counting, made = _timed(lambda: _tally(votes, roll))
    right = made.cast == made.roll_votes == sum(round(float(each) * 100) for each in weights.values())
    return "\n".join(
        [
            "## Speed: a million votes with weights from memory",
            "",
            f"{seats:,} seats, each with a share to two decimal places, all present and voting. Wall seconds, median "
            f"of {ROUNDS}; Python {platform.python_version()}, {platform.machine()}. The votes add up to the roll: "
            f"{'yes' if right else '**no**'}.",
            "",
            "| step | seconds | goal |",
            "|---|---:|---:|",
            f"| roll: decimal strings over one denominator ({roll.denominator}) | {making:.2f} | |",
            f"| tally: all votes, weights and presence | {counting:.2f} | ≤ 1 |",
        ]
    )


def _roll(weights: dict[int, str]) -> Roll[int]:
    made = weighted(weights)
    if isinstance(made, Refusal):
        raise SystemExit(made)
    return made


def _tally(votes: dict[int, str], roll: Roll[int]) -> Tally:
    made = tally(votes, roll, present=votes.keys())
    if isinstance(made, Refusal):
        raise SystemExit(made)
    return made


def _timed[Result](step: Callable[[], Result]) -> tuple[float, Result]:
    took = []
    for _ in range(ROUNDS):
        gc.collect()
        began = time.perf_counter()
        result = step()
        took.append(time.perf_counter() - began)
    return median(took), result
