"""The API asked as its own description allows, and as it does not: made-up requests by the hundred (schemathesis).

Every answer must be one that the description names, and fit it; what does not fit is refused, and nothing breaks. The
ids of the world stand in the addresses of half of them, else all would end at *not found*.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks

from plenaria.core.api_tokens import SCOPES
from plenaria.interfaces.api.v1 import clients, openapi
from plenaria.interfaces.api.v1.operations import OPERATIONS
from plenaria.interfaces.kit.limits import Limit
from tests.interfaces.api.v1 import asking
from tests.interfaces.api.v1.asking import World

pytestmark = pytest.mark.django_db
FEW, MANY = 8, 100
"""Requests of each kind to each operation: in every run, and in a long one."""

load_all_checks()
SCHEMA = schemathesis.openapi.from_dict(json.loads(openapi.serialised()))
SCHEMA.app = WSGIHandler()
OPERATION = {each.ok().definition.raw["operationId"]: each.ok() for each in SCHEMA.get_all_operations()}
# An id or a place in a list that is made up fits the description, and leads nowhere. The token is given with each call,
# so schemathesis cannot leave it out: that it is needed is tried in ``test_serving``.
EXCLUDED = ["positive_data_acceptance", "ignored_auth"]


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody is told to ask later."""
    monkeypatch.setattr(clients, "known", Limit(1_000_000, 0.001))
    monkeypatch.setattr(clients, "anonymous", Limit(1_000_000, 0.001))
    yield


@pytest.fixture
def world() -> Iterator[World]:
    """The world; as with Django's own client, the end of a request leaves the connection of the test alone."""
    ends = (signals.request_started, signals.request_finished)
    for each in ends:
        each.disconnect(close_old_connections)
    yield asking.world()
    for each in ends:
        each.connect(close_old_connections)


def ids(world: World) -> dict[str, str]:
    """What stands in an address for each argument."""
    return {"body": world.body, "resolution": world.resolution, "commitment": world.commitments["1"]} | {
        "meeting": world.sitting.id,
        "person": str(world.secretary.person),
    }


@pytest.mark.parametrize("name", [each.name for each in OPERATIONS])
def test_made_up_requests(world: World, unlimited: None, name: str) -> None:
    tried(world, name, FEW)


@pytest.mark.faults
@pytest.mark.parametrize("name", [each.name for each in OPERATIONS])
def test_many_made_up_requests(world: World, unlimited: None, name: str) -> None:
    tried(world, name, MANY)


def tried(world: World, name: str, times: int) -> None:
    """Requests that fit the description, and such that do not, where it leaves anything to be wrong."""
    tried_in(world, name, GenerationMode.POSITIVE, times)
    if name != "start":
        tried_in(world, name, GenerationMode.NEGATIVE, times)


def tried_in(world: World, name: str, mode: GenerationMode, times: int) -> None:
    operation, known = OPERATION[name], ids(world)
    headers = asking.bearer(world.body, *SCOPES)

    @settings(
        max_examples=times,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode), real=st.booleans())
    def ask(case: Any, real: bool) -> None:
        if real and mode is GenerationMode.POSITIVE:
            case.path_parameters = {each: known.get(each, value) for each, value in case.path_parameters.items()}
        response = case.call(headers=headers)
        excluded = [schemathesis.checks.CHECKS.get_one(each) for each in EXCLUDED]
        case.validate_response(response, excluded_checks=excluded)

    ask()
