"""Who and where a clause speaks of: parties as printed, people, places, links."""

import re
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.furniture import E_MAIL, LINK

_CAPITAL = r"[A-ZА-ЯЁÁÉÍÓÚÑÇÜІЇЄ]"
_NAME = rf"{_CAPITAL}[^\W\d_]+(?:[-’']{_CAPITAL}?[^\W\d_]+)*"
_INITIALS = rf"(?:{_CAPITAL}\.\s?){{1,3}}"
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вич(?:а|у|ем|е)?|вн(?:а|ы|е|у|ой)|ич(?:а|у|ем|е))"
_WITH_INITIALS = re.compile(rf"(?<!\w)(?:{_INITIALS}\s?{_NAME}|{_NAME}\s{_CAPITAL}\.(?:\s?{_CAPITAL}\.)?)")
_RUSSIAN = re.compile(
    rf"{_NAME}\s{_NAME}\s{_PATRONYMIC}(?!\w)|{_NAME}\s{_PATRONYMIC}\s{_NAME}|{_NAME}\s{_PATRONYMIC}(?!\w)"
)
_FULL = rf"{_NAME}(?:\s(?:de|del|la|los|van|von|da|dos)){{0,2}}(?:\s{_NAME}(?:\s(?:de|del|la|los|y))?){{1,3}}"
_STOPS = r"(?=[,;:.()«»\"“”\n]|$)"


def links(text: str) -> tuple[str, ...]:
    """E-mail addresses and sites."""
    found = [(match.start(), match[0]) for pattern in (E_MAIL, LINK) for match in pattern.finditer(text)]
    return _distinct(name for _, name in sorted(found))


def people(text: str, language: str) -> tuple[str, ...]:
    """Names of persons, as printed: with initials, with a patronymic, after a title or a verb that names people."""
    found: list[tuple[int, str]] = []
    for pattern in (_RUSSIAN, _WITH_INITIALS, _titled(language), _triggered(language)):
        for match in pattern.finditer(text):
            name = match["name"] if "name" in pattern.groupindex else match[0]
            start = match.start("name") if "name" in pattern.groupindex else match.start()
            name = re.sub(r"\s(?:de|del|la|los|y)$", "", name)
            taken = any(start < at + len(other) and at < start + len(name) for at, other in found)
            if not taken and not vocabulary.anywhere(language, "names", "institutions").search(name):
                found.append((start, name))
    for start, name in list(found):
        found += _more(text, start + len(name), language)
    return _distinct(name for _, name in sorted(found))


def parties(text: str, language: str) -> tuple[str, ...]:
    """Institutions that the text names, as printed: a head word (*ministry*) with the words that go with it."""
    found: list[str] = []
    taken = 0
    for match in _institution(language).finditer(text):
        if match.start() < taken:
            continue
        name = re.sub(r"[\s,]+$", "", match[0])
        if len(name.split()) > 1 or name[:1].isupper():
            found.append(name)
            taken = match.end()
    return _distinct(found)


def places(text: str, language: str) -> tuple[str, ...]:
    """Towns and countries where something is held: a name with a capital after *in*."""
    found = []
    for match in _place(language).finditer(text):
        name = match["place"]
        months = vocabulary.alternatives(language, "", "months") if False else ""
        if months or vocabulary.anywhere(language, "names", "institutions").search(name):
            continue
        if any(re.fullmatch(month, name.split()[0], re.IGNORECASE) for month in vocabulary.data(language)["months"]):
            continue
        found.append(name)
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
def _institution(language: str) -> re.Pattern[str]:
    heads = vocabulary.alternatives(language, "names", "institutions")
    if language == "ru":
        # Genitives follow the head: capitals, small words that end as genitives do, and a few prepositions.
        genitive = r"[а-яё-]+(?:ого|его|ой|ей|ых|их|ия|ии|ий|ов|ев|ы|и|а|я|у|ам|ям)(?![\w])"
        more = rf"(?:\s(?:«[^»]*»|\"[^\"]*\"|{_CAPITAL}[\w-]*|(?:по|при|имени|для)\s[а-яё-]+|(?:в|во)\s(?={_CAPITAL}){_CAPITAL}[\w-]+|и\s(?:{genitive}|{_CAPITAL}[\w-]+)(?=\s(?:{_CAPITAL}|[«\"])|{_STOPS})|(?!(?:и|или|на|с|в|о|об|от|до|провести|просьб[\w]+)\s){genitive})){{0,9}}"
        before = rf"(?:(?:{_CAPITAL}[\w-]*(?:ый|ой|ий|ая|ое|ому|ого|ую|ым|ей|ые|ых|им|ем)|[IVXLC]+)\s){{0,3}}"
        return re.compile(rf"(?<!\w){before}(?i:{heads})(?!\w)(?-i:{more})")
    linkers = vocabulary.alternatives(language, "names", "linkers")
    before = rf"(?:{_CAPITAL}[\w’'-]*\s(?:(?i:of|and|de|del)\s)?){{0,5}}" if language == "en" else ""
    follow = rf"(?:\s(?:(?:{linkers})\s){{0,3}}(?:{_CAPITAL}[\w’'-]*|[«“\"][^»”\"]*[»”\"]))"
    small = rf"(?:\s(?:de|of|for)\s(?:la\s|las\s|los\s|the\s)?[a-záéíóúñ]+(?:\s(?:y|and)\s[a-záéíóúñ]+)?(?=\s(?:de|del|of|in)\s|{_STOPS}|\s(?:que|to|a|y|and|for)\s))"
    return re.compile(rf"(?<!\w){before}(?i:{heads})(?!\w)(?:{follow}|{small}){{0,8}}")


@cache
def _place(language: str) -> re.Pattern[str]:
    before = vocabulary.alternatives(language, "names", "place_before")
    return re.compile(
        rf"(?<!\w)(?i:{before})\s+(?P<place>{_CAPITAL}[^\W\d_]+(?:[-\s](?:de\s|del\s|la\s|на-)?{_CAPITAL}[^\W\d_]+){{0,2}})"
    )


def _distinct(names: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))  # type: ignore[call-overload]
