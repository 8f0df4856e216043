"""The role that serves can append to the journal and can't change it, nor any table's form."""

import pytest
from django.db import DatabaseError, connection, transaction

from plenaria.store.postgresql.grants import grant
from tests import builders

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="speaks of PostgreSQL; this run is for SQLite"),
]


@pytest.fixture
def serving() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE serving NOLOGIN")
        grant("serving")
        cursor.execute("SET LOCAL ROLE serving")


def test_it_does_what_people_do(serving: None) -> None:
    body = builders.body()
    builders.person("Ann", body, "secretary", email="ann@example.org")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE store_leaf SET subject = ''",
        "DELETE FROM store_node",
        "TRUNCATE store_checkpointnote",
        "DROP TABLE store_leaf",
    ],
)
def test_it_can_not_touch_what_was_recorded(serving: None, statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement)
