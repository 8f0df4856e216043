"""What the role that serves may do: it owns no table, and of the journal it may only read and append."""

from django.db import connection

from plenaria.store.models import CheckpointNote, Leaf, Node

APPENDED = (Leaf, Node, CheckpointNote)


def grant(role: str) -> None:
    """Give ``role`` the rights of serving on every table there is now; to be called by the owner after migrating."""
    quoted = connection.ops.quote_name
    name = quoted(role)
    appended = {model._meta.db_table for model in APPENDED}
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        for table in [*connection.introspection.django_table_names(only_existing=True), "django_migrations"]:
            cursor.execute(f"REVOKE ALL ON {quoted(table)} FROM {name}")
            rights = "SELECT, INSERT" if table in appended else "SELECT, INSERT, UPDATE, DELETE"
            cursor.execute(f"GRANT {rights} ON {quoted(table)} TO {name}")
