"""What changed between two texts: pieces that came, went or stayed, and in those that stayed the words.

Clauses are the same where their ids are; everything else, which has no id, where its words are alike. A piece that
moved went in one place and came in another. In any script: words are runs of letters and figures (Unicode).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from plenaria.core.text.resolution import Clause, Resolution
from plenaria.formats.pieces import Piece

type Run = tuple[str, str]
"""``same``, ``gone`` or ``new``, and words."""

ALIKE = 0.4
"""The share of words that two paragraphs have in common when one is taken for the other, changed."""
_LONGEST = 6_000
"""Words beyond which two versions of one paragraph are compared by beginning and end only."""
_PAIRS = 250_000
"""Pairs of paragraphs beyond which none of a run that was rewritten is taken for another."""
_TOKEN = re.compile(r"(\s*)(\w+|[^\w\s]|$)")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Change:
    """A piece before and after; ``None`` where it came or went."""

    before: Piece | None
    after: Piece | None

    @property
    def piece(self) -> Piece:
        """The later one where there is one."""
        piece = self.after or self.before
        assert piece
        return piece


def changes(before: Iterable[Piece], after: Iterable[Piece]) -> Iterator[Change]:
    """Every piece of both, in the later order; what went stands after what preceded it."""
    old, new = list(before), list(after)
    kept = _increasing(_same_pieces(old, new))
    at = 0
    for index, piece in enumerate(new):
        if index in kept:
            yield from (Change(gone, None) for gone in old[at : kept[index]])
            yield Change(old[kept[index]], piece)
            at = kept[index] + 1
        else:
            yield Change(None, piece)
    yield from (Change(gone, None) for gone in old[at:])


def runs(before: str, after: str) -> tuple[Run, ...]:
    """The words of both: those that are ``same`` or ``gone`` make ``before``, ``same`` or ``new`` make ``after``."""
    if before == after:
        return (("same", after),) if after else ()
    one, two = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[Run] = []
    for what, start, end, first, last in _opcodes([word for _, word in one], [word for _, word in two]):
        if what == "equal":
            for (blank, word), (blank_after, _) in zip(one[start:end], two[first:last], strict=True):
                found += [("same", blank)] if blank == blank_after else [("gone", blank), ("new", blank_after)]
                found.append(("same", word))
        else:
            found.append(("gone", "".join(map("".join, one[start:end]))))
            found.append(("new", "".join(map("".join, two[first:last]))))
    return tuple(_joined(found))


def identified(text: Resolution, before: Resolution) -> Resolution:
    """``text`` with the ids of those clauses of ``before`` whose words they have; for texts that share no history."""
    taken = {clause.id for clause in before.walk()}
    fresh = (f"n{count}" for count in range(1, len(list(text.walk())) * 2 + len(taken) + 2))
    unused = (name for name in fresh if name not in taken)

    def named(clauses: Sequence[Clause], earlier: Sequence[Clause]) -> tuple[Clause, ...]:
        same = matched([_words_of(each) for each in earlier], [_words_of(each) for each in clauses])
        return tuple(
            replace(
                clause,
                id=earlier[same[at]].id if at in same else next(unused),
                children=named(clause.children, earlier[same[at]].children if at in same else ()),
            )
            for at, clause in enumerate(clauses)
        )

    return replace(text, clauses=named(text.clauses, before.clauses))


def matched(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Which text of ``before`` each of ``after`` is, by their places: equal ones first, then those that are alike."""
    found: dict[int, int] = {}
    for what, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            found.update(zip(range(first, last), range(start, end), strict=True))
        elif what == "replace":
            found.update(_alike(before, after, range(start, end), range(first, last)))
    return found


def _same_pieces(old: Sequence[Piece], new: Sequence[Piece]) -> dict[int, int]:
    """For the place of each new piece that of the old one which it was."""
    named = {piece.key: at for at, piece in enumerate(old) if not _is_counted(piece)}
    same = {at: named[piece.key] for at, piece in enumerate(new) if not _is_counted(piece) and piece.key in named}
    for kind in {piece.kind for piece in old if _is_counted(piece)}:
        olds, news = ([at for at, piece in enumerate(side) if piece.kind == kind] for side in (old, new))
        pairs = matched([_printed(old[at]) for at in olds], [_printed(new[at]) for at in news])
        same.update({news[later]: olds[earlier] for later, earlier in pairs.items()})
    return {at: was for at, was in same.items() if _is_set_alike(old[was], new[at])}


def _is_counted(piece: Piece) -> bool:
    return piece.kind in ("recital", "signature", "dispatch", "annex", "annexed", "unplaced")


def _is_set_alike(one: Piece, other: Piece) -> bool:
    """Whether a paragraph need only change its words: a clause that changes its level goes and comes."""
    return (one.level, bool(one.mark)) == (other.level, bool(other.mark))


def _printed(piece: Piece) -> str:
    return f"{piece.mark}\t{piece.text}" if piece.kind == "signature" else piece.text


def _increasing(same: dict[int, int]) -> dict[int, int]:
    """The most pairs that stand in the same order on both sides (longest increasing subsequence)."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for at in sorted(same):
        place = bisect_left(tails, same[at])
        before[at] = ends[place - 1] if place else None
        tails[place:] = [same[at]] if place == len(tails) else [same[at], *tails[place + 1 :]]
        ends[place:] = [at] if place == len(ends) else [at, *ends[place + 1 :]]
    kept, last = {}, ends[-1] if ends else None
    while last is not None:
        kept[last] = same[last]
        last = before[last]
    return kept


def _alike(before: Sequence[str], after: Sequence[str], olds: range, news: range) -> dict[int, int]:
    """The pairs of both ranges, in order, that have the most words in common (dynamic programming)."""
    if len(olds) * len(news) > _PAIRS:
        return {}
    bags = {at: _bag(before[at]) for at in olds}
    others = {at: _bag(after[at]) for at in news}
    likeness = [[_likeness(bags[old], others[new]) for new in news] for old in olds]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for row in range(len(olds) - 1, -1, -1):
        for column in range(len(news) - 1, -1, -1):
            here = likeness[row][column]
            taken = best[row + 1][column + 1] + here if here >= ALIKE else 0.0
            best[row][column] = max(taken, best[row + 1][column], best[row][column + 1])
    found, row, column = {}, 0, 0
    while row < len(olds) and column < len(news):
        here = likeness[row][column]
        if here >= ALIKE and best[row][column] == best[row + 1][column + 1] + here:
            found[news[column]] = olds[row]
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return found


def _bag(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _words_of(clause: Clause) -> str:
    return " ".join(part for each in clause.walk() for part in (each.text, each.tail) if part)


def _opcodes(one: list[str], two: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    if len(one) + len(two) <= 2 * _LONGEST:
        return SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    start, shorter = 0, min(len(one), len(two))
    while start < shorter and one[start] == two[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == two[-1 - end]:
        end += 1
    return (
        ("equal", 0, start, 0, start),
        ("replace", start, len(one) - end, start, len(two) - end),
        ("equal", len(one) - end, len(one), len(two) - end, len(two)),
    )


def _joined(found: Sequence[Run]) -> Iterator[Run]:
    """Runs of one kind together, and no lone blank or comma left standing between two changes."""
    groups: list[dict[str, str]] = [{"same": "", "gone": "", "new": ""}]
    for what, words in found:
        if what == "same" and (groups[-1]["gone"] or groups[-1]["new"]):
            groups.append({"same": "", "gone": "", "new": ""})
        groups[-1][what] += words
    merged: list[dict[str, str]] = []
    for group in groups:
        if merged and (group["gone"] or group["new"]) and not _WORD.search(group["same"]):
            for what in ("gone", "new"):
                merged[-1][what] += group["same"] + group[what]
        else:
            merged.append(group)
    for group in merged:
        yield from ((what, words) for what, words in group.items() if words)
