from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from plenaria.phrases.dates import day, moment, period
from plenaria.phrases.numbers import number, plural

LAST = date(2031, 5, 31)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "31 May 2031"),
        ("ru", "31 мая 2031\N{NARROW NO-BREAK SPACE}г."),
        ("es", "31 de mayo de 2031"),
        ("es-PE", "31 de mayo de 2031"),
        ("zz", "31 May 2031"),
    ],
)
def test_a_day(language: str, said: str) -> None:
    assert day(LAST, language) == said


@pytest.mark.parametrize(
    ("language", "first", "last", "said"),
    [
        ("en", LAST, LAST, "31 May 2031"),
        ("en", LAST, None, "31 May 2031"),
        ("en", date(2031, 5, 3), date(2031, 5, 5), "3–5 May 2031"),
        ("ru", date(2031, 5, 3), date(2031, 5, 5), "3–5 мая 2031\N{NARROW NO-BREAK SPACE}г."),
        ("es", date(2031, 5, 3), date(2031, 5, 5), "3–5 de mayo de 2031"),
        ("en", date(2031, 5, 30), date(2031, 6, 2), "30 May – 2 June 2031"),
        ("ru", date(2031, 5, 30), date(2031, 6, 2), "30 мая – 2 июня 2031\N{NARROW NO-BREAK SPACE}г."),
        ("es", date(2031, 5, 30), date(2031, 6, 2), "30 de mayo – 2 de junio de 2031"),
        (
            "ru",
            date(2031, 12, 30),
            date(2032, 1, 2),
            "30 декабря 2031\N{NARROW NO-BREAK SPACE}г. – 2 января 2032\N{NARROW NO-BREAK SPACE}г.",
        ),
    ],
)
def test_a_period(language: str, first: date, last: date | None, said: str) -> None:
    assert period(first, last, language) == said


def test_a_moment_is_told_by_the_clock_of_its_place() -> None:
    at = datetime(2031, 6, 1, 2, 30, tzinfo=UTC)
    assert moment(at, "ru", "America/Lima") == "31 мая 2031\N{NARROW NO-BREAK SPACE}г., 21:30"
    assert moment(at, "en", "UTC") == "1 June 2031, 02:30"
    with pytest.raises(ValueError, match="time zone"):
        moment(at.replace(tzinfo=None), "en", "UTC")


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [
        (1942, "en", "1,942"),
        (1942, "ru", "1\N{NO-BREAK SPACE}942"),
        (Fraction(35, 100), "ru", "0,35"),
        (Fraction(1, 8), "es", "0,125"),
        (Fraction(11, 3), "es", "11/3"),
        (Fraction(8, 4), "en", "2"),
    ],
)
def test_a_number(value: int | Fraction, language: str, said: str) -> None:
    assert number(value, language) == said


def test_what_is_broken_takes_the_form_of_two() -> None:
    assert [plural(21), plural(Fraction(21)), plural(Fraction(1, 2))] == [21, 21, 2]
