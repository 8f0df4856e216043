"""What a count says: every round as data, who is elected, and which ties a lot had to settle.

One shape for all methods, so that pages, minutes and pictures are made of data alone. All votes are whole numbers in
units of 1/``Count.scale``; in every round the votes of the candidates, ``exhausted`` and ``rounding`` together are
``Count.total`` exactly, except where a ballot may name several candidates (block vote, approval, Schulze).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any, Self

ACTIONS = ("first", "surplus", "exclusion", "quorum", "majority", "beatpath", "ballot")
"""What a round did before its votes stood as they stand: counted first preferences (or the only votes there are);
transferred a surplus; excluded; dropped those who missed a quorum or their majority over the default option; compared
the rest pair by pair; or was a ballot of its own, to which the voters came again."""

REASONS = ("quota", "active", "remaining", "threshold", "most-votes", "approved", "beatpath")
"""Why somebody was elected: the quota was reached; or the active votes, divided by one more
than the places left (ERS97); nobody was left to compete; the threshold was reached; they had the
most votes; the question on them was adopted; nobody left defeats them."""

PURPOSES = ("surplus", "exclude", "elect")
"""What a tie was about: whose surplus first, who is excluded, who is elected."""

SETTLEMENTS = ("rounds", "lot", "either-way", "waiting")
"""How a tie was settled: by the votes of other rounds, as the method lays down; by the lot; not at all, since every
way elects the same candidates; or not yet: a lot must be drawn."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Candidates between whom the votes could not choose, in which round, and how one was ``chosen``."""

    round: int
    purpose: str
    candidates: tuple[int, ...]
    settled: str
    chosen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The votes after something was done.

    ``about`` are those whose surplus was transferred, or who were excluded. ``number`` counts the stages of the count
    from 1; where a method transfers an exclusion in parcels, each parcel is a round with the same number and its own
    ``value`` of a paper, in units of 1/``Count.scale`` of a vote. ``exhausted`` and ``rounding`` are the votes that no
    candidate holds any more: no further preference was given, or fractions were cut off. ``elected`` are those whom
    these votes elected, in order, and ``why`` says of each why.
    ``keep`` are the shares of a vote that each candidate keeps (Meek), in units of 1/10⁹, after ``iterations``.
    ``going_on`` are those who go on to the next ballot (rounds).
    """

    number: int
    action: str
    about: tuple[int, ...] = ()
    votes: tuple[int, ...]
    exhausted: int = 0
    rounding: int = 0
    quota: int | None = None
    elected: tuple[int, ...] = ()
    why: tuple[str, ...] = ()
    value: int | None = None
    keep: tuple[int, ...] = ()
    iterations: int = 0
    going_on: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The whole count. ``elected`` is in order of election; fewer than ``seats`` where a lot is still awaited, where
    a threshold was missed, or where there were not enough candidates.

    ``blank`` ballots and ``spoilt`` ones are not in ``total``. ``pairs`` and ``paths`` (Schulze) hold, row by row,
    how many votes prefer one candidate to another, and the strength of the strongest path between them. ``answers``
    (candidate by candidate) are the votes for, against and abstaining on each, and how many for it were needed.
    """

    method: str
    title: str = ""
    candidates: tuple[str, ...]
    withdrawn: tuple[int, ...] = ()
    seats: int
    scale: int
    total: int
    blank: int = 0
    spoilt: int = 0
    rounds: tuple[Round, ...]
    elected: tuple[int, ...]
    ties: tuple[Tie, ...] = ()
    pairs: tuple[tuple[int, ...], ...] = ()
    paths: tuple[tuple[int, ...], ...] = ()
    answers: tuple[tuple[int, int, int, int | None], ...] = ()

    @property
    def lots(self) -> tuple[Tie, ...]:
        """The ties that the method itself did not settle."""
        return tuple(tie for tie in self.ties if tie.settled != "rounds")

    @property
    def waiting(self) -> Tie | None:
        """The tie at which the count stopped, until a lot is drawn."""
        return next((tie for tie in self.ties if tie.settled == "waiting"), None)

    def names(self, candidates: Iterable[int]) -> tuple[str, ...]:
        """The names of these candidates, in the same order."""
        return tuple(self.candidates[candidate - 1] for candidate in candidates)

    def votes(self, units: int) -> Fraction:
        """So many units as votes."""
        return Fraction(units, self.scale)

    def exact(self, units: int) -> str:
        """So many units as an exact decimal of votes (``"12.33333"``), or where there is none as a fraction."""
        return exact(units, self.scale)

    def changes(self) -> tuple[tuple[int, ...], ...]:
        """For each round, how the votes of each candidate differ from the round before."""
        before = (0,) * len(self.candidates)
        found = []
        for each in self.rounds:
            found.append(tuple(now - then for now, then in zip(each.votes, before, strict=True)))
            before = each.votes
        return tuple(found)

    def digest(self) -> str:
        """SHA-256, in hex, of the count as JSON with sorted keys and no spaces, without names and title: whoever counts
        the same ballots gets the same, in whatever language."""
        plain = {**self.to_data(), "candidates": len(self.candidates), "title": ""}
        return sha256(json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()

    def to_data(self) -> dict[str, Any]:
        """As JSON values, for the store and the journal; ``from_data`` gives the same count back."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The count that ``to_data`` wrote, also after a turn through JSON."""
        flat = {name: _tuples(value) for name, value in data.items() if name not in ("rounds", "ties")}
        return cls(
            **flat,
            rounds=tuple(Round(**{name: _tuples(value) for name, value in each.items()}) for each in data["rounds"]),
            ties=tuple(Tie(**{name: _tuples(value) for name, value in each.items()}) for each in data["ties"]),
        )


def exact(units: int, scale: int) -> str:
    """``units`` of 1/``scale`` as an exact decimal without closing zeros, or where there is none as a fraction."""
    rest, digits = Fraction(1, scale).denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        digits += 1
    value = Fraction(units, scale)
    if rest != 1 or not digits:
        return str(value)
    shown = str(abs((value * 10**digits).numerator)).rjust(digits + 1, "0")
    decimal = f"{shown[:-digits]}.{shown[-digits:]}".rstrip("0").rstrip(".")
    return f"-{decimal}" if value < 0 else decimal


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list | tuple) else value
