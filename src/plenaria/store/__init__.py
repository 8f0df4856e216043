"""The one Django app: rows, migrations, and queries that return frozen values. Only ``actions`` writes to it."""
