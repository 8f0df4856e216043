"""The journal's first head, and triggers that refuse to change or remove what is in it."""

from django.db import migrations

FROZEN = ("store_leaf", "store_node", "store_checkpointnote")

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
SQLITE_HEAD = """
CREATE TRIGGER store_head_grows BEFORE UPDATE ON store_head WHEN NEW.size < OLD.size OR NEW.id <> OLD.id
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
POSTGRESQL = """
CREATE FUNCTION store_journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$
"""
POSTGRESQL_TABLE = """
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION store_journal_refuse();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION store_journal_refuse()
"""
POSTGRESQL_HEAD = """
CREATE TRIGGER store_head_grows BEFORE UPDATE ON store_head FOR EACH ROW
WHEN (NEW.size < OLD.size OR NEW.id <> OLD.id) EXECUTE FUNCTION store_journal_refuse();
CREATE TRIGGER store_head_stays BEFORE DELETE ON store_head FOR EACH ROW EXECUTE FUNCTION store_journal_refuse();
CREATE TRIGGER store_head_no_truncate BEFORE TRUNCATE ON store_head FOR EACH STATEMENT EXECUTE FUNCTION store_journal_refuse()
"""


def freeze(apps, schema_editor):
    """Lay the triggers on the engine at hand."""
    if schema_editor.connection.vendor == "sqlite":
        for table in FROZEN:
            for verb in ("update", "delete"):
                schema_editor.execute(SQLITE.format(table=table, verb=verb, VERB=verb.upper()))
        schema_editor.execute(SQLITE_HEAD)
        schema_editor.execute(SQLITE.format(table="store_head", verb="delete", VERB="DELETE"))
    else:
        schema_editor.execute(POSTGRESQL)
        for table in FROZEN:
            schema_editor.execute(POSTGRESQL_TABLE.format(table=table))
        schema_editor.execute(POSTGRESQL_HEAD)


def first_head(apps, schema_editor):
    """The head of an empty tree."""
    apps.get_model("store", "Head").objects.create(id=1, size=0, frontier=[])


class Migration(migrations.Migration):
    dependencies = (("store", "0001_house"),)
    operations = (
        migrations.RunPython(first_head, migrations.RunPython.noop),
        migrations.RunPython(freeze),
    )
