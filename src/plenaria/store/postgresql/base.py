"""Django's PostgreSQL backend; a vote is acknowledged only when it is on disk, so such a server is a must."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.base import DatabaseWrapper as DjangoWrapper
from django.db.backends.postgresql.operations import DatabaseOperations as DjangoOperations

DURABLE = ("fsync", "synchronous_commit")


class Operations(DjangoOperations):
    """Locks rows ``FOR NO KEY UPDATE``: no key of ours ever changes.

    Whoever refers to a row (a vote to its seat) is checked at the commit, when the head of the journal is locked
    already. Under ``FOR UPDATE`` that check waits for whoever has locked the row (the door, for that seat) and itself
    waits for the head: each second of a sitting at which people came and went while it voted ended in a deadlock.
    """

    def for_update_sql(
        self, nowait: bool = False, skip_locked: bool = False, of: Any = (), no_key: bool = False
    ) -> str:
        """The clause that ends a query whose rows are locked."""
        return str(super().for_update_sql(nowait, skip_locked, of, no_key=True))


class DatabaseWrapper(DjangoWrapper):
    """Refuses a server with ``fsync`` or ``synchronous_commit`` off."""

    ops_class = Operations

    def get_connection_params(self) -> dict[str, Any]:
        """The server keeps the plan of what is asked again in the same words (see ``store.prepared``)."""
        return {**super().get_connection_params(), "prepare_threshold": 2}

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
