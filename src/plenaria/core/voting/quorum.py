"""Whether as many are there as a rule asks for, counted on the roll that the votes are counted on.

A meeting's quorum and a poll's are the same arithmetic: whole units of the roll's denominator, so that a share is
measured to the last exact vote, not to the last whole one.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from fractions import Fraction

from plenaria.core.voting.rule import Rule
from plenaria.core.voting.tally import Roll


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Who is there of a whole, and how much of it the quorum asks for, in ``of``: seats, or votes (exact).

    ``needed`` is ``None`` where the rule knows no quorum.
    """

    of: str
    whole: int | Fraction
    present: int | Fraction
    needed: int | Fraction | None
    represented: int = 0
    """How many of those present are so only by proxy, in seats."""

    @property
    def met(self) -> bool:
        """Whether as many are there as are needed."""
        return self.needed is None or self.present >= self.needed


def attendance[Seat: Hashable](rule: Rule, roll: Roll[Seat], there: Collection[Seat], call: int = 1) -> Attendance:
    """What ``rule`` makes of the seats that are ``there`` or represented, at that call of the meeting.

    Seats that are not on the roll count for nothing.
    """
    of = rule.quorum.of if rule.quorum else "seats"
    parts = 1 if of == "seats" else roll.denominator
    seats = [seat for seat in there if seat in roll.units]
    whole = len(roll.units) if of == "seats" else sum(roll.units.values())
    present = len(seats) if of == "seats" else roll.of(seats)
    needed = rule.quorum.needed(whole, call=call, denominator=parts) if rule.quorum else None
    return Attendance(
        of=of,
        whole=Fraction(whole, parts),
        present=Fraction(present, parts),
        needed=None if needed is None else Fraction(needed, parts),
    )
