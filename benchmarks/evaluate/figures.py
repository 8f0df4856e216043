"""Counting what was read right, and the cases in which it was not."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Score:
    """How many pieces are in the labels, how many the reader named, and how many of these are right."""

    right: int = 0
    said: int = 0
    true: int = 0

    def __iadd__(self, other: "Score") -> "Score":
        self.right, self.said, self.true = self.right + other.right, self.said + other.said, self.true + other.true
        return self

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """Share of what is labelled that was said."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.said + self.true) if self.said + self.true else 1.0


def compared(said: Iterable[Hashable], true: Iterable[Hashable]) -> Score:
    """Two bags of pieces: each piece is right as often as it is in both."""
    ours, theirs = Counter(said), Counter(true)
    return Score((ours & theirs).total(), ours.total(), theirs.total())


def answered(said: Hashable | None, true: Hashable | None) -> Score:
    """One answer, which either side may leave out."""
    return compared(() if said is None else (said,), () if true is None else (true,))


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what is measured, on what, how much of it there is, and the value."""

    measure: str
    set: str
    size: str
    value: float
    goal: float | None = None
    detail: str = ""

    @property
    def verdict(self) -> str:
        """Whether the goal is met; empty where there is none."""
        if self.goal is None:
            return ""
        # What is printed decides: 0.9796 is no 0.98.
        return "met" if self.value >= self.goal else "not met"


@dataclass(frozen=True, slots=True)
class Case:
    """One place that was read wrong: where it stands, what was expected and what was read.

    ``words`` are those of the paper; they are printed and not written where the paper is somebody else's.
    """

    document: str
    place: str
    expected: str
    read: str
    words: str = ""


@dataclass(slots=True)
class Report:
    """What one set gives: figures, and for each document its wrong places."""

    figures: list[Figure] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def worst(self, count: int) -> list[tuple[int, Case]]:
        """The documents with the most wrong places, how many these are, and the first of each."""
        wrong = Counter(case.document for case in self.cases)
        first = {case.document: case for case in reversed(self.cases)}
        ranked = sorted(wrong, key=lambda name: (-wrong[name], name))
        return [(wrong[name], first[name]) for name in ranked[:count]]
