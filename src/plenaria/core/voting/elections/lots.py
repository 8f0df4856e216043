"""Lots in an election: one order of candidates, which grows where a later tie asks for more and never changes.

Who was drawn earlier is favoured (see ``sheet``). So that one lot never contradicts another, a lot once drawn stands
for the whole election, its later rounds too.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.voting.elections.setting import Setting


def joined(lot: Sequence[int], drawn: Sequence[int], tied: Collection[int], setting: Setting) -> list[int] | Refusal:
    """The lot with what was drawn now, by hand, between those ``tied``.

    Refused: ``lot-for-others``: it does not name each of the tied once, and nobody else; ``lot-contradicts`` (first,
    second): an earlier lot put them the other way round.
    """
    if sorted(drawn) != sorted(tied):
        return unacceptable("lot-for-others")
    known = [each for each in drawn if each in lot]
    for first, second in pairwise(known):
        if lot.index(first) > lot.index(second):
            names = setting.names()
            return conflict("lot-contradicts", first=names[second - 1], second=names[first - 1])
    whole = list(lot)
    at = len(whole)
    for each in reversed(drawn):
        if each in whole:
            at = whole.index(each)
        else:
            whole.insert(at, each)
    return whole


def keeping(order: Sequence[int], lot: Sequence[int]) -> list[int]:
    """An order drawn now, in which those of the earlier lot stand in their order."""
    earlier = iter(lot)
    return [next(earlier) if each in lot else each for each in order]
