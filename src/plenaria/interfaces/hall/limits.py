"""How much one seat or badge may send: a client gone wild does not take the hall's time from the others.

Limits are kept by seat and by badge, never by address: five hundred phones of a hall have one. They are kept in the
process; where a hall has several, each lets so much through. Nobody who presses by hand, or whose phone sends again
what was lost, comes near them.
"""

import time
from collections.abc import Callable
from math import ceil

from plenaria.core.refusal import Refusal, too_many

FORGET_AT = 20_000
"""Keys that are kept at most before those that have not sent for long are forgotten."""


class Limit:
    """So many at once, and then one more every so many seconds, for each key (the generic cell rate algorithm of ITU-T
    I.371: one time for each key is all that is kept)."""

    def __init__(self, burst: int, every: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._slack = (burst - 1) * every
        self._every = every
        self._clock = clock
        self._due: dict[str, float] = {}

    def refuses(self, key: str) -> Refusal | None:
        """Nothing where one more is let through; else ``too-many-tries`` (seconds), and nothing is counted."""
        now = self._clock()
        due = max(self._due.get(key, now), now)
        early = due - self._slack - now
        if early > 0:
            return too_many("too-many-tries", seconds=ceil(early))
        if len(self._due) >= FORGET_AT:
            self._due = {each: at for each, at in self._due.items() if at > now}
        self._due[key] = due + self._every
        return None


votes = Limit(200, 0.1)
"""Of one device. A phone that lost its answer sends again after half a second and more; whoever holds many mandates
presses for each."""
badges = Limit(30, 2.0)
"""Openings of one badge."""
