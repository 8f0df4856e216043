"""A clock that a test moves, for every process of an installation: its server, its worker, its commands."""

import os
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.conftest import REPOSITORY

_STARTED = Path(__file__).parent / "moved"
"""What each Python that is started looks into first: ``sitecustomize`` there moves its clock."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How far the clock is ahead stands in a file that all processes look into whenever they ask for the time.

    The processes of the test itself and its browser keep the machine's time; a database server too.
    """

    file: Path

    @classmethod
    def at_noon(cls, file: Path) -> "Clock":
        """It is noon of this day: no mail waits for somebody's quiet hours."""
        clock = cls(file)
        clock.move(datetime.now(UTC).replace(hour=12))
        return clock

    @property
    def environment(self) -> Mapping[str, str]:
        """What a process is started with to have this clock."""
        path = [str(_STARTED), str(REPOSITORY), os.environ.get("PYTHONPATH", "")]
        return {"PYTHONPATH": os.pathsep.join(each for each in path if each), "TESTS_CLOCK": str(self.file)}

    def move(self, to: datetime) -> None:
        """It is that moment now, in every process at once; from here on the clock goes on as clocks do."""
        ahead = int(to.timestamp()) * 1_000_000_000 - time.time_ns()
        with self.file.open("r+b" if self.file.exists() else "wb") as opened:
            opened.write(struct.pack("<q", ahead))
