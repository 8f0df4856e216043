"""PostgreSQL tells the other processes that the journal has grown: LISTEN and NOTIFY, which only wake.

A notice goes out with the commit of what it tells, and says how many entries the journal has then; whoever is woken
reads what is after its own number. A lost notice loses nothing: followers look by themselves, too. SQLite has one
process, which needs none. A pooler in front of PostgreSQL must let a session LISTEN, or serve sessions, not statements.
"""

import logging
import threading
from collections.abc import Callable

import psycopg
from django.db import connection

CHANNEL = "plenaria_journal"
WAIT = 0.25
"""Seconds for which a follower hears nothing of being stopped."""
AGAIN = 1.0
"""Seconds between two tries to have the database back."""
ADDRESS = ("dbname", "user", "password", "host", "port")

logger = logging.getLogger(__name__)


def announce(size: int) -> None:
    """Tell everybody of the journal's new size, once the transaction that this is part of is committed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(size)])


class Follower:
    """Hears what is announced, on a connection and in a thread of its own."""

    def __init__(self, told: Callable[[int], None]) -> None:
        """``told`` is called with the size of the journal, which may be known already; it must be quick."""
        self._told = told
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, where there is a database that announces."""
        if connection.vendor == "postgresql":
            given = connection.get_connection_params()
            address = {name: given[name] for name in ADDRESS if name in given}
            self._thread = threading.Thread(target=self._follow, args=(address,), name="notices", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End, and leave the database."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(4 * WAIT)

    def _follow(self, address: dict[str, str]) -> None:
        said = ""
        while not self._stop.is_set():
            try:
                self._listen(address)
            except psycopg.Error as error:
                if said != str(error):
                    said = str(error)
                    logger.warning("other processes are not heard, but looked after every second: %s", said.strip())
                self._stop.wait(AGAIN)

    def _listen(self, address: dict[str, str]) -> None:
        with psycopg.connect(**address, autocommit=True, application_name="plenaria notices") as line:  # type: ignore[arg-type] # strings, all of them
            line.execute(f"LISTEN {CHANNEL}")
            # What was announced while nobody listened.
            size = line.execute("SELECT size FROM store_head WHERE id = 1").fetchone()
            self._told(size[0] if size else 0)
            while not self._stop.is_set():
                for notice in line.notifies(timeout=WAIT):
                    self._told(int(notice.payload))
