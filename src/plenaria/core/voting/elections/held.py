"""The count of an election as it was held: what was chosen, by how many votes, under what was laid down before.

Each round of an election in rounds is one poll with a roll of its own; the count is made anew from all of them, so that
it can be made again by anybody who has the choices.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import lcm

from plenaria.core.refusal import Refusal
from plenaria.core.voting.elections import choices, each, most_votes, rounds, schulze
from plenaria.core.voting.elections.count import Count
from plenaria.core.voting.elections.election import Ballot, Election
from plenaria.core.voting.elections.methods import METHODS
from plenaria.core.voting.elections.setting import EACH, Setting
from plenaria.core.voting.rule import Rule
from plenaria.core.voting.tally import Tally

MOST = {"plurality": most_votes.plurality, "block": most_votes.block, "approval": most_votes.approval}
"""Methods that can ask for a threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One poll of an election.

    ``votes`` are choices with their votes, in units of 1/``denominator``; the same choice may stand there several
    times. ``spoilt`` are papers that tellers set aside, in the same units. ``turnout`` says who was there, where
    candidate by candidate a rule asks that, over the same denominator; its own sums are not read.
    """

    setting: Setting
    votes: tuple[tuple[str, int], ...]
    denominator: int = 1
    spoilt: int = 0
    turnout: Tally | None = None


def count(polls: Sequence[Held], *, rule: Rule, call: int = 1, lot: Sequence[int] = ()) -> Count | Refusal:
    """Count what was held so far, the first round first; ``rule`` decides candidate by candidate, and nowhere else.

    ``lot`` are candidates in the order in which they were drawn. Names are those of any language (see
    ``Setting.named``). Refuses what ``choices.read`` does, and what the method does.
    """
    last = polls[-1]
    if last.setting.method == EACH:
        return _each(last, rule, call, lot)
    elections: list[Election] = []
    scale = lcm(*(held.denominator for held in polls))
    for held in polls:
        made = election(held, scale // held.denominator)
        if isinstance(made, Refusal):
            return made
        elections.append(made)
    setting = last.setting
    if setting.method == rounds.METHOD:
        return rounds.count(elections, rule=setting.runoff, lot=lot)
    if setting.method == schulze.METHOD:
        return schulze.count(
            elections[-1], default=setting.default, quorum=setting.quorum, majorities=setting.ratio, lot=lot
        )
    if most := MOST.get(setting.method):
        return most(elections[-1], threshold=setting.threshold, base=setting.base, lot=lot)
    return METHODS[setting.method](elections[-1], lot=lot)


def election(held: Held, factor: int = 1, languages: Sequence[str] = (), title: str = "") -> Election | Refusal:
    """The ballots of one poll, those that say the same as one; weights times ``factor``. Not candidate by candidate."""
    ballots: list[Ballot] = []
    for choice, units in summed(held.votes):
        ballot = choices.read(choice, held.setting)
        if isinstance(ballot, Refusal):
            return ballot
        ballots.append(replace(ballot, weight=units * factor))
    return Election(
        candidates=held.setting.names(languages),
        seats=held.setting.places,
        ballots=tuple(ballots),
        withdrawn=frozenset(held.setting.withdrawn),
        title=title,
        denominator=held.denominator * factor,
        spoilt=held.spoilt * factor,
    )


def summed(votes: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Equal choices added up and sorted, so that their order tells nothing of who came when."""
    sums: Counter[str] = Counter()
    for choice, units in votes:
        sums[choice] += units
    return sorted((choice, units) for choice, units in sums.items() if units)


def tallies(held: Held) -> tuple[Tally, ...] | Refusal:
    """Candidate by candidate: the votes for, against and abstaining on each.

    :raises ValueError: it is not known who was there.
    """
    if held.turnout is None:
        raise ValueError("a rule that decides on each candidate asks who was there")
    sums = [dict.fromkeys(("for", "against", "abstain"), 0) for _ in held.setting.candidates]
    for choice, units in held.votes:
        said = choices.answers(choice, held.setting)
        if isinstance(said, Refusal):
            return said
        for candidate, answer in said.items():
            sums[candidate - 1][answer] += units
    return tuple(
        replace(held.turnout, in_favour=one["for"], against=one["against"], abstaining=one["abstain"]) for one in sums
    )


def _each(held: Held, rule: Rule, call: int, lot: Sequence[int]) -> Count | Refusal:
    found = tallies(held)
    if isinstance(found, Refusal):
        return found
    setting = held.setting
    made, _decisions = each.count(
        setting.names(),
        found,
        rule=rule,
        seats=setting.vacancies,
        call=call,
        lot=lot,
        withdrawn=frozenset(setting.withdrawn),
    )
    blank = sum(units for choice, units in held.votes if choice == choices.BLANK)
    return replace(made, blank=blank, spoilt=held.spoilt)
