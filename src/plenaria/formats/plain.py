"""Plain text in any encoding."""

import re

from plenaria.core.text.source import Source, SourceLine
from plenaria.formats.encoding import decoded
from plenaria.formats.gathering import LONGEST, Gathering
from plenaria.formats.unreadable import Unreadable

_BREAK = re.compile("\r\n|[\r\n\f\v\x85\u2028\u2029]")
_CHARACTER = 6
"""Points that a character of an indent is wide, as on a typewriter."""


def read(data: bytes) -> Source:
    """A text's lines, blank ones too, so that their count is that of an editor.

    Whether it is broken at a width is for ``core.text`` to see, which knows how a clause goes on.

    :raises Unreadable: there is too much of it, or nothing.
    """
    text = decoded(data)
    if len(text) > LONGEST:
        raise Unreadable("file-too-long", limit=LONGEST)
    gathering = Gathering()
    for row in _BREAK.split(text):
        if row.strip():
            margin = row[: len(row) - len(row.lstrip())].expandtabs(8)
            gathering.add(row, SourceLine(text="", indent=_CHARACTER * len(margin)))
        else:
            gathering.add_blank()
    return gathering.source("txt")
