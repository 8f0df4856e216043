from datetime import date

import pytest

from plenaria.core.correspondence import CORRESPONDENCE, unanswered
from plenaria.core.followup import COMMITMENT, overdue

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
