"""Entries of a generated journal, appended as the actions append them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from benchmarks.register.chunk import Chunk
from benchmarks.register.tables import plain

from plenaria.core.journal import entry as entries
from plenaria.core.journal.merkle import Frontier, leaf_hash, place


@dataclass(slots=True)
class Journal:
    """The tree as far as it has grown."""

    frontier: Frontier = field(default_factory=Frontier)

    def record(
        self,
        chunk: Chunk,
        kind: str,
        subject: str,
        at: datetime,
        *,
        body: str,
        meeting: str = "",
        actor: str = "",
        **data: Any,
    ) -> int:
        """An entry of the journal; its number."""
        entry = entries.Entry(kind, entries.instant(at), actor or "installation", subject, data)
        written = entries.leaf(entry)
        digest, number = leaf_hash(written), self.frontier.size
        self.frontier, nodes = self.frontier.append(digest)
        chunk.add("Leaf", number, kind, plain(at), subject, body, meeting, written, digest)
        for level, index, found in nodes[1:]:
            chunk.add("Node", place(level, index), found)
        return number

    def head(self) -> tuple[int, list[str]]:
        """Its size and frontier."""
        return self.frontier.size, [each.hex() for each in self.frontier.hashes]
