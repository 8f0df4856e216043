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
    """Seconds of processor, and megabytes of memory at the most, of server and database."""

    server: float
    database: float
    memory: float


@dataclass(frozen=True, slots=True)
class Installation:
    """A running server and its world."""

    port: int
    world: dict[str, Any]
    process: int
    database: int | None
    environment: dict[str, str]

    def use(self) -> Use:
        """What server and database have used since their start."""
        server, database = tree(self.process), tree(self.database) if self.database else []
        return Use(sum(map(cpu, server)), sum(map(cpu, database)), sum(map(peak, server)))


@contextmanager
def installation(
    engine: str, seats: int, *, waiting: int, earlier: int = 0, naive: bool = False
) -> Iterator[Installation]:
    """A new installation with a hall of that many seats, which answers."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="plenaria-bench-"))
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PLENARIA_")}
        environment = {
            **inherited,
            "PLENARIA_DATA": folder,
            "PLENARIA_BASE_URL": f"http://127.0.0.1:{port}",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }
        postmaster = None
        if engine == "PostgreSQL":
            environment["PLENARIA_DATABASE_URL"] = stack.enter_context(postgresql.server())
            postmaster = parent_of_postgres(environment["PLENARIA_DATABASE_URL"])
        make = [sys.executable, "-m", "benchmarks.hall.world", str(seats), str(waiting), str(earlier)]
        made = subprocess.run(make, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE)
        process = subprocess.Popen(
            [*command(naive), "--port", str(port)],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if naive else None,
        )
        try:
            wait_for(port, process)
            yield Installation(port, json.loads(made.stdout), process.pid, postmaster, environment)
        finally:
            process.terminate()
            process.wait(30)


def command(naive: bool) -> list[str]:
    """``plenaria serve``; or Django alone, each vote in a transaction of its own."""
    if not naive:
        return [sys.executable, "-m", "plenaria", "serve"]
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
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
