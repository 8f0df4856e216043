"""A PostgreSQL server of the tests' own: made in a temporary folder, on a Unix socket only, and ended with them."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote

from tests.tables import GIVEN

_made = count()
"""Numbers the databases of this process."""


def programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``, the newest release first; ``None`` where there is none."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: -int(each.parts[-3]))
    return Path(found).resolve().parent if found else (folders[0].parent if folders else None)


@dataclass(frozen=True)
class Server:
    """A server in a folder. Whoever made it may stop it at once, and start it again from what is on its disk."""

    folder: Path
    programs: Path
    settings: str = ""

    @property
    def url(self) -> str:
        """The address of its database ``plenaria``."""
        return f"postgresql://plenaria@{quote(str(self.folder), safe='')}/plenaria"

    @property
    def environment(self) -> dict[str, str]:
        """What the environment of an installation says of it."""
        return {"PLENARIA_DATABASE_URL": self.url}

    def make(self, *words: str) -> None:
        """Make its files; ``words`` go to ``initdb``."""
        self._run("initdb", "-D", self._data, "-U", "plenaria", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", *words)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        # Its shared memory is files of its own folder: what an immediate stop leaves behind goes with it.
        memory = "-c shared_buffers=64MB -c dynamic_shared_memory_type=mmap"
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=60 {memory} {self.settings}"
        self._run("pg_ctl", "-D", self._data, "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def stop(self) -> None:
        """End it as a crash would."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")

    def create(self) -> None:
        """Make the database ``plenaria``."""
        self._run("createdb", "-h", str(self.folder), "-U", "plenaria", "plenaria")

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _run(self, program: str, *words: str) -> None:
        command = [*as_user(), str(self.programs / program), *words]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)


def as_user() -> list[str]:
    """The server refuses to run as root; on a machine where the tests do, Debian's user takes its place."""
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []


def give(folder: Path) -> None:
    """Let the server write there."""
    if as_user():
        shutil.chown(folder, "postgres", "postgres")


@contextmanager
def own_server(*words: str, settings: str = "", within: Path | None = None) -> Iterator[Server]:
    """A running server; ``words`` go to ``initdb``, ``within`` is where its folder lies."""
    bin_folder = programs()
    assert bin_folder is not None
    folder = Path(tempfile.mkdtemp(prefix="plenaria-pg-", dir=within))
    give(folder)
    made = Server(folder, bin_folder, settings)
    made.make(*words)
    made.start()
    try:
        made.create()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives the address of its database ``plenaria``."""
    with own_server() as made:
        yield made.url


@contextmanager
def own_database(name: str, *, template: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """What the environment of an installation says of its database: nothing for SQLite, or a new one of this run.

    ``template`` says the same of another, of which it is a copy; else it has empty tables where a run made them.
    """
    url = os.environ.get("PLENARIA_DATABASE_URL", "")
    if not url:
        yield {}
        return
    import psycopg

    database = f"{name}_{os.getpid()}_{next(_made)}"
    with psycopg.connect(url, autocommit=True) as connection:
        empty = f"/{os.environ.get(GIVEN, 'template1')}"
        source = (template or {}).get("PLENARIA_DATABASE_URL", empty).rpartition("/")[2]
        connection.execute(f"CREATE DATABASE {database} TEMPLATE {source}")
        try:
            yield {"PLENARIA_DATABASE_URL": url.rpartition("/")[0] + f"/{database}"}
        finally:
            connection.execute(f"DROP DATABASE {database} WITH (FORCE)")
