"""The installations that are measured: the same register in either engine, each with a server of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hall.server import ROOT, Installation, free_port, parent_of_postgres, serving
from tests import postgresql

NAIVE = [
    *(sys.executable, "-m", "granian", "--interface", "asgi", "--no-ws", "--no-log"),
    "benchmarks.register.naive:application",
]
MEMORY = "-c shared_buffers=512MB -c effective_cache_size=2GB -c random_page_cost=1.1 -c max_wal_size=8GB"
"""What an installation of that size would give PostgreSQL."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What filling took, by engine; how many rows there are of each model; megabytes on disk."""

    seconds: dict[str, float]
    all: float
    rows: dict[str, int]
    disk: dict[str, float]


@dataclass(frozen=True, slots=True)
class Register:
    """Both databases, filled."""

    environments: dict[str, dict[str, str]]
    loaded: Loaded

    @contextmanager
    def served(self, engine: str, words: list[str] | None = None) -> Iterator[Installation]:
        """``plenaria serve`` on it, or another program that takes a port."""
        port, environment = free_port(), self.environments[engine]
        environment = {**environment, "PLENARIA_BASE_URL": f"http://127.0.0.1:{port}"}
        command = words or [sys.executable, "-m", "plenaria", "serve"]
        url = environment.get("PLENARIA_DATABASE_URL")
        with serving(port, [*command, "--port", str(port)], environment, quiet=words is not None) as number:
            yield Installation((port,), {}, (number,), parent_of_postgres(url) if url else None, environment)


@contextmanager
def register(
    scale: float, engines: tuple[str, ...], filling: str = "benchmarks.register.loading"
) -> Iterator[Register]:
    """A register of that part of the whole size in these engines, filled by that program; gone afterwards."""
    with ExitStack() as stack:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PLENARIA_")}
        environments = {}
        for engine in engines:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="plenaria-register-"))
            environments[engine] = {**inherited, "PLENARIA_DATA": folder, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        if "PostgreSQL" in engines:
            server = stack.enter_context(postgresql.own_server(settings=MEMORY))
            environments["PostgreSQL"] |= server.environment
        for each in environments.values():
            run([sys.executable, "-m", "plenaria", "migrate"], each)
        folders = {engine: Path(each["PLENARIA_DATA"]) for engine, each in environments.items()}
        path = str(folders["SQLite"] / "plenaria.sqlite3") if "SQLite" in engines else "-"
        url = [server.url] if "PostgreSQL" in engines else []
        words = [sys.executable, "-m", filling, str(scale), path, *url]
        told = json.loads(run(words, environments[engines[0]]).stdout)
        disk = {"SQLite": size(folders["SQLite"])} if "SQLite" in engines else {}
        disk |= {"PostgreSQL": size(server.folder / "data" / "base")} if "PostgreSQL" in engines else {}
        yield Register(environments, Loaded(told["seconds"], told["all"], told["rows"], disk))


def run(words: list[str], environment: dict[str, str]) -> "subprocess.CompletedProcess[bytes]":
    """A program that must end well; what it says of how far it is goes to the console."""
    return subprocess.run(words, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE)


def size(folder: Path) -> float:
    """Megabytes of the files in it."""
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1e6
