"""What a hall must reach (design: hall.md, *How fast*), beside what was measured and what OpenSlides reaches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.hall.line import Line, middle
from benchmarks.hall.measures import Timed

type Figure = Callable[[Line], float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A line of the table: what is measured of halls of that size, and what it must be on each database."""

    what: str
    seats: int
    figure: Figure
    unit: str = " ms"
    least: bool = False
    """Whether more is better."""
    sqlite: float
    postgresql: float | None = None
    """Where it is another."""
    others: tuple[str, str, str] = ("–", "–", "–")
    """OpenSlides 4.3.1 with votes in Redis, with votes in PostgreSQL, and 3.4."""

    def wanted(self, engine: str) -> float:
        """What it must be."""
        return self.postgresql if engine != "SQLite" and self.postgresql is not None else self.sqlite

    def met(self, line: Line, value: float) -> bool:
        """Whether it is so."""
        wanted = self.wanted(line.engine)
        return value >= wanted if self.least else value <= wanted

    def __str__(self) -> str:
        sign = "≥" if self.least else "≤"
        both = f", PostgreSQL {sign} {self.postgresql:,.0f}" if self.postgresql is not None else ""
        return f"{sign} {self.sqlite:,.0f}{both}{self.unit}"


def rate(line: Line) -> float | None:
    """Votes a second, everybody at once: the middle of several polls."""
    return middle([each.rate for each in line.bursts]) if line.bursts else None


def wait(line: Line) -> float | None:
    """The 99th percentile of a vote's wait, everybody at once."""
    return _p99(Timed(tuple(wait for each in line.bursts for wait in each.waits.seconds))) if line.bursts else None


def beside(line: Line) -> float | None:
    """The same while people are imported."""
    return _p99(Timed(tuple(wait for each in line.beside for wait in each.waits.seconds))) if line.beside else None


def _p99(found: Timed | None) -> float | None:
    return found.at(99) if found else None


SECOND = "/s"
GOALS = (
    Goal(
        what="500 voters at once, votes/s",
        seats=500,
        figure=rate,
        unit=SECOND,
        least=True,
        sqlite=6_000,
        postgresql=3_000,
        others=("2,720", "560", "27"),
    ),
    Goal(
        what="p99 of a vote, 500 at once",
        seats=500,
        figure=wait,
        sqlite=100,
        others=("120–207 ms", "808–922 ms", "17–20 s"),
    ),
    Goal(
        what="2,000 voters at once, votes/s",
        seats=2_000,
        figure=rate,
        unit=SECOND,
        least=True,
        sqlite=6_000,
        postgresql=3_000,
        others=("3,200", "–", "–"),
    ),
    Goal(
        what="p99 of a vote, 2,000 at once",
        seats=2_000,
        figure=wait,
        sqlite=350,
        others=("570 ms", "–", "–"),
    ),
    Goal(
        what="close → result stored, 500 voters",
        seats=500,
        figure=lambda line: line.closed.at(50) if line.closed else None,
        sqlite=50,
        others=("2.5–3.9 s", "4.1 s", "3–5 s"),
    ),
    Goal(
        what="close → result stored, 2,000 voters",
        seats=2_000,
        figure=lambda line: line.closed.at(50) if line.closed else None,
        sqlite=100,
        others=("19–26 s", "–", "–"),
    ),
    Goal(
        what="result → every open screen, 500 (p99)",
        seats=500,
        figure=lambda line: _p99(line.shown),
        sqlite=100,
        others=("89–149 ms", "–", "–"),
    ),
    Goal(
        what="result → every open screen, 2,000 (p99)",
        seats=2_000,
        figure=lambda line: _p99(line.shown),
        sqlite=300,
        others=("390–522 ms", "–", "–"),
    ),
    Goal(
        what="log-in by badge, 500 at once",
        seats=500,
        figure=lambda line: line.log_ins.rate if line.log_ins else None,
        unit=SECOND,
        least=True,
        sqlite=500,
        others=("8.6/s", "8.6/s", "16/s"),
    ),
    Goal(what="p99 of a vote while people are imported, 500 at once", seats=500, figure=beside, sqlite=100),
    Goal(
        what="vote at one process → told by the other (p99)",
        seats=500,
        figure=lambda line: _p99(line.across),
        sqlite=100,
    ),
)


def rows(lines: Sequence[Line]) -> tuple[list[str], list[list[str]]]:
    """The table's head and its rows: a goal, what OpenSlides reaches, and a column for each setup."""
    setups = list(dict.fromkeys(each.setup for each in lines))
    heads = ["", "OpenSlides 4.3.1, Redis", "4.3.1, PostgreSQL", "3.4", "goal", *setups]
    return heads, [
        [goal.what, *goal.others, str(goal), *(_cell(goal, lines, each) for each in setups)] for goal in GOALS
    ]


def _cell(goal: Goal, lines: Sequence[Line], setup: str) -> str:
    """What was measured, after no earlier polls and after some, and whether the goal is met."""
    found = []
    for line in lines:
        value = goal.figure(line) if (line.setup, line.seats) == (setup, goal.seats) else None
        if value is not None:
            after = f" after {line.earlier} polls" if line.earlier else ""
            found.append(f"{value:,.0f}{after}: {'met' if goal.met(line, value) else '**not met**'}")
    return "; ".join(found) or "–"
