"""The marks in the demo's texts, and what they turn into.

* ``{date-7}``: a day, in days from today, as the language writes it: *21 июня 2026 года*, *21 de junio de 2026*,
  *21 June 2026*; so that it reads after *не позднее*, *a más tardar el*, *no later than*.
* ``{period+38+40}``: first and last day: *с 21 по 23 июня 2026 года*, *del 21 al 23 de junio de 2026*,
  *from 21 to 23 June 2026*; two days in a row: *21 и 22 июня …*, *los días 21 y 22 de …*, *on 21 and 22 …*.
* ``*Просить*`` at the beginning: the operative verb.
* ``[words](target)``: words that name something. Targets: ``cite:CLAUSE``, ``party:SLUG``, ``person:SLUG``, ``place``.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

_DATE = re.compile(r"\{date([+-]\d+)\}")
_PERIOD = re.compile(r"\{period([+-]\d+)([+-]\d+)\}")
_ANY_DATE = re.compile(rf"{_DATE.pattern}|{_PERIOD.pattern}")
_NAMED = re.compile(r"\[([^\]]+)\]\(([a-z]+)(?::([a-z0-9-]+))?\)")
_VERB = re.compile(r"^\*([^*]+)\*")

# The day alone, without its year, and in full. Russian papers write *года* in full, so that a sentence may end there.
_FORMS = {
    "ru": ("d", "d MMMM", "d MMMM y 'года'"),
    "es": ("d", "d 'de' MMMM", "d 'de' MMMM 'de' y"),
    "en": ("d", "d MMMM", "d MMMM y"),
}
_FROM_TO = {"ru": ("с", "по"), "es": ("del", "al"), "en": ("from", "to")}
_BOTH = {"ru": ("", "и"), "es": ("los días ", "y"), "en": ("on ", "and")}


@dataclass(frozen=True, slots=True)
class Named:
    """Words of a text that name something, and what they name."""

    text: str
    sort: str
    """``cite``, ``party``, ``person`` or ``place``."""
    target: str


@dataclass(frozen=True, slots=True)
class Read:
    """A text without its marks, and what the marks said."""

    text: str
    verb: str | None
    named: tuple[Named, ...]
    dates: tuple[tuple[date, date], ...]
    """Days and periods that the text names, without those of the decisions it cites."""


def day_in_words(day: date, language: str) -> str:
    """A day in full, as it stands after a preposition."""
    return format_date(day, _FORMS[language][2], locale=language)


def period_in_words(first: date, last: date, language: str) -> str:
    """From the first to the last day, naming month and year once where they are the same."""
    if (last - first).days == 1:
        return _both_days(first, last, language)
    begin, end = _FROM_TO[language]
    if language == "ru" and first.day == 2:
        begin = "со"  # со второго
    return f"{begin} {_shortened(first, last, language)} {end} {day_in_words(last, language)}"


def _both_days(first: date, last: date, language: str) -> str:
    """Two days in a row are named, not spanned: *3 и 4 июня 2026 года*."""
    before, between = _BOTH[language]
    return f"{before}{_shortened(first, last, language)} {between} {day_in_words(last, language)}"


def _shortened(first: date, last: date, language: str) -> str:
    """The first day without the month and year that it shares with the last."""
    form = 2 if first.year != last.year else 1 if first.month != last.month else 0
    return format_date(first, _FORMS[language][form], locale=language)


def fill(text: str, language: str, today: date) -> str:
    """The text with its dates written out."""

    def day(match: re.Match[str]) -> str:
        return day_in_words(_on(today, match[1]), language)

    def period(match: re.Match[str]) -> str:
        return period_in_words(_on(today, match[1]), _on(today, match[2]), language)

    return _PERIOD.sub(period, _DATE.sub(day, text))


def read(text: str, language: str, today: date) -> Read:
    """The text as it is printed, with what its marks say."""
    verb = _VERB.match(text)
    own = _NAMED.sub(lambda match: "" if match[2] == "cite" else match[1], text)
    return Read(
        text=fill(_VERB.sub(r"\1", _NAMED.sub(r"\1", text)), language, today),
        verb=verb[1] if verb else None,
        named=tuple(Named(fill(words, language, today), sort, target) for words, sort, target in _NAMED.findall(text)),
        dates=tuple(
            (_on(today, match[1] or match[2]), _on(today, match[1] or match[3])) for match in _ANY_DATE.finditer(own)
        ),
    )


def _on(today: date, offset: str) -> date:
    return today + timedelta(days=int(offset))
