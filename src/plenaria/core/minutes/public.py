"""Approved minutes as the public reads them: where a name may not be published, something else stands for it.

What was approved stays as it is. Names stand in it word for word (``phrases.minutes.names``), so they are found as they
are written; the clerk's own words are searched like all others, but a name that they bend, shorten or misspell stays.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from plenaria.core.minutes.written import Annex, Paragraph, Table, Written

SPEECH = "speech"
"""The code of a paragraph that tells of a speech."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What stands for a name: everywhere, and in what is told of speeches."""

    everywhere: Mapping[str, str]
    in_speeches: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.everywhere or self.in_speeches)


def public(written: Written, hidden: Hidden, note: str) -> Written:
    """The minutes with what stands for the ``hidden`` names, and the ``note`` that says so at their foot.

    Who signs stays; the same minutes where none of these names stands in them.
    """
    everywhere = _replacing(hidden.everywhere)
    speeches = _replacing({**hidden.everywhere, **hidden.in_speeches})
    shown = replace(
        written,
        sections=tuple(
            replace(
                section,
                title=everywhere(section.title),
                paragraphs=tuple(
                    _paragraph(each, speeches if each.key.endswith(f"-{SPEECH}") else everywhere)
                    for each in section.paragraphs
                ),
            )
            for section in written.sections
        ),
        annexes=tuple(_annex(each, everywhere) for each in written.annexes),
    )
    return shown if shown == written else replace(shown, foot=(*shown.foot, note))


def _paragraph(of: Paragraph, say: Callable[[str], str]) -> Paragraph:
    return replace(of, text=say(of.text), generated=say(of.generated), table=_table(of.table, say))


def _annex(of: Annex, say: Callable[[str], str]) -> Annex:
    return Annex(title=of.title, lines=tuple(map(say, of.lines)), table=_table(of.table, say))


def _table(of: Table | None, say: Callable[[str], str]) -> Table | None:
    return replace(of, rows=tuple(tuple(map(say, row)) for row in of.rows)) if of else None


def _replacing(names: Mapping[str, str]) -> Callable[[str], str]:
    """What puts the other words in place of each name: the longest name first, whole words only."""
    known = sorted((each for each in names if each.strip()), key=len, reverse=True)
    if not known:
        return lambda text: text
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)")
    return lambda text: pattern.sub(lambda found: names[found.group()], text)
