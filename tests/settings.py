"""The settings of the tests: the real ones, in a data folder of this run's own."""

import os
import tempfile

# Before the real settings are read: nothing of a test may touch a folder that somebody works in.
os.environ.setdefault("PLENARIA_DATA", tempfile.mkdtemp(prefix="plenaria-test-"))

from plenaria.conf.settings import *  # noqa: F403
from tests.tables import GIVEN

DATABASES["default"].setdefault("TEST", {})  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("sqlite"):  # noqa: F405
    # In a file, as in real life: the write-ahead log and the writer's lock mean nothing in memory.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    DATABASES["default"]["TEST"]["NAME"] = f"{os.environ['PLENARIA_DATA']}/test-{worker}.sqlite3"  # noqa: F405
elif GIVEN in os.environ:
    DATABASES["default"]["TEST"]["TEMPLATE"] = os.environ[GIVEN]  # noqa: F405
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]  # noqa: F405
# A test changes rows behind the journal's back, and looks at the page again.
PAGES_KEPT = 0
