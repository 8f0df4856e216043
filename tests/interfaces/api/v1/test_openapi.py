"""The description of the API: as the repository keeps it, and what of it may never change."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from tools import api

from plenaria.interfaces.api.v1 import openapi
from plenaria.interfaces.api.v1.operations import OPERATIONS

KEPT = json.loads(api.SNAPSHOT.read_bytes())

type Json = dict[str, Any]


def test_nothing_breaks_a_program_that_relies_on_the_kept_description() -> None:
    assert list(api.breaking(KEPT, openapi.document())) == [], "this needs another major version of the API"


def test_the_kept_description_is_that_of_the_code() -> None:
    assert api.SNAPSHOT.read_bytes() == openapi.serialised(), "run: python tools/api.py write"


def test_every_operation_and_every_member_says_what_it_is() -> None:
    names = [each.name for each in OPERATIONS]
    assert len(names) == len(set(names))
    assert [each.name for each in OPERATIONS if not each.summary] == []
    parameters = [each for at in KEPT["paths"].values() for each in at.get("get", {}).get("parameters", ())]
    assert [each["name"] for each in parameters if not each.get("description")] == []


BODIES, WHOLE = "/api/v1/bodies", "/api/v1/resolutions/{resolution}"


def without(*path: str | int) -> Callable[[Json], None]:
    def change(document: Json) -> None:
        place: Any = document
        for each in path[:-1]:
            place = place[each]
        del place[path[-1]]

    return change


def with_(value: Any, *path: str | int) -> Callable[[Json], None]:
    def change(document: Json) -> None:
        place: Any = document
        for each in path[:-1]:
            place = place[each]
        place[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (without("paths", BODIES, "get"), ["GET /api/v1/bodies: gone"]),
        (without("paths", BODIES, "get", "parameters", 0), ["GET /api/v1/bodies?limit: gone"]),
        (
            with_(50, "paths", BODIES, "get", "parameters", 0, "schema", "maximum"),
            ["GET /api/v1/bodies?limit: maximum is narrower"],
        ),
        (
            with_("string", "paths", BODIES, "get", "parameters", 0, "schema", "type"),
            ["GET /api/v1/bodies?limit: integer became string"],
        ),
        (
            with_(["local"], "paths", BODIES, "get", "parameters", 3, "schema", "enum"),
            [f"GET /api/v1/bodies?level: {word} is taken no more" for word in ("country", "regional", "world")],
        ),
        (with_([{"token": []}], "paths", BODIES, "get", "security"), ["GET /api/v1/bodies: needs a token"]),
        (
            without("components", "schemas", "Publication", "properties", "outlet"),
            [
                f"GET {WHOLE} 200.publications[].outlet: gone",
                "GET /api/v1/publications 200.data[].outlet: gone",
                "POST /api/v1/publications 201.outlet: gone",
                "GET /api/v1/publications/{publication} 200.outlet: gone",
            ],
        ),
        (
            with_("integer", "components", "schemas", "Seal", "properties", "key", "type"),
            [f"GET {WHOLE} 200.seal.key: string became integer"],
        ),
        (
            with_(["verb", "sentence"], "components", "schemas", "Report", "required"),
            ["POST /api/v1/commitments/{commitment}/updates sent.sentence: needed"],
        ),
        (
            without("components", "schemas", "Report", "properties", "link"),
            ["POST /api/v1/commitments/{commitment}/updates sent.link: taken no more"],
        ),
    ],
)
def test_what_would_break_is_named(change: Callable[[Json], None], found: list[str]) -> None:
    after = copy.deepcopy(KEPT)
    change(after)
    assert list(api.breaking(KEPT, after)) == found


@pytest.mark.parametrize(
    "change",
    [
        with_({"get": KEPT["paths"][BODIES]["get"]}, "paths", "/api/v1/more"),
        with_({"type": "string"}, "components", "schemas", "Body", "properties", "motto"),
        with_(1000, "paths", BODIES, "get", "parameters", 0, "schema", "maximum"),
    ],
)
def test_what_is_added_breaks_nothing(change: Callable[[Json], None]) -> None:
    after = copy.deepcopy(KEPT)
    change(after)
    assert list(api.breaking(KEPT, after)) == []
