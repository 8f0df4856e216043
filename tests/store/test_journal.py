"""The journal refuses to be rewritten, on either engine."""

import pytest
from django.db import DatabaseError, connection, transaction

from plenaria.store.models import Head

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_leaves() -> None:
    from datetime import UTC, datetime

    from plenaria.actions import _journal

    with transaction.atomic():
        _journal.append(
            [
                _journal.Pending(
                    kind="body-founded",
                    at=datetime(2026, 5, 9, 14, 3, tzinfo=UTC),
                    actor="installation",
                    subject="body1",
                    body="body1",
                    meeting="",
                    data={},
                    personal={},
                )
            ]
            * 2
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE store_leaf SET subject = 'other'",
        "DELETE FROM store_leaf",
        "DELETE FROM store_node",
        "UPDATE store_node SET place = 3",
        "UPDATE store_head SET size = 0",
        "DELETE FROM store_head",
    ],
)
def test_what_is_in_the_journal_stays(two_leaves: None, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Head.objects.get().size == 2
