"""The head of a paper: letterhead, title, number, body, date and place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.dates import periods
from plenaria.core.text.furniture import is_contact
from plenaria.core.text.paragraphs import Paragraph

_UN_NUMBER = re.compile(r"(?P<number>\d+/\d+|\d+\s*\([IVXLC-]+\))(?=[.\s]|$)")
_PLACE_NAME = r"[A-ZА-ЯЁÁÉÍÓÚÑ][^\W\d_]+(?:[\s-](?:de\s|del\s|la\s|на-)?[A-ZА-ЯЁÁÉÍÓÚÑa-z][^\W\d_]+){0,3}"
_CODE = (
    r"(?:[A-ZА-ЯІЇЄҐ]{1,6}[-/. ]?)?\d[\w/.-]*(?:\s?\([IVXLC]+\))?(?:\sde\s\d{4})?"
    r"|[IVXLC]+[-/]\w+|[A-ZА-ЯІЇЄҐ]{1,5}[-/]\w*\d[\w/-]*"
)
"""A number as bodies give it: 5, 12/2024, GM-2026/04, VIII-1, 008 de 2025."""

_BARE_CODE = re.compile(r"[A-ZА-ЯІЇЄҐ]{2,6}[ -]\d[\w/.-]*")
"""A code so plain that it needs no sign: LER 3/25."""

_STATED = re.compile(r"[^:]{3,40}:\s+[^\W\d_][^:]{2,60}")
"""*Proposer: Ana Holt*: said of the paper, and no title of it."""

_NO_PLACES = frozenset(["de", "del", "do", "da", "du", "des", "of", "kraft", "vigor", "vigueur", "force", "силу"])
"""What may stand where a place does: *8, DE 10 DE MAIO*, *in Kraft*."""

_LINKERS = r"(?:\s(?:de|del|la|el|los|las|al|y|on|of|from|the|and|от|с|и))+$"
"""Small words that a name of a place does not end with."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the preamble."""

    title: str
    letterhead: tuple[str, ...]
    number: str | None
    day: date | None
    venue: str | None
    body: str | None


def read_head(paragraphs: Sequence[Paragraph], language: str) -> Head:
    """The parts of the head; every paragraph becomes letterhead or title."""
    looks_titled = vocabulary.opening(language, "opening", "title")
    numbers = [each.printed for each in paragraphs if _number_alone(each.printed) or _code_alone(each.printed)]
    if any(looks_titled.match(each.printed) and each.printed not in numbers for each in paragraphs):
        # The number has a line of its own, beside the title.
        paragraphs = [each for each in paragraphs if each.printed not in numbers]
    at = next((n for n, each in enumerate(paragraphs) if looks_titled.match(each.printed)), None)
    if at is None:
        # "Draft Resolution", "Summary Record and Decisions"
        named = vocabulary.anywhere(language, "opening", "title")
        at = next((n for n, each in enumerate(paragraphs) if _may_be_title(each.printed, named, language)), None)
    if at is None:
        at = _untitled(paragraphs, language)
    letterhead = [each.printed for each in paragraphs[:at]]
    titles: list[str] = []
    dated: list[str] = []
    for each in paragraphs[at:]:
        text = each.printed
        if titles and is_dateline(text, language):
            dated.append(text)
        elif titles and (is_contact(text, language) or _STATED.fullmatch(text)):
            letterhead.append(text)
        else:
            titles.append(text)
    title = " ".join(titles)
    day, venue = _when_and_where([*dated, *reversed(letterhead), title], language)
    return Head(
        title=title,
        letterhead=(*letterhead, *(line for line in dated if _says_more(line, venue, language))),
        number=next(filter(None, map(_code_alone, numbers)), None)
        or _number([title, *dated, *letterhead], language)
        or next(filter(None, map(_number_alone, numbers)), None),
        day=day,
        venue=venue,
        body=_body([*letterhead, title], language),
    )


def body_of_formula(formula: str, language: str) -> str | None:
    """The body that an opening names: *The General Assembly,* or *The Council resolves:*."""
    for line in formula.split("\n"):
        words = re.sub(r"^(?i:the|la|el|los|las)\s+", "", line)
        words = vocabulary.anywhere(language, "formula", "verbs").split(words)[0].strip(" ,:")
        if len(words.split()) > 1 and vocabulary.anywhere(language, "opening", "body").search(words):
            return words
    return None


def is_dateline(text: str, language: str) -> bool:
    """Whether a line is a date, with a place or a number beside it."""
    found = periods(text, language)
    if not found or len(text) > 90:
        return False
    return len(text) - sum(period.end - period.start for period in found) < 55 and not text.endswith((",", ";", ":"))


def when_and_where(text: str, language: str) -> tuple[date | None, str | None]:
    """The day and the place that a line names."""
    found = [period for period in periods(text, language) if period.exact == 3]
    if not found:
        return None, None
    year_word = vocabulary.alternatives(language, "dates", "year_words")
    after = re.sub(rf"^\s*(?:{year_word})(?!\w)", "", text[found[-1].end :])
    rest = text[: found[0].start] + " " + after
    at = vocabulary.alternatives(language, "opening", "at")
    match = re.search(rf"(?:(?<!\w)(?i:{at})\s*)(?P<place>{_PLACE_NAME})", rest) or re.match(
        rf"\W*(?P<place>{_PLACE_NAME})\s*(?:,|$|[\s–—-]*(?:a\s|el\s|de\s)*\s*[№N]?)", rest
    )
    # "74th Assembly, Stallbridge, 6 March 2026"; of a range the first day may stand apart.
    until = vocabulary.alternatives(language, "dates", "until")
    before = re.sub(rf"\d[\d.]*\s*(?:(?i:{until})|[–-])?\s*$", "", text[: found[0].start])
    beside = re.search(rf",\s*(?P<place>{_PLACE_NAME})[\s,]*$", before)
    if beside and not _is_gathering(beside["place"], language):
        match = beside
    elif match and _is_gathering(match["place"], language):
        match = re.search(rf",\s*(?P<place>{_PLACE_NAME})\s*$", rest)
    place = re.sub(_LINKERS, "", match["place"].strip()) if match else None
    return found[-1].last, None if not place or place.casefold() in _NO_PLACES else place


def _is_gathering(name: str, language: str) -> bool:
    """Whether a name is that of a body or a meeting, and no place: *Annual General Meeting*."""
    body = vocabulary.anywhere(language, "opening", "body").search(name)
    titled = vocabulary.opening(language, "opening", "title").match(name)
    return bool(body or titled or vocabulary.anywhere(language, "lists", "event").search(name))


def _says_more(line: str, venue: str | None, language: str) -> bool:
    """Whether a line of date and place holds words besides these and a number."""
    for period in reversed(periods(line, language)):
        line = line[: period.start] + " " + line[period.end :]
    line = line.replace(venue or "", " ")
    for section, key in (("opening", "at"), ("opening", "number"), ("dates", "year_words")):
        line = vocabulary.anywhere(language, section, key).sub(" ", line)
    return bool(re.search(r"[^\W\d_]{3,}", line))


def _untitled(paragraphs: Sequence[Paragraph], language: str) -> int:
    """Without a word that says so, the title is the heading, the last bold or centred line, or the last line."""
    usable = [
        n
        for n, each in enumerate(paragraphs)
        if not is_dateline(each.printed, language) and not is_contact(each.printed, language)
    ]
    for wanted in (lambda each: each.first.style in ("heading 1", "title"), lambda each: each.first.bold):
        marked = [n for n in usable if wanted(paragraphs[n])]
        if marked:
            return marked[-1]
    return usable[-1] if usable else len(paragraphs)


def _when_and_where(lines: Sequence[str], language: str) -> tuple[date | None, str | None]:
    for line in lines:
        day, venue = when_and_where(line, language)
        if day is not None:
            return day, venue if is_dateline(line, language) else _right_after(line, language)
    return None, None


def _right_after(line: str, language: str) -> str | None:
    """The place that a longer line names right after the day: *held on 28 May 2025 in Brill*."""
    days = [period for period in periods(line, language) if period.exact == 3]
    at = vocabulary.alternatives(language, "opening", "at")
    year_word = vocabulary.alternatives(language, "dates", "year_words")
    after = rf"\s*(?:{year_word})?[\s,]*(?i:{at})\s+(?P<place>{_PLACE_NAME})"
    match = re.match(after, line[days[-1].end :]) if days else None
    return re.sub(_LINKERS, "", match["place"].strip()) if match else None


def _may_be_title(text: str, named: re.Pattern[str], language: str) -> bool:
    if len(text) > 110 or text.endswith((".", ",", ":", ";")) or is_contact(text, language):
        return False
    return bool(named.search(text)) and text[:1].isupper() and not is_dateline(text, language)


def _code_alone(text: str) -> str | None:
    """The number of a line that holds nothing else: *No. GM-2026/04*, *LER 3/25*."""
    if _BARE_CODE.fullmatch(text.strip()):
        return text.strip()
    match = _signed_code().fullmatch(text.strip())
    return match["number"].rstrip(".,-") if match else None


@cache
def _signed_code() -> re.Pattern[str]:
    signs = "|".join(vocabulary.alternatives(language, "opening", "number") for language in vocabulary.LANGUAGES)
    return re.compile(rf"(?i:(?:reg\.?\s?|рег\.?\s?)?(?:{signs}|ref\.?|№))\s*(?P<number>{_CODE})")


def _number_alone(text: str) -> str | None:
    """The number of a line that says nothing but *Resolution No. 5*, in any language."""
    match = _numbered().fullmatch(text.strip())
    return match["number"].rstrip(".,-") if match else None


@cache
def _numbered() -> re.Pattern[str]:
    titles, signs = (
        "|".join(vocabulary.alternatives(language, "opening", key) for language in vocabulary.LANGUAGES)
        for key in ("title", "number")
    )
    return re.compile(rf"(?i:(?:{titles})\s*(?:(?:{signs})\s*)?)(?P<number>\d[\w/.-]*)")


def _number(lines: Sequence[str], language: str) -> str | None:
    titles = vocabulary.alternatives(language, "opening", "title")
    signs = vocabulary.alternatives(language, "opening", "number")
    after_title = re.compile(rf"(?i:(?:{titles})\s*(?:(?:{signs})\s*)?)(?P<number>{_CODE})", re.UNICODE)
    signed = re.compile(rf"(?<!\w)(?i:{signs})\s*(?P<number>{_CODE})")
    for line in lines[:4]:
        match = after_title.search(line) or _UN_NUMBER.match(line)
        if match:
            return match["number"].rstrip(".,-")
    for line in lines:
        match = None if is_contact(line, language) else signed.search(line)
        if match:
            return match["number"].rstrip(".,-")
    return None


def _body(lines: Sequence[str], language: str) -> str | None:
    bodies = vocabulary.anywhere(language, "opening", "body")
    titled = vocabulary.opening(language, "opening", "title")
    for line in lines:
        if bodies.search(line) and not titled.match(line) and not is_contact(line, language) and len(line) < 160:
            return line
    for line in lines:
        match = titled.match(line)
        rest = re.sub(r"^\W*(?:№|n\.?º|no\.?)?\s*\d*[\w/-]*\d\W*", "", line[match.end() :]).strip() if match else ""
        if rest and bodies.search(rest):
            return re.sub(r"^(?i:of the|of|de la|del|de)\s+", "", rest)
    return None
