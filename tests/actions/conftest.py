"""A sitting of four, for the tests that want no other."""

import pytest

from plenaria.core.permits import Actor
from tests import builders
from tests.builders import Sitting


@pytest.fixture
def body() -> str:
    return builders.body()


@pytest.fixture
def secretary(body: str) -> Actor:
    return builders.person("Ann", body, "secretary")


@pytest.fixture
def sitting(body: str, secretary: Actor) -> Sitting:
    return builders.meeting(body, secretary, seats=4)
