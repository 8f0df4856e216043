"""Reminders of a whole federation in one night: how long they take, and what is left of them if they are killed."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from benchmarks.hall.server import ROOT, free_port

PART = 5
"""The naive loop is run for one commitment in so many."""
PATIENCE = 300.0
"""Seconds within which half of the reminders are to be there."""
MOMENT = 0.05


@dataclass(frozen=True, slots=True)
class Took:
    """What a piece of work took, and how many mails it made or sent."""

    mails: int
    seconds: float
    cpu: float
    queries: int
    memory: float
    """Megabytes at the most; with those of the program itself, ``before``."""
    before: float

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Took":
        """As ``reminding`` tells it."""
        return cls(
            int(told["mails"]), told["seconds"], told["cpu"], int(told["queries"]), told["memory"],
            told["memory before"],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Killed:
    """A night that was killed when half of its mails were there, and begun again: who was to be asked, who was, what
    was there twice, and what belonged to nothing."""

    there: int
    """Mails when it was killed."""
    owners: int
    asked: int
    twice: int
    loose: int


@dataclass(frozen=True, slots=True)
class Night:
    """All that was measured of one engine's reminders."""

    killed: Killed
    naive: Took
    night: Took
    again: Took
    morrow: Took
    sent: Took
    taken: int
    """Different messages that the mail server took."""


@dataclass(slots=True)
class Office:
    """A mail server that takes everything, and notes by their ids what it took."""

    messages: set[bytes] = field(default_factory=set)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        found = re.search(rb"(?im)^message-id: *(\S+)", bytes(envelope.content or b""))
        self.messages.add(found[1] if found else b"")
        return "250 OK"


def nights(environment: Mapping[str, str], mails: Callable[[], int]) -> Night:
    """Killed in its middle and begun again; then, with nobody reminded yet, by the naive loop, as it is, once more the
    same day, on the day after; and what the mails take to be sent. ``mails`` counts those that are there."""
    (before,) = run(environment, "check")
    there = kill(environment, mails, before["owners"] // 2)
    run(environment, "night")
    (check,) = run(environment, "check")
    killed = Killed(there, check["owners"], check["asked"], check["twice"], check["loose"])
    naive = run(environment, "forget", "naive")[1]
    run(environment, "forget")
    (night,) = run(environment, "night")
    (again,) = run(environment, "again")
    with open_office() as (office, address):
        (sent,) = run({**environment, "PLENARIA_SMTP_URL": address}, "deliver")
        taken = len(office.messages)
    (morrow,) = run(environment, "morrow")
    return Night(killed, *map(Took.of, (naive, night, again, morrow, sent)), taken)


def kill(environment: Mapping[str, str], mails: Callable[[], int], half: int) -> int:
    """Begin a night, and kill it when half of its mails are there; how many were."""
    words = [sys.executable, "-m", "benchmarks.followup.reminding", "night"]
    process = subprocess.Popen(words, env=dict(environment), cwd=ROOT, stdout=subprocess.DEVNULL)
    until = time.monotonic() + PATIENCE
    while mails() < half and process.poll() is None and time.monotonic() < until:
        time.sleep(MOMENT)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return mails()


def run(environment: Mapping[str, str], *words: str) -> list[dict[str, Any]]:
    """What each of these words told."""
    command = [sys.executable, "-m", "benchmarks.followup.reminding", *words]
    done = subprocess.run(command, env=dict(environment), cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    for word, told in zip(words, found, strict=True):
        sys.stderr.write(f"reminders, {word}: {json.dumps(told)}\n")
    return found


@contextmanager
def open_office() -> Iterator[tuple[Office, str]]:
    """A mail server while the block runs, and its address."""
    office, port = Office(), free_port()
    line = Controller(office, hostname="127.0.0.1", port=port)
    line.start()
    try:
        yield office, f"smtp://127.0.0.1:{port}"
    finally:
        line.stop()
