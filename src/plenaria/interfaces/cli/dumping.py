"""A consistent copy of the database while others go on writing, and its way back: one pair for each engine.

Called with Django started; what is copied is as it was at one moment.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

NAMES = {"sqlite": "plenaria.sqlite3", "postgresql": "database.dump"}
"""Engine → the member of the backup that holds the database."""
PAGES = 512
"""Pages that are copied before others get their turn (SQLite backup API)."""


class NotCopied(Exception):  # noqa: N818 - what a program of the database said
    """The copy could not be made or put back; the message is what the database said."""


def dump(target: Path, say: Callable[[int, int], None]) -> None:
    """Copy the database to a new file; ``say`` hears how many pages are done and how many there are."""
    if connection.vendor == "sqlite":
        _copy(target, say)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", _name())


def restore(source: Path) -> None:
    """Put a copy back into an empty PostgreSQL database; a SQLite file only has to be put in its place."""
    words = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run("pg_restore", *words, f"--dbname={_name()}", str(source))


def entries_in(copy: Path) -> int:
    """How many entries the journal has: of the copied file for SQLite, of the database otherwise."""
    if connection.vendor != "sqlite":
        from plenaria.store.queries import journal

        return journal.frontier().size
    import pysqlite3

    with pysqlite3.connect(copy) as there:
        (size,) = there.execute("SELECT size FROM store_head").fetchone()
    there.close()
    return int(size)


def _copy(target: Path, say: Callable[[int, int], None]) -> None:
    """Page by page through SQLite's own backup, which begins again where somebody wrote meanwhile."""
    import pysqlite3

    connection.ensure_connection()
    copy = pysqlite3.connect(target)
    try:
        connection.connection.backup(
            copy, pages=PAGES, progress=lambda _status, left, total: say(total - left, total), sleep=0.005
        )
    finally:
        copy.close()


def _name() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def _run(program: str, *words: str) -> None:
    """One of PostgreSQL's programs, with the address of the database in its environment (libpq)."""
    found = shutil.which(program)
    if found is None:
        folders = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda each: -int(each.parts[-3]))
        if not folders:
            raise NotCopied(f"{program}?")
        found = str(folders[0])
    address: dict[str, Any] = settings.DATABASES["default"]
    libpq = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = {**os.environ, **{name: address[key] for name, key in libpq.items() if address.get(key)}}
    done = subprocess.run([found, *words], env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode != 0:
        raise NotCopied(done.stderr.strip())
