"""Dates and periods in running text: ``8–9 июня 2024``, ``del 8 al 9 de junio de 2024``, ``8 and 9 June 2024``.

A month is a period from its first to its last day, and so are a quarter, half a year, a year that is named as a
period, and several years (*2024–2026 годы*). A school year goes from September to August. A day without a year is not
guessed at, unless the date that it is joined to has one (*8 May and 3 June 2025*).
"""

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from plenaria.core.text import vocabulary

_YEAR = re.compile(r"\d{4}|\d\s?[-–]\s?\d{2}")
_MANY_YEARS = 20
"""More years than these are no period that something is done in."""
_DASH = r"\s?[-–—−]\s?"


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, and which characters of the text say so."""

    first: date
    last: date
    start: int
    end: int
    exact: int
    """3: to the day, 2: to the month or the quarter, 1: to the year."""


@lru_cache(maxsize=256)
def periods(text: str, language: str) -> tuple[Period, ...]:
    """The periods that ``text`` names, in order; of two that overlap, the one that starts first, then the longer."""
    if not _YEAR.search(text):
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
    forms = [*_days(language), *_in_figures(language), *_months_and_quarters(language), *_years(language)]
    return tuple((re.compile(form, re.IGNORECASE), exact) for form, exact in forms)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The pieces that the forms of a language are made of."""

    language: str

    def phrases(self, key: str) -> str:
        """A list of [dates] as alternatives."""
        return vocabulary.alternatives(self.language, "dates", key)

    @property
    def ands(self) -> str:
        """What joins two dates."""
        return "|".join([*vocabulary.data(self.language)["and"], "and", "y", "и", "&"])

    @property
    def join(self) -> str:
        """From one date to the other."""
        return self._joins("|".join((self.ands, *vocabulary.phrases(self.language, "dates", "until"))))

    @property
    def until(self) -> str:
        """From one date to the other, and no *and*: that joins two days of two months, and makes no period of them."""
        joining = set(self.ands.split("|"))
        return self._joins(
            "|".join(each for each in vocabulary.phrases(self.language, "dates", "until") if each not in joining)
            or "(?!)"
        )

    def _joins(self, words: str) -> str:
        articles = r"(?:(?:the|el|le|o|dem|den)\s+)?"
        weekday = r"(?:[^\W\d_]{4,11},?\s)?"
        return rf"(?:{_DASH}|\s?/\s?|\s+(?:{words})\s+){articles}{weekday}"

    def day(self, group: str) -> str:
        """A day of the month."""
        return rf"(?<![\d.])(?P<{group}>\d{{1,2}})(?:st|nd|rd|th|\.?º|°|er|-го|-е|\.)?"

    def month(self, group: str) -> str:
        """A month by its name."""
        listed = "|".join(_month(each) for each in vocabulary.data(self.language)["months"])
        return rf"(?P<{group}>{listed})\.?(?!\w)"

    def year(self, group: str, after: str = "") -> str:
        """A year behind a month."""
        return rf"(?:,?(?:\s+(?:de|del|of))?\s+(?P<{group}>\d{{4}})(?!\d){after})"

    @property
    def year_word(self) -> str:
        """The word that may stand behind a year (*года*)."""
        listed = self.phrases("year_words")
        return "" if listed == "(?!)" else rf"(?:\s?(?:{listed})(?!\w))?"


_OF = r"(?:\s+(?:de|del|of|di))?\s+"


def _days(language: str) -> Iterator[tuple[str, int]]:
    part = _Parts(language)
    day, last_day = part.day("day"), part.day("last_day")
    month, last_month = part.month("month"), part.month("last_month")
    year, last_year = part.year("year"), part.year("last_year")
    first_year = part.year("year", part.year_word)
    joined = rf"\s+(?:{part.ands})\s+"
    between = r"(?<!\w)(?:between|entre|между|між|zwischen)\s+(?:el\s+|le\s+|dem\s+|the\s+)?"
    yield rf"{between}{day}{_OF}{month}{first_year}?{part.join}{last_day}{_OF}{last_month}{last_year}", 3
    # "8 May and 3 June 2025" are two days
    other = rf"\d{{1,2}}(?:\.|th|st|nd|rd)?{_OF}{part.month('other')}"
    yield rf"{day}{_OF}{month}(?={joined}{other}{year})", 3
    yield rf"{day}{_OF}{month}{first_year}?{part.until}{last_day}{_OF}{last_month}{last_year}", 3
    yield rf"{day}(?:,\s\d{{1,2}})+{joined}{last_day}{_OF}{month}{year}", 3
    yield rf"{day}{part.join}{last_day}{_OF}{month}{year}", 3
    yield rf"{day}{_OF}{month}{year}", 3
    yield rf"{month}\s+{day}{part.join}{last_day}{year}", 3
    yield rf"{month}\s+{day}{part.join}{last_month}\s+{last_day}{year}", 3
    yield rf"{month}\s+{day}{year}", 3


def _in_figures(language: str) -> Iterator[tuple[str, int]]:
    joins = "|".join((_Parts(language).ands, *vocabulary.phrases(language, "dates", "until")))
    date_a = r"(?<![\d.])(?P<day>\d{1,2})[./](?P<monthno>\d{1,2})[./](?P<year>\d{4})(?!\d)"
    date_b = r"(?P<last_day>\d{1,2})[./](?P<last_monthno>\d{1,2})[./](?P<last_year>\d{4})(?!\d)"
    yield rf"{date_a}(?:{_DASH}|\s+(?:{joins})\s+){date_b}", 3
    yield rf"(?<![\d.])(?P<day>\d{{1,2}})(?:\.(?P<monthno>\d{{1,2}}))?\.?{_DASH}{date_b}", 3
    yield date_a, 3
    yield r"(?<!\d)(?P<year>\d{4})-(?P<monthno>\d{2})-(?P<day>\d{2})(?!\d)", 3


def _months_and_quarters(language: str) -> Iterator[tuple[str, int]]:
    part = _Parts(language)
    month, last_month = part.month("month"), part.month("last_month")
    first_year, last_year = part.year("year", part.year_word), part.year("last_year")
    yield rf"(?<!\w){month}{first_year}?{part.join}{last_month}{last_year}", 2
    yield rf"(?<!\w){month}{part.year('year')}", 2
    for length, key in ((3, "quarter"), (6, "half")):
        words = part.phrases(key)
        if words == "(?!)":
            continue
        ordinals = "|".join(
            rf"(?P<nth{n}>{each})" for n, each in enumerate(vocabulary.phrases(language, "dates", "ordinals"), 1)
        ).replace("*", r"\w*")
        months = f"(?P<months{length}>)"
        yield rf"(?<!\w)(?:{ordinals})\s+(?:{words})(?!\w){months}{_OF}(?P<year>\d{{4}})(?!\d)", 2


def _year_and(more: str) -> str:
    """A year that stands for itself, and what may go on after it."""
    return rf"(?<![\d/№.-])(?P<year>\d{{4}}){more}(?![\d/]|[.,-]\d)"


def _years(language: str) -> Iterator[tuple[str, int]]:
    part = _Parts(language)
    last = r"(?P<last_year>\d{4}|\d{2}(?!\d))"
    to = rf"(?:\s?[-–—−/]\s?|\s+(?:{'|'.join((part.ands, *vocabulary.phrases(language, 'dates', 'until')))})\s+)"
    yield rf"(?<!\w)(?P<ending>{part.phrases('end_of_year')})(?:\s+(?:de|del))?\s+(?P<year>\d{{4}})(?!\d)", 1
    school = part.phrases("school_year")
    both = _year_and(rf"\s?[-–—−/]\s?{last}")
    yield rf"(?<!\w)(?P<school>{school})\s+{both}", 1
    before = part.phrases("in_year")
    yield rf"(?:(?<!\w)(?:{before})\s+)?{both}\s+(?P<school>{school})(?!\w)", 1
    yield rf"(?<!\w)(?:{before})\s+{_year_and(rf'(?:{part.year_word}{to}{last})?')}", 1
    yield rf"(?<!\w)(?:{part.phrases('years')})\s+{_year_and(rf'(?:{to}{last})?')}", 1
    after = part.phrases("year_words")
    if after != "(?!)":
        yield rf"{_year_and(rf'(?:{part.year_word}{to}{last})?')}\s?(?:{after})(?!\w)", 1


def _month(names: str) -> str:
    return f"(?:{names})"


@cache
def _months(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_month(each), re.IGNORECASE) for each in vocabulary.data(language)["months"])


def _month_number(name: str, language: str) -> int:
    name = name.rstrip(".")
    return next(number for number, pattern in enumerate(_months(language), 1) if pattern.fullmatch(name))


def _period(match: re.Match[str], language: str, exact: int) -> Period | None:
    parts = {name: value for name, value in match.groupdict().items() if value is not None}
    year = parts.get("year") or parts.get("last_year")
    if year is None or not 1800 <= int(year) <= 2199:
        return None
    last_year = parts.get("last_year") or year
    if len(last_year) == 2:
        last_year = year[:2] + last_year
    try:
        first, last = _bounds(parts, int(year), int(last_year), language, exact)
    except ValueError:
        return None
    if exact == 1 and int(last_year) - int(year) > _MANY_YEARS:
        return None
    return Period(first, last, match.start(), match.end(), exact) if first <= last else None


def _bounds(parts: Mapping[str, str], year: int, last_year: int, language: str, exact: int) -> tuple[date, date]:
    """First and last day; ValueError for a day that no calendar has."""
    months = [
        int(parts[number]) if number in parts else _month_number(parts[name], language) if name in parts else None
        for number, name in (("monthno", "month"), ("last_monthno", "last_month"))
    ]
    month, last_month = months[0] or months[1] or 1, months[1] or months[0] or 12
    if exact == 3:
        return date(year, month, int(parts["day"])), date(
            last_year, last_month, int(parts.get("last_day", parts["day"]))
        )
    if "ending" in parts:
        return date(last_year, 12, 31), date(last_year, 12, 31)
    if "school" in parts:
        return date(year, 9, 1), date(last_year, 8, 31)
    for length in (3, 6):
        if f"months{length}" in parts:
            nth = next(n for n in range(1, 5) if f"nth{n}" in parts)
            month, last_month = (nth - 1) * length + 1, nth * length
    return date(year, month, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
