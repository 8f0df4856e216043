"""Texts, days and moments in the language of the page."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, ngettext

from plenaria.core.voting.rule import NAMES
from plenaria.phrases import dates, names, numbers, secrecy


def in_language(texts: Mapping[str, str], preferred: str = "") -> str:
    """A text in the reader's language; else in ``preferred`` (the authentic one), in English, in any."""
    here = _here()
    for language in (here, here.partition("-")[0], preferred, "en"):
        if texts.get(language):
            return texts[language]
    return next((text for text in texts.values() if text), "")


def day(on: date) -> str:
    """A day: 31 May 2031."""
    return dates.day(on, _here())


def short_month(on: date) -> str:
    """A month by itself, shortened: Aug."""
    return dates.short_month(on, _here())


def period(first: date, last: date | None) -> str:
    """From a day to another: 3–5 May 2031."""
    return dates.period(first, last, _here())


def moment(at: datetime, timezone: str) -> str:
    """A day and a time by the clock of a place (IANA name)."""
    return dates.moment(at, _here(), timezone)


def clock(at: datetime, timezone: str) -> str:
    """A time alone by the clock of a place (IANA name)."""
    return dates.clock(at, _here(), timezone)


def shortly(at: datetime, timezone: str) -> str:
    """A time alone if it is of today there, else with its day."""
    there, today = (each.astimezone(ZoneInfo(timezone)).date() for each in (at, datetime.now(UTC)))
    return clock(at, timezone) if there == today else moment(at, timezone)


def number(value: int | Fraction) -> str:
    """A whole number, an exact decimal or a fraction, as the reader writes it."""
    return numbers.number(value, _here())


def votes(count: int | Fraction) -> str:
    """So many votes: 1 vote, 3 votes, 0.35 votes."""
    text = ngettext("%(votes)s vote", "%(votes)s votes", numbers.plural(count))
    return text % {"votes": numbers.number(count, _here())}


def label(group: str, code: str) -> str:
    """The word of a code (see ``phrases.names``)."""
    return names.label(group, code, _here())


def rule_name(name: str) -> str:
    """For what a voting rule is: the word that every language knows, or the words of the body itself."""
    return label("rule", name) if name in NAMES else name


def void_reason(said: str) -> str:
    """Why a vote is void."""
    return secrecy.void_reason(said, _here())


def language_name(code: str) -> str:
    """A language in its own words: русский, español."""
    return str(numbers.locale(code).get_language_name() or code)


def _here() -> str:
    return get_language() or "en"
