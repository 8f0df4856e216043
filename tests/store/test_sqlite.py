"""The embedded database: a sound library, write-ahead log on disk, one writer at a time."""

import fcntl
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from plenaria.store.sqlite.library import OLDEST, refuse_older

only_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="speaks of the embedded database; this run is for PostgreSQL"
)


def test_an_older_library_is_refused() -> None:
    with pytest.raises(RuntimeError, match=r"SQLite 3\.51\.2 may corrupt .* 3\.51\.3 or later is needed"):
        refuse_older((3, 51, 2))


def test_the_first_sound_library_is_taken() -> None:
    refuse_older(OLDEST)


@only_sqlite
@pytest.mark.django_db
def test_the_library_is_the_wheels_own() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        version = tuple(int(each) for each in cursor.fetchone()[0].split("."))
    assert (version >= OLDEST) is True


@only_sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1)]
)
def test_what_is_acknowledged_is_on_disk(pragma: str, value: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone()[0] == value


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_second_writer_waits_for_the_first() -> None:
    order: list[str] = []
    entered = threading.Event()

    def second() -> None:
        entered.wait(5)
        with transaction.atomic():
            order.append("second")
        connection.close()

    waiting = threading.Thread(target=second)
    waiting.start()
    with transaction.atomic():
        entered.set()
        # Long enough for the second to ask for the lock: it must be found waiting when the first is done.
        time.sleep(0.2)
        order.append("first")
    waiting.join(5)
    assert order == ["first", "second"]


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_failed_transaction_gives_the_lock_back() -> None:
    with pytest.raises(ValueError, match="on purpose"), transaction.atomic():
        raise ValueError("on purpose")
    with transaction.atomic():
        pass


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_writer_waits_for_another_process_and_goes_on_as_soon_as_it_is_done(tmp_path: Path) -> None:
    order: list[str] = []
    begun = threading.Event()
    file = str(tmp_path / "house.db")

    def ours() -> None:
        # A connection of this thread alone, to a file: what is in memory belongs to one process.
        connections["file"] = connection.copy("file")
        connections["file"].settings_dict = {**connection.settings_dict, "NAME": file}
        begun.set()
        with transaction.atomic(using="file"):
            order.append("ours")
        connections["file"].close()

    # A lock of another open file is another process's, as far as the system knows.
    with Path(f"{file}-writer").open("w") as theirs:
        fcntl.flock(theirs, fcntl.LOCK_EX)
        waiting = threading.Thread(target=ours)
        waiting.start()
        begun.wait(5)
        waiting.join(0.2)
        order.append("theirs")
        fcntl.flock(theirs, fcntl.LOCK_UN)
        waiting.join(5)
    assert order == ["theirs", "ours"]
