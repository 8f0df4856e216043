from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    """A data folder for each test: keys and the checkpoint last seen are files of it."""
    settings.DATA = tmp_path
    settings.BASE_URL = "https://council.example"
    return tmp_path
