"""English names with capitals, and no head word of an institution: *asks Harwick Water to …*, *sent to the Mayor*."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.verbs import Mark

_ASKS = frozenset({"ask", "charge", "demand", "impose", "oblige", "request", "write", "thank"})
_TELLS = frozenset({"publication", "publish", "tell", "express", "repeat", "thanks", "send"})
_LINK = r"(?:,\s(?=(?:Inc|Ltd|LLC|Co)\b)|\s(?:(?:of|for|de)\s(?:the\s)?)?)"
_NAME = rf"(?-i:[A-Z&][\w’'&-]*\.?{_LINK}(?=[A-Z&])){{0,7}}(?-i:[A-Z][\w’'-]*)"
_ASKED = re.compile(
    rf"\s+(?:(?:upon|on|to|of|from|with|again|both|all|the|its|our|each|every|messrs|with)\s+)*(?P<name>{_NAME})", re.I
)
_GETS = re.compile(rf"\bto\s(?:(?:the|all|each|every|both|its|our)\s)*(?P<name>{_NAME})", re.I)
_JOINED = re.compile(rf"(?:,|,?\sand)\s(?:to\s)?(?:(?:the|all|each|its)\s)*(?P<name>{_NAME})", re.I)


def called(text: str, found: Sequence[Mark], taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where those stand whom a verb addresses by a name of their own; those ``taken`` only where joined to one."""
    for mark in found:
        match = _ASKED.match(text, mark.end) if mark.sort in _ASKS else None
        if match is None and mark.sort in _TELLS:
            stop = re.search(r"[;.](?=\s)", text[mark.end :])
            match = _GETS.search(text, mark.start, mark.end + stop.start() if stop else len(text))
        first = True
        while match is not None:
            start, end = match.span("name")
            known = next(((begin, stop_) for begin, stop_ in taken if begin < end and stop_ > start), None)
            if (known and first) or _nobody().match(text, start):
                break
            # "to the Governor and the Lord Mayor": joined to one who is addressed.
            start, end = known or (start, end)
            yield start, end
            first = False
            match = _JOINED.match(text, end)


@cache
def _nobody() -> re.Pattern[str]:
    """Months, members, documents: what has a capital and is addressed by nobody."""
    listed = (("operative", "members"), ("citations", "documents"), ("lists", "event"))
    words = "|".join(
        (*vocabulary.data("en")["months"], *(vocabulary.alternatives("en", section, key) for section, key in listed))
    )
    return re.compile(rf"(?:{words}|that|it|them|[A-Z]\.)(?![\w])", re.IGNORECASE)
