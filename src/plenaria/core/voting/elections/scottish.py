"""The single transferable vote of Scottish councils: weighted inclusive Gregory.

Source: The Scottish Local Government Elections Order 2011 (SSI 2011/399), Schedule 1, Part III, and before it SSI
2007/42, Schedule 1, Part III, whose rule numbers stand here (those of 2011 are one higher):

46. The quota is the valid papers, divided by one more than the seats, remainder ignored, plus one.
47. Whoever has the quota at any stage is elected.
48. A surplus passes on with all papers, each at surplus × value ÷ votes, to five decimal places, remainder ignored.
49. The highest surplus first; equal ones by the most recent stage at which their votes differed, then by lot.
50. Without a surplus the lowest candidate is excluded; the papers pass on at the value at which they came.
51. Equal ones by the most recent stage at which their votes differed, then by lot.
52. When as many candidates continue as seats are empty, they are elected, and no more papers are transferred.
"""

from collections.abc import Sequence

from plenaria.core.refusal import Refusal
from plenaria.core.voting.elections.count import Count, Round
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.papers import Paper, Stages, counted, parcels, weight_of
from plenaria.core.voting.elections.sheet import Lot, LotNeeded

SCALE = 100_000
"""Five decimal places."""

METHOD = "scottish-stv"


def count(election: Election, *, seats: int | None = None, lot: Sequence[int] = ()) -> Count | Refusal:
    """Count by the Scottish rules. Refuses what :func:`~plenaria.core.voting.elections.papers.sorted_papers` does."""
    return counted(election, seats, lot, method=METHOD, scale=SCALE, stages=_Stages)


class _Stages(Stages):
    """``piles`` holds the papers of each candidate by the value at which they came; 0 are the non-transferable."""

    def __init__(self, election: Election, seats: int, lot: Lot, papers: list[Paper]) -> None:
        super().__init__(election, seats, lot, papers)
        self.quota = (self.total // (seats + 1) + 1) * SCALE
        self.piles: list[dict[int, list[Paper]]] = [{} for _ in self.votes]
        self.exhausted = 0
        self.surpluses: list[int] = []

    def run(self) -> None:
        """All stages, as far as they go without a lot that was not drawn."""
        self.give(self.papers, SCALE)
        self.stage("first", ())
        try:
            while self.vacancies > 0 and self.continuing:
                self.number += 1
                self.next_stage()
        except LotNeeded:
            pass

    def give(self, papers: list[Paper], value: int) -> None:
        """Hand papers on to their next preferences, each at this value."""
        for taker, parcel in parcels(papers, self.continuing).items():
            votes = weight_of(parcel) * value
            if taker:
                self.votes[taker] += votes
                self.piles[taker].setdefault(value, []).extend(parcel)
            else:
                self.exhausted += votes

    def next_stage(self) -> None:
        """A surplus if there is one, else an exclusion."""
        latest_first = tuple(reversed(self.rounds))
        if self.surpluses:
            most = max(self.votes[each] for each in self.surpluses)
            chosen = self.pick([c for c in self.surpluses if self.votes[c] == most], "surplus", latest_first)
            self.transfer(chosen)
        else:
            least = min(self.votes[each] for each in self.continuing)
            chosen = self.pick([c for c in self.continuing if self.votes[c] == least], "exclude", latest_first)
            self.exclude(chosen)

    def transfer(self, candidate: int) -> None:
        """Pass on a surplus with all papers of the candidate, at reduced values."""
        votes = self.votes[candidate]
        surplus = votes - self.quota
        self.surpluses.remove(candidate)
        self.votes[candidate] = self.quota
        for value, papers in self.piles[candidate].items():
            self.give(papers, surplus * value // votes)
        self.stage("surplus", (candidate,))

    def exclude(self, candidate: int) -> None:
        """Pass on all papers of the lowest candidate, at the values at which they came."""
        self.continuing.remove(candidate)
        self.votes[candidate] = 0
        for value, papers in self.piles[candidate].items():
            self.give(papers, value)
        self.stage("exclusion", (candidate,))

    def stage(self, action: str, about: tuple[int, ...]) -> None:
        """See who is elected now, and write the stage down."""
        elected = self.by_votes(each for each in self.continuing if self.votes[each] >= self.quota)
        self.elect(elected)
        self.surpluses += [each for each in elected if self.votes[each] > self.quota]
        last = self.by_votes(self.continuing) if len(self.continuing) <= self.vacancies else []
        self.elect(last)
        votes = tuple(self.votes[1:])
        self.rounds.append(
            Round(
                number=self.number,
                action=action,
                about=about,
                votes=votes,
                exhausted=self.exhausted,
                rounding=self.total * SCALE - sum(votes) - self.exhausted,
                quota=self.quota,
                elected=(*elected, *last),
                why=("quota",) * len(elected) + ("remaining",) * len(last),
            )
        )
