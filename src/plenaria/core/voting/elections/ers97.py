"""The single transferable vote of the Electoral Reform Society (ERS97), in hundredths of a vote.

Source: R. A. Newland, F. S. Britton, "How to conduct an election by the Single Transferable Vote", 3rd edition (1997),
section 5; its paragraph numbers stand here.

5.1.6   The quota is the valid vote, divided by one more than the places, rounded up to hundredths; 5.4.8: until
        somebody is elected it falls with the papers that become non-transferable.
5.1.7   Elected is whoever has the quota, or the active vote divided by one more than the places left (5.3.13, 5.4.9).
5.2.2   A surplus waits while all surpluses together could not change who is excluded next.
5.2.3   The largest surplus first; equal ones by the earliest point at which their votes differed, then by lot.
5.2.5   As many of the lowest are excluded together as certainly could not overtake the next above.
5.3     A surplus passes on with the transferable papers of the batch that made it, at one value in hundredths.
5.4     Excluded candidates' papers pass on in batches, the highest value first, and each batch may elect.
5.5.1   An exclusion that would leave only as many candidates as places elects them instead.
5.6.2   Candidates with equal votes for too few places: by the earliest point at which their votes differed; if there is
        none, none of them is elected at that stage.
"""

from collections.abc import Sequence
from itertools import pairwise

from plenaria.core.refusal import Refusal
from plenaria.core.voting.elections.count import Count, Round
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.papers import Paper, Stages, counted, parcels, weight_of
from plenaria.core.voting.elections.sheet import Lot, LotNeeded

SCALE = 100
"""Two decimal places."""

METHOD = "ers97"


def count(election: Election, *, seats: int | None = None, lot: Sequence[int] = ()) -> Count | Refusal:
    """Count by ERS97. Refuses what :func:`~plenaria.core.voting.elections.papers.sorted_papers` does."""
    return counted(election, seats, lot, method=METHOD, scale=SCALE, stages=_Stages)


class _Stages(Stages):
    """``batches`` holds the papers of each candidate in the order in which they came, each batch with its value."""

    def __init__(self, election: Election, seats: int, lot: Lot, papers: list[Paper]) -> None:
        super().__init__(election, seats, lot, papers)
        self.batches: list[list[tuple[int, list[Paper]]]] = [[] for _ in self.votes]
        self.exhausted = 0
        self.rounding = 0
        self.surpluses: list[int] = []
        self.quota = self.quota_now()

    def run(self) -> None:
        """All stages, as far as they go without a lot that was not drawn."""
        self.give(self.papers, SCALE)
        self.close("first", ())
        try:
            while self.vacancies > 0 and self.continuing:
                self.number += 1
                if (surplus := self.surplus_due()) is not None:
                    self.transfer(surplus)
                else:
                    self.exclude(self.lowest())
        except LotNeeded:
            pass

    def quota_now(self) -> int:
        """The quota of the votes that are not yet lost, rounded up to hundredths."""
        return -(-(self.total * SCALE - self.exhausted - self.rounding) // (self.seats + 1))

    def active(self) -> int:
        """The votes of those who continue, and those that wait to be transferred: all but what the elected keep."""
        kept = sum(min(self.votes[each], self.quota) for each in self.elected)
        return self.total * SCALE - self.exhausted - self.rounding - kept

    def give(self, papers: list[Paper], value: int) -> None:
        """Hand a batch on to the next preferences, each paper at this value."""
        for taker, batch in parcels(papers, self.continuing).items():
            votes = weight_of(batch) * value
            if taker:
                self.votes[taker] += votes
                self.batches[taker].append((value, batch))
            else:
                self.exhausted += votes

    def surplus_due(self) -> int | None:
        """Whose surplus is to be transferred now; none where all of them wait (5.2.2, 5.2.3)."""
        surpluses = {each: self.votes[each] - self.quota for each in self.surpluses}
        whole = sum(surpluses.values())
        if not whole:
            return None
        lowest, next_above = sorted(self.votes[each] for each in self.continuing)[:2]
        if whole <= next_above - lowest or len(self.losers(whole)) > 1:
            return None
        most = max(surpluses.values())
        return self.pick([each for each, surplus in surpluses.items() if surplus == most], "surplus", self.rounds)

    def losers(self, surplus: int) -> list[int]:
        """The most candidates who can be excluded together, the lowest first (5.2.5)."""
        order = sorted(self.continuing, key=lambda each: self.votes[each])
        most: list[int] = []
        together = surplus
        for place, (candidate, above) in enumerate(pairwise(order), 1):
            together += self.votes[candidate]
            if together <= self.votes[above] and len(order) - place >= self.vacancies:
                most = order[:place]
        return most

    def lowest(self) -> list[int]:
        """Who is excluded now; where only some of those with equal votes go, earlier rounds and the lot tell who."""
        deferred = sum(self.votes[each] - self.quota for each in self.surpluses)
        size = len(self.losers(deferred)) or 1
        edge = sorted(self.votes[each] for each in self.continuing)[size - 1]
        chosen = [each for each in self.continuing if self.votes[each] < edge]
        tied = [each for each in self.continuing if self.votes[each] == edge]
        if len(chosen) + len(tied) == size:
            return chosen + tied
        while len(chosen) < size:
            chosen.append(self.pick([each for each in tied if each not in chosen], "exclude", self.rounds))
        return chosen

    def transfer(self, candidate: int) -> None:
        """Pass on a surplus with the last batch (5.3). What it does not carry is lost."""
        surplus = self.votes[candidate] - self.quota
        value, batch = self.batches[candidate][-1]
        takers = {taker: papers for taker, papers in parcels(batch, self.continuing).items() if taker}
        papers = sum(map(weight_of, takers.values()))
        exceeds = papers * value > surplus
        value = surplus // papers if exceeds else value
        self.surpluses.remove(candidate)
        self.votes[candidate] = self.quota
        for taker, parcel in takers.items():
            self.votes[taker] += weight_of(parcel) * value
            self.batches[taker].append((value, parcel))
        lost = surplus - papers * value
        if exceeds:
            self.rounding += lost
        else:
            self.exhausted += lost
        self.close("surplus", (candidate,), value)

    def exclude(self, candidates: list[int]) -> None:
        """Exclude, and pass on their papers batch by batch, the highest value first (5.4)."""
        about = tuple(sorted(candidates))
        self.continuing.difference_update(candidates)
        batches: dict[int, list[Paper]] = {}
        if len(self.continuing) > self.vacancies:
            for candidate in candidates:
                for value, papers in self.batches[candidate]:
                    batches.setdefault(value, []).extend(papers)
        for value in sorted(batches, reverse=True):
            for candidate in candidates:
                gone = (weight_of(papers) for worth, papers in self.batches[candidate] if worth == value)
                self.votes[candidate] -= sum(gone) * value
            self.give(batches[value], value)
            self.close("exclusion", about, value)
            if self.vacancies == 0:
                return
        if not batches:
            self.close("exclusion", about)

    def close(self, action: str, about: tuple[int, ...], value: int | None = None) -> None:
        """See who is elected after this batch, and write it down."""
        if not self.elected:
            self.quota = self.quota_now()
        elected = []
        while self.vacancies > 0 and (winner := self.winner()) is not None:
            self.elect([winner])
            elected.append(winner)
            if self.votes[winner] > self.quota:
                self.surpluses.append(winner)
        reasons = ["quota" if self.votes[each] >= self.quota else "active" for each in elected]
        last = self.by_votes(self.continuing) if len(self.continuing) <= self.vacancies else []
        self.elect(last)
        self.rounds.append(
            Round(
                number=self.number,
                action=action,
                about=about,
                votes=tuple(self.votes[1:]),
                exhausted=self.exhausted,
                rounding=self.rounding,
                quota=self.quota,
                elected=(*elected, *last),
                why=(*reasons, *("remaining" for _ in last)),
                value=value,
            )
        )

    def winner(self) -> int | None:
        """The next to be deemed elected, in descending order of votes (5.1.7, 5.6.2)."""
        most = max((self.votes[each] for each in self.continuing), default=0)
        if most == 0 or (most < self.quota and most * (self.vacancies + 1) < self.active()):
            return None
        tied = self.by_votes(each for each in self.continuing if self.votes[each] == most)
        if len(tied) <= self.vacancies:
            return tied[0]
        for earlier in self.rounds:
            best = max(earlier.votes[each - 1] for each in tied)
            tied = [each for each in tied if earlier.votes[each - 1] == best]
        return tied[0] if len(tied) == 1 else None
