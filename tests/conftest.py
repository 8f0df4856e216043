"""What every test stands on: a data folder of its own, and the engine that the run was started for."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests import engines, tables

REPOSITORY = Path(__file__).resolve().parent.parent
LONG = (
    "tests/interfaces/test_access",
    "tests/browser/test_whole_way",
    "tests/browser/",
    "tests/interfaces/cli/",
    "tests/architecture/test_wheel",
    "tests/interfaces/register/test_names_hidden",
    "tests/interfaces/test_links",
    "tests/hostile/",
    "tests/formats/test_docx_numbering",
    "tests/formats/test_redline",
    "tests/delivery/test_twelve",
)
"""Files whose tests start servers, browsers or other programs, or walk through every page; the longest first."""
EXAMPLES = int(os.environ.get("EXAMPLES", "40"))
"""Of each property, in a run of everything else; ``make faults`` asks for more."""


NOTED, SELECTED, WHEN = "PLENARIA_TESTS_NOTED", "PLENARIA_TESTS_SELECTED", "PLENARIA_TESTS_WHEN"
"""Variables of the environment: a folder for what tests do, a file that names those to run, and a word of
``engines.when`` for those to run."""

# A machine that others use, too, is slow: that is no fault of what is tested. What has to be quick is measured.
hypothesis.settings.register_profile(
    "run", max_examples=EXAMPLES, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("run")


def pytest_configure(config: pytest.Config) -> None:
    """Where the run of everything asks for it, note what each test does."""
    if folder := os.environ.get(NOTED):
        config.pluginmanager.register(engines.Notebook(Path(folder)))


def pytest_report_header() -> str:
    return f"database: {'PostgreSQL' if os.environ.get('PLENARIA_DATABASE_URL') else 'SQLite'}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for the database is marked, so that the second engine's run takes just these.

    What takes long in one piece comes first: begun last, one worker would be at it while the other has nothing to do.
    """
    items.sort(key=lambda item: next((place for place, each in enumerate(LONG) if item.nodeid.startswith(each)), 99))
    for item in items:
        if item.get_closest_marker("one_engine"):
            continue
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)
    if selection := os.environ.get(SELECTED):
        named = set(Path(selection).read_text(encoding="utf-8").splitlines())
        items[:] = [item for item in items if item.nodeid in named]
    if when := os.environ.get(WHEN):
        items[:] = [item for item in items if engines.when(item) == when]


@pytest.fixture(scope="session")
def measured_data() -> Path:
    """The folder of real data beside the checkout; a test that needs it is skipped where it is not there."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder of data to measure on is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Whether the database of this process is there already: a copy of tables that this run has made once."""
    from django.conf import settings

    default = settings.DATABASES["default"]
    return default["ENGINE"].endswith("sqlite") and tables.copy(Path(default["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """After a test that commits the database is as it was.

    Django would empty the tables, which the journal's triggers refuse: SQLite gets its file back from a copy,
    PostgreSQL is emptied with the triggers off.
    """
    import django.test
    from django.db import connection

    with django_db_blocker.unblock():
        if connection.vendor == "sqlite" and "TEST" in connection.settings_dict:
            _checkpoint()
            untouched = Path(connection.settings_dict["NAME"]).read_bytes()
            restore: Callable[[], None] = lambda: _restore_sqlite(untouched)  # noqa: E731
        else:
            restore = _empty_postgresql
    django.test.TransactionTestCase._fixture_teardown = lambda self: restore()


def _checkpoint() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.fetchall()
    connection.close()


def _restore_sqlite(untouched: bytes) -> None:
    from django.db import connection

    name = Path(connection.settings_dict["NAME"])
    connection.close()
    for leftover in (name.with_name(f"{name.name}-wal"), name.with_name(f"{name.name}-shm")):
        leftover.unlink(missing_ok=True)
    name.write_bytes(untouched)


def _empty_postgresql() -> None:
    from django.apps import apps
    from django.db import connection

    tables = ", ".join(connection.ops.quote_name(each._meta.db_table) for each in apps.get_models())
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {tables} CASCADE")
        cursor.execute("INSERT INTO store_head (id, size, frontier) VALUES (1, 0, '[]')")
        cursor.execute("SET session_replication_role = DEFAULT")
