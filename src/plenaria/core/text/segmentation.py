"""Which part of a resolution each paragraph belongs to, once it is known where the parts start (see ``bounds``)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from plenaria.core.text.bounds import LABELLED, Bounds
from plenaria.core.text.looks import Lines
from plenaria.core.text.paragraphs import Paragraph


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
        self.bounds = Bounds(paragraphs, self.looks)

    def parts(self) -> tuple[Part, ...]:
        preamble, start, end = self.bounds.found()
        parts = [Part.HEAD] * preamble
        parts += self._preamble_parts(preamble, start)
        parts += self._operative_parts(start, end)
        return tuple(parts + [Part.END] * (len(self.paragraphs) - end))

    def _preamble_parts(self, preamble: int, start: int) -> list[Part]:
        """Formulas and recitals; a short line between the formula and the clauses heads these."""
        parts: list[Part] = []
        for at in range(preamble, start):
            text = self.paragraphs[at].text
            heading = len(text) < 90 and text[-1:].isalnum() and text[:1].isupper() and not self.looks.is_speaker(text)
            if self._is_formula(at, start, first=at == preamble):
                parts.append(Part.FORMULA)
            else:
                section = bool(re.match(r"[IVX]+\.?\s", text))
                after = bool(parts) and parts[-1] in (Part.FORMULA, Part.HEADING) and (section or at > preamble + 1)
                parts.append(Part.HEADING if heading and after else Part.RECITAL)
        return parts

    def _is_formula(self, at: int, start: int, *, first: bool) -> bool:
        """Whether it names who speaks, heads recitals or leads to the clauses, and recites nothing."""
        paragraph, looks = self.paragraphs[at], self.looks
        text = paragraph.text
        if looks.is_opening(text) or looks.is_preamble_head(text) or looks.is_speaker(text):
            return True
        if first and self.bounds.speaks(at, start):
            return True
        if not first and re.fullmatch(r"[^\W\d_]+,(?:\s[^\W\d_]+){1,2},|[^\W\d_]+,", text) and text[:1].isupper():
            # "NOW, THEREFORE,"
            return True
        if not paragraph.is_numbered and self.bounds.is_enacting(at):
            return True
        if looks.is_recital(text):
            listed = at + 1 < start and self.paragraphs[at + 1].marker is not None
            breaks = text.endswith((",", ":")) and len(text.split()) < 5
            return listed and (breaks or len(text.split()) < 3)
        return text.endswith(":") and len(text) < 160 and paragraph.marker is None

    def _operative_parts(self, start: int, end: int) -> list[Part]:
        span = self.paragraphs[start:end]
        numbered = sum(bool(each.is_numbered and each.marker and not each.marker.is_bare) for each in span) >= 2 or (
            sum(each.is_numbered for each in span) >= 2
        )
        parts: list[Part] = []
        for offset, paragraph in enumerate(span):
            following = span[offset + 1] if offset + 1 < len(span) else None
            after = span[offset + 2] if offset + 2 < len(span) else None
            if following is not None and after is not None and after.is_numbered and self._speaks_again(following):
                # "3. Relations" over "The Council" over "3.1": the speaker stands for nothing of its own.
                following = after
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
        if at in self.bounds.margins:
            return Part.MARGIN
        if looks.is_opening(text) or (looks.is_preamble_head(text) and len(text) < 40):
            return Part.FORMULA
        if (
            parts
            and parts[-1] is Part.HEADING
            and following
            and following.is_numbered
            and self._speaks_again(paragraph)
        ):
            return Part.FORMULA
        headed = not parts or parts[-1] in (Part.HEADING, Part.MARGIN)
        if self._is_heading(paragraph, None if headed else previous, following):
            return Part.HEADING
        if looks.is_enacting(text) and not paragraph.is_numbered and after_heading and len(text) < 120:
            return Part.FORMULA
        if paragraph.is_numbered:
            return Part.CLAUSE
        if numbered and parts and (looks.is_adoption(text) or looks.is_vote(text)):
            # Each clause was voted on, and says so.
            return Part.CONTINUATION
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

    def _speaks_again(self, paragraph: Paragraph) -> bool:
        """Whether a line names who speaks, an adverb before it or none: *Enfin, le Conseil*."""
        text = paragraph.text
        _, _, rest = text.partition(", ")
        return paragraph.marker is None and (self.looks.is_speaker(text) or bool(rest and self.looks.is_speaker(rest)))

    def _is_unnumbered_clause(self, paragraph: Paragraph, previous: Paragraph | None, numbered: bool) -> bool:
        """Whether an operative verb leads a paragraph after a finished one.

        Among numbered clauses that is one only where the verb is finite: a Russian infinitive goes on with its clause.
        """
        text = paragraph.text
        if (
            not self.looks.leads(paragraph.text)
            or not text[:1].isupper()
            or (previous is not None and not previous.is_finished)
        ):
            return False
        return not numbered or (self.looks.language not in ("ru", "uk") and text.endswith((".", ";")))

    def _is_heading(self, paragraph: Paragraph, previous: Paragraph | None, following: Paragraph | None) -> bool:
        """A short line without a stop that stands between two clauses, the first of which has ended."""
        text = paragraph.body or paragraph.text
        if LABELLED.match(text) and following is not None and (previous is None or previous.is_finished):
            return True
        if paragraph.first.style.startswith("heading") and len(text) < 200 and not paragraph.is_finished:
            return True
        if following is not None and not paragraph.first.number and self.looks.is_section(paragraph.text):
            return True
        longest = 160 if paragraph.marker and following and following.is_numbered else 110
        ended = paragraph.is_finished or text.endswith((".", ";", ":", ","))
        if len(text) > longest or ended or following is None or paragraph.first.number:
            return False
        if previous is not None and not previous.is_finished and not self._may_head(previous):
            return False
        if paragraph.marker is not None:
            if following.marker is not None and following.marker.path == (*paragraph.marker.path, 1) != (1,):
                # "2. MONEY" over "2.1"
                return True
            is_section = paragraph.marker.style.startswith(("roman upper", "latin upper", "cyrillic upper"))
            if not is_section or (following.marker and following.marker.style == paragraph.marker.style):
                return False
            if following.is_numbered or self.looks.is_operative(following.text):
                return True
            # "II. Attendance" over a heading of its own, or over a text without numbers.
            return text[:1].isupper() and not self.looks.is_operative(text) and following.text[:1].isupper()
        if not text[:1].isupper():
            return False
        if self.looks.is_operative(text):
            # "Organisation" between two numbers is no verb.
            return following.is_numbered and len(text.split()) < 5
        recites = self.looks.is_recital(following.text) and following.text.endswith((",", ";"))
        return following.is_numbered or recites or self.looks.is_operative(following.text) or len(following.text) < 110

    def _may_head(self, paragraph: Paragraph) -> bool:
        """Whether headings may follow each other here: *I* and its words."""
        if paragraph.first.style.startswith("heading"):
            return True
        return len(paragraph.text) < 110 and paragraph.marker is None and paragraph.text[:1].isupper()
