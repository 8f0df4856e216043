"""Dates and periods in running text: ``8–9 июня 2024``, ``del 8 al 9 de junio de 2024``, ``8 and 9 June 2024``.

A month is a period from its first to its last day, and so is a year that is named as a period. A day without a year
is not guessed at.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from plenaria.core.text import vocabulary

_DIGIT = re.compile(r"\d")
_DASH = r"\s?[-–—−]\s?"


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, and which characters of the text say so."""

    first: date
    last: date
    start: int
    end: int
    exact: int
    """3: to the day, 2: to the month, 1: to the year."""


@lru_cache(maxsize=256)
def periods(text: str, language: str) -> tuple[Period, ...]:
    """The periods that ``text`` names, in order; of two that overlap, the one that starts first, then the longer."""
    if not _DIGIT.search(text):
        return ()
    found = sorted(_all(text, language), key=lambda period: (period.start, -period.end))
    kept: list[Period] = []
    for period in found:
        if not kept or period.start >= kept[-1].end:
            kept.append(period)
    return tuple(kept)


def _all(text: str, language: str) -> Iterator[Period]:
    for pattern, exact in _patterns(language):
        for match in pattern.finditer(text):
            period = _period(match, language, exact)
            if period is not None:
                yield period


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    month = "|".join(_month(each) for each in vocabulary.data(language)["months"])
    joins = "|".join([*(vocabulary.data(language)["and"]), *vocabulary.phrases(language, "dates", "until")])
    join = rf"(?:{_DASH}|\s?/\s?|\s+(?:{joins}|and|y|и)\s+)"
    of = r"(?:\s+(?:de|del|of|di))?\s+"
    day = r"(?<![\d.])(?:\d{1,2})(?:st|nd|rd|th|\.?º|°|er|-го|-е|\.)?"
    year = r"(?P<year>\d{4})(?!\d)"
    years = r"(?:,?(?:\s+(?:de|del|of))?\s+" + year + ")"
    in_year = vocabulary.alternatives(language, "dates", "in_year")
    end_of = vocabulary.alternatives(language, "dates", "end_of_year")
    after_year = vocabulary.alternatives(language, "dates", "year_words")
    day_a, day_b = day.replace("(?:\\d", "(?P<day>\\d", 1), day.replace("(?:\\d", "(?P<last_day>\\d", 1)
    named = rf"(?P<month>{month})\.?(?!\w)"
    second = rf"(?P<last_month>{month})\.?(?!\w)"
    forms = [
        (rf"{day_a}{of}{named}{years}?{join}{day_b}{of}{second}{years.replace('year', 'last_year')}", 3),
        (rf"{day_a}{join}{day_b}{of}{named}{years}", 3),
        (rf"{day_a}{of}{named}{years}", 3),
        (rf"{named}\s+{day_a}{join}{day_b}{years}", 3),
        (rf"{named}\s+{day_a}{years}", 3),
        (
            r"(?<![\d.])(?P<day>\d{1,2})[./](?P<monthno>\d{1,2})[./](?P<year>\d{4})"
            + rf"(?:{_DASH}|\s+(?:{joins})\s+)"
            + r"(?P<last_day>\d{1,2})[./](?P<last_monthno>\d{1,2})[./](?P<last_year>\d{4})(?!\d)",
            3,
        ),
        (
            rf"(?<![\d.])(?P<day>\d{{1,2}})(?:\.(?P<monthno>\d{{1,2}}))?{_DASH}"
            r"(?P<last_day>\d{1,2})\.(?P<last_monthno>\d{1,2})\.(?P<last_year>\d{4})(?!\d)",
            3,
        ),
        (r"(?<![\d.])(?P<day>\d{1,2})[./](?P<monthno>\d{1,2})[./](?P<year>\d{4})(?!\d)", 3),
        (r"(?<!\d)(?P<year>\d{4})-(?P<monthno>\d{2})-(?P<day>\d{2})(?!\d)", 3),
        (rf"(?<!\w){named}(?:{_DASH}|\s+(?:{joins}|and|y|и)\s+){second}{years.replace('year', 'last_year')}", 2),
        (rf"(?<!\w){named}{years}", 2),
        (rf"(?<!\w)(?P<ending>{end_of})(?:\s+(?:de|del))?\s+{year}", 1),
        (
            rf"(?<!\w)(?:{in_year})\s+{year}(?:{_DASH}(?P<last_year>\d{{4}}))?(?![\d.,]\d)"
            + (rf"\s+(?:{after_year})(?!\w)" if after_year != "(?!)" else r"(?!\s*[-–]\d)"),
            1,
        ),
    ]
    return tuple((re.compile(form, re.IGNORECASE), exact) for form, exact in forms)


def _month(names: str) -> str:
    return f"(?:{names})"


@cache
def _months(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_month(each), re.IGNORECASE) for each in vocabulary.data(language)["months"])


def _month_number(name: str, language: str) -> int:
    name = name.rstrip(".")
    return next(number for number, pattern in enumerate(_months(language), 1) if pattern.fullmatch(name))


def _period(match: re.Match[str], language: str, exact: int) -> Period | None:
    parts = match.groupdict()
    month = int(parts["monthno"]) if parts.get("monthno") else None
    if parts.get("month"):
        month = _month_number(parts["month"], language)
    last_month = int(parts["last_monthno"]) if parts.get("last_monthno") else None
    if parts.get("last_month"):
        last_month = _month_number(parts["last_month"], language)
    year = parts.get("year") or parts.get("last_year")
    if year is None or not 1800 <= int(year) <= 2199:
        return None
    last_year = int(parts.get("last_year") or year)
    month, last_month = month or last_month or 1, last_month or month or 12
    try:
        if exact == 3:
            first = date(int(year), month, int(parts["day"]))
            last = date(last_year, last_month, int(parts.get("last_day") or parts["day"]))
        elif parts.get("ending"):
            first = last = date(last_year, 12, 31)
        else:
            first = date(int(year), month, 1)
            last = date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    except ValueError:
        return None
    return Period(first, last, match.start(), match.end(), exact) if first <= last else None
