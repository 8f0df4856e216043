"""Many rows in one statement, on either engine.

A statement for each row would let the other threads of the process in between each two of them, and a hall waits
meanwhile; Django's ``bulk_create`` makes an object and a piece of SQL for each. Here the rows travel as one parameter,
in JSON, which both engines read faster than their drivers write lists.

Queries are written so that PostgreSQL can't plan them badly. Of a vote that has just been opened it has no statistics,
takes it for one row, and compares each seat with each vote: a close took 300 ms for 2,000 voters. A column that is one
of an array, and a subquery for each row, have no such plan.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models

type Column = Sequence[Any]


def insert(model: type[models.Model], columns: Mapping[str, Column]) -> None:
    """Insert rows that are given column by column, each under its name in the table; other columns stay empty.

    Strings, whole numbers, booleans, moments and bytes are written as Django writes them.
    """
    if any(map(len, columns.values())):
        table, names = _quoted(model._meta.db_table), ", ".join(map(_quoted, columns))
        _execute(f"INSERT INTO {table} ({names}) %s", model, columns)


def update(model: type[models.Model], key: str, columns: Mapping[str, Column]) -> None:
    """Change rows that are given column by column; ``key`` is the column that says which row it is."""
    if columns[key]:
        table, names = _quoted(model._meta.db_table), ", ".join(map(_quoted, columns))
        changes = ", ".join(f"{_quoted(name)} = given.{_quoted(name)}" for name in columns if name != key)
        same = f"{table}.{_quoted(key)} = given.{_quoted(key)}"
        _execute(f"WITH given ({names}) AS (%s) UPDATE {table} SET {changes} FROM given WHERE {same}", model, columns)  # noqa: S608 - names of ours


class Among(models.Lookup):
    """Whether a column is one of many strings or numbers, for ``filter``: one parameter, however many they are.

    A lookup, since Django compares any other condition with *true* on SQLite, which then looks at every row.
    """

    prepare_rhs = False

    def __init__(self, column: str | models.F, values: "Collection[str] | Collection[int] | Later") -> None:
        given = values if isinstance(values, Later) else tuple(values)
        super().__init__(models.F(column) if isinstance(column, str) else column, given)

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        """``IN``, of what SQLite takes out of JSON."""
        column, parameters = compiler.compile(self.lhs)
        return f"{column} IN (SELECT value FROM json_each(%s))", (*parameters, self._given())  # noqa: S608 - a column

    def as_postgresql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        """``= ANY``, of an array that is a constant: PostgreSQL looks each up in an index, or all in one hash."""
        column, parameters = compiler.compile(self.lhs)
        kind = "bigint" if isinstance(self.lhs.output_field, models.IntegerField) else "text"
        return f"{column} = ANY(%s::{kind}[])", (*parameters, self._given())

    def _given(self) -> "str | Later":
        return self.rhs if isinstance(self.rhs, Later) else written(self.rhs)


@dataclass(frozen=True, slots=True)
class Later:
    """Stands for many values until there are some (``store.prepared``): which argument they are."""

    argument: int


def written(values: Collection[str] | Collection[int]) -> str:
    """Many values as the one parameter of ``Among``."""
    if not _is_postgresql():
        return json.dumps(list(values))
    escaped = (
        str(each) if isinstance(each, int) else '"' + each.replace("\\", r"\\").replace('"', r"\"") + '"'
        for each in values
    )
    return "{" + ",".join(escaped) + "}"


def pairs(wanted: Collection[tuple[str, str]]) -> tuple[str, list[Any]]:
    """A query of these pairs, the columns ``one`` and ``other``, and its parameters."""
    return f"SELECT value ->> 0 AS one, value ->> 1 AS other FROM {_elements()}", [json.dumps(list(wanted))]  # noqa: S608 - words of ours


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def _elements() -> str:
    # As ``json`` PostgreSQL would read a row again for each of its columns, which takes twice as long.
    return "jsonb_array_elements(%s::jsonb)" if _is_postgresql() else "json_each(%s)"


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _execute(sql: str, model: type[models.Model], columns: Mapping[str, Column]) -> None:
    """Run ``sql`` with a query of the rows in its place."""
    fields = {str(field.column): field for field in model._meta.concrete_fields}
    taken, given = [], []
    for place, (name, column) in enumerate(columns.items()):
        value, written = _through_json(fields[name], f"value ->> {place}", column)
        taken.append(value)
        given.append(written)
    query = f"SELECT {', '.join(taken)} FROM {_elements()}"  # noqa: S608 - numbers of columns, and words of ours
    rows = json.dumps(list(zip(*given, strict=True)), ensure_ascii=False, separators=(",", ":"))
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("%s", query), [rows])


def _through_json(field: "models.Field[Any, Any]", value: str, column: Column) -> tuple[str, Column]:
    """How a value comes out of JSON, which has no bytes and no moments, and what goes into it."""
    if isinstance(field, models.BinaryField):
        return f"decode({value}, 'hex')" if _is_postgresql() else f"unhex({value})", [each.hex() for each in column]
    if isinstance(field, models.DateTimeField):
        moments = {each: _moment(each) for each in set(column)}
        column = [moments[each] for each in column]
    return (f"CAST({value} AS {field.rel_db_type(connection)})" if _is_postgresql() else value), column


def _moment(value: datetime) -> str:
    return value.isoformat() if _is_postgresql() else str(connection.ops.adapt_datetimefield_value(value))
