"""Where in the lines of its source everything stands that was read: each piece of the text, and each finding in it.

The words of a resolution are those of its source but for blanks, line breaks, hyphens that a width made, and furniture
that stood between; so both are compared letter by letter with these left out.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

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

_UNSEEN = "\u00ad\u200b\ufeff\u2060"
"""Soft hyphen and characters of no width: reading leaves them out."""

_FURNITURE = 60
"""Lines that may stand between two lines of one paragraph."""

_ANCHOR = 12
"""Letters that must agree where a piece goes on behind furniture."""


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


def located(lines: Sequence[str], resolution: Resolution) -> tuple[Found, ...]:
    """Every piece and every finding of ``resolution``, in the order of the text, with its places in ``lines``."""
    letters = _Letters(lines)
    return tuple(_all(letters, resolution))


def _all(letters: "_Letters", text: Resolution) -> Iterator[Found]:
    at = 0
    for what, words in _head(text):
        spot = letters.find(words, 0)
        yield Found(what, words, "", letters.places(spot))
    for n, recital in enumerate(text.recitals, 1):
        spot = letters.find(recital.text, letters.of_line(recital.place))
        yield Found("recital", recital.text, f"r{n}", letters.places(spot))
        yield from _marks(letters, spot, recital.text, f"r{n}", _in_recital(recital))
    for clause in text.walk():
        at = letters.of_line(clause.place)
        for words in filter(None, (clause.text, clause.tail)):
            spot = letters.find(words, at)
            at = spot[-1] if spot else at
            yield Found("clause", words, clause.id, letters.places(spot))
            yield from _marks(letters, spot, words, clause.id, _in_clause(clause, words, text.language))
    last = at
    for what, words in _end(text):
        spot = letters.find(words, last) or letters.find(words, 0)
        yield Found(what, words, "", letters.places(spot))
    for what, listed in (("furniture", text.furniture), ("unplaced", text.unplaced)):
        at = 0
        for words in listed:
            spot = letters.find(words, at) or letters.find(words, 0)
            at = spot[-1] + 1 if spot else at
            yield Found(what, words, "", letters.places(spot))


def _head(text: Resolution) -> Iterator[tuple[str, str]]:
    yield from (("letterhead", line) for line in text.letterhead)
    for what, words in (("title", text.title), ("number", text.number), ("venue", text.venue), ("body", text.body)):
        if words:
            yield what, words
    for line in (text.formula or "").split("\n"):
        if line:
            yield "formula", line


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
    before = [0, *accumulate(_is_letter(sign) for sign in words)]
    for mark, start, end in sorted(set(marks), key=lambda each: (each[1], -each[2], each[0])):
        yield Found(mark, words[start:end], clause, letters.places(spot[before[start] : before[end]]))


def _is_letter(sign: str) -> bool:
    return not sign.isspace() and sign not in _UNSEEN


class _Letters:
    """The letters of all lines one after the other, with where each stands."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.columns = [[at for at, sign in enumerate(line) if _is_letter(sign)] for line in lines]
        self.starts = [0, *accumulate(len(columns) for columns in self.columns)]
        self.all = "".join(line[at] for line, columns in zip(lines, self.columns, strict=True) for at in columns)

    def of_line(self, place: Place | None) -> int:
        """The first letter of a line."""
        return self.starts[min(place.line - 1, len(self.starts) - 1)] if place else 0

    def find(self, words: str, start: int) -> Sequence[int]:
        """The letters of the source that ``words`` are, at or after ``start``; none where they are not there."""
        wanted = "".join(filter(_is_letter, words))
        if not wanted:
            return ()
        at = self.all.find(wanted, start)
        if at >= 0:
            return range(at, at + len(wanted))
        at = self.all.find(wanted[:_ANCHOR], start)
        return self._follow(wanted, at) if at >= 0 else ()

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

    def places(self, letters: Sequence[int]) -> tuple[Place, ...]:
        """One place for each line in which some of these letters stand, from the first of them to the last."""
        made: dict[int, Place] = {}
        for at in letters:
            line = bisect_right(self.starts, at) - 1
            column = self.columns[line][at - self.starts[line]]
            first = made[line].start if line in made else column
            made[line] = Place(line + 1, first, column + 1)
        return tuple(made.values())
