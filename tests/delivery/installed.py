"""An installation of its own on the engine of this run, and the processes that work in it and may be killed."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.faults.place import ROOT, free_port, surroundings
from tests.postgresql import own_database


@contextmanager
def installation(folder: Path, smtp: str, name: str) -> Iterator[dict[str, str]]:
    """Its environment."""
    with own_database(name) as database:
        yield {**surroundings(folder / "data", free_port()), **database, "PLENARIA_SMTP_URL": smtp}


def start(environment: Mapping[str, str], module: str, words: str) -> "subprocess.Popen[str]":
    """``python -m tests.delivery.MODULE WORDS``, under way."""
    command = [sys.executable, "-m", f"tests.delivery.{module}", *words.split()]
    return subprocess.Popen(command, env=dict(environment), cwd=ROOT, stdout=subprocess.PIPE, text=True)


def run(environment: Mapping[str, str], module: str, words: str) -> list[Any]:
    """What each command found."""
    with start(environment, module, words) as process:
        told = process.communicate(timeout=120)[0]
        assert process.returncode == 0
    return [json.loads(line) for line in told.splitlines()]
