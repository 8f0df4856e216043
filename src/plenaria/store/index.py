"""Where words are: the full-text index of either engine, newest first.

A document has a number (``place``), the later the newer, its stems in their order, and tokens that are not words
(``=b:…``), by which a search is narrowed. SQLite keeps it in FTS5, PostgreSQL in a column with a GIN index; both are
given what ``store.search`` made, and cut and fold nothing.

The newest documents come first because both engines find them without looking at all: ranking the commonest word of
900,000 documents took FTS5 a second.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from plenaria.store.search import Term

PLACES = 1 << 14
"""Places of one resolution: so many passages of it are found, in all languages together."""
DAY = 40
"""Bits of a place below the number of its day (``date.toordinal``)."""
SAMPLE, FREQUENT = 4_000, 200
"""So many of the newest documents PostgreSQL looks at before it asks its index for several words; one in so many that
has them all is enough to go on so."""
FARTHEST = 16_000
"""Words of a document whose order is known (PostgreSQL knows of 16,383)."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is found at ``place``."""

    place: int
    stems: Sequence[str]
    tokens: Sequence[str]


def put(documents: Collection[Document]) -> None:
    """Enter documents whose rows are in ``store_passage``."""
    if not documents:
        return
    write = _postgresql_document if _is_postgresql() else _sqlite_document
    rows = json.dumps([[each.place, write(each)] for each in documents], ensure_ascii=False)
    if _is_postgresql():
        given = "SELECT CAST(value ->> 0 AS bigint) AS place, value ->> 1 AS stems FROM json_array_elements(%s::json)"
        sql = (
            f"UPDATE store_passage SET stems = CAST(given.stems AS tsvector) FROM ({given}) AS given "  # noqa: S608 - our own words
            "WHERE store_passage.place = given.place"
        )
    else:
        sql = "INSERT INTO store_stems (rowid, stems) SELECT value ->> 0, value ->> 1 FROM json_each(%s)"
    with connection.cursor() as cursor:
        cursor.execute(sql, [rows])


def drop(places: Collection[int]) -> None:
    """Take documents out; on PostgreSQL they go with their rows."""
    if places and not _is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM store_stems WHERE rowid IN (SELECT value FROM json_each(%s))", [json.dumps(list(places))]
            )


def newest(
    terms: Sequence[Term],
    tokens: Sequence[Collection[str]],
    *,
    first: int,
    last: int,
    most: int,
    among: Collection[int] | None = None,
) -> list[int]:
    """Up to ``most`` places from ``last`` down to ``first`` with all the terms and one of each of the ``tokens``.

    ``among`` are the only places that come into question, where it is known which.
    """
    asked = _asked(terms, tokens)
    if not asked or (among is not None and not among):
        return []
    if _is_postgresql() and among is None and len(terms) > 1:
        found = _among_newest(asked, first, last, most)
        if len(found) == most:
            return found
    if _is_postgresql():
        sql = "SELECT place FROM store_passage WHERE stems @@ CAST(%s AS tsquery) AND place BETWEEN %s AND %s"
        these, order = " AND place = ANY(%s)", " ORDER BY place DESC LIMIT %s"
    else:
        sql = "SELECT rowid FROM store_stems WHERE stems MATCH %s AND rowid BETWEEN %s AND %s"
        these, order = " AND rowid IN (SELECT value FROM json_each(%s))", " ORDER BY rowid DESC LIMIT %s"
    given: list[Any] = [asked, first, last]
    if among is not None:
        sql += these
        given.append(sorted(among) if _is_postgresql() else json.dumps(sorted(among)))
    with connection.cursor() as cursor:
        cursor.execute(sql + order, [*given, most])
        return [int(place) for (place,) in cursor.fetchall()]


def _among_newest(asked: str, first: int, last: int, most: int) -> list[int]:
    """Those among the newest documents, where they are so many that these are enough; else few of them, or none.

    PostgreSQL takes words to stand together by chance. Those of one language do so far more often: it then gathers
    40,000 documents that have *the*, *as* and *of*, to sort them, where the newest 10,000 have enough of them.
    """
    sql = (
        "SELECT place FROM (SELECT place, stems FROM store_passage WHERE place BETWEEN %s AND %s "
        "ORDER BY place DESC LIMIT %s) AS newest WHERE stems @@ CAST(%s AS tsquery) ORDER BY place DESC LIMIT %s"
    )

    def found_in(documents: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(sql, [first, last, documents, asked, most])
            return [int(place) for (place,) in cursor.fetchall()]

    found = found_in(SAMPLE)
    if SAMPLE // FREQUENT <= len(found) < most:
        return found_in(2 * SAMPLE * most // len(found))
    return found


def _asked(terms: Sequence[Term], tokens: Sequence[Collection[str]]) -> str:
    """The query in the words of the engine: all of it, each part any of its options."""
    if _is_postgresql():
        phrase, either, both = _postgresql_phrase, " | ", " & "
    else:
        phrase, either, both = _sqlite_phrase, " OR ", " AND "
    parts = [[phrase(option, term.begins) for option in term.options] for term in terms]
    parts += [[phrase((token,), False) for token in some] for some in tokens]
    return both.join(f"({either.join(part)})" for part in parts if part)


def _sqlite_document(document: Document) -> str:
    # Behind the words, so that no phrase has one of the tokens in it.
    return " ".join([*document.stems, *document.tokens])


def _sqlite_phrase(stems: Sequence[str], begins: bool) -> str:
    quoted = " ".join(stems).replace('"', '""')
    return f'"{quoted}"*' if begins else f'"{quoted}"'


def _postgresql_document(document: Document) -> str:
    placed = [f"{_lexeme(each)}:{place}" for place, each in enumerate(document.stems[:FARTHEST], 1)]
    return " ".join([*placed, *map(_lexeme, [*document.stems[FARTHEST:], *document.tokens])])


def _postgresql_phrase(stems: Sequence[str], begins: bool) -> str:
    *others, last = map(_lexeme, stems)
    return " <-> ".join([*others, f"{last}:*" if begins else last])


def _lexeme(stem: str) -> str:
    """As PostgreSQL reads it back letter by letter."""
    escaped = stem.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"
