"""What a rule means before anybody votes: how many votes for would be enough.

Solved with the arithmetic of :func:`~plenaria.core.voting.decision.decide` itself, with everybody else who is present
and does not abstain voting against.
"""

from dataclasses import replace
from fractions import Fraction
from math import lcm

from plenaria.core.refusal import Refusal
from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.rule import NoObjection, Rule
from plenaria.core.voting.tally import Tally, check

HUNDREDTHS = 100


def enough(
    rule: Rule,
    *,
    seats: int,
    present: int,
    abstaining: Fraction | int = 0,
    votes: Fraction | int | None = None,
    votes_present: Fraction | int | None = None,
    call: int = 1,
) -> Decision | Refusal:
    """The decision in which the fewest votes for were given that are enough.

    Where none are enough, the one in which all are for it who do not abstain: its outcome is then *void* or
    *rejected*. ``votes`` are those of all ``seats`` and ``votes_present`` those of the seats ``present``; without them
    every seat has one. Under a rule of shares the answer is exact to the hundredth, or as finely as the figures given.

    Refuses what :func:`~plenaria.core.voting.tally.check` refuses.
    """
    roll_votes, there, idle = (
        Fraction(each) for each in (seats if votes is None else votes, _or(votes_present, present), abstaining)
    )
    finest = HUNDREDTHS if rule.weights == "share" and votes is not None else 1
    one = lcm(finest, *(each.denominator for each in (roll_votes, there, idle)))
    voting = int((there - idle) * one)
    lost = Tally(
        in_favour=0,
        against=voting,
        abstaining=int(idle * one),
        present=present,
        roll=seats,
        present_votes=int(there * one),
        roll_votes=int(roll_votes * one),
        denominator=one,
    )
    return check(lost) or _fewest(rule, lost, call)


def one_fewer(decision: Decision) -> Decision | None:
    """The same poll with the least possible vote moved from for to against; ``None`` where there was none for."""
    if decision.tally.in_favour == 0:
        return None
    return decide(decision.rule, _moved(decision.tally, -1), call=decision.call, putting=decision.putting)


def _fewest(rule: Rule, lost: Tally, call: int) -> Decision:
    """While everybody else is against it the base does not move, and so what is needed is the same for every count."""
    needed = decide(rule, lost, call=call).needed
    if needed is not None:
        return decide(rule, _moved(lost, min(needed, lost.against)), call=call)
    if isinstance(rule.threshold, NoObjection):
        return decide(rule, replace(lost, against=0), call=call)
    return decide(rule, _moved(lost, lost.against), call=call)


def _moved(tally: Tally, units: int) -> Tally:
    return replace(tally, in_favour=tally.in_favour + units, against=tally.against - units)


def _or(value: Fraction | int | None, otherwise: int) -> Fraction | int:
    return otherwise if value is None else value
