"""Those with the most votes are elected, each vote for one candidate: plurality, block vote, approval.

1. ``plurality``: the first rank of a ballot is its vote, for one candidate or for as many put equal as there are
   seats.
2. ``block``: every candidate that the ballot names has one vote, at most as many as there are seats.
3. ``approval``: every candidate that the ballot names has one vote, however many they are.
4. With a threshold, only those are elected whose votes meet it; its base is the valid ballots, or, where the rule
   counts abstentions (``base="cast"``), these and the blank ones.
5. Nobody is elected without a vote. Candidates with equal votes for too few seats: by lot.
"""

from collections.abc import Sequence

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections.count import Count, Round
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.sheet import Lot, Sheet, concluded
from plenaria.core.voting.rule import Share

BASES = ("valid", "cast")
"""Of what a threshold is a part: the ballots that name a candidate; these and the blank ones."""


def plurality(
    election: Election,
    *,
    seats: int | None = None,
    lot: Sequence[int] = (),
    threshold: Share | None = None,
    base: str = "valid",
) -> Count | Refusal:
    """Count first preferences. Refuses ``ballot-more-votes-than-seats`` (ballot, votes, seats)."""
    return _count("plurality", election, seats or election.seats, lot, threshold, base)


def block(
    election: Election,
    *,
    seats: int | None = None,
    lot: Sequence[int] = (),
    threshold: Share | None = None,
    base: str = "valid",
) -> Count | Refusal:
    """Count every name, as many as there are seats. Refuses ``ballot-more-votes-than-seats`` (ballot, votes, seats)."""
    return _count("block", election, seats or election.seats, lot, threshold, base)


def approval(
    election: Election,
    *,
    seats: int | None = None,
    lot: Sequence[int] = (),
    threshold: Share | None = None,
    base: str = "valid",
) -> Count | Refusal:
    """Count every name. Refuses nothing."""
    return _count("approval", election, seats or election.seats, lot, threshold, base)


def _count(
    method: str, election: Election, seats: int, lot: Sequence[int], threshold: Share | None, base: str
) -> Count | Refusal:
    votes = tallied(election, method, seats)
    if isinstance(votes, Refusal):
        return votes
    total, blank = votes[0], sum(ballot.weight for ballot in election.ballots) - votes[0]
    whole = total if base == "valid" else total + blank
    needed = None if threshold is None else threshold.least(whole)

    def run(drawn: Lot) -> Count:
        sheet = Sheet(election, seats, drawn)
        sheet.votes = votes
        elect_most(sheet, needed)
        return sheet.count(method, 1, total, blank)

    return concluded(run, lot)


def tallied(election: Election, method: str, seats: int) -> list[int] | Refusal:
    """The votes of each candidate by number, and at place 0 those of all ballots that name somebody who stands."""
    votes = [0] * (len(election.candidates) + 1)
    withdrawn = election.withdrawn
    for place, ballot in enumerate(election.ballots, 1):
        if method == "plurality":
            named = [rank for rank in ballot.ranks if rank and not withdrawn.issuperset(rank)][:1]
        else:
            named = list(ballot.ranks)
        chosen = [each for rank in named for each in rank if each not in withdrawn]
        if len(chosen) > seats and method != "approval":
            return unacceptable("ballot-more-votes-than-seats", ballot=place, votes=len(chosen), seats=seats)
        for each in chosen:
            votes[each] += ballot.weight
        if chosen:
            votes[0] += ballot.weight
    return votes


def elect_most(sheet: Sheet, needed: int | None, action: str = "first") -> None:
    """Elect those with the most votes who meet what is ``needed``, and write the round down."""
    elected = sheet.best([each for each in sheet.continuing if sheet.votes[each] >= (needed or 1)])
    sheet.elect(elected)
    sheet.rounds.append(
        Round(
            number=sheet.number,
            action=action,
            votes=tuple(sheet.votes[1:]),
            quota=needed,
            elected=tuple(elected),
            why=("most-votes" if needed is None else "threshold",) * len(elected),
        )
    )
