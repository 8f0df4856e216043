"""Secret ballots in the database: no table of them keeps an order of arrival."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import isolate_apps

from plenaria.store.models import CountedBallot, HasVoted, SealedBallot

pytestmark = pytest.mark.django_db

TABLES = (HasVoted, SealedBallot, CountedBallot)
only_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL has no rowid; this run is for PostgreSQL"
)


@only_sqlite
@pytest.mark.parametrize("model", TABLES)
def test_no_row_has_a_number_of_its_own(model: type[models.Model]) -> None:
    with pytest.raises(DatabaseError, match="no such column: rowid"), transaction.atomic():
        connection.cursor().execute(f"SELECT rowid FROM {model._meta.db_table}")


@only_sqlite
@pytest.mark.parametrize(
    ("table", "unordered"), [("store_hasvoted", True), ("new__store_hasvoted", True), ("store_vote", False)]
)
def test_a_table_that_is_made_anew_keeps_it_so(table: str, unordered: bool) -> None:
    with isolate_apps("plenaria.store"):

        class Anew(models.Model):
            class Meta:
                app_label = "store"
                db_table = table

        statement, _ = connection.SchemaEditorClass(connection, atomic=False).table_sql(Anew)
    assert statement.endswith(" WITHOUT ROWID") is unordered


@pytest.mark.parametrize("model", TABLES)
def test_no_column_tells_a_time_or_counts_its_rows(model: type[models.Model]) -> None:
    kinds = {type(field).__name__ for field in model._meta.get_fields()}
    assert kinds <= {"CompositePrimaryKey", "ForeignKey", "CharField", "BinaryField", "PositiveIntegerField"}


def test_nothing_points_at_them() -> None:
    pointing = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("store").get_models()
        for field in model._meta.get_fields()
        if getattr(field, "remote_field", None) and field.concrete and field.related_model in TABLES
    ]
    assert pointing == []
