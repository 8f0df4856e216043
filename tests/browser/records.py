"""What a journal alone says of what became of resolutions: read and counted without anything of the application.

The rules are those that people know: what a plan confirms is a commitment; the latest word on it is its state; what
recurs and is done comes round again; on the day after its due day something that is still awaited is overdue.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

DONE = ("reported-done", "noted-done")
AWAITED = ("no-word", "not-started", "begun", "well-advanced", "blocked")
STATES = {
    "noted-done": "признано исполненным",
    "reported-done": "сообщено об исполнении",
    "well-advanced": "в основном сделано",
    "begun": "начато",
    "not-started": "не начато",
    "no-word": "сведений пока нет",
    "blocked": "есть препятствие",
    "overdue": "просрочено",
    "carried-on": "продолжается в новой резолюции",
    "declared-unachieved": "признано неисполненным",
}
"""The states from done to undone, as the pages call them."""


@dataclass(slots=True)
class Promise:
    """One commitment."""

    resolution: str
    owner: str
    due: date | None
    state: str = "no-word"
    seen: str = "public"
    former: tuple[str, ...] = ()
    """Who answered for it before."""

    def shown(self, today: date) -> str:
        late = self.due is not None and today > self.due and self.state in AWAITED
        return "overdue" if late else self.state


@dataclass(slots=True)
class Record:
    """All that was promised, and what the meetings decided of it."""

    promises: dict[str, Promise] = field(default_factory=dict)
    decisions: dict[str, dict[str, str]] = field(default_factory=dict)
    """Report → clause → what was decided."""
    sections: dict[str, int] = field(default_factory=dict)
    """Report → how many clauses it has."""
    frozen: dict[str, list[Promise]] = field(default_factory=dict)
    """Report → the commitments as they stood when it was frozen."""
    milestones: Counter[str] = field(default_factory=Counter)
    """Commitment → how many of its milestones are reached."""
    letters: Counter[str] = field(default_factory=Counter)
    """What became of letters → how often."""
    ballots: dict[str, Counter[str]] = field(default_factory=dict)
    """Vote → choice → how many."""
    votes: dict[int, str] = field(default_factory=dict)
    """Number of a vote → the vote, of the last meeting that had that number."""

    def counts(self, resolution: str, today: date, *, public: bool) -> dict[str, int]:
        """State → how many commitments of the resolution, in the order of the page; ``overdue`` is a state here."""
        return shown(self.of(resolution, public=public), today)

    def of(self, resolution: str, *, public: bool) -> list[Promise]:
        """The commitments of a resolution: all, or those that everybody may see."""
        mine = [each for each in self.promises.values() if each.resolution == resolution]
        return [each for each in mine if each.seen == "public" or not public]


def shown(promises: Iterable[Promise], today: date) -> dict[str, int]:
    """State → how many of them, in the order of the pages."""
    counted = Counter(each.shown(today) for each in promises)
    return {state: counted[state] for state in STATES if counted[state]}


def read(environment: Mapping[str, str]) -> Record:
    """The record of an installation."""
    found = Record()
    for entry in entries(environment):
        _take(found, entry["kind"], entry["subject"], entry["data"])
    return found


def entries(environment: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Every entry of the journal in its order."""
    query = 'SELECT data FROM store_leaf ORDER BY "index"'
    if url := environment.get("PLENARIA_DATABASE_URL"):
        import psycopg

        with psycopg.connect(url) as connection:
            rows = connection.execute(query).fetchall()
    else:
        reading = sqlite3.connect(f"file:{Path(environment['PLENARIA_DATA']) / 'plenaria.sqlite3'}?mode=ro", uri=True)
        rows = reading.execute(query).fetchall()
        reading.close()
    for (data,) in rows:
        yield json.loads(bytes(data))


def _take(found: Record, kind: str, subject: str, data: Any) -> None:
    known = found.promises
    match kind:
        case "plan-confirmed":
            for line in data["lines"]:
                if line["dropped"]:
                    known.pop(line["commitment"], None)
                    continue
                promise = known.setdefault(line["commitment"], Promise(subject, line["owner"], None))
                promise.owner, promise.due = line["owner"], _day(line["due"])
        case "commitment-updated":
            promise = known[subject]
            promise.state = data["state"]
            if "next" in data:
                following = data["next"]
                known[following["commitment"]] = Promise(
                    promise.resolution, promise.owner, _day(following["due"]), seen=promise.seen
                )
        case "commitment-detailed":
            known[subject].seen = data["visibility"]
        case "commitment-inherited":
            known[subject].former += (data["former"],)
            known[subject].owner = data["owner"]
        case "milestone-done":
            found.milestones[subject] += 1 if data["on"] else -1
        case "dispatched" | "acknowledged" | "answered" | "letter-opened" | "letter-bounced":
            found.letters[kind] += 1
        case "report-prepared":
            found.sections[subject] = data["sections"]
        case "report-frozen":
            found.frozen[subject] = [replace(each) for each in known.values()]
        case "poll-prepared" if "number" in data:
            found.votes[data["number"]] = subject
        case "report-decided":
            found.decisions[subject] = {each["clause"]: each["decision"] for each in data["sections"]}
        case "vote-cast":
            found.ballots.setdefault(subject, Counter())[data.get("choice", "")] += 1


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
