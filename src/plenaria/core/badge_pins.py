"""How often the PIN of a badge may be tried: the count belongs to the badge, whoever tries and from wherever.

1. After every ``TRIES`` wrong ones it waits for ``PAUSE``.
2. After ``MOST`` wrong ones the badge opens nothing any more, and the desk makes a new one: of 10,000 PINs whoever has
   found a badge has tried 15.
"""

from datetime import datetime, timedelta
from math import ceil

from plenaria.core.refusal import Refusal, forbidden, too_many

DIGITS = 4
TRIES = 5
MOST = 15
PAUSE = timedelta(minutes=15)


def may_try(wrong: int, last: datetime | None, at: datetime) -> Refusal | None:
    """Nothing where a PIN may be tried at ``at``, after ``wrong`` wrong ones of which the last was at ``last``."""
    if wrong >= MOST:
        return forbidden("badge-locked")
    if last is None or not wrong or wrong % TRIES:
        return None
    left = ceil((last + PAUSE - at).total_seconds())
    return too_many("too-many-pins", minutes=ceil(left / 60), seconds=left) if left > 0 else None
