"""What was measured on one installation."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.hall.importing import Import
from benchmarks.hall.measures import LogIns, Timed, Votes
from benchmarks.hall.server import Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was measured on one installation; what was not measured on it is missing."""

    setup: str
    engine: str
    seats: int
    earlier: int
    sustained: Votes
    use: Use
    connections: int = 0
    """To PostgreSQL, after all that was done."""
    load_memory: float = 0.0
    """Megabytes of the load process, at the most until then."""
    bursts: tuple[Votes, ...] = ()
    closed: Timed | None = None
    log_ins: LogIns | None = None
    shown: Timed | None = None
    across: Timed | None = None
    beside: tuple[Votes, ...] = ()
    imported: Import | None = None

    @property
    def hall(self) -> str:
        """What is measured, in words."""
        return f"{self.setup}, {self.seats:,} voters" + (f", after {self.earlier} polls" if self.earlier else "")


def middle(values: Sequence[float]) -> float:
    """The one in the middle."""
    return sorted(values)[len(values) // 2]
