"""Other libraries that count the transferable vote, each behind the same two steps: build its ballots, count them.

They do not count by the same rules: only stvpoll claims the Scottish ones. pyrankvote counts in floating point with a
quota of votes ÷ (seats + 1); votekit by fractional transfers with the Droop quota. What they are compared in is time,
and whether they elect the known candidates.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from plenaria.core.refusal import Refusal
from plenaria.core.voting.elections import scottish
from plenaria.core.voting.elections.election import Election


@dataclass(frozen=True, slots=True)
class Contestant:
    """A library: how it makes its own form of an election, and counts it. ``rounds`` limits the slow ones."""

    name: str
    build: Callable[[Election], Any]
    count: Callable[[Any], frozenset[int]]
    rounds: int = 9


def found() -> list[Contestant]:
    """Those that are installed, ours first."""
    contestants = [Contestant("Plenaria: Scottish rules", lambda election: election, _ours)]
    for make in (_pyrankvote, _votekit_fast, _stvpoll, _votekit):
        with suppress(ImportError):
            contestants.append(make())
    return contestants


def _ours(election: Election) -> frozenset[int]:
    made = scottish.count(election)
    if isinstance(made, Refusal):
        raise SystemExit(str(made))
    return frozenset(made.elected)


def _pyrankvote() -> Contestant:
    import pyrankvote

    def build(election: Election) -> Any:
        candidates = [pyrankvote.Candidate(str(n)) for n in range(1, len(election.candidates) + 1)]
        ballots = [
            pyrankvote.Ballot(ranked_candidates=[candidates[rank[0] - 1] for rank in ballot.ranks])
            for ballot in election.ballots
            for _ in range(ballot.weight)
        ]
        return candidates, ballots, election.seats

    def count(built: Any) -> frozenset[int]:
        candidates, ballots, seats = built
        result = pyrankvote.single_transferable_vote(candidates, ballots, number_of_seats=seats)
        return frozenset(int(each.name) for each in result.get_winners())

    return Contestant("pyrankvote: single_transferable_vote", build, count, rounds=3)


def _profile(election: Election) -> Any:
    from votekit import RankBallot, RankProfile

    ballots = tuple(
        RankBallot(ranking=tuple(frozenset({str(rank[0])}) for rank in ballot.ranks), weight=ballot.weight)
        for ballot in election.ballots
    )
    candidates = [str(n) for n in range(1, len(election.candidates) + 1)]
    return RankProfile(ballots=ballots, candidates=candidates), election.seats


def _votekit_fast() -> Contestant:
    from votekit.elections import FastSTV

    def count(built: Any) -> frozenset[int]:
        profile, seats = built
        elected = FastSTV(profile, n_seats=seats, simultaneous=False, tiebreak="random").get_elected()
        return frozenset(int(name) for group in elected for name in group)

    return Contestant("votekit: FastSTV (numpy)", _profile, count, rounds=3)


def _votekit() -> Contestant:
    from votekit.elections import STV

    def count(built: Any) -> frozenset[int]:
        profile, seats = built
        elected = STV(profile, n_seats=seats, simultaneous=False, tiebreak="random").get_elected()
        return frozenset(int(name) for group in elected for name in group)

    return Contestant("votekit: STV", _profile, count, rounds=1)


def _stvpoll() -> Contestant:
    from stvpoll.scottish_stv import calculate_scottish_stv

    def build(election: Election) -> Any:
        ballots = [(tuple(rank[0] for rank in ballot.ranks), ballot.weight) for ballot in election.ballots]
        return tuple(range(1, len(election.candidates) + 1)), ballots, election.seats

    def count(built: Any) -> frozenset[int]:
        candidates, ballots, seats = built
        return frozenset(calculate_scottish_stv(candidates, ballots, seats).elected_as_tuple())

    return Contestant("stvpoll: Scottish STV", build, count, rounds=3)
