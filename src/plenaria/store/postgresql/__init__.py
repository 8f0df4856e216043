"""Django's PostgreSQL backend, which refuses a server that acknowledges before it is on disk."""
