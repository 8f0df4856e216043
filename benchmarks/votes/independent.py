"""Methods beside independent implementations, on random elections from a fixed seed."""

import random
import sys
from collections.abc import Iterator
from contextlib import suppress
from types import ModuleType
from typing import Any
from warnings import catch_warnings, simplefilter

from plenaria.core.refusal import Refusal
from plenaria.core.voting.elections import meek, schulze
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.election import Ballot, Election

SEED = 20261122


def report() -> str:
    """A table: the method, beside what, on how many elections, and how many agree."""
    lines = [
        "## Beside independent implementations",
        "",
        f"Random elections (seed {SEED}); those that need a lot are left out, since no two programs draw the same.",
        "",
        "| method | beside | elections | same result | what differs |",
        "|---|---|---:|---:|---|",
    ]
    with catch_warnings():
        simplefilter("ignore")
        lines += [_meek(), _schulze()]
    return "\n".join(lines)


def _elections(many: int, *, equal: bool) -> Iterator[Election]:
    """Small elections in which some candidates are better liked than others."""
    draw = random.Random(SEED)
    for _ in range(many):
        size = draw.randint(3, 7)
        liked = [draw.random() ** 2 + 0.02 for _ in range(size)]
        ballots = []
        for _ in range(draw.randint(6, 40)):
            left, ranks = list(range(1, size + 1)), list[tuple[int, ...]]()
            for _ in range(min(size, 1 + int(draw.expovariate(0.4)))):
                chosen = draw.choices(left, [liked[each - 1] for each in left])[0]
                left.remove(chosen)
                if equal and ranks and draw.random() < 0.2:
                    ranks[-1] = (*ranks[-1], chosen)
                else:
                    ranks.append((chosen,))
            ballots.append(Ballot(tuple(ranks), draw.randint(1, 2)))
        names = tuple(f"C{n}" for n in range(1, size + 1))
        yield Election(candidates=names, seats=draw.randint(1, size - 1), ballots=tuple(ballots))


def _sure(made: Count | Refusal) -> Count:
    if isinstance(made, Refusal):
        raise SystemExit(str(made))
    return made


def _meek() -> str:
    try:
        from pref_voting.profiles_with_ties import ProfileWithTies
        from pref_voting.proportional_methods import stv_meek
    except ImportError:
        return "| Meek | pref_voting: STV-Meek | | | not measured: not installed |"
    same, all_of_them = 0, 0
    for election in _elections(200, equal=False):
        made = _sure(meek.count(election))
        if made.lots:
            continue
        all_of_them += 1
        rankings = [{rank[0]: place for place, rank in enumerate(each.ranks, 1)} for each in election.ballots]
        weights = [each.weight for each in election.ballots]
        profile = ProfileWithTies(rankings, rcounts=weights, candidates=list(range(1, len(election.candidates) + 1)))
        same += set(stv_meek(profile, num_seats=election.seats)) == set(made.elected)
    return (
        f"| Meek | pref_voting: STV-Meek | {all_of_them} | {same} | nothing; it counts in floating point |"
        if same == all_of_them
        else f"| Meek | pref_voting: STV-Meek | {all_of_them} | {same} | in {all_of_them - same} it elects others |"
    )


def _schulze() -> str:
    # It imports pygraph, which asks a part of setuptools that is gone for a namespace it does not need.
    stand_in: Any = ModuleType("pkg_resources")
    stand_in.declare_namespace = lambda _name: None
    with suppress(ImportError):
        sys.modules.setdefault("pkg_resources", stand_in)
        from py3votecore.condorcet import CondorcetHelper
        from py3votecore.schulze_method import SchulzeMethod

        same, within, all_of_them = 0, 0, 0
        for election in _elections(2000, equal=True):
            made = _sure(schulze.count(election, seats=1))
            ours = set(made.waiting.candidates if made.waiting else made.elected)
            everybody = set(range(1, len(election.candidates) + 1))
            ballots = [
                {"count": each.weight, "ballot": [list(rank) for rank in _complete(each, everybody)]}
                for each in election.ballots
            ]
            result = SchulzeMethod(ballots, ballot_notation=CondorcetHelper.BALLOT_NOTATION_GROUPING).as_dict()
            theirs = set(result.get("tied_winners") or {result["winner"]})
            all_of_them += 1
            same += ours == theirs
            within += ours <= theirs
        return (
            f"| Schulze | python3-vote-core: SchulzeMethod | {all_of_them} | {same} | in {within - same} it leaves a "
            "tie that the Debian rule settles, by the votes against, for one of its winners; "
            f"in {all_of_them - within} it elects others |"
        )
    return "| Schulze | python3-vote-core: SchulzeMethod | | | not measured: not installed |"


def _complete(ballot: Ballot, everybody: set[int]) -> list[tuple[int, ...]]:
    """The ranks, and below them whoever the ballot does not rank."""
    left = everybody - {each for rank in ballot.ranks for each in rank}
    return [*ballot.ranks, *([tuple(sorted(left))] if left else [])]
