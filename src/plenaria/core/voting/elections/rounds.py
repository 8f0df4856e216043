"""Majority in rounds: whoever meets the threshold is elected; for the seats that are left the voters come again.

1. Every round is a ballot of its own, with the candidates who go on; a ballot names at most as many as seats are left.
2. Elected is who meets the threshold, at most as many as seats are left, those with the most votes first.
3. For the next round go on, of those not elected: the two best for one seat (``two``), twice as many as seats are left
   (``double``), all but the last (``all-but-last``), or all (``all``). All who tie for the last place go on.
4. In the last round the most votes are enough (``plurality``), unless the rule asks for the majority there too.
5. Candidates with equal votes for too few seats: by lot.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.most_votes import elect_most, tallied
from plenaria.core.voting.elections.sheet import Lot, Sheet, concluded
from plenaria.core.voting.rule import Share

METHOD = "rounds"

MAJORITY = Share(Fraction(1, 2), strict=True)

KEEPS = ("two", "double", "all-but-last", "all")
"""Who goes on to the next round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runoff:
    """The rule of an election in rounds: the threshold of valid ballots, who goes on, how many rounds at most, and
    whether the last one is settled by plurality."""

    threshold: Share = MAJORITY
    keep: str = "two"
    rounds: int = 2
    plurality: bool = True

    def __post_init__(self) -> None:
        if self.keep not in KEEPS or self.rounds < 1:
            raise ValueError(f"no such rule: keep {self.keep}, {self.rounds} rounds")


TWO_ROUNDS = Runoff()
"""More than half of the votes; else the two best once more."""


def count(
    ballots: Sequence[Election], *, rule: Runoff = TWO_ROUNDS, seats: int | None = None, lot: Sequence[int] = ()
) -> Count | Refusal:
    """Count the rounds that were held so far, the first round first; all name the same candidates.

    ``rounds[-1].going_on`` of the count are the candidates of the next round, if one must follow. ``total``, ``blank``
    and ``spoilt`` are those of the last round. Refuses ``ballot-more-votes-than-seats`` (ballot, votes, seats),
    ``round-with-others`` (round, candidate): a vote for somebody who did not go on; and ``round-too-many`` (round):
    all seats were filled before it, or the rule knows no such round.
    """
    first = ballots[0]
    places = seats or first.seats
    # A refusal of the votes does not depend on the lot, so that it can be found by any run.
    refused: list[Refusal] = []

    def run(drawn: Lot) -> Count:
        sheet = Sheet(first, places, drawn)
        total = blank = 0
        for number, ballot in enumerate(ballots, 1):
            sheet.number = number
            votes = _votes(ballot, sheet, rule)
            if isinstance(votes, Refusal):
                refused.append(votes)
                break
            total, blank = votes[0], sum(each.weight for each in ballot.ballots) - votes[0]
            sheet.votes = votes
            _hold(sheet, rule, total)
            if any(tie.settled == "waiting" for tie in sheet.ties):
                break
        return replace(sheet.count(METHOD, 1, total, blank), spoilt=ballots[-1].spoilt)

    made = concluded(run, lot)
    return refused[0] if refused else made


def _votes(ballot: Election, sheet: Sheet, rule: Runoff) -> list[int] | Refusal:
    """The votes of one round, if it may be held and names only those who went on."""
    if sheet.number > rule.rounds or sheet.vacancies == 0 or not sheet.continuing:
        return unacceptable("round-too-many", round=sheet.number)
    votes = tallied(ballot, "block", sheet.vacancies)
    if isinstance(votes, Refusal):
        return votes
    strangers = [each for each, got in enumerate(votes) if got and each and each not in sheet.continuing]
    if strangers:
        return unacceptable("round-with-others", round=sheet.number, candidate=ballot.name(strangers[0]))
    return votes


def _hold(sheet: Sheet, rule: Runoff, total: int) -> None:
    """One round: elect, and see who goes on."""
    last = sheet.number == rule.rounds
    # Nobody is elected without a single vote, whatever the rule.
    needed = None if last and rule.plurality else max(1, rule.threshold.least(total))
    elect_most(sheet, needed, action="ballot")
    if last or not sheet.vacancies:
        sheet.continuing.clear()
        return
    order = sheet.by_votes(sheet.continuing)
    size = {
        "two": max(2, sheet.vacancies + 1),
        "double": 2 * sheet.vacancies,
        "all-but-last": max(len(order) - 1, sheet.vacancies),
        "all": len(order),
    }[rule.keep]
    if size < len(order):
        edge = sheet.votes[order[size - 1]]
        order = [each for each in order if sheet.votes[each] >= edge]
    sheet.continuing = set(order)
    sheet.rounds[-1] = replace(sheet.rounds[-1], going_on=tuple(sorted(order)))
