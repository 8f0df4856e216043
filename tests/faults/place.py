"""Installations that are killed, filled up and started again: each a copy of a world that was made once."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from benchmarks.hall.server import wait_for

from tests.postgresql import own_database

ROOT = Path(__file__).resolve().parents[2]
ON_POSTGRESQL = bool(os.environ.get("PLENARIA_DATABASE_URL"))
of_sqlite = pytest.mark.skipif(ON_POSTGRESQL, reason="SQLite's own")
of_postgresql = pytest.mark.skipif(not ON_POSTGRESQL, reason="PostgreSQL's own")


@dataclass
class Place:
    """A data folder, a database and, while it runs, a server. ``naive`` names the naive version that it serves."""

    folder: Path
    environment: dict[str, str]
    world: dict[str, Any]
    port: int
    naive: str = ""
    role: str = "all"
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)
    polls: Iterator[str] = field(init=False, repr=False)
    """The votes that wait to be opened."""

    def __post_init__(self) -> None:
        self.polls = iter(self.world["polls"])

    @property
    def data(self) -> Path:
        return Path(self.environment["PLENARIA_DATA"])

    @property
    def url(self) -> str:
        """The address of its PostgreSQL; empty for SQLite."""
        return self.environment.get("PLENARIA_DATABASE_URL", "")

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "server.log"

    def start(self, **variables: str) -> None:
        """Start the server, and wait until it answers."""
        command = ["granian", "--interface", "asgi", "--no-ws", "--backlog", "4096", "--backpressure", "20000"]
        command = (
            [*command, "tests.faults.naive:application"] if self.naive else ["plenaria", "serve", "--role", self.role]
        )
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command, "--port", str(self.port)],
                env={**self.environment, "NAIVE": self.naive, **variables},
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for(self.port, self.process)

    @contextmanager
    def beside(self) -> Iterator["Place"]:
        """A second process before the same database: it serves the hall, and runs nothing else."""
        other = Place(self.folder, self.environment, self.world, free_port(), role="hall")
        try:
            yield other
        finally:
            other.kill()

    def kill(self) -> None:
        """End the server and all that it started between two instructions (SIGKILL)."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask the server to end."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            with_all = os.killpg if how == signal.SIGKILL else os.kill
            with_all(self.process.pid, how)
            self.process.wait(30)
            group, self.process = self.process.pid, None
            wait_until("all processes of the server have ended", lambda: not alive(group))

    def run(self, *words: str) -> dict[str, Any]:
        """What ``python -m …`` prints in the server's environment."""
        return run(self.environment, *words)


def run(environment: Mapping[str, str], *words: str) -> dict[str, Any]:
    """The JSON that ``python -m …`` prints."""
    done = subprocess.run(
        [sys.executable, "-m", *words], env=dict(environment), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@dataclass(frozen=True)
class Template:
    """A world that is made once, and copied for each test."""

    folder: Path
    database: dict[str, str]
    world: dict[str, Any]

    @contextmanager
    def copy(self, naive: str = "", within: Path | None = None, **variables: str) -> Iterator[Place]:
        """An installation of its own; ``within`` is the folder to lay its data in, which else is a temporary one."""
        with tempfile.TemporaryDirectory(prefix="plenaria-fault-") as temporary:
            folder = Path(temporary)
            data = (within or folder) / "data"
            shutil.copytree(self.folder, data)
            with own_database("fault", template=self.database) as database:
                port = free_port()
                environment = {**surroundings(data, port), **database, **variables}
                place = Place(folder, environment, deepcopy(self.world), port, naive)
                try:
                    yield place
                finally:
                    place.kill()


@contextmanager
def new_place(
    seats: int, waiting: int, naive: str, database: Mapping[str, str], within: Path | None = None
) -> Iterator[Place]:
    """A world made where it stays: in a database of one's own, and with its data ``within`` a folder."""
    with tempfile.TemporaryDirectory(prefix="plenaria-fault-") as temporary:
        folder, port = Path(temporary), free_port()
        environment = {**surroundings((within or folder) / "data", port), **database}
        place = Place(
            folder, environment, run(environment, "tests.faults.world", str(seats), str(waiting)), port, naive
        )
        try:
            yield place
        finally:
            place.kill()


@contextmanager
def template(seats: int, waiting: int) -> Iterator[Template]:
    """Make a world; see ``world``."""
    with tempfile.TemporaryDirectory(prefix="plenaria-world-") as temporary, own_database("world") as database:
        folder = Path(temporary) / "data"
        environment = {**surroundings(folder, 8000), **database}
        yield Template(folder, database, run(environment, "tests.faults.world", str(seats), str(waiting)))


def surroundings(data: Path, port: int) -> dict[str, str]:
    """The environment of a server on SQLite."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PLENARIA_", "DJANGO_"))}
    return {
        **inherited,
        "PLENARIA_DATA": str(data),
        "PLENARIA_BASE_URL": f"http://127.0.0.1:{port}",
        "PLENARIA_PAGE_PROCESSES": "0",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }


def alive(group: int) -> list[int]:
    """The threads of a group of processes that still run: those of a process that was killed take a moment to go."""
    found = []
    for path in Path("/proc").glob("[0-9]*/task/*/stat"):
        try:
            state, _, of_group, *_ = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(of_group) == group and state not in "ZX":
            found.append(int(path.parent.name))
    return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def wait_until(said: str, true: Any, seconds: float = 20.0) -> None:
    """Look until it is so; a TimeoutError says what was not."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            raise TimeoutError(said)
        time.sleep(0.02)
