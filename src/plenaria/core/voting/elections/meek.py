"""The single transferable vote by Meek's method.

Every candidate keeps a share of each vote and passes the rest on: all of it while continuing, none when excluded, and
so much when elected that the quota remains. The shares are found by iteration, and the quota falls with the votes
that nobody can use. Source: I. D. Hill, B. A. Wichmann, D. R. Woodall, "Algorithm 123: single transferable vote by
Meek's method", Computer Journal 30 (1987), in the exact decimal form of the reference rule of the Proportional
Representation Foundation; New Zealand's Local Electoral Regulations 2001, Schedule 1A, prescribe the same method.

1. Votes and shares have nine decimal places; products and quotients are rounded up.
2. The quota is the votes in use, divided by one more than the seats, remainder ignored, plus 10⁻⁹.
3. An iteration ends when somebody reaches the quota, when all surpluses together are below 10⁻⁶, or when they no longer
   become smaller.
4. Then the lowest is excluded. Tied with the lowest is whoever is no further above than those surpluses; by lot.
"""

from collections.abc import Sequence

from plenaria.core.refusal import Refusal
from plenaria.core.voting.elections.count import Count, Round
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.papers import Paper, Stages, counted
from plenaria.core.voting.elections.sheet import Lot, LotNeeded

SCALE = 1_000_000_000
"""Nine decimal places."""

PRECISION = 1_000
"""Together the surpluses are below this, in units of 1/``SCALE``, when an iteration has converged: a millionth."""

METHOD = "meek"


def count(election: Election, *, seats: int | None = None, lot: Sequence[int] = ()) -> Count | Refusal:
    """Count by Meek's method. Refuses what :func:`~plenaria.core.voting.elections.papers.sorted_papers` does."""
    return counted(election, seats, lot, method=METHOD, scale=SCALE, stages=_Stages)


class _Stages(Stages):
    """``keep`` is the share of a vote that each candidate keeps, in units of 1/``SCALE``."""

    def __init__(self, election: Election, seats: int, lot: Lot, papers: list[Paper]) -> None:
        super().__init__(election, seats, lot, papers)
        self.keep = [0] * len(self.votes)
        for candidate in self.continuing:
            self.keep[candidate] = SCALE
        self.quota = 0
        self.surplus = 0

    def run(self) -> None:
        """All rounds, as far as they go without a lot that was not drawn."""
        action, about = "first", tuple[int, ...]()
        try:
            while self.vacancies > 0 and self.continuing:
                elected = self.iterate(action, about)
                self.number += 1
                if elected:
                    action, about = "surplus", elected
                elif self.vacancies > 0:
                    candidate = self.last()
                    self.continuing.remove(candidate)
                    self.keep[candidate] = 0
                    action, about = "exclusion", (candidate,)
        except LotNeeded:
            pass

    def last(self) -> int:
        """Who is excluded: the lowest, or by lot one whom the precision does not tell from the lowest."""
        least = min(self.votes[each] for each in self.continuing) + self.surplus
        return self.pick([each for each in self.continuing if self.votes[each] <= least], "exclude")

    def iterate(self, action: str, about: tuple[int, ...]) -> tuple[int, ...]:
        """Distribute votes until somebody is elected or the shares stand; write it down and say who was elected."""
        if len(self.continuing) <= self.vacancies:
            self.distribute(self.in_use())
            return self.close(action, about, 1, remaining=True)
        lines = self.in_use()
        iterations, before = 0, self.total * SCALE
        while True:
            iterations += 1
            self.distribute(lines)
            if any(self.votes[each] >= self.quota for each in self.continuing):
                return self.close(action, about, iterations)
            if self.surplus < PRECISION or self.surplus >= before:
                return self.close(action, about, iterations)
            before = self.surplus
            for each in self.elected:
                kept = -(-self.keep[each] * self.quota // SCALE)
                self.keep[each] = -(-kept * SCALE // self.votes[each])

    def in_use(self) -> dict[tuple[int, ...], int]:
        """What of the papers can still hold a vote: the elected, up to the first who continues. Few of them differ."""
        found: dict[tuple[int, ...], int] = {}
        for preferences, _, weight in self.papers:
            line = []
            for candidate in preferences:
                if self.keep[candidate]:
                    line.append(candidate)
                    if candidate in self.continuing:
                        break
            key = tuple(line)
            found[key] = found.get(key, 0) + weight
        return found

    def distribute(self, lines: dict[tuple[int, ...], int]) -> None:
        """Give every vote to its candidates by the shares that they keep, and set quota and surplus anew."""
        self.votes = [0] * len(self.votes)
        for line, papers in lines.items():
            left = SCALE
            for candidate in line:
                kept = -(-left * self.keep[candidate] // SCALE)
                self.votes[candidate] += kept * papers
                left -= kept
                if left <= 0:
                    break
        self.quota = sum(self.votes) // (self.seats + 1) + 1
        self.surplus = max(0, sum(self.votes[each] - self.quota for each in self.elected))

    def close(self, action: str, about: tuple[int, ...], iterations: int, remaining: bool = False) -> tuple[int, ...]:
        """See who is elected, and write the round down."""
        elected = self.by_votes(each for each in self.continuing if self.votes[each] >= self.quota)
        last = self.by_votes(self.continuing - set(elected)) if remaining else []
        self.elect([*elected, *last])
        votes = tuple(self.votes[1:])
        self.rounds.append(
            Round(
                number=self.number,
                action=action,
                about=about,
                votes=votes,
                exhausted=self.total * SCALE - sum(votes),
                quota=self.quota,
                elected=(*elected, *last),
                why=("quota",) * len(elected) + ("remaining",) * len(last),
                keep=tuple(self.keep[1:]),
                iterations=iterations,
            )
        )
        return (*elected, *last)
