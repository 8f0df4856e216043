"""Two language versions of one resolution, clause by clause and recital by recital.

Every piece of either text is in exactly one pair, in the order of the authentic text; what stands only on one side, or
stands differently, is flagged and never hidden. Numbers decide first, then what the pieces say (``likeness``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plenaria.core.text.identifiers import latin
from plenaria.core.text.likeness import Likeness, Look, look, together
from plenaria.core.text.resolution import Clause, Recital, Resolution

FLAGS = ("missing", "extra", "number", "level", "points", "merged", "unlike")
"""Missing in the other text, extra in it; unequal in number, in level, in the count of points; holding what is two
pieces in the other text; side by side only because nothing else is left for either."""

LEAST_ALIKE = 0.45
"""The Universal Declaration in 7 languages resembles itself by 0.49 to 0.88, pairs of unrelated papers by 0 to 0.42."""

_STRANGE = 0.25
"""Pieces that agree less hardly say the same: of 2058 pairs of articles of the Declaration none, of as many wrong pairs
931."""

_LEAST = 0.01
"""What such pieces are worth more than two gaps all the same: they are paired where nothing else is left for them."""

_MERGED = 0.2
"""How much more two pieces have to agree with one than one of them alone, before they are taken for merged."""

_CLEARLY = 1.1
"""How many times better words must agree than numbers, to be believed more."""

_BAND = 12
"""How far from its proportional place the partner of a piece is looked for, beside the difference of the counts."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A piece of the authentic text and of the other, one of which may be absent, and how they are unequal."""

    authentic: Clause | Recital | None
    other: Clause | Recital | None
    flags: tuple[str, ...] = ()

    @property
    def is_equal(self) -> bool:
        """Whether both are there and nothing is flagged."""
        return not self.flags


@dataclass(frozen=True, slots=True)
class _Match:
    """Pieces that stand beside each other by their places, and how much they agree; ``None`` for a gap."""

    one: int | None
    two: int | None
    likeness: float = 1.0
    is_merged: bool = False

    @property
    def flags(self) -> tuple[str, ...]:
        """What the comparing of their words says of a pair."""
        if self.one is None or self.two is None:
            return ()
        return ("merged",) if self.is_merged else ("unlike",) if self.likeness < _STRANGE else ()


def align(authentic: Resolution, other: Resolution) -> tuple[Pair, ...]:
    """The recitals, then the clauses with their sub-clauses, of both texts."""
    return (*_recitals(authentic.recitals, other.recitals), *_clauses(authentic.clauses, other.clauses))


def resemblance(pairs: Sequence[Pair]) -> float:
    """How much two texts agree in all that was paired, from 0 to 1; below ``LEAST_ALIKE`` they are hardly one."""
    ours = [look(pair.authentic.text) for pair in pairs if pair.authentic and pair.other]
    theirs = [look(pair.other.text) for pair in pairs if pair.authentic and pair.other]
    likeness = Likeness(ours, theirs)
    total = sum(likeness.of(one, two) * (one.length + two.length) for one, two in zip(ours, theirs, strict=True))
    whole = sum(len(piece.text) for pair in pairs for piece in (pair.authentic, pair.other) if piece)
    return total / whole if whole else 1.0


def beside(authentic: Resolution, other: Resolution) -> tuple[Pair, ...]:
    """As :func:`align`, for two languages of one stored text, whose clauses share their ids wherever they stand.

    A piece of the other text without words is missing, too.
    """
    theirs = {clause.id: clause for clause in other.walk()}
    ours = {clause.id for clause in authentic.walk()}
    extras: dict[str, list[Clause]] = {}
    before = ""
    for clause in other.walk():
        if clause.id in ours:
            before = clause.id
        else:
            extras.setdefault(before, []).append(clause)
    pairs = list(_recitals(authentic.recitals, other.recitals))
    pairs += [_pair(None, clause) for clause in extras.get("", ())]
    for clause in authentic.walk():
        pairs.append(_numbered(_pair(clause, theirs.get(clause.id))))
        pairs += [_pair(None, extra) for extra in extras.get(clause.id, ())]
    return tuple(_wordless(pair) for pair in pairs)


def _numbered(pair: Pair) -> Pair:
    """Having a number in one text only is flagged."""
    one, two = pair.authentic, pair.other
    if isinstance(one, Clause) and isinstance(two, Clause) and bool(one.number) != bool(two.number):
        return replace(pair, flags=("number", *pair.flags))
    return pair


def _wordless(pair: Pair) -> Pair:
    """A piece that was left empty is flagged as missing."""
    if pair.authentic is None or pair.other is None or pair.other.text.strip() or not pair.authentic.text.strip():
        return pair
    return replace(pair, flags=("missing", *pair.flags))


def adopt_ids(authentic: Resolution, other: Resolution) -> Resolution:
    """``other`` with the ids of the authentic clauses; a clause that has no partner keeps an id no other clause has."""
    taken = {clause.id for clause in authentic.walk()}
    ids = {
        id(pair.other): pair.authentic.id
        for pair in _clauses(authentic.clauses, other.clauses)
        if isinstance(pair.authentic, Clause) and pair.other is not None
    }

    def renamed(clause: Clause) -> Clause:
        name = ids.get(id(clause))
        if name is None:
            name = clause.id
            while name in taken:
                name += "x"
            taken.add(name)
        return replace(clause, id=name, children=tuple(renamed(child) for child in clause.children))

    return replace(other, clauses=tuple(renamed(clause) for clause in other.clauses))


def _recitals(authentic: Sequence[Recital], other: Sequence[Recital]) -> tuple[Pair, ...]:
    """By what both say, since recitals bear no numbers."""
    pairs = []
    for match in _matches([look(each.text) for each in authentic], [look(each.text) for each in other]):
        one = None if match.one is None else authentic[match.one]
        two = None if match.two is None else other[match.two]
        flags = ("missing",) if two is None else ("extra",) if one is None else match.flags
        pairs.append(Pair(one, two, flags))
    return tuple(pairs)


def _clauses(authentic: Sequence[Clause], other: Sequence[Clause]) -> tuple[Pair, ...]:
    pairs: list[Pair] = []
    for pair in _matched(authentic, other):
        one, two = pair.authentic, pair.other
        pairs.append(pair)
        pairs += _clauses(
            one.children if isinstance(one, Clause) else (), two.children if isinstance(two, Clause) else ()
        )
    return tuple(pairs)


def _matched(authentic: Sequence[Clause], other: Sequence[Clause]) -> tuple[Pair, ...]:
    """Siblings of one level: by number where numbers tell them apart, and else by what they say.

    Where one text has fewer and counts on without a gap, its numbers say nothing of which is missing; if the words say
    otherwise than the numbers, the words decide.
    """
    ours, theirs = (
        [latin(clause.number, place) for place, clause in enumerate(each, 1)] for each in (authentic, other)
    )
    looks = tuple([look(_whole(clause)) for clause in each] for each in (authentic, other))
    is_numbered = all(clause.number for clause in (*authentic, *other))
    if is_numbered and len(set(ours)) == len(ours) and len(set(theirs)) == len(theirs):
        likeness = Likeness(*looks)
        by_number = [_likened(match, likeness, *looks) for match in _by_number(ours, theirs)]
        if len(ours) == len(theirs) or set(ours[: len(theirs)]) != set(theirs[: len(ours)]):
            return tuple(_pair_of(match, authentic, other) for match in by_number)
        by_words = _matches(*looks)
        if _total(by_words) < _total(by_number) * _CLEARLY:
            return tuple(_pair_of(match, authentic, other) for match in by_number)
        return tuple(_pair_of(match, authentic, other) for match in by_words)
    return tuple(_pair_of(match, authentic, other) for match in _matches(*looks))


def _by_number(ours: Sequence[str], theirs: Sequence[str]) -> list[_Match]:
    found: list[_Match] = []
    at = 0
    for place, name in enumerate(ours):
        if name not in theirs:
            found.append(_Match(place, None))
            continue
        partner = theirs.index(name)
        # What the other text has before the partner and ours has not stands between here.
        found += [_Match(None, n) for n in range(at, partner) if theirs[n] not in ours]
        found.append(_Match(place, partner))
        at = max(at, partner + 1)
    placed = {match.two for match in found}
    return [*found, *(_Match(None, n) for n in range(len(theirs)) if n not in placed)]


def _likened(match: _Match, likeness: Likeness, ours: Sequence[Look], theirs: Sequence[Look]) -> _Match:
    if match.one is None or match.two is None or not (ours[match.one].length and theirs[match.two].length):
        return match
    return replace(match, likeness=likeness.of(ours[match.one], theirs[match.two]))


def _total(matches: Sequence[_Match]) -> float:
    return sum(match.likeness for match in matches if match.one is not None and match.two is not None)


def _whole(clause: Clause) -> str:
    return " ".join(each.text for each in clause.walk())


def _pair_of(match: _Match, authentic: Sequence[Clause], other: Sequence[Clause]) -> Pair:
    one = None if match.one is None else authentic[match.one]
    two = None if match.two is None else other[match.two]
    pair = _pair(one, two)
    if one and two and one.number.isdecimal() and two.number.isdecimal() and one.number != two.number:
        pair = replace(pair, flags=("number", *pair.flags))
    pair = _numbered(pair)
    return replace(pair, flags=(*pair.flags, *match.flags))


def _pair(authentic: Clause | None, other: Clause | None) -> Pair:
    if authentic is None:
        return Pair(None, other, ("extra",))
    if other is None:
        return Pair(authentic, None, ("missing",))
    flags = []
    if authentic.level != other.level:
        flags.append("level")
    if len(authentic.children) != len(other.children):
        flags.append("points")
    return Pair(authentic, other, tuple(flags))


def _matches(ours: Sequence[Look], theirs: Sequence[Look]) -> list[_Match]:
    """The best pairing in order (Needleman and Wunsch, 1970): a gap for each piece that is left alone.

    Where two pieces together agree with one of the other text, the one of them that agrees more is its partner.
    """
    rows, columns = len(ours), len(theirs)
    likeness = Likeness(ours, theirs)
    best: list[list[tuple[float, tuple[_Match, ...]]]]
    best = [[(float("-inf"), ())] * (columns + 1) for _ in range(rows + 1)]
    best[rows][columns] = (0.0, ())
    width = (abs(rows - columns) + _BAND) * max(rows, columns)
    for one in range(rows, -1, -1):
        for two in range(columns, -1, -1):
            if (one == rows and two == columns) or abs(one * columns - two * rows) > width:
                continue
            moves = [
                (
                    best[one + down][two + right][0]
                    + sum(_worth(match) for match in made)
                    - (_MERGED * (len(made) - 1)),
                    made,
                )
                for down, right in ((1, 1), (2, 1), (1, 2), (1, 0), (0, 1))
                if one + down <= rows and two + right <= columns
                for made in [_move(likeness, ours, theirs, one, two, down, right)]
            ]
            best[one][two] = max(moves, key=lambda move: move[0])
    found: list[_Match] = []
    one = two = 0
    while one < rows or two < columns:
        made = best[one][two][1]
        found += made
        one += sum(match.one is not None for match in made)
        two += sum(match.two is not None for match in made)
    return found


def _move(
    likeness: Likeness, ours: Sequence[Look], theirs: Sequence[Look], one: int, two: int, down: int, right: int
) -> tuple[_Match, ...]:
    """The next pieces of either text as pairs and gaps."""
    if not right:
        return (_Match(one, None),)
    if not down:
        return (_Match(None, two),)
    if down == right == 1:
        # A piece that was left empty stands in for its translation.
        is_empty = not (ours[one].length and theirs[two].length)
        return (_Match(one, two, _STRANGE if is_empty else likeness.of(ours[one], theirs[two])),)
    if down == 2:
        whole = likeness.of(together(ours[one], ours[one + 1]), theirs[two])
        first = likeness.of(ours[one], theirs[two]) >= likeness.of(ours[one + 1], theirs[two])
        pair, gap = _Match(one + (not first), two, whole, True), _Match(one + first, None)
    else:
        whole = likeness.of(ours[one], together(theirs[two], theirs[two + 1]))
        first = likeness.of(ours[one], theirs[two]) >= likeness.of(ours[one], theirs[two + 1])
        pair, gap = _Match(one, two + (not first), whole, True), _Match(None, two + first)
    return (pair, gap) if first else (gap, pair)


def _worth(match: _Match) -> float:
    """What a pair is worth more than two gaps."""
    return 0.0 if match.one is None or match.two is None else max(match.likeness - _STRANGE, _LEAST)
