"""Settings, addresses, servers and the console script: the only room that knows every other.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL database when two connections write and checkpoint at once, and Python's own
``sqlite3`` is linked against whatever the machine has. The ``pysqlite3`` wheel brings a library of its own; it must
take the place of ``sqlite3`` before Django loads, and that is here, since every way in passes through this package.
"""

from plenaria.store.sqlite.library import use_own_library

use_own_library()
