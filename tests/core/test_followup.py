from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.correspondence import CORRESPONDENCE, unanswered
from plenaria.core.followup import COMMITMENT, overdue, reminder_due

DUE = date(2031, 5, 31)
AFTER = date(2031, 6, 1)


@pytest.mark.parametrize("state", COMMITMENT.states)
def test_overdue_is_what_is_still_awaited_after_its_day(state: str) -> None:
    awaited = state in ("no-word", "not-started", "begun", "well-advanced", "blocked")
    assert overdue(state, DUE, AFTER) == awaited
    assert overdue(state, DUE, DUE) is False
    assert overdue(state, None, AFTER) is False


@pytest.mark.parametrize("state", CORRESPONDENCE.states)
def test_silence_counts_from_the_day_after_and_only_for_what_was_sent(state: str) -> None:
    silent = state in ("sent", "delivered", "acknowledged")
    assert unanswered(state, DUE, AFTER) == silent
    assert unanswered(state, DUE, DUE) is False
    assert unanswered(state, None, AFTER) is False


def reminded(on: date | None, today: date) -> bool:
    return reminder_due(DUE, on, today)


def test_an_owner_is_reminded_30_and_7_days_before_on_the_day_and_then_weekly() -> None:
    last: date | None = None
    days = []
    for past in range(60):
        today = date(2031, 4, 25) + timedelta(days=past)
        if reminded(last, today):
            days.append((today - DUE).days)
            last = today
    assert days == [-30, -7, 0, 7, 14, 21]


def test_a_day_that_was_missed_is_made_up_for_within_the_week() -> None:
    assert reminded(None, date(2031, 5, 1) + timedelta(days=6)) is True
    assert reminded(None, date(2031, 5, 1) + timedelta(days=7)) is False
    assert reminded(date(2031, 5, 1), date(2031, 5, 2)) is False


def test_nothing_without_a_day_and_nothing_long_before() -> None:
    assert reminder_due(None, None, DUE) is False
    assert reminded(None, date(2031, 1, 1)) is False


@given(st.dates(date(2030, 1, 1), date(2033, 1, 1)))
def test_never_twice_on_a_day(today: date) -> None:
    assert reminded(today, today) is False
