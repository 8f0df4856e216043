"""A server that acknowledges before it is on disk is refused; rows are locked against changes only."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from plenaria.store.models import Head

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


def test_who_refers_to_a_locked_row_need_not_wait() -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        Head.objects.select_for_update().get(id=1)
    assert queries.captured_queries[-1]["sql"].endswith("FOR NO KEY UPDATE")
