"""Django's PostgreSQL backend; a vote is acknowledged only when it is on disk, so such a server is a must."""

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.base import DatabaseWrapper as DjangoWrapper

DURABLE = ("fsync", "synchronous_commit")


class DatabaseWrapper(DjangoWrapper):
    """Refuses a server with ``fsync`` or ``synchronous_commit`` off."""

    def init_connection_state(self) -> None:
        super().init_connection_state()
        with self.cursor() as cursor:
            for setting in DURABLE:
                cursor.execute("SELECT current_setting(%s)", [setting])
                if cursor.fetchone()[0] == "off":
                    raise ImproperlyConfigured(
                        f"PostgreSQL runs with {setting} = off: a recorded vote could be lost. Switch it on."
                    )
