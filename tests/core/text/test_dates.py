"""Dates and periods in three languages."""

from datetime import date

import pytest

from plenaria.core.text.dates import periods


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("ru", "провести 8–9 июня 2024 года", date(2024, 6, 8), date(2024, 6, 9)),
        ("ru", "с 30 мая по 2 июня 2024 г.", date(2024, 5, 30), date(2024, 6, 2)),
        ("ru", "решение от 25.04.2023", date(2023, 4, 25), date(2023, 4, 25)),
        ("ru", "01–03.07.2024", date(2024, 7, 1), date(2024, 7, 3)),
        ("ru", "в мае 2025 года", date(2025, 5, 1), date(2025, 5, 31)),
        ("ru", "до конца 2025 года", date(2025, 12, 31), date(2025, 12, 31)),
        ("ru", "в 2026 году", date(2026, 1, 1), date(2026, 12, 31)),
        ("es", "del 8 al 9 de junio de 2024", date(2024, 6, 8), date(2024, 6, 9)),
        ("es", "del 30 de mayo al 2 de junio de 2025", date(2025, 5, 30), date(2025, 6, 2)),
        ("es", "el 1 de mayo de 2024", date(2024, 5, 1), date(2024, 5, 1)),
        ("en", "on 8 and 9 June 2024", date(2024, 6, 8), date(2024, 6, 9)),
        ("en", "June 8-9, 2024", date(2024, 6, 8), date(2024, 6, 9)),
        ("en", "from 30 May to 2 June 2025", date(2025, 5, 30), date(2025, 6, 2)),
        ("en", "by 2024-05-06", date(2024, 5, 6), date(2024, 5, 6)),
        ("en", "in 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("ru", "с 18 октября 2025 года по 31 октября 2027 года", date(2025, 10, 18), date(2027, 10, 31)),
        ("ru", "в I квартале 2026 года", date(2026, 1, 1), date(2026, 3, 31)),
        ("ru", "во втором полугодии 2026 года", date(2026, 7, 1), date(2026, 12, 31)),
        ("ru", "на 2025–2027 годы", date(2025, 1, 1), date(2027, 12, 31)),
        ("ru", "в 2025/26 учебном году", date(2025, 9, 1), date(2026, 8, 31)),
        ("es", "los días 21, 22 y 23 de agosto de 2025", date(2025, 8, 21), date(2025, 8, 23)),
        ("es", "entre el 10 y el 20 de julio de 2026", date(2026, 7, 10), date(2026, 7, 20)),
        ("es", "en el primer trimestre de 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("es", "para el bienio 2025-2027", date(2025, 1, 1), date(2027, 12, 31)),
        ("en", "in the first quarter of 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("en", "between October 2024 and September 2025", date(2024, 10, 1), date(2025, 9, 30)),
        ("en", "in the school year 2025/26", date(2025, 9, 1), date(2026, 8, 31)),
    ],
)
def test_a_period_is_understood(language: str, text: str, first: date, last: date) -> None:
    assert [(each.first, each.last) for each in periods(text, language)] == [(first, last)]


@pytest.mark.parametrize("text", ["31.02.2024", "8 июня", "№ 2024", "раздел 12.13"])
def test_what_is_no_date(text: str) -> None:
    assert periods(text, "ru") == ()


def test_two_days_of_two_months_share_their_year() -> None:
    found = periods("on 8 May and 3 June 2025", "en")
    assert [(each.first, each.last) for each in found] == [
        (date(2025, 5, 8), date(2025, 5, 8)),
        (date(2025, 6, 3), date(2025, 6, 3)),
    ]
