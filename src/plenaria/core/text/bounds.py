"""Where the preamble, the clauses and the ending of a resolution start.

A paper goes one way: head, preamble, formula, clauses, ending. The clauses start after the enacting formula
(*решила:*, *resuelve:*), at the number 1 that a 2 follows, at the first paragraph that an operative verb leads, or
where paragraphs cease to be recitals. They end where something stands that no clause is (adoption, signature, list of
dispatch, annex) and the numbering does not go on.
"""

import re
from collections.abc import Sequence

from plenaria.core.text.furniture import is_contact
from plenaria.core.text.looks import Lines
from plenaria.core.text.margins import margins
from plenaria.core.text.paragraphs import Paragraph
from plenaria.core.text.signing import signs

_BREAKS_OFF = re.compile(r"[,:]$|,\s(?:and|y|e|и|та|et|und)$")
"""How a line ends after which the sentence goes on."""

LABELLED = re.compile(r"[A-ZА-ЯІЇЄҐÁÉÍÓÚ]{4,}:\s")
"""*HEARD: the report*: what the minutes say of the matter."""

_AHEAD = 300
"""Paragraphs within which the numbering must go on after something that looks like an ending."""


class Numbers:
    """Where each number stands: asked for many paragraphs, and so counted once."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._last: dict[tuple[str, int], int] = {}
        for at, paragraph in enumerate(paragraphs):
            for reading in paragraph.marker.readings if paragraph.marker else ():
                self._last[reading] = at

    def follow(self, style: str, value: int, at: int) -> bool:
        """Whether ``value`` stands somewhere after ``at``."""
        return self._last.get((style, value), -1) > at


class Bounds:
    """Looks for the parts of one paper; ``margins`` are its verbs in the margin."""

    def __init__(self, paragraphs: Sequence[Paragraph], looks: Lines) -> None:
        self.paragraphs = paragraphs
        self.looks = looks
        self.margins = margins(paragraphs, looks)
        self._numbers = Numbers(paragraphs)

    def found(self) -> tuple[int, int, int]:
        """The places (from 0) where preamble, clauses and ending start."""
        title = self._title()
        start = self._start(title)
        while start > max(title, 1) and self._is_section_number(start - 1):
            start -= 1
        return self._preamble(title, start), start, self._end(start)

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
        formula = next((at for at in places if self.is_enacting(at)), None)
        if formula is None:
            formula = next((at for at in places if self._leads_to_one(at)), None)
        first = self._first_clause(title, places.stop)
        if formula is None and first == len(self.paragraphs):
            formula = next((at for at in places if self._leads_to_one(at, least=2)), None)
            turn = self._turn(title, places.stop)
            if formula is None and turn == len(self.paragraphs):
                formula = next((at for at in places if self._calls(at, places.stop)), None)
        if formula is None:
            return min(first, self._turn(title, places.stop))
        below = self.paragraphs[formula + 1 : formula + 3]
        counted = any(value == 1 for each in below if each.marker for _, value in each.marker.readings)
        if first < formula and not self.paragraphs[first].marker and counted and formula not in self.margins:
            # What is said before numbered clauses, and bears no number, only leads to them.
            return formula + 1
        if first < formula and not self._is_under_head(first, formula):
            return first
        return formula if formula in self.margins else formula + 1

    def _calls(self, at: int, stop: int) -> bool:
        """Whether a line with a colon stands over two or more that follow: the last resort of a paper without verbs."""
        text = self.paragraphs[at].text
        if not text.endswith(":") or len(text) > 160 or at + 2 >= stop or self.looks.is_recital(text):
            return False
        return not self.looks.is_preamble_head(text) and not is_contact(text, self.looks.language)

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

    def is_enacting(self, at: int) -> bool:
        if at == len(self.paragraphs):
            return False
        paragraph = self.paragraphs[at]
        if paragraph.is_numbered:
            return False
        if at in self.margins or self.looks.is_enacting(paragraph.text):
            return True
        # "beschließt die Konferenz," over number 1
        below = [each.marker for each in self.paragraphs[at + 1 : at + 3] if each.marker]
        first = bool(below) and any(value == 1 for _, value in below[0].readings)
        ends = paragraph.text.endswith(",") or (paragraph.text.endswith(".") and len(paragraph.text) < 60)
        return first and ends and self.looks.is_enacting(f"{paragraph.text[:-1]}:")

    def _leads_to_one(self, at: int, least: int = 3) -> bool:
        """Whether a short line with a colon stands over number 1 of the clauses, in whatever words it enacts."""
        text = self.paragraphs[at].text
        if not text.endswith(":") or len(text) > 160 or self.paragraphs[at].marker or at + 1 == len(self.paragraphs):
            return False
        if self.looks.is_recital(text) or self.looks.is_preamble_head(text) or self.looks.is_operative(text):
            return False
        below = self.paragraphs[at + 1].marker
        styles = {style for style, value in below.readings if value == 1} if below and not below.is_bare else set()
        # If the numbers start again, these were those of recitals, or of a list.
        again = any(self._numbers.follow(style, 1, at + 1) for style in styles)
        return not again and any(self._numbers.follow(style, least, at) for style in styles)

    def _first_clause(self, title: int, stop: int) -> int:
        """The first paragraph numbered 1 that a 2 follows, or the first that an operative verb leads."""
        for at in range(title, stop):
            paragraph = self.paragraphs[at]
            if paragraph.is_numbered and self._starts_numbering(at):
                return at
            if not paragraph.is_numbered and self.looks.leads(paragraph.text) and self._may_start(title, at):
                return self._back_to_first(title, at)
        return len(self.paragraphs)

    def _may_start(self, title: int, at: int) -> bool:
        """Whether a sentence starts here: with a capital, or small where the recitals before it are small too."""
        if self._still_preamble(at) or self.looks.is_preamble_head(self.paragraphs[at].text):
            return False
        if self.paragraphs[at].body[:1].isupper():
            return True
        before = self.paragraphs[at - 1] if at > title else None
        return before is not None and before.text.endswith((",", ";", ":", ".")) and not before.marker

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
        if any(self._numbers.follow(style, 2, at) for style in styles):
            return True
        return not one.is_bare and self.looks.is_operative(self.paragraphs[at].body)

    def _is_list_of_recital(self, at: int) -> bool:
        """Whether lettered points hang on a recital: it ends with a colon and enacts nothing."""
        if not at:
            return False
        before = self.paragraphs[at - 1]
        enacts = self.is_enacting(at - 1) or self.looks.is_operative(before.body)
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
            if self.looks.is_opening(text) or self.looks.is_preamble_head(text) or self.is_enacting(at):
                return at
            if title and (self.speaks(at, start) or (_BREAKS_OFF.search(text) and self.looks.names_body(text))):
                return at
            following = self.paragraphs[at + 1].text if at + 1 < start else ""
            ends = text.endswith((",", ";", ".", ":")) or len(text) > 90 or self.is_enacting(at + 1)
            ends = ends or self.paragraphs[at].is_finished or following[:1].islower()
            if self.looks.is_recital(text) and ends:
                return at
            if (title or at) and self._is_sentence(at):
                return at
        return start

    def _is_sentence(self, at: int) -> bool:
        """Whether it is a sentence, and so nothing of the head: no centred line, no address, no place and day."""
        text = self.paragraphs[at].text
        if self.paragraphs[at].first.centred or is_contact(text, self.looks.language):
            return False
        if len(text) > 60:
            return text.endswith((".", ";", ",", ":"))
        if LABELLED.match(text) and text.endswith((".", ";")):
            return True
        small = sum(word[:1].islower() for word in text.split())
        return text.endswith(".") and small > 4 and not self.looks.is_closing(text)

    def speaks(self, at: int, start: int) -> bool:
        """Whether a line says only who speaks, and a recital, a formula or a clause follows at once."""
        text = self.paragraphs[at].text
        following = self.paragraphs[at + 1].text if at + 1 < len(self.paragraphs) else ""
        # "We, the delegates of …,"
        commas = text.count(",", 4)
        if text.endswith(",") and len(text) < 90 and commas == 1 and not self.paragraphs[at].marker:
            # "The third session of the Chamber," whatever that body is called.
            return self.looks.is_recital(following) and not self.looks.is_recital(text)
        if not self.looks.is_speaker(text):
            return False
        return at + 1 == start or self.looks.is_recital(following) or len(following) > 60 or self.is_enacting(at + 1)

    def _end(self, start: int) -> int:
        """Where the ending starts: the first that is no clause, and after which the numbering does not go on."""
        last: dict[str, int] = {}
        for at in range(start, len(self.paragraphs)):
            paragraph = self.paragraphs[at]
            if paragraph.marker and not paragraph.marker.is_bullet:
                last.update(paragraph.marker.readings)
                continue
            headed = at > 0 and self.paragraphs[at - 1].is_numbered and not self.paragraphs[at - 1].body
            if at > start and not headed and self._is_ending(at) and not self._goes_on(at, last):
                if (
                    self.looks.leads(paragraph.text)
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
        over = at + 1 < len(self.paragraphs) and self.paragraphs[at + 1].marker is not None
        breaks = paragraph.text.endswith((",", ":")) and len(paragraph.text.split()) > 3
        if over and breaks and not self.looks.is_dispatch(paragraph.text):
            # "The Board shall," over its points, however it begins.
            return False
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
        for later in self.paragraphs[at + 1 : at + _AHEAD]:
            if self.looks.is_annex(later.text) or self.looks.is_dispatch(later.text):
                return False
            if self.looks.is_opening(later.text):
                return False
            if not later.marker:
                if not last and self.looks.leads(later.text) and not self.looks.is_adoption(later.text):
                    return True
                continue
            for style, value in later.marker.readings:
                if value == 1:
                    restarted.add(style)
                elif style in last and style not in restarted and last[style] < value <= last[style] + 2:
                    return True
        return False
