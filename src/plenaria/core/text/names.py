"""Who and where a clause speaks of: parties as printed, people, places, links."""

import re
from collections.abc import Iterable
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.addressees import parties
from plenaria.core.text.furniture import E_MAIL, LINK
from plenaria.core.text.people import people

__all__ = ("links", "parties", "people", "places")

_CAPITAL = r"[A-ZА-ЯЁÁÉÍÓÚÑÇÜІЇЄ]"


def links(text: str) -> tuple[str, ...]:
    """E-mail addresses and sites."""
    found = [(match.start(), match[0]) for pattern in (E_MAIL, LINK) for match in pattern.finditer(text)]
    return _distinct(name for _, name in sorted(found))


def places(text: str, language: str) -> tuple[str, ...]:
    """Towns and countries where something is held: a name with a capital after *in*."""
    found = []
    for match in _place(language).finditer(text):
        first = match["place"].split()[0]
        month = any(re.fullmatch(each, first, re.IGNORECASE) for each in vocabulary.data(language)["months"])
        other = vocabulary.anywhere(language, "names", "institutions").search(match["place"])
        address = vocabulary.opening(language, "furniture", "address").match(match["place"])
        if not (month or other or address):
            found.append(match["place"])
    return _distinct(found)


@cache
def _place(language: str) -> re.Pattern[str]:
    before = vocabulary.alternatives(language, "names", "place_before")
    return re.compile(
        rf"(?<!\w)(?i:{before})\s+(?P<place>{_CAPITAL}[^\W\d_]+(?:[-\s](?:de\s|del\s|la\s|на-)?{_CAPITAL}[^\W\d_]+){{0,2}})"
    )


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
