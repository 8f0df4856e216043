"""References to earlier decisions and outside documents, with their body, number and date as far as printed.

A reference is the name of a document and what says which one is meant, in any order: its number, its date, the body
that adopted it, a section of it (*Article 31 of the Statutes*), the rest of its title (*Fair Play Code of 2019*). The
name alone (*the resolution*) refers to nothing.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.dates import Period, periods
from plenaria.core.text.institutions import SLAVIC, institution
from plenaria.core.text.resolution import Citation

_CAPITAL = r"[A-ZА-ЯЁÁÉÍÓÚÑÇÜÄÖÀÂÈÊÎÔÕІЇЄҐ]"
_SIGN = r"(?:№|no\.?|nr\.?|n\.?\s?[ºo°]\.?|n\.º|nº|núm\.?|n°|number|número|numéro|nummer|номер)"
_NUMBER = re.compile(
    rf"\s+(?:{_SIGN}\s*)?(?P<number>[IVXLCХІ]{{1,7}}[/-]\d+|(?-i:[A-ZÄÖÜ]{{1,5}})\s\d+(?:[/-]\d+)?|[A-ZА-Я]{{0,4}}[/-]?\d[\w/.()-]*\w(?:\s?\([IVXLC]+\))?"
    r"|\d+\)?(?:\s?\([IVXLC]+\))?|[IVXLC]{1,6}(?=[,.;:)]|$))(?![\w/])",
    re.IGNORECASE,
)
_LATER = re.compile(rf",?\s+{_SIGN}\s*(?P<number>[\w/-]*\d[\w/-]*)", re.IGNORECASE)
"""*Resolution of the Council No. 7/2019*: the number stands behind the body."""
_YEAR = re.compile(
    r",?\s+\(?(?:(?:de|del|of|от|from|von|vom|aus dem jahre?|du|za|за)\s+)?(?P<year>(?:1[89]|20)\d{2})(?![\d/-])\)?"
)
_YEARS = re.compile(
    r"\s(?:(?:на|for|para)\s)?(?:19|20)\d{2}\s?[-–—/]\s?(?:(?:19|20)\d{2}|\d{2})(?!\d)(?:\s(?:годы|годов|гг\.))?"
)
_BRACKET = re.compile(r"\s\((?P<inner>[^()]{3,60})\)")
_YEAR_WORD = re.compile(r"\s?(?:года|год|г\.|р\.|року)(?!\w)\)?")


@dataclass(slots=True)
class _Reading:
    """What is known of one reference so far."""

    start: int
    end: int
    number: str | None = None
    body: str | None = None
    when: str | None = None
    section: bool = False
    titled: bool = False
    spans: list[Period] = field(default_factory=list)


def citations(text: str, language: str) -> tuple[Citation, ...]:
    """The references that ``text`` makes."""
    found: list[Citation] = []
    taken = 0
    for match in _document(language).finditer(text):
        if match.start() < taken:
            continue
        reading = _read(text, match, language, taken)
        if _tells(reading, match["document"], language):
            printed = (
                text[reading.start : reading.end]
                .strip(" ,;:")
                .removesuffix("." if text[reading.end - 3 : reading.end] not in (" г.", " р.") else "")
            )
            found.append(Citation(text=printed, body=reading.body, number=reading.number, date=reading.when))
            taken = reading.end
    return tuple(found)


@cache
def _document(language: str) -> re.Pattern[str]:
    documents = vocabulary.alternatives(language, "citations", "documents")
    return re.compile(rf"(?<![\w-])(?P<document>{documents})(?![\w-])", re.IGNORECASE)


def _read(text: str, match: re.Match[str], language: str, taken: int) -> _Reading:
    reading = _Reading(match.start(), match.end())
    _before(text, reading, language, taken)
    _number(text, reading, language)
    going = True
    while going:
        going = any(step(text, reading, language) for step in (_date, _year, _body, _later, _bracket, _section_after))
    if reading.body is None and reading.when is None:
        _adopted_before(text, reading, language)
    return reading


def _adopted_before(text: str, reading: _Reading, language: str) -> None:
    """*The Council adopted on 3 May 2022 its resolution 5*: who adopted it, and when, stand before it."""
    start = max(0, reading.start - 200)
    verbs = list(vocabulary.anywhere(language, "citations", "adopts").finditer(text, start, reading.start))
    if not verbs:
        return
    subject = re.split(r"[;:.]\s", text[start : verbs[-1].start()])[-1]
    body = _body_anywhere(language).search(" " + subject)
    reading.body = body["body"].strip(" ,") if body else None
    dated = periods(text[verbs[-1].end() : reading.start], language)[-1:]
    reading.when = dated[0].first.isoformat()[: {1: 4, 2: 7, 3: 10}[dated[0].exact]] if dated else None


@cache
def _body_anywhere(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s(?P<body>{institution(language).pattern})")


def _number(text: str, reading: _Reading, language: str) -> None:
    match = _NUMBER.match(text, reading.end)
    if match is None or match["number"].casefold() in {"v", "i", "c", "c.", "d"}:
        return
    signed = bool(re.match(rf"\s+{_SIGN}", match[0], re.IGNORECASE))
    at = match.start("number")
    if not signed and (
        re.fullmatch(r"(?:19|20)\d\d", match["number"])
        or any(each.start == 0 and each.exact >= 2 for each in periods(text[at : at + 40], language))
    ):
        return
    reading.number, reading.end = match["number"], match.end()


def _before(text: str, reading: _Reading, language: str, taken: int) -> None:
    """*Article 31 of the Statutes*, *Fair Play Code*, *General Assembly resolution*."""
    section = _section(language).search(text, max(taken, reading.start - 70), reading.start)
    if section:
        reading.section, reading.start = True, section.start()
        return
    if language in SLAVIC:
        adjective = re.compile(
            r"(?<![\w.])[А-ЯІЇЄ][\w-]+(?:ый|ий|ой|ая|ое|ого|ому|ую|ым|ом|ые|ых|ему|его|ое|ій|ої|у)\s$"
        )
        found = adjective.search(text, max(taken, reading.start - 40), reading.start)
    else:
        found = _TITLE_BEFORE.search(text, max(taken, reading.start - 80), reading.start) if language == "en" else None
    if not found:
        return
    start, words = found.start(), found[0]
    opening = vocabulary.opening(language, "preamble", "openings").match(words) or vocabulary.operative(language).match(
        words
    )
    if opening or start == 0:
        # The verb that the paragraph opens with has a capital too.
        first = len(words) - len(words.split(maxsplit=1)[-1]) if len(words.split()) > 1 else len(words)
        start, words = start + first, words[first:]
    words = re.sub(r"^(?:the|its|our|their|this|that)\s", "", words, flags=re.IGNORECASE)
    start = reading.start - len(words)
    if words.strip():
        reading.start = start
        reading.titled = True
        body = re.sub(r"[’']s?\s*$", "", words.strip())
        if vocabulary.anywhere(language, "opening", "body").search(body):
            reading.body = body


_TITLE_BEFORE = re.compile(
    r"(?:(?<![\w.])(?:[A-Z][\w-]*(?:[’']s)?\s(?:(?:of|and|on|for)\s(?:the\s)?(?=[A-Z]))?){1,6})$"
)


@cache
def _section(language: str) -> re.Pattern[str]:
    sections = vocabulary.alternatives(language, "citations", "sections")
    of = r"(?:\s(?:of|de|del|des|du|do|da|der)(?:\s(?:the|la|los|las|le|les|el|o|a|os|as|l[’']))?|,)?"
    number = r"\d+[°ºª]?(?:[.-]\d+)*(?:\(?[a-zа-я]\)?(?!\w))?"
    return re.compile(
        rf"(?<![\w.])(?:{sections})\s?{number}(?:(?:\s?[-–,]\s?|\s(?:and|y|и|e|et|та|und)\s){number})*{of}\s+(?:[\w-]+\s)?$",
        re.IGNORECASE,
    )


def _date(text: str, reading: _Reading, language: str) -> bool:
    """*of 3 May 2022*, *dated …*, *от 12.04.2025 г.*"""
    lead = _dating(language).match(text, reading.end)
    if not lead or reading.when:
        return False
    window = text[lead.end() : lead.end() + 40]
    dated = [each for each in periods(window, language) if each.start <= 4 and each.exact >= 2]
    dated = [each for each in dated if not re.search(r"[;.]", window[: each.start])]
    if not dated:
        return False
    reading.when = dated[0].first.isoformat()[: 10 if dated[0].exact == 3 else 7]
    reading.end = lead.end() + dated[0].end
    word = _YEAR_WORD.match(text, reading.end)
    reading.end = word.end() if word else reading.end
    return True


@cache
def _dating(language: str) -> re.Pattern[str]:
    """What stands before the date of a document."""
    genitive = r"\s[а-яіїєґ]+(?:ого|его|ой|ей|ия|ых|их|ии|ов|ої|ів|ії|ї|і|ы|и|а|я)"
    between = rf"(?:(?:{genitive}){{1,4}}(?=\s(?:от|від)\s))?" if language in SLAVIC else ""
    words = "of|dated|adopted on|from|от|від|de|del|du|vom|von|aus|adoptad\\w|de fecha|на|do|da|,"
    return re.compile(rf"{between}(?:,?\s+(?:{words})|,)?\s+")


def _year(text: str, reading: _Reading, language: str) -> bool:
    several = _YEARS.match(text, reading.end)
    if several:
        reading.section, reading.end = True, several.end()
        return True
    match = _YEAR.match(text, reading.end)
    if not match or reading.when:
        return False
    reading.when, reading.end = match["year"], match.end()
    word = _YEAR_WORD.match(text, reading.end)
    reading.end = word.end() if word else reading.end
    return True


def _later(text: str, reading: _Reading, language: str) -> bool:
    match = _LATER.match(text, reading.end)
    if not match or reading.number:
        return False
    reading.number, reading.end = match["number"], match.end()
    return True


def _bracket(text: str, reading: _Reading, language: str) -> bool:
    """*(Нарва, 2024 г.)*"""
    match = _BRACKET.match(text, reading.end)
    if not match or _document(language).search(match["inner"]) or not re.search(r"\d{4}", match["inner"]):
        return False
    dated = [each for each in periods(match["inner"], language) if each.exact >= 2]
    year = re.search(r"(?:19|20)\d{2}", match["inner"])
    if reading.when is None:
        reading.when = (
            dated[0].first.isoformat()[: 10 if dated[0].exact == 3 else 7] if dated else year[0] if year else None
        )
    reading.end = match.end()
    return True


def _section_after(text: str, reading: _Reading, language: str) -> bool:
    """*Law on Associations, section 22*"""
    sections = vocabulary.alternatives(language, "citations", "sections")
    match = re.compile(rf",\s(?:{sections})\s?\d+(?:\.\d+)*(?:\s(?:{sections})\s?\d+)*", re.IGNORECASE).match(
        text, reading.end
    )
    if not match or reading.section:
        return False
    reading.section, reading.end = True, match.end()
    return True


def _body(text: str, reading: _Reading, language: str) -> bool:
    """The body that adopted it, or the rest of its title: words with capitals after *of the* or *on*."""
    if reading.body:
        return False
    match = _body_pattern(language).match(text, reading.end)
    if match:
        reading.body = match["body"].strip(" ,")
        reading.end = match.start("body") + len(match["body"].rstrip(" ,"))
        return True
    match = _subject(language).match(text, reading.end) or (
        _theme(language).match(text, reading.end) if reading.number or reading.when else None
    )
    if match and not reading.titled:
        reading.titled, reading.end = True, match.end()
        return True
    return False


@cache
def _body_pattern(language: str) -> re.Pattern[str]:
    bodies = vocabulary.alternatives(language, "opening", "body")
    ordinal = r"(?:[IVXLC]+\.?|\d{1,2}(?:st|nd|rd|th|-й|-го|-ой|\.ª|ª|º|\.º|\.))\s+"
    of = (
        r"(?:of the|by the|of|from the|from|adopted by the|adopted at the|at the|des|der|du|da|do|de l[’']|принят\w+"
        r"|de la|del|de los|de las|de|por la|por el|adoptad\w por (?:la|el)|aprobad\w por (?:la|el))"
    )
    named = rf"{institution(language).pattern}"
    words = rf"(?:{ordinal}|{_CAPITAL}[\w-]*\s+|[а-яіїє]+(?:ого|ей|ой|их|ых|го|ої)\s+){{0,5}}(?i:{bodies})(?!\w)"
    genitive = r"\s[а-яіїє]+(?:ого|ей|ой|их|ых|ий|ов|ії|ів|ы|и|(?<!л)а|я|[а-яіїє]{2}[бвгдзкмнпрст])(?!\w)"
    linked = r"(?:of|for)\s(?:the\s)?|de\s(?:la\s|los\s|las\s)?|(?:del|da|do|das|dos|du|des)\s"
    rest = rf"(?:\s(?:{linked})?{_CAPITAL}[\w-]*|{genitive})*"
    lead = rf"\s+(?i:{of})?\s*" if language in SLAVIC else rf"\s+(?i:{of})\s+"
    return re.compile(rf"{lead}(?P<body>(?:{words}){rest}|(?:{ordinal})?{named})")


@cache
def _subject(language: str) -> re.Pattern[str]:
    """*on Working Time*, *sobre Asociaciones*."""
    return re.compile(
        rf"\s(?:on|of|for|sobre|de|о|об|про|über|sur|sobre a)\s(?:the\s|la\s|los\s)?{_CAPITAL}[\w-]+"
        rf"(?:\s(?:(?:and|of|y|de|и)\s)?{_CAPITAL}[\w-]+)*"
        # Закону України «Про вищу освіту»
        rf"|(?:\s{_CAPITAL}[\w-]+)?\s(?:«[^»]{{3,90}}»|„[^“”]{{3,90}}[“”])"
    )


@cache
def _theme(language: str) -> re.Pattern[str]:
    """*on seed*, *о молодёжной политике*: in small letters, up to the end of that part of the sentence."""
    return re.compile(r"\s(?:on|sobre|об?|про|über|sur)\s(?!the\s)[^\W\d_]+(?:\s[^\W\d_]+){0,1}(?=[,;.:)]|$)")


def _tells(reading: _Reading, document: str, language: str) -> bool:
    """Whether it is known which document is meant."""
    if reading.number or reading.when or reading.section:
        return True
    named = document[:1].isupper()
    standing = bool(vocabulary.whole(language, "citations", "standing").fullmatch(document))
    if vocabulary.whole(language, "citations", "named").fullmatch(document):
        # "Arbeitszeitgesetz": the word names one
        return True
    ordinal = bool(reading.body and re.match(r"[IVXLC]+\.?\s|\d", reading.body))
    return (named and not standing and (reading.titled or bool(reading.body))) or ordinal
