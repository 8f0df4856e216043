"""Django's PostgreSQL backend; a vote is acknowledged only when it is on disk, so such a server is a must."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.base import DatabaseWrapper as DjangoWrapper

DURABLE = ("fsync", "synchronous_commit")


class DatabaseWrapper(DjangoWrapper):
    """Refuses a server with ``fsync`` or ``synchronous_commit`` off."""

    def _configure_connection(self, connection: Any) -> Any:
        """Called with each new connection, of the pool or without one."""
        changed = super()._configure_connection(connection)  # type: ignore[misc] # the stubs do not know it
        for setting in DURABLE:
            (value,) = connection.execute("SELECT current_setting(%s)", [setting]).fetchone()
            if value == "off":
                raise ImproperlyConfigured(
                    f"PostgreSQL runs with {setting} = off: a recorded vote could be lost. Switch it on."
                )
        return changed
