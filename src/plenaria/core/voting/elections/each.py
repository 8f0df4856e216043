"""Candidate by candidate: each is put to the vote as a question of its own, yes or no.

1. A candidate is approved under the rule of the body, with its quorum, base and threshold (see ``decision``).
2. If more are approved than there are seats, those with the most votes for them are elected; between equals by lot.
"""

from collections.abc import Sequence
from dataclasses import replace

from plenaria.core.voting.decision import Decision, decide
from plenaria.core.voting.elections.count import Count, Round
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.sheet import Lot, Sheet, concluded
from plenaria.core.voting.rule import Rule
from plenaria.core.voting.tally import Tally

METHOD = "each"


def count(
    candidates: Sequence[str],
    tallies: Sequence[Tally],
    *,
    rule: Rule,
    seats: int,
    call: int = 1,
    lot: Sequence[int] = (),
    withdrawn: frozenset[int] = frozenset(),
) -> tuple[Count, tuple[Decision, ...]]:
    """The count, and the decision on each candidate, which explains itself.

    The tallies are in the order of the candidates and share one denominator. ``votes`` are those for a candidate;
    ``total`` is not the sum of them, but the most votes that were cast on one. Nobody decides on the ``withdrawn``.
    """
    decisions = tuple(decide(rule, tally, call=call) for tally in tallies)
    denominator = tallies[0].denominator
    election = Election(
        candidates=tuple(candidates), seats=seats, ballots=(), denominator=denominator, withdrawn=withdrawn
    )
    approved = [each for each in election.standing if decisions[each - 1].outcome == "adopted"]

    def run(drawn: Lot) -> Count:
        sheet = Sheet(election, seats, drawn)
        sheet.votes = [0, *(tally.in_favour for tally in tallies)]
        elected = sheet.best(approved)
        sheet.elect(elected)
        votes = tuple(sheet.votes[1:])
        why = ("approved",) * len(elected)
        sheet.rounds.append(Round(number=1, action="ballot", votes=votes, elected=tuple(elected), why=why))
        return replace(sheet.count(METHOD, 1, max(tally.cast for tally in tallies), 0), answers=answers)

    answers = tuple((one.tally.in_favour, one.tally.against, one.tally.abstaining, one.needed) for one in decisions)
    return concluded(run, lot), decisions
