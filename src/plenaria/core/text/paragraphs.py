"""Lines become paragraphs: what a page's width broke is joined, what stands between is set aside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plenaria.core.text import vocabulary
from plenaria.core.text.dates import periods
from plenaria.core.text.furniture import is_contact
from plenaria.core.text.numbering import Marker, marker
from plenaria.core.text.resolution import Place
from plenaria.core.text.source import Source, SourceLine

_LISTED_END = re.compile(
    r"[;,]\s(?:and|or|y|e|o|u|и|или|та|або|і|et|ou|und|oder)$|;\s(?:[^\W\d_]+,?\s?){1,6}$", re.IGNORECASE
)
"""*; and* and *; and be it further* end a point of a list as a semicolon does."""
_SENTENCE_END = re.compile(r"[.;:!?…][\"»”')\]]*(?:\d{1,2}|[¹²³⁴-⁹*]+)?$")


_SPACED = re.compile(r"[^\W\d_](?: [^\W\d_]){4,}(?:\s{2,}[^\W\d_](?: [^\W\d_])+)*")
_NUMBER_LINE = re.compile(r"(?:№|n\s?[.º°o]{1,3}|nr\.?|núm\.?|ref\.?|reg\.?)\s*\S{0,12}\d\S{0,12}", re.IGNORECASE)
"""A line that gives the number of the paper: *No. 13-25*."""

_NARROWEST = 50
"""Characters; no one breaks plain text at less, and short lines are lines of their own."""

_FULL = 0.93
"""Part of the column that a line must fill to be full; the letters of a page are not all of one width."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the paper, with its number taken off, and the lines (from 1) it was made of."""

    text: str
    marker: Marker | None
    lines: tuple[int, ...]
    first: SourceLine
    after_furniture: bool = False
    """Furniture was taken out right before it."""
    links: tuple[str, ...] = ()
    """Addresses behind words of its lines that do not show them."""

    @property
    def line(self) -> int:
        """The line, from 1, on which it starts."""
        return self.lines[0]

    @property
    def body(self) -> str:
        """Its text without its number."""
        return self.text[self.marker.end :].strip() if self.marker else self.text

    @property
    def printed(self) -> str:
        """Its text with its number, also an automatic one."""
        automatic = (self.first.number or "").strip()
        return f"{automatic} {self.text}".strip() if automatic else self.text

    @property
    def is_numbered(self) -> bool:
        """Whether it has a number, and not only a bullet."""
        return self.marker is not None and not self.marker.is_bullet

    @property
    def is_finished(self) -> bool:
        """Whether it ends as a sentence or a listed point does."""
        return bool(_SENTENCE_END.search(self.text) or _LISTED_END.search(self.text))

    @property
    def place(self) -> Place:
        """Where its text starts in the source."""
        return Place(self.line, self.marker.end if self.marker else 0)


def blanks(text: str) -> str:
    """``text`` with every run of blanks made one space, and soft hyphens and marks of no width left out."""
    return " ".join(re.sub("[\u00ad\u200b\ufeff\u2060]", "", text).split())


def gather(source: Source, aside: frozenset[int], language: str) -> tuple[Paragraph, ...]:
    """The paragraphs of ``source`` without the lines (from 0) that are ``aside``."""
    wrapped = source.wrapped or is_wrapped(source, language)
    width = column(source.lines)
    made: list[Paragraph] = []
    gap, skipped = False, False
    for at, line in enumerate(source.lines):
        if at in aside:
            skipped = True
            continue
        if not line.text.strip() and not (line.number or "").strip():
            gap = True
            continue
        addresses = tuple(address for _, _, address in line.links)
        for piece in line.text.splitlines() or [""]:
            text = blanks(_unspaced(piece.strip()))
            found = marker(text, line.number)
            previous = made[-1] if made else None
            if previous and wrapped and _belongs(previous, line, text, found, gap, skipped, width, language, source):
                made[-1] = _joined(previous, text, at + 1, addresses)
            elif text or found:
                made.append(Paragraph(text, found, (at + 1,), line, skipped, addresses))
            gap = skipped = False
    return tuple(made)


def _unspaced(text: str) -> str:
    """A word that is set with blanks between its letters (*R E S O L U T I O N*) is a word."""
    if not _SPACED.fullmatch(text):
        return text
    return " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", text))


def column(lines: Sequence[SourceLine]) -> int:
    """The width, in characters, to which text is broken: that of the longest line which the next goes on with."""
    filled = [line.text.strip() for line in lines]
    broken = [len(one) for one, two in pairwise(filled) if two[:1].islower()]
    return max(broken, default=0) or max(map(len, filled), default=0)


def is_wrapped(source: Source, language: str) -> bool:
    """Whether a plain text is broken at a width: many full lines are followed by one that goes on in small letters."""
    if source.format not in ("txt", "pdf") or any(line.paragraph is not None for line in source.lines):
        return any(line.paragraph is not None for line in source.lines)
    lengths = sorted(len(line.text) for line in source.lines if line.text.strip())
    if len(lengths) < 8 or lengths[-1] > 130:
        return False
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if width < _NARROWEST:
        return False
    broken = hyphens = 0
    for one, two in pairwise(source.lines):
        before, after = one.text.rstrip(), two.text.strip()
        if len(before) > 0.7 * width and after and not _SENTENCE_END.search(before):
            # Where nouns have capitals a line may go on with one.
            goes_on = after[0].islower() or (language == "de" and after[0].isalpha() and before[-1] != ",")
            broken += goes_on
            hyphens += before.endswith("-") and after[0].islower()
    return broken + 2 * hyphens >= max(3, 0.12 * len(lengths))


def _belongs(
    previous: Paragraph,
    line: SourceLine,
    text: str,
    found: Marker | None,
    gap: bool,
    skipped: bool,
    width: int,
    language: str,
    source: Source,
) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last = source.lines[previous.lines[-1] - 1]
    if line.paragraph is not None and last.paragraph is not None and not skipped:
        return line.paragraph == last.paragraph
    if not text or line.number or line.zone != last.zone or line.centred or line.style.startswith("heading"):
        return False
    if not gap and not skipped and re.fullmatch(r"[^\W\d_]{1,3}", text) and text.islower():
        # "…; and", whose last word had no room.
        return True
    if _begins_anew(previous, last, text, gap, width, language):
        return False
    finished = bool(_SENTENCE_END.search(last.text.rstrip())) and not _is_day(last.text, text, language)
    if found is not None and not finished and not line.number and found.end >= len(text) and not (gap or skipped):
        # A figure alone: "abstentions —" and "2."
        return True
    if found is not None and found.is_bullet and not gap and not skipped and _is_dash(previous, last, text, width):
        return True
    follows = text[0].islower() or (text[0].isdigit() and found is None) or text[0] in '«"(“№§'
    if found is not None and not (found.is_bare or (not finished and found.value > 40)):
        return False
    if gap and not skipped and last.text.rstrip().endswith((",", ";")):
        # Listed points and recitals end so; a page that breaks a sentence leaves its furniture in between.
        return False
    if gap or skipped:
        return not finished and len(last.text.strip()) > 0.5 * width and text[0].islower()
    if (
        vocabulary.operative(language).match(text)
        and text[0].isupper()
        and last.text.rstrip().endswith((".", ";", ":"))
    ):
        return False
    full = len(last.text.rstrip()) >= 0.72 * width
    if finished:
        listed = last.text.rstrip().endswith((";", ":"))
        return not listed and not _fits(last, text, width) and bool(previous.marker or follows)
    return full or (follows and len(last.text.strip()) > 0.4 * width)


def _begins_anew(previous: Paragraph, last: SourceLine, text: str, gap: bool, width: int, language: str) -> bool:
    """Whether a title, a line of date and place or a recital starts here, or the line before was a letterhead's."""
    before = last.text.rstrip()
    if is_contact(before, language) and is_contact(previous.text, language):
        return True
    if previous.marker is not None:
        return False
    if _NUMBER_LINE.fullmatch(text):
        return True
    if len(text) > 6 and text.isupper() != before.isupper() and (text.isupper() or len(before) > 6):
        return True
    short = gap or len(before) < 0.72 * width
    if short and text[0].isupper() and vocabulary.opening(language, "opening", "title").match(text):
        return True
    if short and vocabulary.opening(language, "endings", "dispatch").match(text) and not before.endswith((",", ";")):
        return True
    dated = periods(text, language) if len(text) < 60 and text[0].isupper() and text[-1] not in ".,;:" else ()
    if dated and len(text) - (dated[0].end - dated[0].start) < 30:
        return True
    recital = vocabulary.opening(language, "preamble", "openings").match(text)
    # After a full line a gerund may go on; where recitals begin so, it begins the next.
    listed = previous.text[:1].isupper() == text[0].isupper() and vocabulary.opening(
        language, "preamble", "openings"
    ).match(previous.text)
    return bool((short or listed or _fits(last, text, width)) and before.endswith((",", ";")) and recital)


def _is_day(before: str, text: str, language: str) -> bool:
    """Whether a full stop is that of a day (*15.* | *August*), and ends no sentence."""
    if not re.search(r"(?<!\d)\d{1,2}\.$", before.rstrip()):
        return False
    first = re.match(r"[^\W\d_]+", text)
    if first is None:
        return False
    return any(re.fullmatch(month, first[0], re.IGNORECASE) for month in vocabulary.data(language)["months"])


def _fits(last: SourceLine, text: str, width: int) -> bool:
    """Whether the next word had still room on the line before it, so that the break was meant."""
    return len(last.text.strip()) + 1 + len(text.split(maxsplit=1)[0]) <= _FULL * width


def _is_dash(previous: Paragraph, last: SourceLine, text: str, width: int) -> bool:
    """Whether a dash at the start of a line is that of a sentence, and no bullet."""
    before = last.text.rstrip()
    goes_on = text[0] in "–—" and (text[1:].lstrip()[:1].islower() or text[1:].lstrip()[:1].isdigit())
    in_list = previous.marker is not None and previous.marker.is_bullet
    return goes_on and not in_list and before[-1:] not in ".;:," and len(before) >= 0.8 * width


def _joined(previous: Paragraph, text: str, line: int, links: tuple[str, ...] = ()) -> Paragraph:
    whole = previous.text
    if re.search(r"[^\W\d_]-$", whole) and text[:1].islower():
        # "out-of-" keeps its hyphen, "mem-" loses it.
        whole = f"{whole}{text}" if "-" in whole.split()[-1][:-1] else f"{whole[:-1]}{text}"
    else:
        whole = f"{whole} {text}"
    return replace(previous, text=whole, lines=(*previous.lines, line), links=(*previous.links, *links))


def texts(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Their texts as printed, numbers included."""
    return tuple(paragraph.printed for paragraph in paragraphs)
