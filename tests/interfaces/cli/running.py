"""Running the ``plenaria`` command as a person does: a process of its own, its own folder."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests import commands


def environment(**more: str) -> dict[str, str]:
    """The environment of somebody who set nothing, in English."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PLENARIA_", "DJANGO_", "LC_"))}
    alone = {"PLENARIA_PAGE_PROCESSES": "0"}
    return {**kept, **alone, "LANG": "en_GB.UTF-8", "PYTHONWARNINGS": "default", "COLUMNS": "100", **more}


def run(*words: str, stdin: str | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """A command, run to its end."""
    return commands.plenaria(*words, environment=environment(**variables), stdin=stdin)


@contextmanager
def running(
    *words: str, until: Callable[[str], object], log: Path, command: Sequence[str] = (), **variables: str
) -> Iterator[str]:
    """A command that runs on, once ``until`` is true of its output; what it has said. Ended when the block ends."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*(command or (sys.executable, "-m", "plenaria")), *words],
            env=environment(PYTHONUNBUFFERED="1", **variables),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        end = time.monotonic() + 120
        while not until(log.read_text()):
            assert process.poll() is None and time.monotonic() < end, log.read_text()
            time.sleep(0.05)
        yield log.read_text()
    finally:
        process.terminate()
        process.wait(timeout=20)
