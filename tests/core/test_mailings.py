from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from plenaria.core.mailings import called_for, extended, following, points

OPENS = datetime(2026, 10, 20, 9, tzinfo=UTC)
MADRID = ZoneInfo("Europe/Madrid")


def test_half_way_and_a_day_before_the_close() -> None:
    assert points(OPENS, OPENS + timedelta(days=6)) == (OPENS + timedelta(days=3), OPENS + timedelta(days=5))


def test_a_vote_of_two_days_reminds_once_for_both_points_are_the_same() -> None:
    assert points(OPENS, OPENS + timedelta(days=2)) == (OPENS + timedelta(days=1),)


def test_a_vote_of_an_hour_reminds_nobody() -> None:
    assert points(OPENS, OPENS + timedelta(minutes=90)) == ()


def test_a_day_before_is_twenty_four_hours_when_the_clocks_go_back() -> None:
    closes = datetime(2026, 10, 25, 14, tzinfo=MADRID)  # winter time has begun at three that night
    last = points(datetime(2026, 10, 19, 9, tzinfo=MADRID).astimezone(UTC), closes.astimezone(UTC))[-1]
    assert last.astimezone(MADRID) == datetime(2026, 10, 24, 15, tzinfo=MADRID)


def test_longer_time_is_a_point_of_its_own_and_sets_new_ones() -> None:
    before = points(OPENS, OPENS + timedelta(days=6))
    at = OPENS + timedelta(days=4)
    assert extended(before, at, OPENS + timedelta(days=10)) == (
        OPENS + timedelta(days=3),
        at,
        OPENS + timedelta(days=7),
        OPENS + timedelta(days=9),
    )


def test_what_comes_next_is_a_reminder_or_the_close() -> None:
    closes = OPENS + timedelta(days=6)
    found = [following(points(OPENS, closes), closes, OPENS + timedelta(days=each)) for each in (0, 4, 5, 6)]
    assert found == [OPENS + timedelta(days=3), OPENS + timedelta(days=5), closes, None]


@given(st.integers(1, 60 * 24 * 90), st.integers(0, 60 * 24 * 90))
def test_points_lie_within_the_vote_apart_and_are_counted_once_each(minutes: int, passed: int) -> None:
    closes = OPENS + timedelta(minutes=minutes)
    found = points(OPENS, closes)
    assert len(found) <= 2
    steps = [OPENS, *found, closes]
    apart = [later - earlier for earlier, later in pairwise(steps)]
    assert not found or min(apart) >= timedelta(hours=1)
    assert called_for(found, OPENS) == 1
    assert called_for(found, OPENS + timedelta(minutes=passed)) <= called_for(found, closes) == 1 + len(found)
