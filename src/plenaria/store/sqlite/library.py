"""Which SQLite library is used: the one of the ``pysqlite3`` wheel, and never one with the WAL defect."""

import sys

OLDEST = (3, 51, 3)
"""The first release in which two connections can write and checkpoint a WAL database at once without corrupting it
(https://sqlite.org/wal.html, "The WAL-reset bug")."""

LIMIT_COLUMN, LIMIT_VARIABLE_NUMBER = 2, 9
"""SQLITE_LIMIT_COLUMN and SQLITE_LIMIT_VARIABLE_NUMBER of sqlite3.h, which pysqlite3 does not export."""


def use_own_library() -> None:
    """Put ``pysqlite3`` in the place of ``sqlite3`` for all modules imported later.

    Raises RuntimeError where its library is older than :data:`OLDEST`.
    """
    import pysqlite3

    refuse_older(pysqlite3.sqlite_version_info)
    pysqlite3.SQLITE_LIMIT_COLUMN = LIMIT_COLUMN
    pysqlite3.SQLITE_LIMIT_VARIABLE_NUMBER = LIMIT_VARIABLE_NUMBER
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def refuse_older(version: tuple[int, ...]) -> None:
    """Raise RuntimeError for a library that may corrupt a database in WAL mode."""
    if version < OLDEST:
        found, wanted = (".".join(map(str, each)) for each in (version, OLDEST))
        raise RuntimeError(
            f"SQLite {found} may corrupt a database in WAL mode; {wanted} or later is needed. "
            "Install the pysqlite3 wheel that requirements.lock names."
        )
