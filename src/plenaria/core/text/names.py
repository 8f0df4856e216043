"""Who and where a clause speaks of: parties as printed, people, places, links."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.addressees import parties
from plenaria.core.text.furniture import E_MAIL, LINK

__all__ = ("links", "parties", "people", "places")

_CAPITAL = r"[A-ZА-ЯЁÁÉÍÓÚÑÇÜІЇЄ]"
_REGION = 140
"""Characters after a directing verb within which its addressee ends."""

_NAME = rf"{_CAPITAL}[^\W\d_]+(?:[-’']{_CAPITAL}?[^\W\d_]+)*"
_INITIALS = rf"(?:{_CAPITAL}\.\s?){{1,3}}"
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вич(?:а|у|ем|е)?|вн(?:а|ы|е|у|ой)|ич(?:а|у|ем|е))"
_WITH_INITIALS = re.compile(
    rf"(?<!\w)(?:{_INITIALS}\s?{_NAME}|{_NAME}\s{_CAPITAL}\.(?:\s?{_CAPITAL}\.)?+(?!\s?{_NAME}))"
)
_RUSSIAN = re.compile(
    rf"{_NAME}\s{_NAME}\s{_PATRONYMIC}(?!\w)|{_NAME}\s{_PATRONYMIC}\s{_NAME}|{_NAME}\s{_PATRONYMIC}(?!\w)"
)
_FULL = (
    rf"{_NAME}(?:\s(?:de|del|la|los|van|von|da|dos)){{0,2}}(?:\s{_NAME}(?:\s(?:de|del|la|los)(?=\s{_CAPITAL}))?){{1,3}}"
)
_STOPS = r"(?=[,;:.()«»\"“”\n]|$)"


def links(text: str) -> tuple[str, ...]:
    """E-mail addresses and sites."""
    found = [(match.start(), match[0]) for pattern in (E_MAIL, LINK) for match in pattern.finditer(text)]
    return _distinct(name for _, name in sorted(found))


def people(text: str, language: str) -> tuple[str, ...]:
    """Names of persons, as printed: with initials, with a patronymic, after a title or a verb that names people."""
    found: list[tuple[int, str]] = []
    for pattern in (_RUSSIAN, _WITH_INITIALS, _titled(language), _triggered(language)):
        for match in _matches(pattern, text, language):
            name = match["name"] if "name" in pattern.groupindex else match[0]
            start = match.start("name") if "name" in pattern.groupindex else match.start()
            name = re.sub(r"\s(?:de|del|la|los|y)$", "", name)
            taken = any(start < at + len(other) and at < start + len(name) for at, other in found)
            if not taken and not _holds_institution(name, language):
                found.append((start, name))
    for start, name in list(found):
        found += _more(text, start + len(name), language)
    return _distinct(name for _, name in sorted(found))


def _matches(pattern: re.Pattern[str], text: str, language: str) -> Iterator[re.Match[str]]:
    """All matches; one that starts with an institution's word is looked for again after that word."""
    at = 0
    while match := pattern.search(text, at):
        first = match[0].split()[0]
        if _holds_institution(first, language):
            at = match.start() + len(first)
        else:
            yield match
            at = match.end()


def _holds_institution(name: str, language: str) -> bool:
    return bool(vocabulary.anywhere(language, "names", "institutions").search(name))


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
def _titled(language: str) -> re.Pattern[str]:
    titles = vocabulary.alternatives(language, "names", "titles")
    return re.compile(
        rf"(?<!\w)(?i:{titles})\s+(?P<name>(?:{_INITIALS}\s?)?{_NAME}(?:\s(?:de\s|del\s|van\s|von\s)?{_NAME}){{0,3}})"
    )


@cache
def _triggered(language: str) -> re.Pattern[str]:
    triggers = vocabulary.alternatives(language, "names", "person_after")
    return re.compile(rf"(?<!\w)(?i:{triggers})\s+(?:(?i:la señora|el señor|the candidate|a)\s)?(?P<name>{_FULL})")


def _more(text: str, end: int, language: str) -> list[tuple[int, str]]:
    """Further names of a list: *Ana Ruiz, Luis Paz and Eva Mora*."""
    joins = "|".join(vocabulary.data(language)["and"])
    found: list[tuple[int, str]] = []
    pattern = re.compile(rf"(?:,\s|\s(?:{joins})\s)(?P<name>{_FULL})(?=[,;.\s]|$)")
    while match := pattern.match(text, end):
        if vocabulary.anywhere(language, "names", "institutions").search(match["name"]):
            break
        found.append((match.start("name"), match["name"]))
        end = match.end("name")
    return found


@cache
def _place(language: str) -> re.Pattern[str]:
    before = vocabulary.alternatives(language, "names", "place_before")
    return re.compile(
        rf"(?<!\w)(?i:{before})\s+(?P<place>{_CAPITAL}[^\W\d_]+(?:[-\s](?:de\s|del\s|la\s|на-)?{_CAPITAL}[^\W\d_]+){{0,2}})"
    )


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
