"""The clock of a test: read by Python at the start of each process on whose path this folder is (``clock.Clock``)."""

import mmap
import os
import struct
from pathlib import Path

import _time_machine
import time_machine


class Moved(time_machine.Traveller):
    """The machine's clock and as many nanoseconds more as the file says at this moment."""

    def __init__(self, file: str) -> None:
        super().__init__(0, None, tick=True)
        with Path(file).open("rb") as opened:
            self._ahead = mmap.mmap(opened.fileno(), 8, access=mmap.ACCESS_READ)

    def time_ns(self) -> int:
        ahead: int = struct.unpack("<q", self._ahead)[0]
        return int(_time_machine.original_time_ns()) + ahead


if file := os.environ.get("TESTS_CLOCK"):
    time_machine.travel(0).start()
    time_machine.traveller_stack[-1] = Moved(file)
