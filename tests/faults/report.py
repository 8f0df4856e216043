"""What became of the faults, as a table to print and a page to keep."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "benchmarks" / "faults.md"
COLUMNS = ("fault", "database", "rounds", "acknowledged", "lost", "twice", "else found", "the naive version")
NAIVE = {
    "early": "says *recorded* before it writes",
    "unlocked": "looks whether the vote is open, then writes, without a lock",
    "keyless": "asks for no key",
    "trusting": "believes the seat that the address names",
    "by-time": "lets the latest time count",
    "unsynced": "leaves syncing to the system",
    "inside": "sends inside the request, and marks what it sent at its end",
    "locking": "locks rows against those, too, who only refer to them",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One fault on one database: what Plenaria and the naive version did."""

    fault: str
    engine: str
    ours: "dict[str, object] | None"
    naive: "dict[str, object] | None"

    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        if self.ours is None:
            return (self.fault, self.engine, "–", "–", "–", "–", "did not run", "")
        found = self.ours["found"]
        assert isinstance(found, list)
        numbers = [f"{self.ours[name]:,}" for name in ("rounds", "acknowledged", "lost", "twice")]
        return (self.fault, self.engine, *numbers, "; ".join(found) or "nothing", self._naive())

    def _naive(self) -> str:
        if self.naive is None:
            return "–"
        found = self.naive["found"]
        assert isinstance(found, list)
        said = [
            f"{self.naive[name]:,} {word}" for name, word in (("lost", "lost"), ("twice", "twice")) if self.naive[name]
        ]
        many = self.naive["rounds"]
        rounds = f"{many} round" if many == 1 else f"{many} rounds"
        return f"{NAIVE[str(self.naive['naive'])]}: in {rounds} {', '.join([*said, *found[:1]]) or 'nothing found'}"


def lines(record: Path) -> list[Line]:
    """The lines of the table, from what the tests wrote down."""
    read = [json.loads(each) for each in record.read_text(encoding="utf-8").splitlines()] if record.exists() else []
    named = {(each["fault"], each["engine"], bool(each["naive"])): each for each in read}
    order = dict.fromkeys((fault, engine) for fault, engine, _ in named)
    return [
        Line(fault, engine, named.get((fault, engine, False)), named.get((fault, engine, True)))
        for fault, engine in order
    ]


def told(found: Sequence[Line], seconds: float, share: float, skipped: Iterable[str]) -> str:
    """The page; ``share`` is that of the full number of rounds."""
    header, *rows = ("| " + " | ".join(cells) + " |" for cells in (COLUMNS, *(line.cells() for line in found)))
    lead = f"`make faults`, {datetime.now(UTC):%d %B %Y}, {seconds / 60:.0f} minutes"
    lead += "." if share >= 1 else f", with {share:.0%} of the rounds."
    notes = [f"Skipped: {each}." for each in skipped]
    return "\n".join(["# What a hall lives through", "", lead, *WORDS, "", header, RULE, *rows, "", *notes])


WORDS = (
    "Real servers over real sockets, each on a database of its own, both databases side by side. *Lost* is a vote",
    "that was acknowledged and is not stored so, in any round; *twice*, a vote that nobody pressed; *else found*, a",
    "count, a receipt, a refusal, a checkpoint or a state that is not as it should be. The naive version must be found",
    "broken, or the test would prove nothing. Of letters, *acknowledged* is a mail that the server took, *twice* a",
    "party that got two mails which do not show that they are one.",
)
RULE = "|---|---|" + "---:|" * 4 + "---|---|"
