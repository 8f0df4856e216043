"""The result sheet that a count fills in, and the lot.

1. A tie goes first to the votes of other rounds, where the method says so, then to the lot.
2. A lot is drawn elsewhere and journalled; here it is an order of candidates. Who was drawn earlier is favoured:
   elected first, their surplus transferred first, excluded last.
3. Where no lot was drawn, every way it could fall is tried: if all of them elect the same candidates, the count goes
   on and says so; else it stops there and waits for the lot.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from plenaria.core.voting.elections.count import Count, Round, Tie
from plenaria.core.voting.elections.election import Election

TRIALS = 100
"""How many ways a lot could fall are tried before the count asks for the lot."""


class LotNeeded(Exception):  # noqa: N818 - it ends a count early, and never leaves this package
    """The count can't go on without a lot; the tie is on the sheet."""


class Lot:
    """How ties are settled that the votes leave open: by an order that was drawn, then by a ``script`` of choices."""

    def __init__(self, drawn: Sequence[int] = (), script: Sequence[int] = ()) -> None:
        self._place = {candidate: place for place, candidate in enumerate(drawn)}
        self._script = list(reversed(script))

    def choose(self, tied: Sequence[int], purpose: str) -> tuple[str, int | None]:
        """How it was settled, and the candidate who is elected, transferred or excluded."""
        if all(candidate in self._place for candidate in tied):
            chosen = (max if purpose == "exclude" else min)(tied, key=self._place.__getitem__)
            return "lot", chosen
        if self._script:
            return "either-way", self._script.pop()
        return "waiting", None


class Sheet:
    """A count while it goes on.

    ``number`` is the stage that is being made; ``votes`` goes by candidate number, and its place 0 is not used.
    """

    def __init__(self, election: Election, seats: int, lot: Lot) -> None:
        self.election = election
        self.seats = seats
        self.continuing = set(election.standing)
        self.elected: list[int] = []
        self.rounds: list[Round] = []
        self.ties: list[Tie] = []
        self.number = 1
        self.votes = [0] * (len(election.candidates) + 1)
        self._lot = lot

    @property
    def vacancies(self) -> int:
        """Seats not yet filled."""
        return self.seats - len(self.elected)

    def by_votes(self, candidates: Iterable[int]) -> list[int]:
        """These candidates, the one with the most votes first; equal ones as on the ballot paper."""
        return sorted(candidates, key=lambda each: (-self.votes[each], each))

    def elect(self, candidates: Sequence[int]) -> None:
        """They are elected, in this order."""
        self.elected.extend(candidates)
        self.continuing.difference_update(candidates)

    def best(self, candidates: Iterable[int]) -> list[int]:
        """As many of them as there are vacancies, the most votes first, equal ones for too few seats by lot; those of
        whom that is certain where a lot is awaited."""
        left, chosen = self.by_votes(candidates), list[int]()
        try:
            while left and len(chosen) < self.vacancies:
                tied = [each for each in left if self.votes[each] == self.votes[left[0]]]
                fits = len(chosen) + len(tied) <= self.vacancies
                chosen.append(tied[0] if fits else self.pick(tied, "elect"))
                left.remove(chosen[-1])
        except LotNeeded:
            pass
        return chosen

    def pick(self, tied: Sequence[int], purpose: str, history: Iterable[Round] = ()) -> int:
        """One of them: by the first round of ``history`` in which their votes differed, else by lot.

        Where two of three are equal at the extreme there, the rest of the history decides between these two.

        :raises LotNeeded: neither the history nor the lot tells.
        """
        left = sorted(tied)
        extreme = min if purpose == "exclude" else max
        for each in history:
            if len(left) > 1:
                best = extreme(each.votes[one - 1] for one in left)
                left = [one for one in left if each.votes[one - 1] == best]
        settled, chosen = self._lot.choose(left, purpose) if len(left) > 1 else ("rounds", left[0])
        if len(tied) > 1:
            shown = tuple(sorted(tied)) if settled == "rounds" else tuple(left)
            self.ties.append(Tie(self.number, purpose, shown, settled, chosen))
        if chosen is None:
            raise LotNeeded
        return chosen

    def count(self, method: str, unit: int, total: int, blank: int) -> Count:
        """The sheet as a value. ``unit`` is one unit of the election in units of the count; ``total`` and ``blank``
        are in units of the election."""
        election = self.election
        return Count(
            method=method,
            title=election.title,
            candidates=election.candidates,
            withdrawn=tuple(sorted(election.withdrawn)),
            seats=self.seats,
            scale=unit * election.denominator,
            total=unit * total,
            blank=unit * blank,
            spoilt=unit * election.spoilt,
            rounds=tuple(self.rounds),
            elected=tuple(self.elected),
            ties=tuple(self.ties),
        )


def concluded(run: Callable[[Lot], Count], drawn: Sequence[int]) -> Count:
    """The count under a drawn lot; without one, the count that every lot would give, or one that waits."""
    first = run(Lot(drawn))
    if first.waiting is None:
        return first
    trials = 0

    def outcomes(script: tuple[int, ...], count: Count) -> Iterator[Count | None]:
        nonlocal trials
        if count.waiting is None:
            yield count
            return
        for candidate in count.waiting.candidates:
            trials += 1
            if trials > TRIALS:
                yield None
                return
            yield from outcomes((*script, candidate), run(Lot(drawn, (*script, candidate))))

    found: Count | None = None
    for outcome in outcomes((), first):
        if outcome is None or (found is not None and set(outcome.elected) != set(found.elected)):
            return first
        found = found or outcome
    return found or first
