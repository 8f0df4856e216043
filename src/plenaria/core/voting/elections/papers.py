"""Ballot papers of the transferable vote: strict orders of preference, and their next available preference."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.sheet import Lot, Sheet, concluded

type Paper = tuple[tuple[int, ...], int, int]
"""Preferences, the place in them of the candidate who holds the paper, and its weight in units."""


class Stages(Sheet, ABC):
    """The sheet of a transferable vote: stage after stage, until the seats are filled or a lot is needed."""

    def __init__(self, election: Election, seats: int, lot: Lot, papers: list[Paper]) -> None:
        super().__init__(election, seats, lot)
        self.papers = papers
        self.total = weight_of(papers)

    @abstractmethod
    def run(self) -> None:
        """All stages, as far as they go without a lot that was not drawn."""


def counted(
    election: Election,
    seats: int | None,
    lot: Sequence[int],
    *,
    method: str,
    scale: int,
    stages: Callable[[Election, int, Lot, list[Paper]], Stages],
) -> Count | Refusal:
    """The count of an election by the ``stages`` of a method. Refuses what :func:`sorted_papers` does."""
    papers = sorted_papers(election)
    if isinstance(papers, Refusal):
        return papers
    valid, blank = papers

    def run(drawn: Lot) -> Count:
        sheet = stages(election, seats or election.seats, drawn, valid)
        sheet.run()
        return sheet.count(method, scale, sheet.total, blank)

    return concluded(run, lot)


def sorted_papers(election: Election) -> tuple[list[Paper], int] | Refusal:
    """The valid papers, before anybody holds them (place -1), and the weight of the blank ones.

    Papers that say the same become one. Withdrawn candidates are passed over. A paper ends where the voter left out a
    preference; one that has no preference at all is blank. Refuses ``ballot-equal-ranks`` (ballot).
    """
    weights: dict[tuple[int, ...], int] = {}
    withdrawn = election.withdrawn
    for place, ballot in enumerate(election.ballots, 1):
        ranks = ballot.ranks
        try:
            # A rank of one candidate unpacks; anything else is looked at more closely.
            preferences = tuple([candidate for (candidate,) in ranks])
        except ValueError:
            if any(len(rank) > 1 for rank in ranks):
                return unacceptable("ballot-equal-ranks", ballot=place)
            preferences = tuple(rank[0] for rank in ranks[: ranks.index(())])
        if withdrawn:
            preferences = tuple(each for each in preferences if each not in withdrawn)
        weights[preferences] = weights.get(preferences, 0) + ballot.weight
    blank = weights.pop((), 0)
    return [(preferences, -1, weight) for preferences, weight in weights.items()], blank


def parcels(papers: Iterable[Paper], continuing: Container[int]) -> Mapping[int, list[Paper]]:
    """The papers by their next preference for a continuing candidate; under 0 those that have none."""
    found: defaultdict[int, list[Paper]] = defaultdict(list)
    for preferences, place, weight in papers:
        end, place = len(preferences), place + 1
        while place < end and preferences[place] not in continuing:
            place += 1
        found[preferences[place] if place < end else 0].append((preferences, place, weight))
    return found


def weight_of(papers: Iterable[Paper]) -> int:
    """How many papers these are, in units."""
    return sum([weight for _, _, weight in papers])
