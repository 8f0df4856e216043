"""What an election is before it is counted: candidates, seats and ballots.

Candidates are known by their number on the ballot paper, from 1. Votes are whole numbers of units; a ballot of one
vote has the weight 1 and the election the denominator 1, shares are brought over one denominator (see ``tally``).
"""

from dataclasses import dataclass

from plenaria.core.refusal import Refusal, unacceptable


@dataclass(frozen=True, slots=True)
class Ballot:
    """One ballot, or several that say the same.

    ``ranks`` are the candidates in order of preference, each rank a group of those put equal; an empty rank is one
    that the voter left out. Without any rank the ballot is blank. ``weight`` is its votes in units of
    1/``Election.denominator``.
    """

    ranks: tuple[tuple[int, ...], ...]
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    """Candidates (by name), seats to fill, and the ballots that were cast.

    ``withdrawn`` candidates are passed over on every ballot, as if they had never stood. ``spoilt`` are votes that
    tellers set aside as invalid, in the units of the weights.
    """

    candidates: tuple[str, ...]
    seats: int
    ballots: tuple[Ballot, ...]
    withdrawn: frozenset[int] = frozenset()
    title: str = ""
    denominator: int = 1
    spoilt: int = 0

    @property
    def standing(self) -> tuple[int, ...]:
        """The candidates who did not withdraw."""
        return tuple(n for n in range(1, len(self.candidates) + 1) if n not in self.withdrawn)

    def name(self, candidate: int) -> str:
        """The name of a candidate."""
        return self.candidates[candidate - 1]


def check(election: Election) -> Refusal | None:
    """Whether it can be counted at all; every method takes that for granted.

    Refuses ``election-without-seats`` (seats), ``election-without-candidates``, and with the number of the ballot,
    from 1: ``ballot-for-nobody`` (ballot, candidate), ``ballot-names-twice`` (ballot, candidate) and
    ``ballot-weight`` (ballot, weight). Withdrawn candidates and spoilt votes are checked as one more ballot.
    """
    if election.seats < 1:
        return unacceptable("election-without-seats", seats=election.seats)
    if not election.standing:
        return unacceptable("election-without-candidates")
    known = range(1, len(election.candidates) + 1)
    for place, ballot in enumerate((*election.ballots, Ballot((tuple(sorted(election.withdrawn)),))), 1):
        seen: set[int] = set()
        for candidate in (each for rank in ballot.ranks for each in rank):
            if candidate not in known:
                return unacceptable("ballot-for-nobody", ballot=place, candidate=candidate)
            if candidate in seen:
                return unacceptable("ballot-names-twice", ballot=place, candidate=candidate)
            seen.add(candidate)
        if ballot.weight <= 0:
            return unacceptable("ballot-weight", ballot=place, weight=ballot.weight)
    return None
