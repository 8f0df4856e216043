"""A server that acknowledges before it is on disk is refused."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="speaks of PostgreSQL; this run is for SQLite"),
]


def test_synchronous_commit_must_be_on() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    with pytest.raises(ImproperlyConfigured, match="PostgreSQL runs with synchronous_commit = off"):
        connection.init_connection_state()
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
    connection.init_connection_state()
