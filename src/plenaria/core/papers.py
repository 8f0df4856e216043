"""An old paper's way into the register: handed in, read, looked at where there is doubt, taken in or left out.

Every paper is in exactly one state, so none is lost; one that was refused or left out can be read again.
"""

import re
from datetime import date
from functools import cache

from plenaria.core.states import Table, from_each
from plenaria.core.text import vocabulary
from plenaria.core.text.resolution import Resolution
from plenaria.core.text.resolution import Warning as Caution
from plenaria.core.text.source import Source

PAPER = Table(
    "paper",
    "waiting",
    {
        ("waiting", "take-in"): "taken-in",
        ("waiting", "doubt"): "to-check",
        ("waiting", "refuse"): "refused",
        ("to-check", "take-in"): "taken-in",
        ("taken-in", "take-back"): "to-check",
        **from_each(("to-check", "refused"), "leave-out", "left-out"),
        **from_each(("to-check", "refused", "left-out"), "read-again", "waiting"),
    },
)

PASSED_OVER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
"""What file managers leave lying about."""
LONGEST_HEADING = 90
"""Characters of a line that may name a resolution and its number."""


def is_paper(name: str) -> bool:
    """Whether a file may be a paper, by its name with its folders: hidden files and the locks of editors are none."""
    parts = name.casefold().split("/")
    return not any(part.startswith((".", "~$")) or part in PASSED_OVER for part in parts)


def doubts(text: Resolution, source: Source, today: date) -> tuple[Caution, ...]:
    """Why a paper is not taken in without a look; empty where it is sure.

    Whatever the reading warns of is a doubt, and so are a missing date (``no-date``), one that is still to come
    (``date-ahead``), and several resolutions in one file (``several-resolutions``).
    """
    found = list(text.warnings)
    if text.date is None:
        found.append(Caution("no-date", 0))
    elif text.date > today:
        found.append(Caution("date-ahead", 0, text.date.isoformat()))
    headings = _headings(source, text.language)
    if len(headings) > 1:
        line, words = list(headings.values())[1]
        found.append(Caution("several-resolutions", line, words))
    return tuple(found)


def _headings(source: Source, language: str) -> dict[str, tuple[int, str]]:
    """The numbers under which the lines announce a resolution: number → the first line (from 1) and its words."""
    found: dict[str, tuple[int, str]] = {}
    for at, line in enumerate(source.lines, 1):
        heading = _heading(language).fullmatch(line.text.strip()) if len(line.text) <= LONGEST_HEADING else None
        if heading:
            found.setdefault(heading["number"].casefold(), (at, line.text.strip()))
    return found


@cache
def _heading(language: str) -> re.Pattern[str]:
    """*Resolution No. 5*, alone on its line but for a date."""
    titles = vocabulary.alternatives(language, "opening", "title")
    return re.compile(
        rf"(?:{titles})\s+(?:№|no\.?|nr\.?|n\.?º|nº|núm\.?|n°)?\s*(?P<number>[\w/-]*\d[\w/-]*)"
        r"(?:\W.{0,40}(?:1[89]|20)\d\d.{0,6})?\W*",
        re.IGNORECASE,
    )
