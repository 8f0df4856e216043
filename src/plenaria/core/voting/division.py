"""Division: clauses that are put separately before the whole.

1. What was put separately and kept stands with all that was not; together they are put as a whole.
2. What was lost leaves the text.
3. A void poll and a tie that waits decide nothing: the clause has to be put again, or given up as a separate question.
4. If no clause is left the whole is lost, without a vote (UN General Assembly, rule 89).
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Division[Clause: Hashable]:
    """How a text stands that is put in parts; each part keeps the order of the text."""

    kept: tuple[Clause, ...]
    lost: tuple[Clause, ...]
    waiting: tuple[Clause, ...]

    @property
    def whole_is_lost(self) -> bool:
        """Whether nothing is left that could be put."""
        return bool(self.lost) and not self.kept and not self.waiting

    @property
    def whole_can_be_put(self) -> bool:
        """Whether every clause is decided and one at least is left."""
        return bool(self.kept) and not self.waiting


def divide[Clause: Hashable](clauses: Sequence[Clause], outcomes: Mapping[Clause, str | None]) -> Division[Clause]:
    """How ``clauses`` (those of the text, in its order) stand after the separate votes.

    ``outcomes`` holds for each clause that was put separately the outcome of its latest poll (*adopted*, *rejected*,
    *void*, *tie*), or ``None`` while that poll goes on. A clause that it does not name was not put separately, and
    stands.
    """
    fate = {clause: outcomes.get(clause, "adopted") for clause in clauses}
    return Division(
        kept=tuple(clause for clause in clauses if fate[clause] == "adopted"),
        lost=tuple(clause for clause in clauses if fate[clause] == "rejected"),
        waiting=tuple(clause for clause in clauses if fate[clause] not in ("adopted", "rejected")),
    )
