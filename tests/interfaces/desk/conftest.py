"""Who works at the desk, and on what, in more than one file of tests."""

from pathlib import Path

import pytest
from django.test import Client

from plenaria.core.permits import Actor
from tests import builders


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> None:
    """A data folder of its own, so that a test sees what was kept."""
    settings.DATA = tmp_path  # type: ignore[attr-defined] # pytest-django's


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary", email="ann@desk.example")


@pytest.fixture
def desk(client: Client, secretary: Actor) -> Client:
    return builders.logged_in(client, secretary)


@pytest.fixture
def meeting(secretary: Actor) -> str:
    (_, body), *_ = secretary.roles
    return builders.planned_meeting(str(body), secretary)
