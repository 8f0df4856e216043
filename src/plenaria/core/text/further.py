"""Where a file that holds several resolutions begins the next one.

A further resolution has a title of its own, or a preamble of its own, after clauses of the one before. What comes after
an annex is part of the annex.
"""

import re
from collections.abc import Sequence

from plenaria.core.text.bounds import Bounds
from plenaria.core.text.looks import Lines
from plenaria.core.text.paragraphs import Paragraph

_UNITED_NATIONS = re.compile(r"\d{1,4}\s?\([IVXLC-]+\)\.?\s\S|\d{1,2}/\d{1,3}\.?\s\S")
"""*37 (IV). Economic Commission …*, *42/208. Scale of assessments …*"""

_HEADING = 160
"""Characters of a heading."""

_REACH = 7
"""Paragraphs after a title within which its resolution begins."""


def further(paragraphs: Sequence[Paragraph], looks: Lines) -> tuple[int, ...]:
    """The places (from 0) where another resolution starts; empty for a file that holds one."""
    annex = next((at for at, each in enumerate(paragraphs) if looks.is_annex(each.text)), len(paragraphs))
    anew = [at for at in range(annex) if _begins(paragraphs, at, looks) or _recites_anew(paragraphs, at, looks)]
    if len(anew) < 2:
        return ()
    found: list[int] = []
    after = Bounds(paragraphs, looks).found()[1]
    for at in anew:
        if any(each.is_numbered or looks.leads(each.text) for each in paragraphs[after:at]):
            found.append(_back_to_heading(paragraphs, at, after, looks))
            after = at + 1
    return tuple(found)


def _is_title(paragraph: Paragraph, looks: Lines) -> bool:
    text = paragraph.text
    if len(text) > _HEADING or text.endswith((".", ";", ",", ":")) or looks.is_adoption(text) or looks.is_vote(text):
        return False
    return looks.is_title(text) or bool(_UNITED_NATIONS.match(text))


def _begins(paragraphs: Sequence[Paragraph], at: int, looks: Lines) -> bool:
    """Whether a title stands here over who speaks, a recital, an enacting formula, or a number 1."""
    if not _is_title(paragraphs[at], looks):
        return False
    below = paragraphs[at + 1 : at + _REACH]
    first = any(each.marker and any(value == 1 for _, value in each.marker.readings) for each in below)
    speaks = any(looks.is_opening(each.text) or looks.is_enacting(each.text) for each in below)
    recites = any(looks.is_recital(each.text) and each.text.endswith((",", ";")) for each in below)
    return speaks or recites or (first and not paragraphs[at].is_numbered)


def _recites_anew(paragraphs: Sequence[Paragraph], at: int, looks: Lines) -> bool:
    """Whether somebody speaks here, and recites at once."""
    if not (looks.is_opening(paragraphs[at].text) or looks.is_speaker(paragraphs[at].text)):
        return False
    below = paragraphs[at + 1 : at + 3]
    return bool(below) and all(looks.is_recital(each.text) and not looks.is_operative(each.text) for each in below[:1])


def _back_to_heading(paragraphs: Sequence[Paragraph], at: int, after: int, looks: Lines) -> int:
    """The heading over a preamble belongs to it: short lines that end nothing and close nothing."""
    start = at
    while start - 1 > after and at - start < _REACH:
        before = paragraphs[start - 1]
        short = len(before.text) < _HEADING and not before.text.endswith((";", ",", ":"))
        ended = before.text.endswith(".") and not _UNITED_NATIONS.match(before.text)
        if not short or ended or before.is_numbered or looks.is_end(before.text):
            break
        start -= 1
    return start
