"""Rows by the hundred thousand, into both engines: each in the way that its own driver takes them best.

A table is given the columns that are known; the others get what the model gives a new row.
"""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from plenaria.store import index
from plenaria.store.index import Document

type Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A model's table: its columns, those that are given first, and the values of the others."""

    name: str
    columns: tuple[str, ...]
    rest: Row

    @classmethod
    def of(cls, model: str, given: Sequence[str]) -> "Table":
        """The table of a model, for rows with these columns."""
        found = apps.get_model("store", model)._meta
        others = [each for each in found.concrete_fields if each.column not in given]
        rest = [each for each in others if not isinstance(each, models.AutoField)]
        return cls(
            name=str(found.db_table),
            columns=(*given, *(str(each.column) for each in rest)),
            rest=tuple(plain(each.get_default()) for each in rest),
        )


def plain(value: Any) -> Any:
    """A value as both drivers take it: JSON, days and moments as text, the latter in Greenwich."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, datetime):
        return str(value.replace(tzinfo=None))
    return value.isoformat() if isinstance(value, date) else value


class Filling:
    """A database that is being filled, and how many seconds that has taken it."""

    name = ""

    def __init__(self) -> None:
        self.seconds = 0.0

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Count this time."""
        began = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - began

    def begin(self) -> None:
        """Make ready for many rows."""

    def find(self, documents: Sequence[Document]) -> None:
        """Enter documents in the index of words; their passages are inserted next."""
        raise NotImplementedError

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        """Insert rows, of the given columns."""
        raise NotImplementedError

    def run(self, sql: str, parameters: Row = ()) -> None:
        """A statement by itself; its parameters are ``%s``."""
        raise NotImplementedError

    def commit(self) -> None:
        """Keep what was inserted."""
        raise NotImplementedError

    def finish(self) -> None:
        """Do what can be done once all is there."""


class SQLite(Filling):
    """The file of an installation. What a crash would cost is a new load, so that nothing waits for the disk."""

    name = "SQLite"

    def __init__(self, path: Path) -> None:
        import sqlite3

        super().__init__()
        self.line = sqlite3.connect(path)
        self.line.execute("PRAGMA synchronous = OFF")
        self.line.execute("PRAGMA cache_size = -200000")

    def find(self, documents: Sequence[Document]) -> None:
        rows = [(each.place, index._sqlite_document(each)) for each in documents]
        self.line.executemany("INSERT INTO store_stems (rowid, stems) VALUES (?, ?)", rows)

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        names, marks = ", ".join(f'"{each}"' for each in table.columns), ", ".join("?" * len(table.columns))
        sql = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"
        self.line.executemany(sql, (row + table.rest for row in rows))

    def run(self, sql: str, parameters: Row = ()) -> None:
        self.line.execute(sql.replace("%s", "?"), parameters)

    def commit(self) -> None:
        self.line.commit()

    def finish(self) -> None:
        self.line.commit()
        self.line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.line.close()


class PostgreSQL(Filling):
    """A database of a server; its index of words is made when all passages are there, its statistics in the end."""

    name = "PostgreSQL"

    def __init__(self, url: str) -> None:
        import psycopg

        super().__init__()
        self.line = psycopg.connect(url)
        self.stems: dict[int, str] = {}

    def begin(self) -> None:
        self.run("SET synchronous_commit = off")
        self.run("SET TimeZone = 'UTC'")
        self.run("DROP INDEX passage_stems")

    def find(self, documents: Sequence[Document]) -> None:
        self.stems = {each.place: index._postgresql_document(each) for each in documents}

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        columns, given = table.columns, (row + table.rest for row in rows)
        if table.name == "store_passage":
            columns, given = (*columns, "stems"), ((*row, self.stems[row[0]]) for row in given)
        names = ", ".join(f'"{each}"' for each in columns)
        with self.line.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in given:
                copy.write_row(row)

    def run(self, sql: str, parameters: Row = ()) -> None:
        self.line.execute(sql, parameters)

    def commit(self) -> None:
        self.line.commit()

    def finish(self) -> None:
        self.run("SET maintenance_work_mem = '512MB'")
        self.run("CREATE INDEX passage_stems ON store_passage USING gin (stems)")
        self.commit()
        self.line.autocommit = True
        self.run("VACUUM ANALYZE")
        self.line.close()
