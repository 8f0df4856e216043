"""Who and where a clause speaks of: parties as printed, people, places, links."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.furniture import E_MAIL, LINK

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


def parties(text: str, language: str) -> tuple[str, ...]:
    """Institutions that the text names, as printed, and whoever an operative verb addresses (*member clubs*).

    A head word (*ministry*) counts with the words that go with it; by itself, or without any capital, it counts only
    where a verb addresses it. An addressee without any head word is taken as printed.
    """
    verb = vocabulary.operative(language).match(text)
    start = verb.end() if verb else 0
    # Blanks keep the place of the verb, whose capital belongs to no name.
    matches = [
        (match.start(), match[0].strip(" ,"))
        for match in _institution(language).finditer(" " * start + text[start:])
        if match[0].strip()
    ]
    regions = _addressed(text, language)
    found: list[tuple[int, str]] = []
    taken: set[int] = set()
    asked = {at for first, last in regions for at in range(first, last)}
    for at, name in matches:
        addressed = at - start < 12 or at in asked
        many = len(name.split()) > 1
        if (many and any(char.isupper() for char in name)) or (addressed and (many or name[:1].isupper())):
            found.append((at, name))
            taken.update(range(at, at + len(name)))
    for first, last in regions:
        for at, name in _addressees(text[first:last], language):
            if taken.isdisjoint(range(first + at, first + at + len(name))):
                found.append((first + at, name))
    return _distinct(name for _, name in sorted(found))


def _addressed(text: str, language: str) -> list[tuple[int, int]]:
    """Where the words stand that follow a directing verb, up to what is asked."""
    spans = []
    for match in vocabulary.anywhere(language, "names", "directives").finditer(text):
        stop = _asked(language).search(text[match.end() : match.end() + _REGION])
        if stop:
            spans.append((match.end(), match.end() + stop.start()))
    return spans


def _addressees(words: str, language: str) -> list[tuple[int, str]]:
    """The addressees of one region and where they start, without articles; long ones are sentences and no names."""
    articles = vocabulary.alternatives(language, "names", "articles")
    joins = "|".join(vocabulary.data(language)["and"])
    part = re.compile(
        rf"(?:,|^|\s(?:{joins})\s)\s*(?:(?:{joins}|as well as|{articles})\s+)*"
        rf"(?P<name>[^,]+?)(?=,|$|\s(?:{joins})\s)"
    )
    found = []
    for match in part.finditer(words):
        name = match["name"].strip()
        if name and len(name.split()) <= 5 and not re.search(r"\d", name):
            found.append((match.start("name"), name))
    return found


@cache
def _asked(language: str) -> re.Pattern[str]:
    """What ends an addressee: the infinitive of what is asked, or the end of the part of the sentence."""
    infinitives = {
        "ru": r"\s(?:(?:регулярно|активно|ежегодно|также|и далее|с|о|об|за|в)\s|[а-яё]+(?:ть|ти|чь|ться|тись)(?!\w))",
        "es": r"\s(?:a\s(?:que|[a-záéíóú]+[aei]r(?!\w))|[a-záéíóú]+[aei]r(?!\w)|que|su|sus|la|el|los|las|por)(?!\w)",
    }
    return re.compile(infinitives.get(language, r"\s(?:to|for|that|in order|on)\s") + r"|[;:.]")


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
def _institution(language: str) -> re.Pattern[str]:
    heads = vocabulary.alternatives(language, "names", "institutions")
    quoted = r"«[^»]*»|“[^”]*”|\"[^\"]*\""
    if language in ("ru", "uk"):
        return _slavic_institution(heads, quoted)
    capital = rf"{_CAPITAL}[\w’'-]*"
    other = rf"(?!(?:\w+\s)?(?i:{heads})(?!\w))"
    if language == "en":
        joined = rf"(?:(?:of|for|on|to)\s(?:the\s)?)?(?:{capital}|{quoted})|and\s{other}{capital}"
        small = r"of\s(?:the\s)?[a-z]+(?=\sof\s[A-Z])"
        before = rf"(?:{capital}\s(?:(?:of|and)\s(?=[A-Z]))?){{0,5}}"
        generic = r"(?:all\s|relevant\s|other\s|member\s|local\s|national\s)*"
    else:
        article = r"(?:la\s|las\s|los\s|el\s|o\s|a\s|le\s|les\s)?"
        joined = rf"(?:(?:de|del|en|para|da|do|des|du)\s{article})?(?:{capital}|{quoted})|[ye]\s{other}{capital}"
        small = rf"(?:de|del)\s{article}[a-záéíóúñ]+(?=\s(?:de|del)\s|{_STOPS}|\s(?:que|a|y|para|su|la|el)\s)"
        before, generic = "", ""
    return re.compile(rf"(?<!\w)(?:{before}|{generic})(?i:{heads})(?!\w)(?:\s(?:{joined}|{small})){{0,8}}")


def _slavic_institution(heads: str, quoted: str) -> re.Pattern[str]:
    """Genitives follow the head: capitals, small words that end as genitives do, and a few prepositions."""
    function_words = "и|или|на|с|в|о|об|от|до|за|из|для|при|по|под|над|без|их|его|её|или|если|перед|между|провести"
    endings = "ого|его|ой|ей|ых|их|ия|ии|ий|ов|ев|ы|и|а|я|у|ам|ям"
    genitive = rf"(?!(?:{function_words}|просьб\w*)\s)[а-яёіїє-]+(?:{endings})(?!\w)"
    word = rf"{quoted}|{_CAPITAL}[\w-]*"
    qualified = rf"(?:по|при|имени)\s[а-яё-]+|во?\s{_CAPITAL}[\w-]+"
    joined = rf"и\s(?:{genitive})(?=\s(?:{_CAPITAL}|«)|{_STOPS})"
    adjective = rf"{_CAPITAL}[\w-]*(?:ый|ой|ий|ая|ое|ому|его|ого|ую|им|ым|ей|ые|ых|ем)"
    return re.compile(
        rf"(?<!\w)(?:(?:{adjective}|[IVXLC]+)\s){{0,3}}(?i:{heads})(?!\w)(?:\s(?:{word}|{qualified}|{joined}|{genitive})){{0,9}}"
    )


@cache
def _place(language: str) -> re.Pattern[str]:
    before = vocabulary.alternatives(language, "names", "place_before")
    return re.compile(
        rf"(?<!\w)(?i:{before})\s+(?P<place>{_CAPITAL}[^\W\d_]+(?:[-\s](?:de\s|del\s|la\s|на-)?{_CAPITAL}[^\W\d_]+){{0,2}})"
    )


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
