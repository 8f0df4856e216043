"""Django's SQLite backend over a library known to be sound, with writers in a queue of their own."""
