"""The servers that are measured: processes of their own on databases of their own, and what they use of the machine."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import postgresql

ROOT = Path(__file__).resolve().parents[2]
TICK = os.sysconf("SC_CLK_TCK")
ENGINES = ("SQLite", "PostgreSQL")


@dataclass(frozen=True, slots=True)
class Use:
    """Seconds of processor, and megabytes of memory: of the server at the most, of the database as it is."""

    server: float
    database: float
    server_memory: float
    database_memory: float


@dataclass(frozen=True, slots=True)
class Installation:
    """A running server and its world."""

    ports: tuple[int, ...]
    world: dict[str, Any]
    processes: tuple[int, ...]
    database: int | None
    environment: dict[str, str]

    def use(self) -> Use:
        """What server and database have used since their start."""
        server = [each for process in self.processes for each in tree(process)]
        database = tree(self.database) if self.database else []
        return Use(
            server=sum(map(cpu, server)),
            database=sum(map(cpu, database)),
            server_memory=sum(map(peak, server)),
            database_memory=sum(map(own, database)),
        )

    def connections(self) -> int:
        """How many connections to PostgreSQL the server has now; none to SQLite."""
        if not self.database:
            return 0
        import psycopg

        with psycopg.connect(self.environment["PLENARIA_DATABASE_URL"]) as line:
            found = line.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
            ).fetchone()
        return int(found[0]) - 1 if found else 0


@contextmanager
def installation(
    engine: str, seats: int, *, waiting: int, earlier: int = 0, naive: bool = False, processes: int = 1
) -> Iterator[Installation]:
    """A new installation with a hall of that many seats, which answers at a port of each of its processes."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="plenaria-bench-"))
        ports = tuple(free_port() for _ in range(processes))
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PLENARIA_")}
        environment = {
            **inherited,
            "PLENARIA_DATA": folder,
            "PLENARIA_BASE_URL": f"http://127.0.0.1:{ports[0]}",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }
        postmaster = None
        if engine == "PostgreSQL":
            environment["PLENARIA_DATABASE_URL"] = stack.enter_context(postgresql.server())
            postmaster = parent_of_postgres(environment["PLENARIA_DATABASE_URL"])
        make = [sys.executable, "-m", "benchmarks.hall.world", str(seats), str(waiting), str(earlier)]
        made = subprocess.run(make, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE)
        numbers = [
            stack.enter_context(serving(port, [*command(naive, role), "--port", str(port)], environment, quiet=naive))
            for port, role in zip(ports, ("all", *["hall"] * (processes - 1)), strict=True)
        ]
        yield Installation(ports, json.loads(made.stdout), tuple(numbers), postmaster, environment)


@contextmanager
def serving(port: int, words: list[str], environment: dict[str, str], *, quiet: bool) -> Iterator[int]:
    """A process that serves at that port; its number."""
    errors = subprocess.DEVNULL if quiet else None
    process = subprocess.Popen(words, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors)
    try:
        wait_for(port, process)
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def command(naive: bool, role: str) -> list[str]:
    """``plenaria serve``; or Django alone, each vote in a transaction of its own."""
    if not naive:
        return [sys.executable, "-m", "plenaria", "serve", "--role", role]
    options = ["--interface", "asgi", "--no-ws", "--no-log", "--backlog", "4096", "--backpressure", "20000"]
    return [sys.executable, "-m", "granian", *options, "benchmarks.hall.naive:application"]


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Until it answers."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the server does not answer")


def parent_of_postgres(url: str) -> int:
    """The process that all others of that PostgreSQL come from."""
    from urllib.parse import unquote, urlsplit

    folder = Path(unquote(urlsplit(url).hostname or ""))
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


def tree(process: int) -> list[int]:
    """The process and all that come from it."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found = [process]
    for each in found:
        found += children.get(each, [])
    return found


def cpu(process: int) -> float:
    """Seconds of processor that it has used, with those of its children that have ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICK


def peak(process: int) -> float:
    """Megabytes that it has had resident at most."""
    return megabytes(process, "status", "VmHWM")


def own(process: int) -> float:
    """Megabytes that it has resident now, with its part of what it shares with others."""
    return megabytes(process, "smaps_rollup", "Pss:")


def megabytes(process: int, file: str, name: str) -> float:
    """A line of what Linux says of a process."""
    try:
        lines = Path(f"/proc/{process}/{file}").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0.0)
