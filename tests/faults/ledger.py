"""What was told held against what is stored: read from the tables as they lie on disk, with no code of the server's.

The journal's tree is computed again from the first entry on, and every signed checkpoint is held against it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pysqlite3

from plenaria.core.journal import entry
from plenaria.core.journal.checkpoint import VerifierKey, open_note
from plenaria.core.journal.merkle import Frontier, leaf_hash, place
from plenaria.formats.signatures import SigningKey
from plenaria.verify import check_signature
from tests.faults.phones import Told
from tests.faults.place import Place

SHOWN = 5
"""Findings of a kind that are told in words."""


@dataclass
class Outcome:
    """What became of a fault, over all rounds. ``found`` says in words what should not be."""

    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    twice: int = 0
    found: list[str] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        """Take in what another look found; rounds are counted by whoever makes them."""
        self.acknowledged += other.acknowledged
        self.lost += other.lost
        self.twice += other.twice
        self.found += other.found


@dataclass(frozen=True, slots=True)
class Vote:
    """A row of the votes."""

    poll: str
    seat: str
    key: str
    choice: str
    leaf: int
    current: bool


@dataclass(frozen=True, slots=True)
class Stored:
    """The tables that matter, read in one transaction."""

    leaves: Sequence[tuple[int, str, str, bytes, bytes]]
    """Number, kind, subject, data, hash."""
    nodes: dict[int, bytes]
    notes: Sequence[tuple[int, str]]
    size: int
    frontier: Sequence[str]
    votes: Sequence[Vote]
    polls: dict[str, tuple[str, dict[str, Any] | None]]
    """State and decision of each."""


def read(where: Place | Path) -> Stored:
    """What is stored in a place, or in the folder of a SQLite installation."""
    data = where if isinstance(where, Path) else where.data
    url = "" if isinstance(where, Path) else where.url
    with _connected(url, data / "plenaria.sqlite3") as rows:
        size, frontier = rows("SELECT size, frontier FROM store_head")[0]
        polls = rows("SELECT id, state, decision FROM store_poll")
        return Stored(
            leaves=[
                (number, kind, subject, bytes(data), bytes(digest))
                for number, kind, subject, data, digest in rows(
                    'SELECT "index", kind, subject, data, hash FROM store_leaf ORDER BY "index"'
                )
            ],
            nodes={number: bytes(digest) for number, digest in rows("SELECT place, hash FROM store_node")},
            notes=rows("SELECT size, note FROM store_checkpointnote ORDER BY size"),
            size=size,
            frontier=_json(frontier),
            votes=[
                Vote(poll, seat, key, choice, leaf, bool(current))
                for poll, seat, key, choice, leaf, current in rows(
                    'SELECT poll_id, credential_id, key, choice, leaf, "current" FROM store_vote ORDER BY leaf'
                )
            ],
            polls={name: (state, _json(decision)) for name, state, decision in polls},
        )


@contextmanager
def _connected(url: str, file: Path) -> Iterator[Any]:
    if url:
        with psycopg.connect(url) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            yield lambda sql: connection.execute(sql).fetchall()
        return
    connection = pysqlite3.connect(file, timeout=20)
    try:
        connection.execute("BEGIN")
        yield lambda sql: connection.execute(sql).fetchall()
        connection.rollback()
    finally:
        connection.close()


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def sound(file: Path) -> list[str]:
    """What SQLite itself finds wrong with its file."""
    connection = pysqlite3.connect(file, timeout=20)
    try:
        return [f"the database: {said}" for (said,) in connection.execute("PRAGMA integrity_check") if said != "ok"]
    finally:
        connection.close()


def chain(stored: Stored, data: Path) -> list[str]:
    """What is wrong with the journal: entries missing, a tree that is not theirs, a checkpoint that is not its."""
    found = []
    if [leaf[0] for leaf in stored.leaves] != list(range(stored.size)):
        found.append(f"the journal's entries are not those from 0 to {stored.size}")
    tree, nodes, roots = Frontier(), {}, {}
    wanted = {size for size, _ in stored.notes}
    for _, _, _, written, digest in stored.leaves:
        if leaf_hash(written) != digest:
            found.append("an entry is not the one that was hashed")
        tree, made = tree.extend([digest])
        nodes.update({place(level, index): each for level, index, each in made if level})
        if tree.size in wanted:
            roots[tree.size] = tree.root()
    if [each.hex() for each in tree.hashes] != list(stored.frontier):
        found.append("the head of the journal is not that of its entries")
    if nodes != stored.nodes:
        found.append("the nodes of the tree are not those of its entries")
    path = data / "keys" / "log.pem"
    if not path.exists():
        return _few([*found, "the key of the journal is lost"])
    log_key = SigningKey.from_pem(path.read_bytes())
    if not isinstance(log_key, SigningKey):
        return _few([*found, "the key of the journal is no key"])
    key = VerifierKey("127.0.0.1/journal", log_key.public_key)
    for size, note in stored.notes:
        opened = open_note(note.encode(), key, check_signature)
        if opened is None or opened.size != size or opened.root != roots.get(size):
            found.append(f"the checkpoint at {size} is not one of this journal")
    return _few(found)


def votes(stored: Stored, told: Iterable[Told], poll: str, perhaps: Iterable[Told] = ()) -> Outcome:
    """What phones were told of a poll against its votes, and against the journal's own entries of them.

    Lost is what was acknowledged and is not there, or not as it was said; twice, what nobody pressed. What was on its
    way, and is acknowledged later, is ``perhaps`` there.
    """
    told = {(each.seat, each.key): each for each in told if each.poll == poll}.values()
    outcome = Outcome(acknowledged=sum(each.recorded for each in told))
    rows = {vote.leaf: vote for vote in stored.votes if vote.poll == poll}
    written = {
        number: entry.read(data).data
        for number, kind, subject, data, _ in stored.leaves
        if (kind, subject) == ("vote-cast", poll)
    }
    surplus = Counter(vote.seat for vote in rows.values())
    for each in told:
        vote, said = rows.get(each.leaf), written.get(each.leaf, {})
        if each.recorded:
            surplus[each.seat] -= 1
            outcome.lost += vote is None or (vote.seat, vote.choice) != (each.seat, each.choice)
            if vote is not None and (said.get("seat"), said.get("choice")) != (each.seat, each.choice):
                outcome.found.append(f"the journal says {said} at {each.leaf}")
    for each in perhaps:
        vote = rows.get(each.leaf)
        surplus[each.seat] -= vote is not None and (vote.seat, vote.choice) == (each.seat, each.choice)
    refused = {each.seat: each.code for each in told if not each.recorded}
    for seat, many in surplus.items():
        if many > 0 and seat in refused:
            outcome.found.append(f"a vote was refused ({refused[seat]}) and is recorded")
        else:
            outcome.twice += max(0, many)
    outcome.twice += sum(many - 1 for many in Counter(vote.seat for vote in rows.values() if vote.current).values())
    if set(written) != set(rows):
        outcome.found.append(f"{len(rows)} votes are stored, {len(written)} are in the journal")
    if written and (not stored.notes or max(written) >= stored.notes[-1][0]):
        outcome.found.append(f"no checkpoint is signed over the vote at {max(written)}")
    outcome.found = _few(outcome.found)
    return outcome


def declared(stored: Stored, poll: str, told: Iterable[Told]) -> list[str]:
    """Whether a closed poll says what its votes say, and what each phone was told last."""
    state, decision = stored.polls[poll]
    if decision is None:
        return [f"a poll is {state} without a decision"]
    last = {each.seat: each.choice for each in told if each.poll == poll and each.recorded}
    rows = {vote.seat: vote.choice for vote in stored.votes if vote.poll == poll and vote.current}
    counted = {choice: int(decision["tally"][name]) for choice, name in TALLY.items()}
    found = []
    if counted != _count(rows.values()):
        found.append(f"declared {counted}, stored {_count(rows.values())}")
    if last != rows:
        found.append(f"stored {_count(rows.values())}, acknowledged {_count(last.values())}")
    return found


TALLY = {"for": "in_favour", "against": "against", "abstain": "abstaining"}


def _count(choices: Iterable[str]) -> dict[str, int]:
    found = Counter(choices)
    return {choice: found[choice] for choice in TALLY}


def _few(found: list[str]) -> list[str]:
    return found if len(found) <= SHOWN else [*found[:SHOWN], f"and {len(found) - SHOWN} more"]
