"""The rule under which a question is put: quorum, base, threshold, and what a tie means.

A rule is a value: kept with a body, frozen into a meeting, frozen into a poll. ``to_data`` writes it as JSON with
exact fractions (``"2/3"``), ``from_data`` reads it back.

1. Without its quorum a poll is void, not lost.
2. The threshold is measured against the base; a strict one must be exceeded, another reached.
3. Nothing is adopted without a vote for it, except where only objections are asked for.
4. There is a tie where the votes for and against are equal and exactly half of the base, under a rule of more than
   half; anywhere else equal votes are just too few.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

ORDINARY = "ordinary"
"""The name of the rule for everything that has none of its own."""

NAMES = (ORDINARY, "statutes", "elections", "dissolution")
"""Names that every language knows; a body may give others, in its own words."""

BASES = ("for-and-against", "cast", "present", "roll", "fixed")
"""Of what the threshold is a part: votes for and against; these and abstentions; all who are present; all on the roll;
a number that the rule names."""

TIES = ("lost", "chair", "again", "lot")
"""What follows a tie: it is lost; the chair has the casting vote; the question is put again; the lot decides."""

MEASURES = ("seats", "votes")
"""What a quorum counts: each seat as one, or each with its votes. The same thing where every seat has one vote."""


WEIGHTS = ("one", "delegation", "share")
"""How many votes a seat has: one each; the whole votes of its delegation; its exact share (0.35 % of the plots)."""

CORRESPONDENCE = ("no", "to-the-end", "all-voted", "early")
"""Whether a question may be put by correspondence, open for days: not at all; and open to the end of its time, whoever
has voted; or closed before it once everybody has voted; or whenever the chair closes it."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of some whole that must be exceeded (``strict``) or reached."""

    fraction: Fraction
    strict: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.fraction <= 1 or (self.strict and self.fraction == 1):
            raise ValueError(f"no vote can meet a share of {self.fraction}, strict={self.strict}")

    def least(self, whole: int) -> int:
        """The smallest whole number that meets this share of ``whole``."""
        product = self.fraction * whole
        floor = product.numerator // product.denominator
        return floor + 1 if self.strict or floor != product else floor


@dataclass(frozen=True, slots=True)
class Number:
    """So many, whatever the whole is."""

    number: int

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError(f"a number of seats or votes can't be {self.number}")

    def least(self, whole: int) -> int:
        """That number itself."""
        return self.number


@dataclass(frozen=True, slots=True)
class Unanimity:
    """Nobody against; where ``abstaining`` is false nobody may abstain either. Somebody must be for it."""

    abstaining: bool = True


@dataclass(frozen=True, slots=True)
class NoObjection:
    """Adopted unless somebody objects; votes for it are not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """How many must be there. ``second`` is for the second call; ``None`` is the same as at the first.

    Counted when the poll opens and when it closes, or at one of these (``at``).
    """

    first: Share | Number
    second: Share | Number | None = None
    of: str = "seats"
    at: tuple[str, ...] = ("opening", "close")

    def __post_init__(self) -> None:
        if self.of not in MEASURES or not self.at or not set(self.at) <= {"opening", "close"}:
            raise ValueError(f"no such quorum: of {self.of} at {self.at}")

    def for_call(self, call: int) -> Share | Number:
        """What is needed at this call, from 1."""
        return self.first if call == 1 or self.second is None else self.second

    def needed(self, whole: int, *, call: int, denominator: int = 1) -> int:
        """How many must be there at this call of ``whole``: seats, or votes in units of 1/``denominator``."""
        bar = self.for_call(call)
        return bar.number * denominator if isinstance(bar, Number) else bar.least(whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """All that decides who votes with how many votes, and what a tally means.

    ``fixed`` is the base of a rule whose base is ``fixed``. ``proxies`` is how many one person may hold: 0 where nobody
    may, ``None`` without a limit. ``division`` lets clauses be put separately. ``changes`` lets a voter change a vote
    until the close; after it only the clerk corrects, and after the declaration nobody: the question is put anew.
    ``remote``: whoever takes part from elsewhere counts as present and votes (Civil Code of Russia, article 181.2 (1),
    lets statutes say so). ``correspondence``: see ``CORRESPONDENCE``.
    """

    threshold: Share | Unanimity | NoObjection
    base: str = "for-and-against"
    fixed: int | None = None
    quorum: Quorum | None = None
    tie: str = "lost"
    weights: str = "one"
    proxies: int | None = 0
    division: bool = True
    changes: bool = True
    remote: bool = True
    correspondence: str = "no"

    def __post_init__(self) -> None:
        if self.base not in BASES or self.tie not in TIES or (self.base == "fixed") != (self.fixed is not None):
            raise ValueError(f"no such rule: base {self.base} ({self.fixed}), tie {self.tie}")
        if self.fixed is not None and self.fixed < 1:
            raise ValueError(f"a fixed base can't be {self.fixed}")
        if self.correspondence not in CORRESPONDENCE:
            raise ValueError(f"no such rule: correspondence {self.correspondence}")
        if self.weights not in WEIGHTS or (self.proxies is not None and self.proxies < 0):
            raise ValueError(f"no such rule: weights {self.weights}, proxies {self.proxies}")

    @property
    def knows_ties(self) -> bool:
        """Whether equal votes can be a tie: under more than half, and nowhere else, one more vote would decide."""
        return self.threshold == Share(Fraction(1, 2), strict=True)


def to_data(rule: Rule) -> dict[str, Any]:
    """The rule as JSON values; ``from_data`` gives the same rule back."""
    data: dict[str, Any] = {
        "threshold": _bar_to_data(rule.threshold),
        "base": rule.base,
        "tie": rule.tie,
        "weights": rule.weights,
        "proxies": "any" if rule.proxies is None else rule.proxies,
        "division": rule.division,
        "changes": rule.changes,
    }
    if not rule.remote:
        data["remote"] = False
    if rule.correspondence != "no":
        data["correspondence"] = rule.correspondence
    if rule.fixed is not None:
        data["fixed"] = rule.fixed
    if rule.quorum is not None:
        quorum: dict[str, Any] = {
            "first": _bar_to_data(rule.quorum.first),
            "of": rule.quorum.of,
            "at": list(rule.quorum.at),
        }
        if rule.quorum.second is not None:
            quorum["second"] = _bar_to_data(rule.quorum.second)
        data["quorum"] = quorum
    return data


def from_data(data: Mapping[str, Any]) -> Rule:
    """The rule that ``to_data`` wrote.

    :raises ValueError, KeyError, TypeError: these are not the data of a rule.
    """
    threshold = _bar_from_data(data["threshold"])
    if isinstance(threshold, Number):
        raise ValueError("a threshold is a share; for a number of votes name a fixed base and all of it")
    return Rule(
        threshold=threshold,
        base=data["base"],
        fixed=data.get("fixed"),
        quorum=_quorum_from_data(data["quorum"]) if "quorum" in data else None,
        tie=data["tie"],
        weights=data.get("weights", "one"),
        proxies=None if data.get("proxies") == "any" else data.get("proxies", 0),
        division=data.get("division", True),
        changes=data.get("changes", True),
        remote=data.get("remote", True),
        correspondence=data.get("correspondence", "no"),
    )


def _quorum_from_data(data: Mapping[str, Any]) -> Quorum:
    first = _bar_from_data(data["first"])
    second = _bar_from_data(data["second"]) if "second" in data else None
    if not isinstance(first, Share | Number) or not isinstance(second, Share | Number | None):
        raise ValueError("a quorum is a share or a number")
    return Quorum(first=first, second=second, of=data["of"], at=tuple(data["at"]))


def _bar_to_data(bar: Share | Number | Unanimity | NoObjection) -> dict[str, Any]:
    match bar:
        case Share(fraction, strict):
            return {"more-than" if strict else "at-least": str(fraction)}
        case Number(number):
            return {"number": number}
        case Unanimity(abstaining):
            return {"unanimous": "abstaining-allowed" if abstaining else "all-for"}
        case NoObjection():
            return {"unanimous": "no-objection"}


def _bar_from_data(data: Mapping[str, Any]) -> Share | Number | Unanimity | NoObjection:
    match data:
        case {"more-than": str(fraction)}:
            return Share(Fraction(fraction), strict=True)
        case {"at-least": str(fraction)}:
            return Share(Fraction(fraction))
        case {"number": int(number)}:
            return Number(number)
        case {"unanimous": "abstaining-allowed"}:
            return Unanimity()
        case {"unanimous": "all-for"}:
            return Unanimity(abstaining=False)
        case {"unanimous": "no-objection"}:
            return NoObjection()
    raise ValueError(f"neither a share nor a number nor unanimity: {dict(data)}")
