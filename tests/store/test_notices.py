"""Who follows the journal of other processes hears of it on a connection that may break."""

import threading

import psycopg
import pytest
from django.db import connection

from plenaria.store import notices

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="speaks of PostgreSQL; this run is for SQLite"),
]

PATIENCE = 20
LISTENING = "FROM pg_stat_activity WHERE application_name = 'plenaria notices' AND datname = current_database()"


class Heard:
    """The sizes of the journal that a follower was told."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.changed = threading.Condition()

    def __call__(self, size: int) -> None:
        with self.changed:
            self.sizes.append(size)
            self.changed.notify_all()

    def wait(self, count: int) -> list[int]:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.sizes) >= count, PATIENCE), self.sizes
            return list(self.sizes)


def test_a_follower_hears_what_is_announced_and_comes_back_when_its_connection_breaks() -> None:
    given = connection.get_connection_params()
    address = {name: given[name] for name in notices.ADDRESS if name in given}
    heard = Heard()
    follower = notices.Follower(heard)
    follower.start()
    with psycopg.connect(**address, autocommit=True) as other:
        heard.wait(1)  # how large the journal was when it began to listen
        with other.transaction():
            other.execute("SELECT pg_notify(%s, '1000001')", [notices.CHANNEL])
        assert heard.wait(2)[1] == 1_000_001
        other.execute(f"SELECT pg_terminate_backend(pid) {LISTENING}")
        heard.wait(3)
        other.execute("SELECT pg_notify(%s, '1000002')", [notices.CHANNEL])
        assert heard.wait(4)[3] == 1_000_002
    follower.stop()
