"""People taken in from another process while a hall votes: ``python -m benchmarks.hall.importing BODY HOW-MANY``."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from benchmarks.hall.measures import Sitting
from benchmarks.hall.server import ROOT


@contextmanager
def importing(sitting: Sitting, people: int) -> Iterator[Callable[[], float]]:
    """Take in that many people; gives how many a second were taken in meanwhile."""
    words = [sys.executable, "-m", "benchmarks.hall.importing", sitting.world["body"], str(people)]
    process = subprocess.Popen(words, env=sitting.installation.environment, cwd=ROOT, stdout=subprocess.PIPE, bufsize=0)
    assert process.stdout is not None
    process.stdout.read(1)  # the first is in
    start, taken = time.monotonic(), 0.0

    def rate() -> float:
        return taken

    try:
        yield rate
    finally:
        seconds = time.monotonic() - start
        process.kill()
        taken = len(process.stdout.read()) / seconds
        process.wait()


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
