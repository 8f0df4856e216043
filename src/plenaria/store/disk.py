"""Whether the disk that the database lies on has room."""

from django.db import DatabaseError

SQLITE_FULL = "SQLITE_FULL"
POSTGRESQL_FULL = "53100"
"""``disk_full`` (PostgreSQL, appendix A: error codes)."""


def is_full(error: DatabaseError) -> bool:
    """Whether that is why the database failed; then what was begun is undone."""
    cause = error.__cause__
    return getattr(cause, "sqlite_errorname", "") == SQLITE_FULL or getattr(cause, "sqlstate", "") == POSTGRESQL_FULL
