"""When those on the roll of a vote by correspondence are written to.

1. Everybody when it opens; then, at set points, those who have not voted: half-way, and a day before the close.
2. A mail comes at least an hour after the one before: a vote of a few hours asks once.
3. Whoever could not be written to at a point in time (the server stood still) gets one mail, not one for each point.
4. Longer time is told to those who have not voted, and new points are set before the new close.

Moments are instants: a day before the close is twenty-four hours, whether or not the clocks are changed in between.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

BEFORE_CLOSE = timedelta(hours=24)
LEAST_APART = timedelta(hours=1)

RESULT = 1000
"""What ``told`` says once the result was mailed."""


def points(opens: datetime, closes: datetime) -> tuple[datetime, ...]:
    """When those who have not voted are reminded of a vote that is open between these moments."""
    found: list[datetime] = []
    for point in sorted({opens + (closes - opens) / 2, closes - BEFORE_CLOSE}):
        before = found[-1] if found else opens
        if point - before >= LEAST_APART and closes - point >= LEAST_APART:
            found.append(point)
    return tuple(found)


def extended(before: Sequence[datetime], at: datetime, closes: datetime) -> tuple[datetime, ...]:
    """The points of a vote that was given more time at that moment: those that have passed, this one, and new ones."""
    return (*(each for each in before if each <= at), at, *points(at, closes))


def called_for(reminders: Sequence[datetime], at: datetime) -> int:
    """How many mails a seat that has not voted should have been sent by now, the one at the opening included."""
    return 1 + sum(each <= at for each in reminders)


def following(reminders: Sequence[datetime], closes: datetime, at: datetime) -> datetime | None:
    """When something of this vote has to be done next; nothing after its close."""
    return next((each for each in (*reminders, closes) if each > at), None)
