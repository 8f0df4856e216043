"""Which part of a resolution each paragraph belongs to.

A paper goes one way: head, preamble, formula, clauses, ending. The clauses start after the enacting formula
(*решила:*, *resuelve:*), or at the number 1 that a 2 follows, or at the first paragraph that an operative verb leads.
They end where something stands that no clause is (adoption, signature, list of dispatch, annex) and the numbering does
not go on.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from plenaria.core.text.furniture import is_contact
from plenaria.core.text.looks import Lines
from plenaria.core.text.margins import margins
from plenaria.core.text.paragraphs import Paragraph
from plenaria.core.text.signing import signs


class Part(Enum):
    """What a paragraph is."""

    HEAD = auto()
    FORMULA = auto()
    RECITAL = auto()
    HEADING = auto()
    MARGIN = auto()
    """An operative verb that leads all numbered points below it."""
    CLAUSE = auto()
    CONTINUATION = auto()
    END = auto()


def segment(paragraphs: Sequence[Paragraph], language: str) -> tuple[Part, ...]:
    """The part of each paragraph, in order."""
    reader = _Reader(paragraphs, language)
    return reader.parts()


def part_formulas(paragraphs: Sequence[Paragraph], language: str) -> tuple[Paragraph, ...]:
    """The paragraphs, with a formula that ends a recital made one of its own: *Having …, the Board decides:*."""
    looks = Lines(language)
    made: list[Paragraph] = []
    for each in paragraphs:
        cut = max(each.text.rfind(", "), each.text.rfind("; ")) if len(each.text) > 60 and not each.marker else -1
        speaker, _, said = each.text.partition(", ")
        recites = looks.is_recital(each.text) or (looks.names_body(speaker) and looks.is_recital(said))
        at = looks.speaks_at(each.text) if looks.is_recital(each.text) else 0
        if cut > 20 and recites and looks.is_enacting(each.text[cut + 2 :]):
            made.append(replace(each, text=each.text[: cut + 1]))
            made.append(replace(each, text=each.text[cut + 2 :]))
        elif (
            (at > 60 or (at > 20 and each.text[:at].endswith(", ")))
            and not each.marker
            and looks.is_enacting(each.text[at:])
        ):
            made.append(replace(each, text=each.text[:at].rstrip()))
            made.append(replace(each, text=each.text[at:]))
        else:
            made.append(each)
    return tuple(made)


class _Reader:
    def __init__(self, paragraphs: Sequence[Paragraph], language: str) -> None:
        self.paragraphs = paragraphs
        self.looks = Lines(language)
        self.margins = margins(paragraphs, self.looks)

    def parts(self) -> tuple[Part, ...]:
        size = len(self.paragraphs)
        title = self._title()
        start = self._start(title)
        while start > max(title, 1) and self._is_section_number(start - 1):
            start -= 1
        preamble = self._preamble(title, start)
        end = self._end(start)
        parts = [Part.HEAD] * preamble
        for at in range(preamble, start):
            parts.append(self._preamble_part(self.paragraphs[at]))
        parts += self._operative_parts(start, end)
        return tuple(parts + [Part.END] * (size - end))

    def _title(self) -> int:
        """The place after the title, or 0."""
        for at, paragraph in enumerate(self.paragraphs[:40]):
            if self.looks.is_title(paragraph.text) and not paragraph.is_numbered:
                return at + 1
        return 0

    def _is_section_number(self, at: int) -> bool:
        """Whether a short line with a Roman number or a capital letter heads the first clause."""
        text = self.paragraphs[at].text
        return bool(re.match(r"(?:[IVX]+|[A-ZА-Я])[.)]\s", text)) and len(text) < 110 and text[-1:] not in ".;:,"

    def _start(self, title: int) -> int:
        """Where the clauses start."""
        places = range(title, self._listed(title))
        formula = next((at for at in places if self._is_enacting(at)), None)
        if formula is None:
            formula = next((at for at in places if self._leads_to_one(at)), None)
        first = self._first_clause(title, places.stop)
        if formula is None:
            return min(first, self._turn(title, places.stop))
        if first < formula and not self._is_under_head(first, formula):
            return first
        return formula if self._is_margin(formula) else formula + 1

    def _listed(self, title: int) -> int:
        """The place of the first list of dispatch or annex: what is numbered from there on are no clauses."""
        found = (
            at
            for at in range(title + 1, len(self.paragraphs))
            if self.looks.is_annex(self.paragraphs[at].text) or self.looks.is_dispatch(self.paragraphs[at].text)
        )
        return next(found, len(self.paragraphs))

    def _turn(self, title: int, stop: int) -> int:
        """Where recitals, which end with commas, give way to paragraphs that end with semicolons or stops."""
        for at in range(title + 1, stop):
            before, here = self.paragraphs[at - 1], self.paragraphs[at]
            turns = before.text.endswith(",") and here.text.endswith((";", ".")) and not here.marker
            recites = self.looks.is_recital(before.text) and not self.looks.is_recital(here.text)
            if turns and recites and not self._is_ending(at):
                return at
        return len(self.paragraphs)

    def _is_enacting(self, at: int) -> bool:
        if at == len(self.paragraphs):
            return False
        paragraph = self.paragraphs[at]
        if paragraph.is_numbered:
            return False
        return self.looks.is_enacting(paragraph.text) or self._is_margin(at)

    def _leads_to_one(self, at: int) -> bool:
        """Whether a short line with a colon stands over number 1 of the clauses, in whatever words it enacts."""
        text = self.paragraphs[at].text
        if not text.endswith(":") or len(text) > 160 or self.paragraphs[at].marker or at + 1 == len(self.paragraphs):
            return False
        if self.looks.is_recital(text) or self.looks.is_preamble_head(text) or self.looks.is_operative(text):
            return False
        below = self.paragraphs[at + 1].marker
        styles = {style for style, value in below.readings if value == 1} if below and not below.is_bare else set()
        later = [each.marker for each in self.paragraphs[at + 2 :] if each.marker]
        # If the numbers start again, these were those of recitals, or of a list.
        again = any(value == 1 and style in styles for each in later for style, value in each.readings)
        counted = [value for each in later for style, value in each.readings if style in styles]
        return bool(styles) and not again and max(counted, default=0) > 2

    def _is_margin(self, at: int) -> bool:
        """Whether the verb of the points below stands here alone."""
        return at in self.margins

    def _first_clause(self, title: int, stop: int) -> int:
        """The first paragraph numbered 1 that a 2 follows, or the first that an operative verb leads."""
        for at in range(title, stop):
            paragraph = self.paragraphs[at]
            if paragraph.is_numbered and self._starts_numbering(at):
                return at
            if not paragraph.is_numbered and self._leads(paragraph) and self._may_start(title, at):
                return self._back_to_first(title, at)
        return len(self.paragraphs)

    def _leads(self, paragraph: Paragraph) -> bool:
        return (
            self.looks.is_operative(paragraph.text)
            and len(paragraph.text) > 25
            and not self.looks.is_title(paragraph.text)
        )

    def _may_start(self, title: int, at: int) -> bool:
        """Whether a sentence starts here: with a capital, or small where the recitals before it are small too."""
        if self._still_preamble(at):
            return False
        if self.paragraphs[at].body[:1].isupper():
            return True
        before = self.paragraphs[title:at]
        return bool(before) and before[-1].text.endswith((",", ";", ":", ".")) and not before[-1].marker

    def _back_to_first(self, title: int, at: int) -> int:
        """The clauses before one that a known verb leads: they end as it does, and recitals do not."""
        end, small = self.paragraphs[at].text[-1:], self.paragraphs[at].text[:1].islower()
        while end == ";" and at > title + 1:
            before = self.paragraphs[at - 1]
            if before.marker or not before.text.endswith(end) or before.text[:1].islower() != small:
                break
            if self.looks.is_recital(before.text):
                break
            at -= 1
        return at

    def _still_preamble(self, at: int) -> bool:
        """A Russian preamble may open a sentence with a finite verb; what follows is still a recital."""
        text = self.paragraphs[at].text
        return text.endswith(",") or self.looks.is_opening(text)

    def _starts_numbering(self, at: int) -> bool:
        one = self.paragraphs[at].marker
        if one is None or not any(value == 1 for _, value in one.readings):
            return False
        styles = {style for style, value in one.readings if value == 1}
        if one.style.startswith(("latin lower", "cyrillic lower")) and self._is_list_of_recital(at):
            return False
        if self.looks.is_recital(self.paragraphs[at].body) and not self.looks.is_operative(self.paragraphs[at].body):
            return False
        for later in self.paragraphs[at + 1 :]:
            if later.marker and any(style in styles and value == 2 for style, value in later.marker.readings):
                return True
        return not one.is_bare and self.looks.is_operative(self.paragraphs[at].body)

    def _is_list_of_recital(self, at: int) -> bool:
        """Whether lettered points hang on a recital: it ends with a colon and enacts nothing."""
        if not at:
            return False
        before = self.paragraphs[at - 1]
        enacts = self._is_enacting(at - 1) or self.looks.is_operative(before.body)
        return not enacts and (before.text.endswith(":") or self.looks.is_recital(before.text))

    def _is_under_head(self, first: int, formula: int) -> bool:
        """Whether what is numbered before the formula are recitals: after it the numbers start again, or none are."""
        if any(self.looks.is_preamble_head(each.text) for each in self.paragraphs[:first]):
            return True
        after = next((each for each in self.paragraphs[formula + 1 :] if each.is_numbered), None)
        return bool(after and after.marker and after.marker.value == 1) and not self._leads_clause(first)

    def _leads_clause(self, at: int) -> bool:
        return self.looks.is_operative(self.paragraphs[at].body)

    def _preamble(self, title: int, start: int) -> int:
        """Where the preamble starts."""
        for at in range(title, start):
            text = self.paragraphs[at].text
            if self.looks.is_title(text) and at < title + 2:
                continue
            if self.looks.is_opening(text) or self.looks.is_preamble_head(text) or self._is_enacting(at):
                return at
            if title and (self._is_speaker(at, start) or (text.endswith(",") and self.looks.names_body(text))):
                return at
            ends = text.endswith((",", ";", ".", ":")) or len(text) > 90 or self._is_enacting(at + 1)
            if self.looks.is_recital(text) and ends:
                return at
            if len(text) > 60 and text.endswith((".", ";", ",", ":")) and (title or at) and not self._is_head(at):
                return at
        return start

    def _is_head(self, at: int) -> bool:
        """Whether a long line still belongs to the head: a centred one, or an address."""
        return self.paragraphs[at].first.centred or is_contact(self.paragraphs[at].text, self.looks.language)

    def _is_speaker(self, at: int, start: int) -> bool:
        """Whether a line names who speaks, and a recital, a formula or a clause follows at once."""
        if not self.looks.is_speaker(self.paragraphs[at].text):
            return False
        following = self.paragraphs[at + 1].text if at + 1 < len(self.paragraphs) else ""
        return at + 1 == start or self.looks.is_recital(following) or len(following) > 60 or self._is_enacting(at + 1)

    def _preamble_part(self, paragraph: Paragraph) -> Part:
        text = paragraph.text
        is_formula = (
            self.looks.is_opening(text)
            or self.looks.is_preamble_head(text)
            or (self.looks.is_enacting(text) and not paragraph.is_numbered)
            or self.looks.is_speaker(text)
        )
        return Part.FORMULA if is_formula else Part.RECITAL

    def _end(self, start: int) -> int:
        """Where the ending starts: the first that is no clause, and after which the numbering does not go on."""
        last: dict[str, int] = {}
        for at in range(start, len(self.paragraphs)):
            paragraph = self.paragraphs[at]
            if paragraph.marker and not paragraph.marker.is_bullet:
                last.update(paragraph.marker.readings)
                continue
            if at > start and self._is_ending(at) and not self._goes_on(at, last):
                if (
                    self._leads(paragraph)
                    and not self.looks.is_adoption(paragraph.text)
                    and not self.looks.is_vote(paragraph.text)
                ):
                    continue
                # Names may stand over the roles in which they sign.
                named = self.looks.is_signature(paragraph.text) and self.looks.is_names(self.paragraphs[at - 1])
                return at - 1 if named and at - 1 > start else at
        return len(self.paragraphs)

    def _is_ending(self, at: int) -> bool:
        """Whether no clause can be this: what only an ending says, or what looks like it after a finished clause."""
        paragraph = self.paragraphs[at]
        if self.looks.is_end(paragraph.text):
            return True
        if not at or paragraph.marker or not self.paragraphs[at - 1].text.endswith((".", ";", "»", ")", '"', "”")):
            return False
        printed = paragraph.first.text.strip() if len(paragraph.lines) == 1 else paragraph.text
        return self.looks.is_vote(paragraph.text) or signs(printed, self.looks)

    def _goes_on(self, at: int, last: dict[str, int]) -> bool:
        if self.looks.is_annex(self.paragraphs[at].text) or self.looks.is_dispatch(self.paragraphs[at].text):
            return False
        restarted: set[str] = set()
        for later in self.paragraphs[at + 1 :]:
            if self.looks.is_annex(later.text) or self.looks.is_dispatch(later.text):
                return False
            if self.looks.is_opening(later.text):
                return False
            if not later.marker:
                if not last and self._leads(later) and not self.looks.is_adoption(later.text):
                    return True
                continue
            for style, value in later.marker.readings:
                if value == 1:
                    restarted.add(style)
                elif style in last and style not in restarted and last[style] < value <= last[style] + 2:
                    return True
        return False

    def _operative_parts(self, start: int, end: int) -> list[Part]:
        span = self.paragraphs[start:end]
        numbered = sum(bool(each.is_numbered and each.marker and not each.marker.is_bare) for each in span) >= 2 or (
            sum(each.is_numbered for each in span) >= 2
        )
        parts: list[Part] = []
        for offset, paragraph in enumerate(span):
            following = span[offset + 1] if offset + 1 < len(span) else None
            previous = span[offset - 1] if offset else None
            parts.append(self._operative_part(start + offset, paragraph, previous, following, numbered, parts))
        return parts

    def _operative_part(
        self,
        at: int,
        paragraph: Paragraph,
        previous: Paragraph | None,
        following: Paragraph | None,
        numbered: bool,
        parts: list[Part],
    ) -> Part:
        text, looks = paragraph.text, self.looks
        after_heading = not parts or parts[-1] in (Part.HEADING, Part.MARGIN, Part.FORMULA, Part.RECITAL)
        if self._is_margin(at):
            return Part.MARGIN
        if looks.is_opening(text) or (looks.is_preamble_head(text) and len(text) < 40):
            return Part.FORMULA
        if self._is_heading(paragraph, previous, following):
            return Part.HEADING
        if looks.is_enacting(text) and not paragraph.is_numbered and after_heading and len(text) < 120:
            return Part.FORMULA
        if paragraph.is_numbered:
            return Part.CLAUSE
        in_list = previous is not None and not previous.text.endswith(".") and not after_heading
        if looks.is_recital(text) and not looks.is_operative(text) and text.endswith(",") and not in_list:
            return Part.RECITAL
        if paragraph.marker is not None:
            return Part.CLAUSE
        if not parts or (after_heading and not numbered):
            return Part.CLAUSE
        if after_heading or self._is_unnumbered_clause(paragraph, previous, numbered):
            return Part.CLAUSE
        if numbered or (previous is not None and (not previous.is_finished or previous.text.endswith(":"))):
            return Part.CONTINUATION
        small = text[:1].islower() and not self.paragraphs[at - len(parts)].text[:1].islower()
        return Part.CONTINUATION if small else Part.CLAUSE

    def _is_unnumbered_clause(self, paragraph: Paragraph, previous: Paragraph | None, numbered: bool) -> bool:
        """Whether an operative verb leads a paragraph after a finished one.

        Among numbered clauses that is one only where the verb is finite: a Russian infinitive goes on with its clause.
        """
        text = paragraph.text
        if not self._leads(paragraph) or not text[:1].isupper() or (previous is not None and not previous.is_finished):
            return False
        return not numbered or (self.looks.language not in ("ru", "uk") and text.endswith((".", ";")))

    def _is_heading(self, paragraph: Paragraph, previous: Paragraph | None, following: Paragraph | None) -> bool:
        """A short line without a stop that stands between two clauses, the first of which has ended."""
        text = paragraph.body or paragraph.text
        if paragraph.first.style.startswith("heading") and len(text) < 200 and not paragraph.is_finished:
            return True
        if len(text) > 110 or text.endswith((".", ";", ":", ",")) or following is None or paragraph.first.number:
            return False
        if previous is not None and not previous.is_finished and not self._may_head(previous):
            return False
        if paragraph.marker is not None:
            if following.marker is not None and following.marker.path == (*paragraph.marker.path, 1) != (1,):
                # "2. MONEY" over "2.1"
                return True
            is_section = paragraph.marker.style.startswith(("roman upper", "latin upper", "cyrillic upper"))
            return (
                is_section
                and bool(following.is_numbered or self.looks.is_operative(following.text))
                and (following.marker is None or following.marker.style != paragraph.marker.style)
            )
        if not text[:1].isupper() or self.looks.is_operative(text):
            return False
        return following.is_numbered or self.looks.is_operative(following.text) or len(following.text) < 110

    def _may_head(self, paragraph: Paragraph) -> bool:
        """Whether headings may follow each other here: *I* and its words."""
        if paragraph.first.style.startswith("heading"):
            return True
        return len(paragraph.text) < 110 and paragraph.marker is None and paragraph.text[:1].isupper()
