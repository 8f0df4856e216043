"""Texts, days and moments in the language of the page."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import get_language

from plenaria.phrases import dates, names, numbers


def in_language(texts: Mapping[str, str], preferred: str = "") -> str:
    """A text in the reader's language; else in ``preferred`` (the authentic one), in English, in any."""
    for language in (_here(), _here().partition("-")[0], preferred, "en"):
        if texts.get(language):
            return texts[language]
    return next((text for text in texts.values() if text), "")


def day(on: date) -> str:
    """A day: 31 May 2031."""
    return dates.day(on, _here())


def period(first: date, last: date) -> str:
    """From a day to another: 3–5 May 2031."""
    return dates.period(first, last, _here())


def moment(at: datetime, timezone: str) -> str:
    """A day and a time by the clock of a place (IANA name)."""
    return dates.moment(at, _here(), timezone)


def label(group: str, code: str) -> str:
    """The word of a code (see ``phrases.names``)."""
    return names.label(group, code, _here())


def language_name(code: str) -> str:
    """A language in its own words: русский, español."""
    return str(numbers.locale(code).get_language_name() or code)


def _here() -> str:
    return get_language() or "en"
