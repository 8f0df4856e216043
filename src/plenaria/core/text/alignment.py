"""Two language versions of one resolution, clause by clause and recital by recital.

Every piece of either text is in exactly one pair, in the order of the authentic text; what stands only on one side, or
stands differently, is flagged and never hidden. Numbers decide first, then the place among siblings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plenaria.core.text.identifiers import latin
from plenaria.core.text.resolution import Clause, Recital, Resolution

FLAGS = ("missing", "extra", "number", "level", "points")
"""Missing in the other text, extra in it; unequal in having a number, in level, in the count of points."""


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


def align(authentic: Resolution, other: Resolution) -> tuple[Pair, ...]:
    """The recitals, then the clauses with their sub-clauses, of both texts."""
    return (*_recitals(authentic.recitals, other.recitals), *_clauses(authentic.clauses, other.clauses))


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
        pairs.append(_pair(clause, theirs.get(clause.id)))
        pairs += [_pair(None, extra) for extra in extras.get(clause.id, ())]
    return tuple(_wordless(pair) for pair in pairs)


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
    """By place, since recitals bear no numbers; where the counts differ, what both cite and how long they are help."""
    if len(authentic) == len(other):
        return tuple(Pair(one, two) for one, two in zip(authentic, other, strict=True))
    return _paired(authentic, other)


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
    """Siblings of one level: by number where numbers tell them apart, and else by place."""
    ours = [latin(clause.number, place) for place, clause in enumerate(authentic, 1)]
    theirs = [latin(clause.number, place) for place, clause in enumerate(other, 1)]
    if len(set(ours)) < len(ours) or len(set(theirs)) < len(theirs):
        by_place = [(place, place) for place in range(max(len(ours), len(theirs)))]
        return tuple(
            _pair(
                authentic[one] if one < len(authentic) else None,
                other[two] if two < len(other) else None,
            )
            for one, two in by_place
        )
    pairs: list[Pair] = []
    at = 0
    for place, name in enumerate(ours):
        if name not in theirs:
            pairs.append(_pair(authentic[place], None))
            continue
        partner = theirs.index(name)
        # What the other text has before the partner and ours has not stands between here.
        pairs += [_pair(None, other[n]) for n in range(at, partner) if theirs[n] not in ours]
        pairs.append(_pair(authentic[place], other[partner]))
        at = max(at, partner + 1)
    placed = {id(pair.other) for pair in pairs}
    pairs += [_pair(None, clause) for clause in other if id(clause) not in placed]
    return tuple(pairs)


def _pair(authentic: Clause | None, other: Clause | None) -> Pair:
    if authentic is None:
        return Pair(None, other, ("extra",))
    if other is None:
        return Pair(authentic, None, ("missing",))
    flags = []
    if latin(authentic.number, 1) != latin(other.number, 1) and bool(authentic.number) != bool(other.number):
        flags.append("number")
    if authentic.level != other.level:
        flags.append("level")
    if len(authentic.children) != len(other.children):
        flags.append("points")
    return Pair(authentic, other, tuple(flags))


def _alike(authentic: Recital, other: Recital) -> float:
    """How much two recitals agree, from 0 to 1: numbers and years are the same in all languages, and length is near."""
    digits = [set(_figures(each.text)) for each in (authentic, other)]
    shared = len(digits[0] & digits[1]) / (len(digits[0] | digits[1]) or 1)
    length = min(len(authentic.text), len(other.text)) / (max(len(authentic.text), len(other.text)) or 1)
    return 0.5 * shared + 0.4 * length + 0.1


def _figures(text: str) -> list[str]:
    return "".join(char if char.isdigit() else " " for char in text).split()


def _paired(authentic: Sequence[Recital], other: Sequence[Recital]) -> tuple[Pair, ...]:
    """The best pairing in order (Needleman and Wunsch, 1970), a gap for each that is left alone."""
    rows, columns = len(authentic), len(other)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for one in range(rows - 1, -1, -1):
        for two in range(columns - 1, -1, -1):
            both = _alike(authentic[one], other[two]) + best[one + 1][two + 1]
            best[one][two] = max(both, best[one + 1][two], best[one][two + 1])
    pairs: list[Pair] = []
    one = two = 0
    while one < rows or two < columns:
        together = one < rows and two < columns
        if together and best[one][two] == _alike(authentic[one], other[two]) + best[one + 1][two + 1]:
            pairs.append(Pair(authentic[one], other[two]))
            one, two = one + 1, two + 1
        elif one < rows and (two == columns or best[one][two] == best[one + 1][two]):
            pairs.append(Pair(authentic[one], None, ("missing",)))
            one += 1
        else:
            pairs.append(Pair(None, other[two], ("extra",)))
            two += 1
    return tuple(pairs)
