"""Tables that keep no order of arrival: SQLite gives every other table a hidden rowid, which counts its rows."""

from typing import Any

from django.db.backends.sqlite3.schema import DatabaseSchemaEditor

UNORDERED = frozenset({"store_hasvoted", "store_sealedballot", "store_countedballot"})
"""See ``store.models.secret``."""


class SchemaEditor(DatabaseSchemaEditor):
    """Makes these tables WITHOUT ROWID, also when Django makes one anew to change it (as ``new__…``)."""

    def table_sql(self, model: Any) -> tuple[str, list[Any]]:
        """The statement that creates a table, and its parameters."""
        statement, parameters = super().table_sql(model)
        unordered = model._meta.db_table.removeprefix("new__") in UNORDERED
        return f"{statement} WITHOUT ROWID" if unordered else statement, parameters
