"""What follows from the clauses of a generated resolution, and everything that was reported on it since."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle

from benchmarks.followup.houses import House, Office
from benchmarks.register.chunk import new_id

from plenaria.core.followup import COMMITMENT, SETTLED
from plenaria.core.reminding import point
from plenaria.core.text.resolution import Clause

COMMITMENTS = 25
"""Commitments of one resolution."""
KINDS = (
    *["continuing"] * 4,
    *["task"] * 14,
    *["event"] * 4,
    "publication",
    "nomination",
    "position",
    "thanks",
)
"""Of the clauses of one resolution, in no order."""
LETTERS = ("thanks", "position")
"""Kinds that oblige nobody of the body."""
OPEN = ("no-word", "not-started", "begun", "begun", "well-advanced", "blocked")
ASKED = (30, 7, 0, -7, -14, -21, -35)
"""Days from tonight to the due day of what every owner is asked about tonight."""
WAY = ("not-started", "begun", "begun", "well-advanced", "blocked")
WORDS = {
    "not-started": "report-not-started",
    "begun": "report-begun",
    "well-advanced": "report-well-advanced",
    "blocked": "report-blocked",
    "reported-done": "report-done",
    "noted-done": "note-done",
    "declared-unachieved": "declare-unachieved",
}


@dataclass(frozen=True, slots=True)
class Reported:
    """An update: when, who, the state since then, and the verb that led there."""

    id: str
    at: datetime
    person: str
    state: str
    verb: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A commitment as it stands today."""

    id: str
    clause: str
    kind: str
    office: Office
    charged: str
    """The person who was charged with it when the plan was confirmed."""
    owner: str
    """The person who answers for it today."""
    start: date
    due: date
    recurrence: str
    state: str
    updates: Sequence[Reported]
    handed_on: date | None
    """The day on which it came to its present owner, where that was not the first."""
    later: bool
    """Whether it is a later period of the one before it."""


def kinds(chance: random.Random) -> list[str]:
    """What the clauses of a resolution do."""
    return chance.sample(KINDS, len(KINDS))


def plan(
    chance: random.Random, house: House, clauses: Sequence[Clause], adopted_on: date, today: date, asked: int
) -> list[Planned]:
    """``COMMITMENTS`` of them; ``asked`` of these are open, and their owners are to be reminded tonight."""
    single = cycle([each for each in clauses if each.kind not in ("continuing", *LETTERS)])
    found = list(_recurring(chance, house, clauses, adopted_on, today))[: COMMITMENTS - asked]
    while len(found) < COMMITMENTS - asked:
        due = adopted_on + timedelta(chance.randint(60, 700))
        found.append(_commitment(chance, house.next_office(), house, next(single), (adopted_on, due), today))
    for _ in range(asked):
        days = [each for each in ASKED if today + timedelta(each) > adopted_on]
        period = (adopted_on, today + timedelta(chance.choice(days)))
        state = chance.choice(OPEN)
        found.append(_commitment(chance, house.next_asked(), house, next(single), period, today, state=state))
    return found


def _recurring(
    chance: random.Random, house: House, clauses: Sequence[Clause], adopted_on: date, today: date
) -> Iterator[Planned]:
    for clause in (each for each in clauses if each.kind == "continuing"):
        office, start = house.next_office(), adopted_on
        for number in range(chance.randint(1, 3)):
            if start > today:
                break
            due = start + timedelta(365)
            state = "noted-done" if due < today else ""
            period = (start, due)
            yield _commitment(chance, office, house, clause, period, today, state=state, later=number > 0)
            start = due


def _commitment(
    chance: random.Random,
    office: Office,
    house: House,
    clause: Clause,
    period: tuple[date, date],
    today: date,
    *,
    state: str = "",
    later: bool = False,
) -> Planned:
    start, due = period
    state = state or _state(chance, due, today)
    updates = tuple(_updates(chance, house, office, (start, min(due + timedelta(60), today)), state))
    charged, current = office.on(start), office.on(today)
    over = state in SETTLED and updates and updates[-1].at.date() < current.since
    owner = office.on(updates[-1].at.date()) if over else current
    return Planned(
        id=new_id(chance),
        clause=clause.id,
        kind=clause.kind,
        office=office,
        charged=charged.person,
        owner=owner.person,
        start=start,
        due=due,
        recurrence="yearly" if clause.kind == "continuing" else "none",
        state=state,
        updates=updates,
        handed_on=owner.since if owner.person != charged.person else None,
        later=later,
    )


def _state(chance: random.Random, due: date, today: date) -> str:
    """What is long due is settled as a rule, what is to come is open as a rule."""
    if due < today - timedelta(120) and chance.random() < 0.92:
        return "noted-done" if chance.random() < 0.85 else "declared-unachieved"
    return "reported-done" if due < today and chance.random() < 0.4 else chance.choice(OPEN)


def _updates(
    chance: random.Random, house: House, office: Office, between: tuple[date, date], state: str
) -> Iterator[Reported]:
    """Everything that was reported, the last of it with the present state; nothing where nobody said a word."""
    first, last = between
    days = max((last - first).days, 2)
    if state == COMMITMENT.initial:
        return
    count = chance.randint(8, 16) if days > 300 else chance.randint(1, 8)
    said = sorted((chance.choice(WAY) for _ in range(count)), key=WAY.index)
    said += ["reported-done", state] if state == "noted-done" else [state]
    moments = sorted(_moment(first, chance.randrange(days), chance) for _ in said)
    for moment, each in zip(moments, said, strict=True):
        by = house.secretary if WORDS[each] in ("note-done", "declare-unachieved") else office.on(moment.date()).person
        yield Reported(new_id(chance), moment, by, each, WORDS[each])


def _moment(first: date, day: int, chance: random.Random) -> datetime:
    return datetime.combine(first + timedelta(day), time(7 + chance.randrange(12), chance.randrange(60)), UTC)


def covered(due: date, start: date, today: date) -> date:
    """Up to which day its owner was told of it: by the plan, a week after it was adopted, or by reminders since."""
    told, last = min(start + timedelta(7), today - timedelta(1)), point(due, today - timedelta(1))
    return max(told, last) if last else told
