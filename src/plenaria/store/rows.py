"""Many rows in one statement, on either engine.

A statement for each row would let the other threads of the process in between each two of them, and a hall waits
meanwhile; Django's ``bulk_create`` makes an object and a piece of SQL for each. Here the rows travel as one parameter,
in JSON, which both engines read faster than their drivers write lists.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL

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


def among(values: Collection[str]) -> RawSQL:
    """A query of these values, for ``…__in``: one parameter, and one plan, for however many."""
    each = "json_array_elements_text(%s::json)" if _is_postgresql() else "json_each(%s)"
    return RawSQL(f"SELECT value FROM {each}", [json.dumps(list(values))])  # noqa: S608, S611 - words of ours


def among_pairs(pairs: Collection[tuple[str, str]]) -> tuple[str, list[Any]]:
    """The same for pairs, as SQL and its parameters: ``(one, other) IN (…)``."""
    return f"SELECT value ->> 0, value ->> 1 FROM {_elements()}", [json.dumps(list(pairs))]  # noqa: S608 - words of ours


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def _elements() -> str:
    return "json_array_elements(%s::json)" if _is_postgresql() else "json_each(%s)"


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
