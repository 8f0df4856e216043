"""The full-text index: FTS5 on SQLite, a column with a GIN index on PostgreSQL. Both take stems that we made."""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE store_stems USING fts5(
    stems, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '=:/_-'"
)
"""
POSTGRESQL = """
ALTER TABLE store_passage ADD COLUMN stems tsvector;
CREATE INDEX passage_stems ON store_passage USING gin (stems)
"""


def lay(apps, schema_editor):
    """Make it on the engine at hand."""
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


class Migration(migrations.Migration):
    dependencies = (("store", "0002_journal_is_append_only"),)
    operations = (migrations.RunPython(lay),)
