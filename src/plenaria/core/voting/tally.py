"""Counting: votes and the weights of a roll become one tally, in whole numbers over one denominator.

Weights are exact: a share of 0.35 % is ``"0.35"`` or ``Fraction(35, 100)``; a whole roll is brought over one
denominator, so that a count only adds whole numbers. An unweighted tally has the denominator 1.
"""

import re
from collections.abc import Collection, Hashable, Mapping
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import Any, Self

from plenaria.core.refusal import Refusal, unacceptable

CHOICES = ("for", "against", "abstain")


_EXACT = re.compile(r"-?\d{1,18}(?:\.\d{1,18}|/\d{1,18})?", re.ASCII)
"""Short enough that no number somebody writes can keep the machine busy."""


def exact(weight: Fraction | int | str) -> Fraction:
    """The number of votes that is written so: a whole number, a decimal (``"0.35"``) or a fraction (``"1/3"``).

    :raises ValueError: it is none of these, or has more than 18 digits in a row.
    """
    if isinstance(weight, str) and not _EXACT.fullmatch(weight.strip()):
        raise ValueError(f"no number of votes: {weight[:40]}")
    try:
        return Fraction(weight)
    except ZeroDivisionError as error:
        raise ValueError(f"no number of votes: {weight}") from error


def plain(votes: Fraction | int) -> int | str:
    """An exact number as a refusal or the journal names it: ``3``, ``"7/20"``."""
    return votes.numerator if votes.denominator == 1 else str(votes)


@dataclass(frozen=True, slots=True)
class Roll[Seat: Hashable]:
    """Who may vote, frozen when the poll opens: the votes of each seat in units of 1/``denominator``."""

    units: Mapping[Seat, int]
    denominator: int = 1

    def of(self, seats: Collection[Seat]) -> int:
        """The votes of these seats together, in units."""
        return sum(map(self.units.__getitem__, seats))


def one_each[Seat: Hashable](seats: Collection[Seat]) -> Roll[Seat]:
    """A roll in which every seat has one vote."""
    return Roll(MappingProxyType(dict.fromkeys(seats, 1)))


def weighted[Seat: Hashable](weights: Mapping[Seat, Fraction | int | str]) -> Roll[Seat] | Refusal:
    """A roll with exact weights; a string is a decimal (``"0.35"``) or a fraction (``"1/3"``).

    Refuses ``weight-unreadable`` and ``weight-negative`` (seat, weight).
    """
    values: dict[Fraction | int | str, Fraction] = {}  # few weights differ, however many seats there are
    for seat, weight in weights.items():
        if weight in values:
            continue
        try:
            value = exact(weight if isinstance(weight, Fraction | int) else str(weight))
        except ValueError:
            return unacceptable("weight-unreadable", seat=str(seat), weight=str(weight)[:40])
        if value < 0:
            return unacceptable("weight-negative", seat=str(seat), weight=str(weight))
        values[weight] = value
    denominator = lcm(*(value.denominator for value in values.values()))
    units = {weight: int(value * denominator) for weight, value in values.items()}
    return Roll(MappingProxyType({seat: units[weight] for seat, weight in weights.items()}), denominator)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How a poll was answered. Make one with :func:`tally` or :func:`counted`, which check it.

    ``in_favour``, ``against``, ``abstaining`` and everything that ends in ``_votes`` are in units of
    1/``denominator``; ``roll`` and ``present`` are seats: all of them, and those there at the close (or that voted).
    ``opening`` is who was there when the poll opened; ``None`` is the same as at the close. ``invalid`` papers say
    nothing or too much: they are counted, and are part of no base.
    """

    in_favour: int
    against: int
    abstaining: int
    present: int
    roll: int
    opening: int | None = None
    present_votes: int
    roll_votes: int
    opening_votes: int | None = None
    denominator: int = 1
    invalid: int = 0

    @property
    def cast(self) -> int:
        """All votes, abstentions too."""
        return self.in_favour + self.against + self.abstaining

    def there(self, measure: str, moment: str) -> int:
        """How many seats, or votes, were there at the *opening* or at the *close*."""
        seats, votes = self.present, self.present_votes
        if moment == "opening" and self.opening is not None:
            seats = self.opening
        if moment == "opening" and self.opening_votes is not None:
            votes = self.opening_votes
        return seats if measure == "seats" else votes

    def whole(self, measure: str) -> int:
        """All seats of the roll, or all its votes."""
        return self.roll if measure == "seats" else self.roll_votes

    def to_data(self) -> dict[str, Any]:
        """As JSON values; ``from_data`` gives the same tally back."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The tally that ``to_data`` wrote."""
        return cls(**data)


def counted(
    *, in_favour: int, against: int, abstaining: int, present: int, roll: int, opening: int | None = None
) -> Tally | Refusal:
    """A tally of hands or of ready sums, one vote to a seat. Refuses what :func:`check` refuses."""
    result = Tally(
        in_favour=in_favour,
        against=against,
        abstaining=abstaining,
        present=present,
        roll=roll,
        opening=opening,
        present_votes=present,
        roll_votes=roll,
        opening_votes=opening,
    )
    return check(result) or result


def weighed(
    *,
    in_favour: Fraction,
    against: Fraction,
    abstaining: Fraction,
    present_votes: Fraction,
    roll_votes: Fraction,
    present: int,
    roll: int,
    finest: int = 1,
) -> Tally | Refusal:
    """A tally of ready sums of exact votes; ``present`` and ``roll`` are seats.

    The sums are brought over one denominator, which is a multiple of ``finest``. Refuses what :func:`check` refuses.
    """
    sums = (in_favour, against, abstaining, present_votes, roll_votes)
    one = lcm(finest, *(each.denominator for each in sums))
    yes, no, idle, there, whole = (int(each * one) for each in sums)
    result = Tally(
        in_favour=yes,
        against=no,
        abstaining=idle,
        present=present,
        roll=roll,
        present_votes=there,
        roll_votes=whole,
        denominator=one,
    )
    return check(result) or result


def tally[Seat: Hashable](
    votes: Mapping[Seat, str], roll: Roll[Seat], *, present: Collection[Seat], opening: Collection[Seat] | None = None
) -> Tally | Refusal:
    """Count named votes (seat → for, against, abstain) by the weights of the roll.

    A seat that voted was present, whatever the door says. Refuses ``seat-not-on-roll`` (seat) and
    ``choice-unknown`` (seat, choice).
    """
    sums = dict.fromkeys(CHOICES, 0)
    units = roll.units
    seat: Seat
    try:
        for seat, choice in votes.items():
            sums[choice] += units[seat]
    except KeyError:
        if seat not in units:
            return unacceptable("seat-not-on-roll", seat=str(seat))
        return unacceptable("choice-unknown", seat=str(seat), choice=choice)
    there = votes.keys() | present
    before = None if opening is None else frozenset(opening)
    strangers = (there | (before or set())) - units.keys()
    if strangers:
        return unacceptable("seat-not-on-roll", seat=min(map(str, strangers)))
    return Tally(
        in_favour=sums["for"],
        against=sums["against"],
        abstaining=sums["abstain"],
        present=len(there),
        roll=len(units),
        opening=None if before is None else len(before),
        present_votes=roll.of(there),
        roll_votes=sum(units.values()),
        opening_votes=None if before is None else roll.of(before),
        denominator=roll.denominator,
    )


def together(named: Tally, *, in_favour: int, against: int, abstaining: int, invalid: int = 0) -> Tally | Refusal:
    """Named votes and, in the same poll, hands or papers that tellers counted (seats of one vote each)."""
    if min(in_favour, against, abstaining, invalid) < 0:
        return unacceptable("count-negative", count=min(in_favour, against, abstaining, invalid))
    one = named.denominator
    result = replace(
        named,
        in_favour=named.in_favour + in_favour * one,
        against=named.against + against * one,
        abstaining=named.abstaining + abstaining * one,
        invalid=named.invalid + invalid * one,
    )
    return check(result) or result


def check(result: Tally) -> Refusal | None:
    """Whether the figures can be: somebody was counted twice, or the door missed somebody.

    Refuses ``count-negative`` (count), ``more-present-than-roll`` and ``more-votes-than-roll`` (present, roll) and
    ``more-votes-than-present`` (votes, present).
    """
    one = result.denominator
    units = (result.in_favour, result.against, result.abstaining, result.invalid, result.present_votes)
    seats = (result.present, result.roll, result.opening or 0)
    least = min(Fraction(min(units), one), Fraction(min(seats)))
    if least < 0:
        return unacceptable("count-negative", count=plain(least))
    most = max(result.present, result.opening or 0)
    if most > result.roll:
        return unacceptable("more-present-than-roll", present=most, roll=result.roll)
    there, whole = Fraction(result.present_votes, one), Fraction(result.roll_votes, one)
    if there > whole:
        return unacceptable("more-votes-than-roll", present=plain(there), votes=plain(whole))
    handed_in = Fraction(result.cast + result.invalid, one)
    if handed_in > there:
        return unacceptable("more-votes-than-present", votes=plain(handed_in), present=plain(there))
    return None
