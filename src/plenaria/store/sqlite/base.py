"""Django's SQLite backend, with locks before BEGIN and the limits that pysqlite3 does not tell.

The locks are there because SQLite's own busy time-out polls, ever more seldom: beside four writers of 5 ms each the
99th percentile of a wait was 1,031 ms with it and 23 ms with a lock that hands over at once. One lock is this process's
own. The other is a file beside the database, for the commands that write while the server runs: whoever waits asks
again so often that a command which writes without a pause does not keep the hall waiting.
"""

import contextlib
import fcntl
import os
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper as DjangoWrapper
from django.db.utils import OperationalError

from plenaria.store.sqlite.library import LIMIT_COLUMN, LIMIT_VARIABLE_NUMBER
from plenaria.store.sqlite.schema import SchemaEditor

WAIT_SECONDS = 30
ASK_AGAIN = 0.0005
"""Seconds between two tries to become the one process that writes."""
_writer = threading.Lock()


class Connection(sqlite3.Connection):
    """A connection that knows its limits: those with which the wheel was compiled."""

    def getlimit(self, category: int, /) -> int:
        """The limit of that category, as ``sqlite3_limit`` would answer."""
        return {LIMIT_COLUMN: 2_000, LIMIT_VARIABLE_NUMBER: 250_000}[category]


class DatabaseWrapper(DjangoWrapper):
    """One writer at a time, of this process and of others; BEGIN IMMEDIATE then never waits for another of ours."""

    SchemaEditorClass = SchemaEditor
    _holds_writer = False
    _file: int | None = None
    """The open file whose lock says which process writes."""

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "factory": Connection}

    def _start_transaction_under_autocommit(self) -> None:
        if not _writer.acquire(timeout=WAIT_SECONDS):
            raise OperationalError(f"the writer was not free within {WAIT_SECONDS} s")
        self._holds_writer = True
        try:
            self._lock_out_other_processes()
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._release_writer()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._release_writer()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._release_writer()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._release_writer()
            if self._file is not None:
                os.close(self._file)
                self._file = None

    def _lock_out_other_processes(self) -> None:
        place = str(self.settings_dict["NAME"])
        if ":memory:" in place or "mode=memory" in place:
            return None
        if self._file is None:
            path = Path(f"{place}-writer")
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        until = time.monotonic() + WAIT_SECONDS
        while True:
            with contextlib.suppress(BlockingIOError):
                return fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if time.monotonic() > until:
                raise OperationalError(f"another process has been writing for {WAIT_SECONDS} s")
            time.sleep(ASK_AGAIN)

    def _release_writer(self) -> None:
        if self._holds_writer:
            self._holds_writer = False
            if self._file is not None:
                fcntl.flock(self._file, fcntl.LOCK_UN)
            _writer.release()
