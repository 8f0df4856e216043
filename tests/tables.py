"""The tables of an installation, made once for a whole run and copied: to migrate takes two seconds each time."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

GIVEN = "TESTS_TABLES"
"""A variable of the environment: the file of a migrated SQLite database, or the name of one on the PostgreSQL server.
Where it isn't set everybody migrates."""


def prepare(folder: Path, url: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Migrate an empty database once; what says so in the environment. ``url`` is the server's, or empty for SQLite."""
    own = {**environment, "PLENARIA_DATA": str(folder)}
    given = str(folder / "plenaria.sqlite3")
    if url:
        import psycopg

        given = "tables"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {given}")
        own["PLENARIA_DATABASE_URL"] = f"{url.rpartition('/')[0]}/{given}"
    done = subprocess.run([sys.executable, "-m", "plenaria", "migrate"], env=own, capture_output=True, check=False)
    # Whoever migrates for themselves is told why it fails.
    return {GIVEN: given} if done.returncode == 0 else {}


def make() -> None:
    """The tables of the database that the settings name."""
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "sqlite":
        there = copy(Path(connection.settings_dict["NAME"]))
    else:
        there = bool(connection.introspection.table_names())
    if not there:
        call_command("migrate", verbosity=0)


def copy(database: Path) -> bool:
    """Whether there were tables to copy, for an SQLite database that is not there yet."""
    given = os.environ.get(GIVEN, "")
    if not given or database.exists():
        return False
    database.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(given, database)
    return True
