"""Whoever is asked or thanked in Russian words that name no institution: *призвать соседние станицы беречь …*.

What stands between a verb that asks and the infinitive that it governs names whom it asks, whatever the words are; what
stands between thanks and *за* whom one thanks. Behind a preposition a name in quotation marks or in capitals is enough.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.people import people
from plenaria.core.text.verbs import Mark

LANGUAGES = ("ru",)

_ASKS = frozenset({"ask", "charge", "contact", "demand", "impose", "oblige", "request"})
_NO_NAME = (
    "в|во|на|с|со|о|об|от|до|за|из|для|при|по|под|без|и|или|а|не|их|его|её|что|чтобы|как|к|ко|у|перед|через|после|им|ему"
    "|ей|нас|вас|нам|вам|себе|себя|это|этого|всё|срочно|немедленно|ежегодно|также|далее|вновь"
)
_WORD = rf"(?!(?:{_NO_NAME})\s)[\w«»\"-]+"
_INFINITIVE = r"(?:не\s+)?[а-яё]{2,}(?:ать|ять|ить|еть|оть|уть|ыть|йти|сти|зти|чь)(?:ся)?(?!\w)"
_TO_DO = re.compile(
    rf"\s+(?:[а-яё]+о\s+)??(?!{_INFINITIVE})(?P<name>{_WORD}(?:\s(?:№\s?\d+|{_WORD})){{0,5}}?)\s(?:[а-яё]+но\s|и\s)?(?={_INFINITIVE})"
)
_FOR = re.compile(rf"\s+(?P<name>{_WORD}(?:\s(?:№\s?\d+|{_WORD})){{0,5}}?)\s(?=за\s)")
_NAMED = re.compile(
    r"\s+(?:от|к|ко|у|перед|с|со|на)\s+(?P<name>«[^»]{1,60}»|[А-ЯЁ]{2,}[\w-]*|[А-ЯЁ][\w-]+(?:\s[А-ЯЁ][\w-]+)*)"
)
_GROUP = re.compile(r"\s+(?P<name>(?:[\w-]+[ыи]м\s)*[а-яё-]{3,}[ая]м(?!\w))")
"""*кружкам*, *матерям-героиням*: those whom one asks or thanks, in the dative plural."""
_NO_PARTY = re.compile(r"(?:необходим|возможн|целесообразн|нужн|прав|вопрос|просьб|срок|дан|настоящ)\w*", re.IGNORECASE)


def asked(text: str, found: Sequence[Mark], named: Sequence[tuple[int, int]], language: str) -> Iterator[str]:
    """Those whom a verb of ``found`` asks or thanks, and who are none of the institutions ``named``."""
    if language not in LANGUAGES:
        return
    persons = people(text, language)
    for mark in found:
        match = _whom(text, mark)
        if match is None or _NO_PARTY.match(match["name"]) or _is_verb(match["name"], language):
            continue
        start, end = match.span("name")
        known = any(begin < end and stop > start for begin, stop in named)
        if not known and not any(person in match["name"] or match["name"] in person for person in persons):
            yield match["name"]


def _whom(text: str, mark: Mark) -> re.Match[str] | None:
    if mark.sort in ("thank", "thanks"):
        return _GROUP.match(text, mark.end) or _FOR.match(text, mark.end)
    if mark.sort in _ASKS:
        return _TO_DO.match(text, mark.end) or _GROUP.match(text, mark.end) or _NAMED.match(text, mark.end)
    return None


def _is_verb(name: str, language: str) -> bool:
    return bool(_verb(language).match(name))


@cache
def _verb(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.alternatives(language, 'operative', 'verb_sure')})(?!\w)", re.IGNORECASE)
