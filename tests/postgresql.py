"""A PostgreSQL server of the tests' own: made in a temporary folder, on a Unix socket only, and ended with them."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


def programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``, the newest release first; ``None`` where there is none."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: -int(each.parts[-3]))
    return Path(found).resolve().parent if found else (folders[0].parent if folders else None)


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives the address of its database ``plenaria``."""
    bin_folder = programs()
    assert bin_folder is not None
    folder = Path(tempfile.mkdtemp(prefix="plenaria-pg-"))
    # The server refuses to run as root; on a machine where the tests do, Debian's user takes its place.
    as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres", "postgres")
    run = lambda *words: subprocess.run([*as_user, *words], check=True, capture_output=True, cwd=folder)  # noqa: E731
    data = folder / "data"
    run(str(bin_folder / "initdb"), "-D", str(data), "-U", "plenaria", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    # Its shared memory is files of its own folder: what an immediate stop leaves behind goes with it.
    memory = "-c shared_buffers=64MB -c dynamic_shared_memory_type=mmap"
    options = f"-k {folder} -c listen_addresses='' -c max_connections=60 {memory}"
    run(str(bin_folder / "pg_ctl"), "-D", str(data), "-l", str(folder / "log"), "-w", "-o", options, "start")
    try:
        run(str(bin_folder / "createdb"), "-h", str(folder), "-U", "plenaria", "plenaria")
        yield f"postgresql://plenaria@{quote(str(folder), safe='')}/plenaria"
    finally:
        run(str(bin_folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def own_database(name: str, *, template: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """What the environment of an installation says of its database: nothing for SQLite, or a new one of this run.

    ``template`` says the same of another, of which it is a copy.
    """
    url = os.environ.get("PLENARIA_DATABASE_URL", "")
    if not url:
        yield {}
        return
    import psycopg

    database = f"{name}_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        source = (template or {}).get("PLENARIA_DATABASE_URL", "/template1").rpartition("/")[2]
        connection.execute(f"CREATE DATABASE {database} TEMPLATE {source}")
        try:
            yield {"PLENARIA_DATABASE_URL": url.rpartition("/")[0] + f"/{database}"}
        finally:
            connection.execute(f"DROP DATABASE {database} WITH (FORCE)")
