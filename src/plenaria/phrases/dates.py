"""Days, periods and moments as a reader writes them (CLDR, through Babel)."""

from datetime import date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_date, format_datetime, format_interval, format_skeleton

from plenaria.phrases.numbers import locale

WRITTEN = 4096
"""So many days are kept as they were written: a list shows a hundred, and most of them again and again."""


@cache
def timezones() -> frozenset[str]:
    """The IANA names of all time zones that this machine knows: read once, for it takes some 600 files."""
    return frozenset(available_timezones())


@lru_cache(WRITTEN)
def day(on: date, language: str) -> str:
    """31 May 2031 · 31 мая 2031 г. · 31 de mayo de 2031."""
    return format_date(on, "long", locale=locale(language))


@lru_cache(WRITTEN)
def short_day(on: date, language: str) -> str:
    """A day of a year that is known: 31 May · 31 мая · 31 de mayo."""
    return format_skeleton("MMMMd", on, locale=locale(language))


def short_month(on: date, language: str) -> str:
    """A month by itself, shortened: Aug · авг. · ago."""
    return format_date(on, "LLL", locale=locale(language))


@lru_cache(WRITTEN)
def period(first: date, last: date | None, language: str) -> str:
    """From the first to the last day, saying month and year once where they are the same: 3–5 May 2031.

    Without a last day it is one day.
    """
    if last is None or first == last:
        return day(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return format_interval(first, last, "yMMMMd", locale=locale(language))
    # CLDR's own intervals shorten the months here in some languages and not in others.
    start = day(first, language) if first.year != last.year else short_day(first, language)
    return f"{start} – {day(last, language)}"


def moment(at: datetime, language: str, tz: str) -> str:
    """A day and a time, by the clock of ``tz`` (IANA name): 31 May 2031, 14:30.

    :raises ValueError: ``at`` has no time zone of its own, so that nobody knows when it was.
    """
    return f"{day(at.astimezone(ZoneInfo(tz)).date(), language)}, {clock(at, language, tz)}"


def clock(at: datetime, language: str, tz: str) -> str:
    """A time alone, by the clock of ``tz`` (IANA name): 14:30.

    :raises ValueError: ``at`` has no time zone of its own, so that nobody knows when it was.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return format_datetime(at.astimezone(ZoneInfo(tz)), "HH:mm", locale=locale(language))
