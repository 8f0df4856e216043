"""Where in the lines of its source everything stands that was read: each piece of the text, and each finding in it.

The words of a resolution are those of its source but for blanks, line breaks, hyphens that a width made, and furniture
that stood between; so both are compared letter by letter with these left out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate
from operator import itemgetter

from plenaria.core.text.dates import periods
from plenaria.core.text.resolution import Clause, Place, Recital, Resolution

PIECES = (
    "letterhead",
    "title",
    "number",
    "date",
    "venue",
    "body",
    "formula",
    "recital",
    "heading",
    "clause",
    "closing",
    "adoption",
    "signature",
    "dispatch",
    "annex",
    "furniture",
    "unplaced",
)
"""What a line can belong to."""

MARKS = ("verb", "party", "person", "place", "link", "date", "citation")
"""What is found in the words of a clause or recital."""

_WITHIN = ("number", "venue", "body")
"""What may stand within another piece, as in the title."""

_UNSEEN = "\u00ad\u200b\ufeff\u2060"
"""Soft hyphen and characters of no width: reading leaves them out."""

_FURNITURE = 60
"""Lines that may stand between two lines of one paragraph."""

_ANCHOR = 12
"""Letters that must agree where a piece begins, or goes on behind furniture."""

_SHORT = 3
"""Letters that must agree where a piece begins at the place that is known for it, as before a line's end."""

_WINDOW = 400
"""Letters of the source, beside twice those of a piece that was changed, among which it is looked for."""

_NOWHERE = -1
"""A letter that the source does not hold there."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was read: what it is, its words, the clause in which it stands, and where, line by line.

    ``clause`` is the id of a clause, ``r1`` … for a recital, and empty elsewhere. ``places`` is empty for words that
    the source does not hold as they stand, as after a correction by hand.
    """

    what: str
    text: str
    clause: str
    places: tuple[Place, ...]
    letters: tuple[tuple[int, int], ...] = field(default=(), compare=False)
    """For each place, which letters of ``text`` stand there, blanks not counted: from which, and to which excluded."""


def located(lines: Sequence[str], resolution: Resolution) -> tuple[Found, ...]:
    """Every piece and every finding of ``resolution``, in the order of the text, with its places in ``lines``."""
    letters = _Letters(lines)
    return tuple(_all(letters, resolution))


def _all(letters: "_Letters", text: Resolution) -> Iterator[Found]:
    at = 0
    for what, words in _head(text):
        spot = letters.any(words) if what in _WITHIN else letters.take_line(words)
        yield Found(what, words, "", *letters.places(spot))
    yield from _day(letters.lines, text)
    for n, recital in enumerate(text.recitals, 1):
        spot = letters.take(recital.text, letters.of_line(recital.place))
        yield Found("recital", recital.text, f"r{n}", *letters.places(spot))
        yield from _marks(letters, spot, recital.text, f"r{n}", _in_recital(recital))
    for clause in text.walk():
        at = letters.of_line(clause.place)
        if clause.heading:
            spot = letters.take(clause.heading, letters.before(at, clause.heading))
            yield Found("heading", clause.heading, clause.id, *letters.places(spot))
        for words in filter(None, (clause.text, clause.tail)):
            spot = letters.take(words, at)
            at = max(spot, default=at)
            yield Found("clause", words, clause.id, *letters.places(spot))
            yield from _marks(letters, spot, words, clause.id, _in_clause(clause, words, text.language))
    last = at
    for what, words in _end(text):
        spot = letters.take(words, last) or letters.take(words, 0)
        yield Found(what, words, "", *letters.places(spot))
    for what, listed in (("furniture", text.furniture), ("unplaced", text.unplaced)):
        for words in listed:
            yield Found(what, words, "", *letters.places(letters.take_line(words)))


def _head(text: Resolution) -> Iterator[tuple[str, str]]:
    yield from (("letterhead", line) for line in text.letterhead)
    for what, words in (("title", text.title), ("number", text.number), ("venue", text.venue), ("body", text.body)):
        if words:
            yield what, words
    for line in (text.formula or "").split("\n"):
        if line:
            yield "formula", line


def _day(lines: Sequence[str], text: Resolution) -> Iterator[Found]:
    """The first words that name the date of the text; read of few lines, for reading dates takes time."""
    year = str(text.date.year) if text.date else None
    for number, line in enumerate(lines, 1):
        if year is None or year not in line:
            continue
        for period in periods(line, text.language):
            if text.date in (period.first, period.last):
                yield Found("date", line[period.start : period.end], "", (Place(number, period.start, period.end),))
                return


def _end(text: Resolution) -> Iterator[tuple[str, str]]:
    yield from (("closing", line) for line in (text.closing or "").split("\n") if line)
    if text.adoption:
        yield "adoption", text.adoption.text
    yield from (("signature", part) for each in text.signatures for part in (each.role, each.name) if part)
    yield from (("dispatch", line) for line in text.dispatch)
    for annex in text.attachments:
        yield from (("annex", words) for words in (annex.title, *annex.paragraphs) if words)


def _in_recital(recital: Recital) -> Iterator[tuple[str, int, int]]:
    for citation in recital.citations:
        yield from _spans("citation", recital.text, citation.text)


def _in_clause(clause: Clause, words: str, language: str) -> Iterator[tuple[str, int, int]]:
    """What is found in ``words``: the mark, its first character, and the one after its last."""
    if clause.verb:
        yield from list(_spans("verb", words, clause.verb))[:1]
    named = {
        "party": clause.parties,
        "person": clause.people,
        "place": clause.places,
        "link": clause.links,
        "citation": tuple(each.text for each in clause.citations),
    }
    for mark, listed in named.items():
        for each in listed:
            yield from _spans(mark, words, each)
    for period in periods(words, language):
        if (period.first, period.last) in clause.dates:
            yield "date", period.start, period.end


def _spans(mark: str, words: str, wanted: str) -> Iterator[tuple[str, int, int]]:
    """Wherever ``wanted`` stands in ``words`` as whole words."""
    start = words.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if not (_joins(words, start) or _joins(words, end)):
            yield mark, start, end
        start = words.find(wanted, end)


def _joins(words: str, at: int) -> bool:
    """Whether the characters on both sides of ``at`` belong to one word."""
    return 0 < at < len(words) and words[at - 1 : at + 1].isalnum()


def _marks(
    letters: "_Letters", spot: Sequence[int], words: str, clause: str, marks: Iterator[tuple[str, int, int]]
) -> Iterator[Found]:
    # Letters of ``words`` before each of its characters, so that a span of characters is one of letters.
    before = [0, *accumulate(is_letter(sign) for sign in words)]
    for mark, start, end in sorted(set(marks), key=lambda each: (each[1], -each[2], each[0])):
        yield Found(mark, words[start:end], clause, *letters.places(spot[before[start] : before[end]]))


def is_letter(sign: str) -> bool:
    """Whether reading keeps a character wherever it stands: no blank, and nothing that is not seen."""
    return not sign.isspace() and sign not in _UNSEEN


class _Letters:
    """The letters of all lines one after the other, with where each stands."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.columns = [[at for at, sign in enumerate(line) if is_letter(sign)] for line in lines]
        self.starts = [0, *accumulate(len(columns) for columns in self.columns)]
        self.all = "".join(line[at] for line, columns in zip(lines, self.columns, strict=True) for at in columns)
        self.taken = bytearray(len(self.all))
        self.whole: dict[str, list[int]] = {}
        for n in range(len(lines)):
            self.whole.setdefault(self.all[self.starts[n] : self.starts[n + 1]], []).append(n)
        self.words = [
            (self.starts[n] + bisect_left(self.columns[n], match.start()), word)
            for n, line in enumerate(lines)
            for match in re.finditer(r"\S+", line)
            if (word := "".join(filter(is_letter, match.group())))
        ]

    def of_line(self, place: Place | None) -> int:
        """The first letter of a line."""
        return self.starts[min(place.line - 1, len(self.starts) - 1)] if place else 0

    def before(self, at: int, words: str) -> int:
        """Where to look for a heading that stands before the letter ``at``: where it stands last, else at the top."""
        return max(self.all.rfind("".join(filter(is_letter, words)), 0, at), 0)

    def any(self, words: str) -> Sequence[int]:
        """The letters of the source that ``words`` are, wherever they stand first; none where they are not there.

        Where some of the words are others than in the source, ``_NOWHERE`` stands for each of their letters.
        """
        return self._find(words, 0, free=False)

    def take(self, words: str, start: int) -> Sequence[int]:
        """Likewise at or after ``start``, among letters that no other piece took: the same words may stand twice."""
        found = self._find(words, start, free=True)
        for at in found:
            if at != _NOWHERE:
                self.taken[at] = True
        return found

    def take_line(self, words: str) -> Sequence[int]:
        """Likewise as a whole line if there is one: a page number must not be found in the number of a clause."""
        wanted = "".join(filter(is_letter, words))
        for line in self.whole.get(wanted, ()):
            found = range(self.starts[line], self.starts[line + 1])
            if found and not self._is_taken(found[0], len(found)):
                self.taken[found[0] : found[-1] + 1] = b"\1" * len(found)
                return found
        return self.take(words, 0)

    def _find(self, words: str, start: int, *, free: bool) -> Sequence[int]:
        wanted = "".join(filter(is_letter, words))
        if not wanted:
            return ()
        at = self._next(wanted, start, free)
        if at >= 0:
            return range(at, at + len(wanted))
        for anchor, near in ((_ANCHOR, len(self.all)), (_SHORT, _ANCHOR * _SHORT)):
            at = self._next(wanted[:anchor], start, free)
            followed = self._follow(wanted, at) if 0 <= at <= start + near else ()
            if len(followed) == len(wanted):
                return followed
        return self._alike(words, start, free)

    def _alike(self, words: str, start: int, free: bool) -> Sequence[int]:
        """The letters of those words that a piece still has of its source, after somebody typed others into it."""
        ours = [each for word in words.split() if (each := "".join(filter(is_letter, word)))]
        wanted = sum(map(len, ours))
        first = bisect_left(self.words, start, key=itemgetter(0))
        end = bisect_left(self.words, start + 2 * wanted + _WINDOW, key=itemgetter(0))
        theirs = [(at, word) for at, word in self.words[first:end] if not (free and self.taken[at])]
        behind = [0, *accumulate(map(len, ours))]
        found = [_NOWHERE] * wanted
        matcher = SequenceMatcher(None, ours, [word for _at, word in theirs], autojunk=False)
        for one, two, size in matcher.get_matching_blocks():
            if behind[one + size] - behind[one] >= _SHORT * 2:
                for n in range(size):
                    at = theirs[two + n][0]
                    found[behind[one + n] : behind[one + n + 1]] = range(at, at + len(ours[one + n]))
        return found if 3 * (wanted - found.count(_NOWHERE)) >= wanted else ()

    def _next(self, wanted: str, start: int, free: bool) -> int:
        at = self.all.find(wanted, start)
        while free and at >= 0 and self._is_taken(at, len(wanted)):
            at = self.all.find(wanted, at + 1)
        return at

    def _is_taken(self, at: int, count: int) -> bool:
        """Whether another piece took any of these letters."""
        return self.taken.find(1, at, at + count) >= 0

    def _follow(self, wanted: str, at: int) -> list[int]:
        """The letters of ``wanted`` from ``at`` on, over hyphens at a line's end and over furniture."""
        found: list[int] = []
        while len(found) < len(wanted):
            if at < len(self.all) and self.all[at] == wanted[len(found)]:
                found.append(at)
                at += 1
                continue
            over = self._over(wanted[len(found) : len(found) + _ANCHOR], at)
            if over is None:
                return found
            at = over
        return found

    def _over(self, anchor: str, at: int) -> int | None:
        """Where ``anchor`` goes on: after the hyphen at ``at``, or at the start of one of the next lines."""
        if self.all[at : at + 1] == "-" and self.all.startswith(anchor[:1], at + 1):
            return at + 1
        line = bisect_right(self.starts, max(at - 1, 0)) - 1
        for start in self.starts[line + 1 : line + 1 + _FURNITURE]:
            if start >= at and self.all.startswith(anchor[:4], start):
                return start
        return None

    def places(self, letters: Sequence[int]) -> tuple[tuple[Place, ...], tuple[tuple[int, int], ...]]:
        """One place for each line in which some of these letters stand, from the first of them to the last.

        And which of ``letters`` these are: the first, and the one after the last.
        """
        made: dict[int, tuple[Place, tuple[int, int]]] = {}
        for nth, at in enumerate(letters):
            if at == _NOWHERE:
                continue
            line = bisect_right(self.starts, at) - 1
            column = self.columns[line][at - self.starts[line]]
            place, (first, _) = made.get(line, (Place(line + 1, column), (nth, nth)))
            made[line] = (Place(line + 1, min(place.start, column), max(place.end or 0, column + 1)), (first, nth + 1))
        return tuple(place for place, _ in made.values()), tuple(span for _, span in made.values())
