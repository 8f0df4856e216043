"""Footnotes of a PDF: the small print at the foot of a page, and the signs in the text that lead to it."""

import re
from collections.abc import Sequence
from statistics import median
from typing import Protocol

_SMALL = 0.93
"""Of the height of the page's other letters: notes are set in smaller ones."""
_SIGN = re.compile(r"(\d{1,2}|[*†‡]{1,3})[.)]?\s*(?=\S)")


class Placed(Protocol):
    """A line with its text, and in points the height of its letters and where it stands."""

    @property
    def text(self) -> str: ...
    @property
    def baseline(self) -> float: ...
    @property
    def height(self) -> float: ...


def notes(page: Sequence[Placed], zones: Sequence[str]) -> list[str]:
    """The zones of a page's lines, where the notes at its foot are found among those of the body."""
    body = sorted((at for at, zone in enumerate(zones) if zone == "body"), key=lambda at: page[at].baseline)
    if len(body) < 3:
        return list(zones)
    usual = median(page[at].height for at in body)
    foot: list[int] = []
    for at in body:
        if page[at].height > _SMALL * usual:
            break
        foot.append(at)
    while foot and not _SIGN.match(page[foot[-1]].text):
        foot.pop()
    found = set(foot) if len(foot) < len(body) else set()
    return ["footnote" if at in found else zone for at, zone in enumerate(zones)]


def parted(text: str) -> tuple[str | None, str]:
    """The sign of a note, where a line begins one, and the rest of the line."""
    found = _SIGN.match(text)
    return (found[1], text[found.end() :]) if found else (None, text)


def without_signs(text: str, signs: Sequence[str]) -> str:
    """A line without the signs of the notes on its page, which stand right behind a word."""
    for sign in signs:
        text = re.sub(rf"([^\W\d_]{{3}}[.,;:!?»”\")]?){re.escape(sign)}(?=[\s.,;:)]|$)", r"\1", text, count=1)
    return text
