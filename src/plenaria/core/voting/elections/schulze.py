"""Schulze's method, with the quorum and the majority ratio of the Debian project.

Source: Constitution of the Debian Project, version 1.7, A.6 (A.5 since 2022); M. Schulze, "A new monotonic,
clone-independent, reversal symmetric, and condorcet-consistent single-winner election method", Social Choice and
Welfare 36 (2011).

1. Ballots rank candidates, equal ones allowed; whom a ballot does not rank stand equal after all others.
2. With a default option (*none of these*), whoever is not put above it on R votes (the quorum) is dropped.
3. Then whoever does not defeat it by the required majority: at least N votes above it for one below, and more.
4. A defeats B where more votes prefer A to B than B to A. Defeats are weaker with fewer votes for them, then with more
   votes against. A path is as strong as its weakest defeat.
5. A is above B where the strongest path from A to B is stronger than that from B to A. The seats go to those whom no
   other is above; they are chosen one after the other, between equals by lot. The default option takes no seat: if it
   is next, the seats that are left stay empty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections.count import Count, Round
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.sheet import Lot, LotNeeded, Sheet, concluded

METHOD = "schulze"

type _Pairs = list[list[int]]


def count(
    election: Election,
    *,
    seats: int | None = None,
    lot: Sequence[int] = (),
    default: int | None = None,
    quorum: int = 0,
    majorities: Fraction | Mapping[int, Fraction] = Fraction(1),
) -> Count | Refusal:
    """Count by Schulze's method.

    ``default`` is the number of the default option; ``quorum`` is in votes; ``majorities`` is the ratio N for all
    candidates or for some of them, 1 for the others. Refuses ``default-unknown`` (candidate).
    """
    if default is not None and default not in election.standing:
        return unacceptable("default-unknown", candidate=default)
    pairs, total, blank = _compared(election)

    def run(drawn: Lot) -> Count:
        table = _Table(election, seats or election.seats, drawn, pairs, default)
        table.run(quorum * election.denominator, majorities)
        made = table.count(METHOD, 1, total, blank)
        return replace(made, pairs=_rows(pairs), paths=_rows([[for_ for for_, _ in row] for row in table.paths]))

    return concluded(run, lot)


def _compared(election: Election) -> tuple[_Pairs, int, int]:
    """For each pair how many votes prefer the first to the second; all votes that rank somebody; the blank ones."""
    size = len(election.candidates) + 1
    pairs = [[0] * size for _ in range(size)]
    total = blank = 0
    standing = frozenset(election.standing)
    for ballot in election.ballots:
        ranks = [kept for rank in ballot.ranks if (kept := [each for each in rank if each in standing])]
        if not ranks:
            blank += ballot.weight
            continue
        total += ballot.weight
        below = set(standing)
        for rank in ranks:
            below.difference_update(rank)
            for each in rank:
                row = pairs[each]
                for other in below:
                    row[other] += ballot.weight
    return pairs, total, blank


def _rows(table: _Pairs) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row[1:]) for row in table[1:])


class _Table(Sheet):
    """``paths[a][b]`` is the strongest path from a to b: votes for its weakest defeat, and against it, negated."""

    def __init__(self, election: Election, seats: int, lot: Lot, pairs: _Pairs, default: int | None) -> None:
        super().__init__(election, seats, lot)
        self.pairs = pairs
        self.default = default
        self.paths = [[(0, 0)] * len(pairs) for _ in pairs]

    def run(self, quorum: int, majorities: Fraction | Mapping[int, Fraction]) -> None:
        """Drop, compare, and fill the seats."""
        default = self.default
        if default is not None:
            self.votes = [row[default] for row in self.pairs]
            others = self.continuing - {default}
            if quorum:
                self.drop("quorum", {each for each in others if self.votes[each] < quorum}, quorum)
            ratios = majorities if isinstance(majorities, Mapping) else dict.fromkeys(others, majorities)
            against = self.pairs[default]
            self.drop(
                "majority",
                {
                    each
                    for each in others & self.continuing
                    if self.votes[each] <= against[each] or self.votes[each] < ratios.get(each, 1) * against[each]
                },
            )
        self.find_paths()
        try:
            while self.vacancies > 0 and self.continuing:
                first = [one for one in self.continuing if not any(self.above(two, one) for two in self.continuing)]
                chosen = first[0] if len(first) == 1 else self.pick(first, "elect")
                if chosen == default:
                    break
                self.note("beatpath", (), (chosen,))
        except LotNeeded:
            pass
        if not self.rounds:
            self.note("beatpath", ())

    def drop(self, action: str, dropped: set[int], quota: int | None = None) -> None:
        """They are out of consideration."""
        self.continuing -= dropped
        self.note(action, tuple(sorted(dropped)), quota=quota)

    def find_paths(self) -> None:
        """The strongest paths between those who are still considered (Floyd and Warshall)."""
        pairs, paths = self.pairs, self.paths
        considered = sorted(self.continuing)
        for one in considered:
            for two in considered:
                if pairs[one][two] > pairs[two][one]:
                    paths[one][two] = (pairs[one][two], -pairs[two][one])
        for by in considered:
            for one in considered:
                first = paths[one][by]
                for two in considered:
                    if one != two:
                        paths[one][two] = max(paths[one][two], min(first, paths[by][two]))
        beaten = {one: sum(self.above(one, two) for two in considered) for one in considered}
        one = self.election.denominator
        self.votes = [one * beaten.get(each, 0) for each in range(len(self.votes))]

    def above(self, one: int, two: int) -> bool:
        """Whether the path from one to the other is stronger than the way back."""
        return self.paths[one][two] > self.paths[two][one]

    def note(
        self, action: str, about: tuple[int, ...], elected: tuple[int, ...] = (), quota: int | None = None
    ) -> None:
        """Write a round down: votes above the default option, or at the end how many each candidate is above."""
        self.elect(elected)
        self.rounds.append(
            Round(
                number=self.number,
                action=action,
                about=about,
                votes=tuple(self.votes[1:]),
                quota=quota,
                elected=elected,
                why=("beatpath",) * len(elected),
            )
        )
        self.number += 1
