"""Many rows in one statement, on either engine.

A statement for each row would let the other threads of the process in between each two of them, and a hall waits
meanwhile; Django's ``bulk_create`` makes an object and a piece of SQL for each. Here the rows travel as one parameter.
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
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::text[])", [list(values)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(values))])


def among_pairs(pairs: Collection[tuple[str, str]]) -> tuple[str, list[Any]]:
    """The same for pairs, as SQL and its parameters: ``(one, other) IN (…)``."""
    if connection.vendor == "postgresql":
        ones, others = [one for one, _ in pairs], [other for _, other in pairs]
        return "SELECT * FROM unnest(%s::text[], %s::text[])", [ones, others]
    return "SELECT value ->> 0, value ->> 1 FROM json_each(%s)", [json.dumps(list(pairs))]


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _execute(sql: str, model: type[models.Model], columns: Mapping[str, Column]) -> None:
    """Run ``sql`` with a query of the rows in its place."""
    fields = {str(field.column): field for field in model._meta.concrete_fields}
    query, parameters = (_postgresql if connection.vendor == "postgresql" else _sqlite)(columns, fields)
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("%s", query), parameters)


def _postgresql(columns: Mapping[str, Column], fields: "Mapping[str, models.Field[Any, Any]]") -> tuple[str, list[Any]]:
    arrays = ", ".join(f"%s::{fields[name].rel_db_type(connection)}[]" for name in columns)
    return f"SELECT * FROM unnest({arrays})", [list(column) for column in columns.values()]  # noqa: S608 - types of ours


def _sqlite(columns: Mapping[str, Column], fields: "Mapping[str, models.Field[Any, Any]]") -> tuple[str, list[Any]]:
    """SQLite has JSON for this; what JSON can't hold goes in as text and is turned back."""
    taken, given = [], []
    for place, (name, column) in enumerate(columns.items()):
        value = f"value ->> {place}"
        if isinstance(fields[name], models.BinaryField):
            value, column = f"unhex({value})", [each.hex() for each in column]
        elif isinstance(fields[name], models.DateTimeField):
            moments = {each: _moment(each) for each in set(column)}
            column = [moments[each] for each in column]
        taken.append(value)
        given.append(column)
    rows = json.dumps(list(zip(*given, strict=True)), ensure_ascii=False, separators=(",", ":"))
    return f"SELECT {', '.join(taken)} FROM json_each(%s)", [rows]  # noqa: S608 - numbers of columns


def _moment(value: datetime) -> str | None:
    adapted = connection.ops.adapt_datetimefield_value(value)
    return None if adapted is None else str(adapted)
