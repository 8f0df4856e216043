"""People taken in from another process while a hall votes: ``python -m benchmarks.hall.importing BODY HOW-MANY``."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks.hall.measures import Sitting
from benchmarks.hall.server import ROOT


@dataclass
class Import:
    """People being taken in."""

    process: "subprocess.Popen[bytes]"
    wanted: int
    start: float
    taken: int = 1
    seconds: float = 0.0

    def is_over(self) -> bool:
        """Whether all of them are in. Raises RuntimeError where it ended before."""
        assert self.process.stdout is not None
        while said := self.process.stdout.read(1 << 16):
            self.taken += len(said)
        self.seconds = time.monotonic() - self.start
        if self.taken < self.wanted and self.process.poll() is not None:
            raise RuntimeError(f"{self.taken} of {self.wanted} people were taken in")
        return self.taken >= self.wanted

    @property
    def rate(self) -> float:
        """People a second."""
        return self.taken / self.seconds


@contextmanager
def importing(sitting: Sitting, people: int) -> Iterator[Import]:
    """Take in that many people, one by one, each in a transaction of its own; the first is in."""
    words = [sys.executable, "-m", "benchmarks.hall.importing", sitting.world["body"], str(people)]
    process = subprocess.Popen(words, env=sitting.installation.environment, cwd=ROOT, stdout=subprocess.PIPE, bufsize=0)
    assert process.stdout is not None
    process.stdout.read(1)
    os.set_blocking(process.stdout.fileno(), False)
    try:
        yield Import(process, people, time.monotonic())
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def main(body: str, people: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")
    import django

    django.setup()
    from plenaria.actions.people import add_person
    from plenaria.core.permits import MACHINE

    for number in range(people):
        add_person(actor=MACHINE, at=datetime.now(UTC), body=body, names={"en": f"Person {number}"})
        os.write(1, b".")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
