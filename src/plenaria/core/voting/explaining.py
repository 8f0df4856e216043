"""What a rule means before anybody votes: how many votes for would be enough.

Solved with the arithmetic of :func:`~plenaria.core.voting.decision.decide` itself, with everybody else who is present
and does not abstain voting against.
"""

from dataclasses import replace
from fractions import Fraction

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.rule import NoObjection, Rule
from plenaria.core.voting.tally import Tally, plain, weighed

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
    idle = Fraction(abstaining)
    there = Fraction(present if votes_present is None else votes_present)
    if there < idle:
        return unacceptable("more-votes-than-present", votes=plain(idle), present=plain(there))
    lost = weighed(
        in_favour=Fraction(0),
        against=there - idle,
        abstaining=idle,
        present_votes=there,
        roll_votes=Fraction(seats if votes is None else votes),
        present=present,
        roll=seats,
        finest=HUNDREDTHS if rule.weights == "share" and votes is not None else 1,
    )
    return lost if isinstance(lost, Refusal) else _fewest(rule, lost, call)


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
