"""What a voter chose in an election, as one short text: cast by a phone, sealed in secret, entered from paper.

- an order of preference: ``3>1>2``; candidates put equal, where the method knows that: ``3>1=2``;
- candidates named alike: ``1=3``;
- candidate by candidate: a mark for each in the order of the ballot paper, ``+`` for, ``-`` against, ``0`` abstaining,
  ``_`` no answer: ``+-0+``;
- a ballot that says nothing: ``blank``.

A choice is written in one way only (equal candidates in the order of their numbers), so that equal ballots are equal
texts and a sorted list of them gives nobody away.
"""

import re
from collections.abc import Mapping, Sequence

from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections.election import Ballot
from plenaria.core.voting.elections.setting import EACH, NAMING, Setting

BLANK = "blank"

MARKS = {"+": "for", "-": "against", "0": "abstain", "_": ""}
"""Marks of a ballot candidate by candidate, and the answer that each is; the last is no answer."""

type Ranks = tuple[tuple[int, ...], ...]

_RANKS = re.compile(r"[0-9]{1,3}(?:[>=][0-9]{1,3})*")


def written(ranks: Sequence[Sequence[int]]) -> str:
    """Ranks as a choice."""
    return ">".join("=".join(map(str, sorted(rank))) for rank in ranks if rank) or BLANK


def marked(answers: Mapping[int, str], setting: Setting) -> str:
    """Answers candidate by candidate (number → for, against, abstain) as a choice."""
    marks = {answer: mark for mark, answer in MARKS.items()}
    text = "".join(marks[answers.get(number, "")] for number in range(1, len(setting.candidates) + 1))
    return text if text.strip("_") else BLANK


def read(choice: str, setting: Setting) -> Ballot | Refusal:
    """The ballot that a choice is, of the weight 1; candidate by candidate use :func:`answers`.

    Refused: ``choice-unreadable``, ``choice-for-nobody`` (candidate), ``choice-names-twice`` (name),
    ``choice-too-many`` (votes, most), ``choice-equal``.
    """
    if choice == BLANK:
        return Ballot(())
    if not _RANKS.fullmatch(choice):
        return unacceptable("choice-unreadable")
    ranks = tuple(tuple(int(each) for each in rank.split("=")) for rank in choice.split(">"))
    refusal = check(ranks, setting)
    if refusal is None and written(ranks) != choice:
        return unacceptable("choice-unreadable")
    return refusal or Ballot(ranks)


def check(ranks: Sequence[Sequence[int]], setting: Setting) -> Refusal | None:
    """Whether a voter may say that; the codes of :func:`read`."""
    named = [candidate for rank in ranks for candidate in rank]
    for place, candidate in enumerate(named):
        if candidate not in setting.standing:
            return unacceptable("choice-for-nobody", candidate=candidate)
        if candidate in named[:place]:
            return unacceptable("choice-names-twice", name=setting.candidates[candidate - 1].name())
    if setting.method in NAMING:
        if len(ranks) > 1:
            return unacceptable("choice-unreadable")
    elif any(len(rank) > 1 for rank in ranks) and not setting.equal_ranks:
        return unacceptable("choice-equal")
    if len(named) > setting.most:
        return unacceptable("choice-too-many", votes=len(named), most=setting.most)
    return None


def answers(choice: str, setting: Setting) -> dict[int, str] | Refusal:
    """What a ballot says of each candidate; refused: ``choice-unreadable``, ``choice-for-nobody`` (candidate)."""
    if choice == BLANK:
        return {}
    if len(choice) != len(setting.candidates) or not set(choice) <= MARKS.keys() or not choice.strip("_"):
        return unacceptable("choice-unreadable")
    found = {number: MARKS[mark] for number, mark in enumerate(choice, 1) if MARKS[mark]}
    for number in found:
        if number not in setting.standing:
            return unacceptable("choice-for-nobody", candidate=number)
    return found


def refused(choice: str, setting: Setting) -> Refusal | None:
    """Why a choice can't be cast in this election, if it can't."""
    found = answers(choice, setting) if setting.method == EACH else read(choice, setting)
    return found if isinstance(found, Refusal) else None
