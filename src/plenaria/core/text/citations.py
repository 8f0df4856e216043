"""References to earlier decisions and outside documents, with their body, number and date as far as printed."""

import re
from functools import cache

from plenaria.core.text import vocabulary
from plenaria.core.text.dates import Period, periods
from plenaria.core.text.resolution import Citation

_SIGN = r"(?:№|no\.?|nr\.?|n\.?\s?º|nº|núm\.?|n°|number|número|numéro|nummer|номер)"
_NUMBER = (
    rf"(?:{_SIGN}\s*)?(?P<number>[IVXLCХІ]{{1,7}}[/-]\d+|[A-ZА-Я]{{0,4}}[/-]?\d[\w/.()-]*\w(?:\s?\([IVXLC]+\))?"
    r"|\d+\)?(?:\s?\([IVXLC]+\))?|[IVXLC]{1,6}(?=[\s,.;]|$))"
)
_LATER = re.compile(rf"\s{_SIGN}\s*(?P<number>[\w/-]*\d[\w/-]*)", re.IGNORECASE)
"""*Resolution of the Council No. 7/2019*: the number stands behind the body."""
_STOP = re.compile(
    r"[,;:.]\s|[,;:.]$"
    r"|\s(?:and|y|и|en|on|which|that|que|а|о|об|la cual|concerning|sobre|relativa|adopted|adoptada|принят\w*)"
    r"\s+(?![A-ZА-ЯÁÉÍÓÚ\dIVX])"
)


def citations(text: str, language: str) -> tuple[Citation, ...]:
    """The references that ``text`` makes: a document's name that a number, a date or a body qualifies."""
    found: list[Citation] = []
    taken = 0
    for match in _document(language).finditer(text):
        if match.start() < taken:
            continue
        citation, end = _citation(text, match, language)
        if citation is not None:
            found.append(citation)
            taken = end
    return tuple(found)


@cache
def _document(language: str) -> re.Pattern[str]:
    documents = vocabulary.alternatives(language, "citations", "documents")
    return re.compile(rf"(?<!\w)(?P<document>{documents})(?!\w)(?:\s+{_NUMBER}(?![\w/]))?", re.IGNORECASE)


def _citation(text: str, match: re.Match[str], language: str) -> tuple[Citation | None, int]:
    number = match["number"]
    if number and periods(match[0], language):
        number = None
    rest = text[match.end() if number else match.end("document") :][:220]
    length = _extent(rest, language)
    tail = rest[:length]
    later = _LATER.search(tail) if number is None else None
    if later:
        number, tail = later["number"], tail[: later.start()] + tail[later.end() :]
    body = _body(tail, language) or _body_before(text[: match.start()], language)
    dated = periods(tail, language)
    if body is None and not dated:
        body, dated = _adopted_before(text[: match.start()], language)
    year = re.search(r"(?<!\d)(?:1[89]|20)\d{2}(?!\d)", tail)
    named = match["document"][:1].isupper()
    if number is None and not dated and not (named and body) and not (year and body):
        return None, 0
    if number and number.casefold() in {"v", "i"} and not body:
        return None, 0
    when = dated[0].first.isoformat() if dated and dated[0].exact == 3 else (year[0] if year else None)
    if dated and dated[0].exact == 1:
        when = dated[0].first.isoformat()[:4]
    if dated and dated[0].exact == 2:
        when = dated[0].first.isoformat()[:7]
    start = match.start()
    before = _body_before(text[:start], language)
    if before and body == before:
        start = text.rindex(before, 0, start)
    end = (match.end() if number else match.end("document")) + length
    printed = text[start:end].rstrip(" ,;.:")
    return Citation(text=printed, body=body, number=number, date=when), end


def _extent(rest: str, language: str) -> int:
    """How far the words after a document's name and number still tell which document it is."""
    dated = periods(rest, language)
    stop = _STOP.search(rest)
    length = stop.start() if stop else len(rest)
    for period in dated[:1]:
        # The date may stand behind a comma, in brackets, or after the body.
        if period.start <= length + 6 and not re.search(r"[;]", rest[: period.start]):
            length = max(length, period.end + (1 if rest[period.end : period.end + 1] == ")" else 0))
    year = re.match(r"[,(\s]*(?:(?:de|del|año|от)\s)*\d{4}(?!\d)\)?", rest[length:])
    if year:
        length += year.end()
    return length


def _body(tail: str, language: str) -> str | None:
    """The body that adopted it: words with a capital after *of the*."""
    match = _body_pattern(language).search(tail)
    if not match:
        return None
    words = match[1].strip()
    words = re.split(
        r"\s(?:on|of(?=\s\d|$)|sobre|от|о|об|от|de(?=\s\d)|adopted|adoptad\w+|принят\w+|en|in|в|held|celebrad\w+)(?=\s|$)",
        words,
    )[0]
    return words.strip(" ,") or None


def _adopted_before(before: str, language: str) -> tuple[str | None, tuple[Period, ...]]:
    """*The Council adopted on 3 May 2022 its resolution 5*: who adopted it, and when, stand before it."""
    verbs = list(vocabulary.anywhere(language, "citations", "adopts").finditer(before[-200:]))
    if not verbs:
        return None, ()
    start = len(before) - len(before[-200:])
    subject, when = before[: start + verbs[-1].start()], before[start + verbs[-1].end() :]
    subject = re.split(r"[;:.]\s", subject)[-1]
    return _body(subject, language), periods(when, language)[-1:]


def _body_before(before: str, language: str) -> str | None:
    """*General Assembly resolution 65/281*: English names the body first."""
    if language != "en":
        return None
    match = re.search(r"((?:[A-Z][\w-]+\s+(?:of\s+(?:the\s+)?|and\s+|on\s+)?){1,6})$", before)
    if not match:
        return None
    words = match[1].strip()
    opening = vocabulary.opening(language, "preamble", "openings").match(words)
    if opening or vocabulary.operative(language).match(words):
        words = " ".join(words.split()[1:])
    return words if vocabulary.anywhere(language, "opening", "body").search(words) else None


@cache
def _body_pattern(language: str) -> re.Pattern[str]:
    bodies = vocabulary.alternatives(language, "opening", "body")
    institutions = vocabulary.alternatives(language, "names", "institutions")
    ordinal = r"(?:[IVXLC]+|\d{1,2}(?:st|nd|rd|th|-й|-го|-ой|ª|º))\s+"
    return re.compile(
        rf"(?:^|\s)(?:(?i:of the|by the|of|de la|del|de los|de|por la|por el)\s+)?"
        rf"((?:{ordinal}|[A-ZА-ЯЁÁÉÍÓÚ][\w-]*\s+){{0,5}}(?i:{bodies}|{institutions})(?!\w)[^,;.:()\d]*)"
    )
