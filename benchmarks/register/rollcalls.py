"""6,203 roll-calls of the UN General Assembly with how each country voted; made up where they are absent."""

import csv
import gzip
import io
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "votes"
CHOICES = {"yes": "for", "no": "against", "abstain": "abstain"}
SESSIONS = 74
FIRST_YEAR = 1945


@dataclass(frozen=True, slots=True)
class RollCall:
    """One roll-call: the session and the day on which it was held, and the choice of each country by its name."""

    session: int
    on: date
    votes: Mapping[str, str]


def load(most: int | None = None) -> list[RollCall]:
    """The roll-calls in the order of their days, or ``most`` of them, taken evenly over the years."""
    held = sorted(_real() if (FOLDER / "un_votes.csv.gz").is_file() else _made_up(), key=lambda each: each.on)
    step = max(1, len(held) // most) if most else 1
    return held[::step][:most]


def _real() -> Iterator[RollCall]:
    votes: dict[int, dict[str, str]] = {}
    for row in _rows("un_votes"):
        votes.setdefault(int(float(row["rcid"])), {})[row["country"]] = CHOICES[row["vote"]]
    for row in _rows("un_roll_calls"):
        cast = votes.get(int(row["rcid"]))
        if cast:
            yield RollCall(int(float(row["session"])), date.fromisoformat(row["date"]), cast)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(FOLDER / f"{name}.csv.gz", "rb") as file:
        yield from csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", newline=""))


def _made_up() -> Iterator[RollCall]:
    chance = random.Random("roll-calls")
    for number in range(6_203):
        session = 1 + number * SESSIONS // 6_203
        countries = [f"Country {each}" for each in range(1, 50 + 2 * session)]
        votes = {each: chance.choices(tuple(CHOICES.values()), (80, 7, 13))[0] for each in countries}
        yield RollCall(session, date(FIRST_YEAR + session, 9, 15 + number % 15), votes)
