"""Whoever is asked, thanked or charged in words that name no institution: *insta a las peñas a …*, *pide a AFIP que …*.

Spanish puts *a* before whoever a verb addresses, so that the words behind it name them, whatever they are.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.institutions import after_head
from plenaria.core.text.people import people
from plenaria.core.text.verbs import Mark

LANGUAGES = ("es",)
"""Languages that mark whom they address by such a preposition."""

_ASKS = frozenset({"ask", "charge", "demand", "impose", "oblige", "request", "write", "thank", "thanks"})
_ASKED_OF = frozenset({"ask", "demand", "impose", "request"})
_TELLS = _ASKS | {"send", "tell", "publish", "publication", "express", "give", "announce"}
_THANKS = frozenset({"thank", "thanks"})
_HEAD = re.compile(r"[^\W\d_][\w’'&-]*(?:\.(?=\s[A-ZÁÉÍÓÚÑ]))?")
_INFINITIVE = re.compile(r"\w+(?:[aeií]r|[aeií]rse|[aeií]rl[aeo]s?)")
_CAPITAL_JOINED = re.compile(r"\s[ye]\s[A-ZÁÉÍÓÚÑ][\w]*\.?")


def unnamed(text: str, found: Sequence[Mark], named: Sequence[tuple[int, int]], language: str) -> Iterator[str]:
    """Those whom a verb of ``found`` addresses, and who are none of the institutions ``named``."""
    if language not in LANGUAGES:
        return
    persons = people(text, language)
    for mark in found:
        start = _addressee(text, mark, language)
        while start is not None:
            end = _end(text, start, language)
            if end is None:
                break
            name = text[start:end]
            known = any(begin < end and stop > start for begin, stop in named)
            if not known and not _is_person(name, text[end:], persons):
                yield name
            joined = _joined(language).match(text, end)
            start = joined.end() if joined else None


def _is_person(name: str, behind: str, persons: Sequence[str]) -> bool:
    """*a Rosa Mena*, *al bombero Luis Mena*."""
    return any(person in name or name in person or behind.startswith(f" {person}") for person in persons)


def _addressee(text: str, mark: Mark, language: str) -> int | None:
    """Where the words begin that the verb addresses."""
    match = _addressed(language).match(text, mark.end) if mark.sort in _TELLS else None
    if match is None and mark.sort in _ASKED_OF:
        match = _asked_of(language).match(text, mark.end)
    if match is None and mark.sort in _THANKS:
        match = _merit_of(language).match(text, mark.end)
    return match.end() if match else None


def _end(text: str, start: int, language: str) -> int | None:
    """Where the name ends that begins here; none where these words name nobody."""
    head = _HEAD.match(text, start)
    if head is None or _nobody(language).fullmatch(head[0]):
        return None
    if head[0].islower() and _INFINITIVE.fullmatch(head[0]) and not re.search(r"(?:l|las?|los)\s$", text[:start]):
        return None
    behind = after_head(language).match(text, head.end())
    end = behind.end() if behind else head.end()
    joined = _CAPITAL_JOINED.match(text, end) if text[start].isupper() else None
    return joined.end() if joined else end


@cache
def _addressed(language: str) -> re.Pattern[str]:
    adverbs = vocabulary.adverbs(language)
    prepositions = vocabulary.alternatives(language, "names", "addressed")
    return re.compile(rf"\s+(?:(?:{adverbs})\s+)*(?:{prepositions})\s+{_articles(language)}", re.IGNORECASE)


@cache
def _asked_of(language: str) -> re.Pattern[str]:
    prepositions = vocabulary.alternatives(language, "names", "asked_of")
    return re.compile(rf"\s+(?:{prepositions})\s+{_articles(language)}", re.IGNORECASE)


@cache
def _merit_of(language: str) -> re.Pattern[str]:
    """*agradecer la labor de …*."""
    prepositions = vocabulary.alternatives(language, "names", "asked_of")
    merits = vocabulary.alternatives(language, "names", "merits")
    between = rf"\s+{_articles(language)}(?:[a-záéíóúñ]+\s+)?"
    return re.compile(
        rf"{between}(?:{merits})\s+(?:[a-záéíóúñ]+\s+)??(?:{prepositions})\s+{_articles(language)}", re.IGNORECASE
    )


@cache
def _joined(language: str) -> re.Pattern[str]:
    joins = "|".join(vocabulary.data(language)["and"])
    prepositions = vocabulary.alternatives(language, "names", "addressed")
    return re.compile(rf"(?:,|,?\s(?:{joins}))\s(?:{prepositions})\s{_articles(language)}", re.IGNORECASE)


def _articles(language: str) -> str:
    return rf"(?:(?:{vocabulary.alternatives(language, 'names', 'articles')})\s+)*"


@cache
def _nobody(language: str) -> re.Pattern[str]:
    return re.compile(vocabulary.alternatives(language, "names", "nobody"), re.IGNORECASE)
