"""An open meeting, and those who work at its tables."""

import pytest
from django.test import Client

from tests import builders
from tests.builders import Sitting


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def chair(sitting: Sitting) -> Client:
    return builders.logged_in(Client(), builders.person("Carl", sitting.body, "chair", email="carl@desk.example"))


@pytest.fixture
def clerk(sitting: Sitting) -> Client:
    return builders.logged_in(Client(), builders.person("Cleo", sitting.body, "clerk", email="cleo@desk.example"))


@pytest.fixture
def teller(sitting: Sitting) -> Client:
    return builders.logged_in(Client(), builders.person("Tom", sitting.body, "teller", email="tom@desk.example"))
