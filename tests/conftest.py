"""What every test stands on: a data folder of its own, and the engine that the run was started for."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before Django's settings are read: nothing of a test may touch a folder that somebody works in.
os.environ.setdefault("PLENARIA_DATA", tempfile.mkdtemp(prefix="plenaria-test-"))

REPOSITORY = Path(__file__).resolve().parent.parent


def pytest_report_header() -> str:
    return f"database: {'PostgreSQL' if os.environ.get('PLENARIA_DATABASE_URL') else 'SQLite'}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for the database is marked, so that the second engine's run takes just these."""
    for item in items:
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def measured_data() -> Path:
    """The folder of real data beside the checkout; a test that needs it is skipped where it is not there."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder of data to measure on is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """SQLite in a file, as in real life: WAL and the writer's lock mean nothing in memory."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite"):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        database.setdefault("TEST", {})["NAME"] = str(Path(os.environ["PLENARIA_DATA"]) / f"test-{worker}.sqlite3")
    yield
