"""A PIN is tried five times, then there is a pause; after fifteen the badge is of no more use."""

from datetime import UTC, datetime, timedelta

from plenaria.core.badge_pins import MOST, PAUSE, TRIES, may_try
from plenaria.core.refusal import forbidden, too_many

AT = datetime(2031, 5, 3, 9, tzinfo=UTC)


def test_five_tries_then_a_pause() -> None:
    assert [may_try(wrong, AT, AT) for wrong in range(TRIES)] == [None] * TRIES
    assert may_try(0, None, AT) is None
    assert may_try(TRIES, AT, AT) == too_many("too-many-pins", minutes=15, seconds=900)
    assert may_try(TRIES, AT, AT + timedelta(seconds=841)) == too_many("too-many-pins", minutes=1, seconds=59)
    assert may_try(TRIES, AT, AT + PAUSE) is None
    assert may_try(TRIES + 1, AT, AT) is None
    assert may_try(2 * TRIES, AT, AT) == too_many("too-many-pins", minutes=15, seconds=900)


def test_then_the_badge_is_locked_for_good() -> None:
    assert may_try(MOST - 1, AT, AT) is None
    assert may_try(MOST, AT, AT + 100 * PAUSE) == forbidden("badge-locked")
