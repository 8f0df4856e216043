"""How much one client may send: whoever has gone wild does not take the time from the others.

Limits are kept in the process; where there are several, each lets so much through.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from plenaria.core.refusal import Refusal, too_many

FORGET_AT = 20_000
"""Keys that are kept at most before those that have not sent for long are forgotten."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a key stands after it has sent: how many more it may send at once, and after how many seconds all."""

    left: int
    full_in: int
    refused_for: int = 0
    """Seconds after which one more is let through; 0 where this one was."""


class Limit:
    """So many at once, and then one more every so many seconds, for each key (the generic cell rate algorithm of ITU-T
    I.371: one time for each key is all that is kept)."""

    def __init__(self, burst: int, every: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.burst = burst
        self.every = every
        self._slack = (burst - 1) * every
        self._clock = clock
        self._due: dict[str, float] = {}

    def ask(self, key: str) -> Standing:
        """Count one for the key, unless it is refused; what is refused is not counted."""
        now = self._clock()
        due = max(self._due.get(key, now), now)
        early = due - self._slack - now
        if early > 0:
            return Standing(0, ceil(due - now), ceil(early))
        if len(self._due) >= FORGET_AT:
            self._due = {each: at for each, at in self._due.items() if at > now}
        self._due[key] = due + self.every
        return Standing(int(-early / self.every + 1e-9), ceil(due + self.every - now))

    def refuses(self, key: str) -> Refusal | None:
        """Nothing where one more is let through; else ``too-many-tries`` (seconds), and nothing is counted."""
        seconds = self.ask(key).refused_for
        return too_many("too-many-tries", seconds=seconds) if seconds else None
