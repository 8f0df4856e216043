"""Questions that are asked so often that building them costs more than answering them.

Django makes the SQL of a queryset anew each time, half a millisecond to two for one with joins: most of what a page of
the register took. A function under :func:`prepared` says once, as a queryset, what is asked; its SQL is kept for each
engine, and a call puts its values into it. PostgreSQL keeps its plan, too, and is sent the values beside the words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import wraps
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DateField, Expression, IntegerField, QuerySet, prefetch_related_objects

from plenaria.store.rows import Later, written

type Value = str | int | date | Sequence[str] | Many
"""Of a list only its length, rounded up, makes another statement."""


class Many(tuple[Any, ...]):
    """Texts or numbers for ``rows.Among``: one parameter, and one statement, however many they are."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value goes: the argument, and which of it, where it is a list."""

    argument: int
    item: int | None = None


class _Text(str):
    """Stands for a text until there is one; fields let texts through as they are."""

    __slots__ = ("place",)
    place: _Place

    @classmethod
    def at(cls, place: _Place) -> "_Text":
        made = cls(f"\0{place.argument}.{place.item}")
        made.place = place
        return made


class _Other(Expression):
    """Stands for a number or a day until there is one; fields let expressions through as they are."""

    def __init__(self, place: _Place, value: Any) -> None:
        super().__init__(output_field=DateField() if isinstance(value, date) else IntegerField())
        self.place = place

    def as_sql(self, *_how: Any, **_else: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL with its parameters, some of them places, and what Django makes rows of."""

    sql: str
    parameters: tuple[Any, ...]
    queryset: Any
    columns: Mapping[str, Any]
    """What a compiler knows of them, under its own names."""
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]

    @classmethod
    def of(cls, queryset: Any) -> "_Statement | None":
        """Nothing where Django knows that there are no such rows."""
        compiler = queryset.query.get_compiler(connection.alias)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        columns = [each[0] for each in compiler.select[: compiler.col_count]]
        found = compiler.get_converters(columns).items()
        converters = tuple((at, tuple(convert), column) for at, (convert, column) in found)
        known = {name: getattr(compiler, name) for name in ("select", "klass_info", "annotation_col_map")}
        return cls(sql, tuple(parameters), queryset, known, converters)

    def rows(self, values: Sequence[Any]) -> list[Any]:
        """What the queryset would have given with these values."""
        asked = SimpleNamespace(
            **self.columns,
            execute_sql=lambda **_how: self._asked(values),
            results_iter=lambda rows=None, **_how: self._converted(self._asked(values) if rows is None else rows),
        )
        told = SimpleNamespace(
            db=connection.alias,
            query=SimpleNamespace(get_compiler=lambda *_using, **_used: asked),
            _fields=self.queryset._fields,
            _fetch_mode=self.queryset._fetch_mode,
            _known_related_objects={},
        )
        rows: list[Any] = list(self.queryset._iterable_class(told))
        if rows and self.queryset._prefetch_related_lookups:
            prefetch_related_objects(rows, *self.queryset._prefetch_related_lookups)
        return rows

    def _asked(self, values: Sequence[Any]) -> list[Sequence[Any]]:
        with closing(_cursor()) as cursor:
            cursor.execute(self.sql, [_filled(each, values) for each in self.parameters])
            return list(cursor.fetchall())

    def _converted(self, rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
        for row in rows:
            cells = list(row)
            for at, convert, column in self.converters:
                for each in convert:
                    cells[at] = each(cells[at], column, connection)
            yield tuple(cells)


def prepared[**Asked, Row](make: Callable[Asked, QuerySet[Any, Row]]) -> Callable[Asked, list[Row]]:
    """The rows of the queryset that ``make`` builds, whose SQL is made once.

    What ``make`` gets are places, to be handed on to lookups and to nothing else: it can't decide by their values. They
    are given by position: texts, numbers, days, lists of texts; never ``None``, which SQL asks for in other words. What
    is given by name is no place: by it ``make`` decides, and there is a statement for each of its few values.
    """
    statements: dict[tuple[Any, ...], _Statement | None] = {}

    @wraps(make)
    def rows(*given: Asked.args, **how: Asked.kwargs) -> list[Row]:
        values = [each if isinstance(each, str | int | date | Many) else _padded(each) for each in given]
        lengths = (len(each) if isinstance(each, list) else type(each) for each in values)
        shape = (connection.vendor, *how.items(), *lengths)
        if shape not in statements:
            places = (_place(at, each) for at, each in enumerate(values))
            statements[shape] = _Statement.of(make(*places, **how))
        statement = statements[shape]
        return statement.rows(values) if statement else []

    return rows


def _place(argument: int, value: Any) -> Any:
    place = _Place(argument)
    if isinstance(value, Many):
        return Later(argument)
    if isinstance(value, list):
        return [_Text.at(_Place(argument, item)) for item in range(len(value))]
    return _Text.at(place) if isinstance(value, str) else _Other(place, value)


def _padded(values: Any) -> list[str]:
    """With its last one repeated until they are a power of two: few lengths, few statements."""
    listed = list(values)
    return [*listed, *listed[-1:] * ((1 << (len(listed) - 1).bit_length()) - len(listed))] if listed else []


def _filled(parameter: Any, values: Sequence[Any]) -> Any:
    if isinstance(parameter, Later):
        return written(values[parameter.argument])
    if not isinstance(parameter, _Text | _Other):
        return parameter
    value = values[parameter.place.argument]
    if parameter.place.item is not None:
        return value[parameter.place.item]
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _cursor() -> Any:
    """A cursor; PostgreSQL's sends values beside the words, so that the server keeps the plan of these."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    import psycopg

    connection.close_if_health_check_failed()
    connection.ensure_connection()
    return connection._prepare_cursor(psycopg.Cursor(connection.connection))  # type: ignore[attr-defined] # Django's own way to wrap one
