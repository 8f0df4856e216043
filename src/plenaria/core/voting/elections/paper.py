"""Ballot papers that tellers counted: as ballots, or as sums for each candidate where the method knows no preferences.

1. Sums become papers that could have been in the box, so that both are counted in the same way: the votes of one
   candidate lie on different papers, and no paper names more candidates than it may. The result depends on the sums
   alone, so it does not matter which of the possible boxes it was; such papers are ``made_up`` and shown to nobody.
2. A ballot file stands for what was read out: its ballots are held against what was laid down, line by line.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections import choices
from plenaria.core.voting.elections.election import Election
from plenaria.core.voting.elections.held import summed
from plenaria.core.voting.elections.setting import EACH, NAMING, RANKING, Setting

MOST_PAPERS = 99_999


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What was in the box: choices and how many papers said so, blank ones among them, and the ``spoilt`` apart."""

    ballots: tuple[tuple[str, int], ...]
    spoilt: int = 0
    made_up: bool = False

    @property
    def number(self) -> int:
        """All papers, the spoilt ones too."""
        return sum(papers for _, papers in self.ballots) + self.spoilt

    def to_data(self) -> dict[str, Any]:
        """As JSON values; ``from_data`` gives the same papers back."""
        return {
            "ballots": [list(each) for each in self.ballots],
            "spoilt": self.spoilt,
            "form": "sums" if self.made_up else "ballots",
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The papers that ``to_data`` wrote."""
        ballots = tuple((choice, papers) for choice, papers in data["ballots"])
        return cls(ballots=ballots, spoilt=data["spoilt"], made_up=data["form"] == "sums")


def from_election(setting: Setting, election: Election, lines: Sequence[int] = (), spoilt: int = 0) -> Papers | Refusal:
    """The papers of a ballot file. ``lines`` say where each ballot stood.

    Refused: ``blt-other-candidates`` (candidates, standing), ``blt-weights``, ``blt-each``, ``count-negative`` (count),
    and with the line ``blt-ballot-for-nobody``, ``blt-ballot-more-votes-than-seats``, ``blt-ballot-equal-ranks``.
    """
    if setting.method == EACH:
        return unacceptable("blt-each")
    if len(election.candidates) != len(setting.candidates):
        return unacceptable(
            "blt-other-candidates", candidates=len(election.candidates), standing=len(setting.candidates)
        )
    if election.denominator != 1:
        return unacceptable("blt-weights")
    if spoilt < 0:
        return unacceptable("count-negative", count=spoilt)
    found: list[tuple[str, int]] = []
    for place, ballot in enumerate(election.ballots):
        ranks = _ranks(setting, ballot.ranks)
        refusal = choices.check(ranks, setting)
        if refusal is not None:
            return _on_line(refusal, lines[place] if lines else place + 1)
        found.append((choices.written(ranks), ballot.weight))
    return Papers(ballots=tuple(summed(found)), spoilt=spoilt)


def _ranks(setting: Setting, ranks: choices.Ranks) -> choices.Ranks:
    """The ranks as the method reads them: names alike in one; an order of preference ends where one was left out."""
    if setting.method in NAMING:
        named = tuple(candidate for rank in ranks for candidate in rank)
        return (named,) if named else ()
    if not setting.equal_ranks and () in ranks:
        return ranks[: ranks.index(())]
    return tuple(rank for rank in ranks if rank)


def _on_line(refusal: Refusal, line: int) -> Refusal:
    data = refusal.data
    match refusal.code:
        case "choice-for-nobody":
            return unacceptable("blt-ballot-for-nobody", line=line, candidate=data["candidate"])
        case "choice-too-many":
            return unacceptable("blt-ballot-more-votes-than-seats", line=line, votes=data["votes"], seats=data["most"])
    return unacceptable("blt-ballot-equal-ranks", line=line)


def from_sums(
    setting: Setting, votes: Mapping[int, int], *, valid: int, blank: int = 0, spoilt: int = 0
) -> Papers | Refusal:
    """Papers from the votes of each candidate (by number) on so many ``valid`` papers.

    Refused: ``sums-need-ballots``: the method needs the ballots themselves; ``count-negative`` (count),
    ``sums-for-nobody`` (candidate), ``sums-above-papers`` (name, votes, papers), ``sums-too-many`` (votes, papers,
    most), ``sums-too-few`` (votes, papers), ``papers-too-many`` (papers, most).
    """
    if setting.method in RANKING or setting.method == EACH:
        return unacceptable("sums-need-ballots")
    least = min(*votes.values(), valid, blank, spoilt)
    if least < 0:
        return unacceptable("count-negative", count=least)
    if valid + blank + spoilt > MOST_PAPERS:
        return unacceptable("papers-too-many", papers=valid + blank + spoilt, most=MOST_PAPERS)
    for candidate, got in votes.items():
        if got and candidate not in setting.standing:
            return unacceptable("sums-for-nobody", candidate=candidate)
        if got > valid:
            name = setting.candidates[candidate - 1].name()
            return unacceptable("sums-above-papers", name=name, votes=got, papers=valid)
    whole = sum(votes.values())
    if whole > valid * setting.most:
        return unacceptable("sums-too-many", votes=whole, papers=valid, most=setting.most)
    if whole < valid:
        return unacceptable("sums-too-few", votes=whole, papers=valid)
    return Papers(ballots=_dealt(votes, valid, blank), spoilt=spoilt, made_up=True)


def _dealt(votes: Mapping[int, int], valid: int, blank: int) -> tuple[tuple[str, int], ...]:
    """Deal the votes out one after the other, paper after paper and round again: no candidate has more votes than there
    are papers, so none meets the same paper twice, and every paper gets as many as any other or one more."""
    papers: list[list[int]] = [[] for _ in range(valid)]
    place = 0
    for candidate, got in votes.items():
        for _ in range(got):
            papers[place].append(candidate)
            place = (place + 1) % valid
    found = Counter(choices.written([named]) for named in papers)
    found[choices.BLANK] += blank
    return tuple(summed(found.items()))


def from_answers(
    setting: Setting, sums: Mapping[int, tuple[int, int, int]], *, papers: int, spoilt: int = 0
) -> Papers | Refusal:
    """Candidate by candidate: papers from the votes for, against and abstaining on each, on so many ``papers``.

    Refused: ``sums-need-ballots``, ``count-negative`` (count), ``papers-too-many`` (papers, most), ``sums-for-nobody``
    (candidate), ``sums-above-papers`` (name, votes, papers).
    """
    if setting.method != EACH:
        return unacceptable("sums-need-ballots")
    least = min(papers, spoilt, *(count for three in sums.values() for count in three))
    if least < 0:
        return unacceptable("count-negative", count=least)
    if papers + spoilt > MOST_PAPERS:
        return unacceptable("papers-too-many", papers=papers + spoilt, most=MOST_PAPERS)
    for candidate, three in sums.items():
        if sum(three) and candidate not in setting.standing:
            return unacceptable("sums-for-nobody", candidate=candidate)
        if sum(three) > papers:
            name = setting.candidates[candidate - 1].name()
            return unacceptable("sums-above-papers", name=name, votes=sum(three), papers=papers)
    found: Counter[str] = Counter()
    for paper in range(papers):
        said = {candidate: _answer(three, paper) for candidate, three in sums.items()}
        found[choices.marked(said, setting)] += 1
    return Papers(ballots=tuple(summed(found.items())), spoilt=spoilt, made_up=True)


def _answer(three: tuple[int, int, int], paper: int) -> str:
    in_favour, against, abstaining = three
    if paper < in_favour:
        return "for"
    if paper < in_favour + against:
        return "against"
    return "abstain" if paper < in_favour + against + abstaining else ""
