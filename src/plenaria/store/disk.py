"""Whether the disk that database and files lie on has room."""

import errno

from django.db import DatabaseError

SQLITE_FULL = "SQLITE_FULL"
POSTGRESQL_FULL = "53100"
"""``disk_full`` (PostgreSQL, appendix A: error codes)."""


def is_full(error: DatabaseError | OSError) -> bool:
    """Whether that is why the database, or the writing of a file, failed; then what was begun is undone."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    cause = error.__cause__
    return getattr(cause, "sqlite_errorname", "") == SQLITE_FULL or getattr(cause, "sqlstate", "") == POSTGRESQL_FULL
