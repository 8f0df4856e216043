"""The decisions of a meeting as Popolo has them, held against its own schemas."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests import builders
from tests.builders import Sitting

pytestmark = pytest.mark.django_db
SCHEMAS = {
    each.stem: json.loads(each.read_text(encoding="utf-8"))
    for each in (Path(__file__).parent / "popolo").glob("*.json")
}
TYPES = {"string": str, "integer": int, "number": (int, float), "array": list, "object": dict, "null": type(None)}
ADDRESS = "/en/api/popolo/b/council/m/xiv.json"


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


def asked(client: Client) -> dict[str, Any]:
    response = client.get(ADDRESS)
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, "*")
    found: dict[str, Any] = response.json()
    return found


def wrong(value: dict[str, Any], kind: str) -> list[str]:
    """What the schema finds wrong: missing members, and those of another type; what it does not name is allowed."""
    declared = SCHEMAS[kind]["properties"]
    found = [
        f"{kind}: no {name}" for name, each in declared.items() if each.get("required") is True and name not in value
    ]
    for name, content in value.items():
        allowed = declared.get(name, {}).get("type", [])
        kinds = [allowed] if isinstance(allowed, str) else allowed
        if kinds and not any(isinstance(content, TYPES[each]) for each in kinds):
            found.append(f"{kind}.{name}: {content!r}")
        inner = declared.get(name, {}).get("items", {}).get("$ref", "").rpartition("/")[2].removesuffix(".json#")
        if inner in SCHEMAS:
            found += [each for part in content for each in wrong(part, inner)]
    return found


def test_a_vote_is_a_motion_with_its_event(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    told = asked(client)
    assert [each for motion in told["motions"] for each in wrong(motion, "motion")] == []
    assert [each for each in told["organizations"] for each in wrong(each, "organization")] == []
    (motion,) = told["motions"]
    (event,) = motion["vote_events"]
    assert (motion["result"], motion["requirement"], motion["classification"]) == (
        "pass",
        "more than half of the votes cast",
        "resolution",
    )
    assert event["id"] == f"{settings.BASE_URL}/en/b/council/m/xiv/votes/1/"
    assert event["counts"] == [
        {"option": "yes", "value": 2},
        {"option": "no", "value": 0},
        {"option": "abstain", "value": 1},
    ]
    assert [(each["voter"]["name"], each["option"], each["weight"]) for each in event["votes"]] == [
        ("Delegate 1", "yes", 1),
        ("Delegate 2", "yes", 1),
        ("Delegate 3", "abstain", 1),
    ]
    assert told["events"][0]["id"] == motion["legislative_session_id"]


def test_the_check_finds_what_does_not_fit() -> None:
    motion = {"id": 1, "vote_events": [{"counts": [{"option": "yes"}], "votes": [{"weight": "3"}]}]}
    assert wrong(motion, "motion") == ["motion.id: 1", "count: no value", "vote.weight: '3'"]


def test_a_body_that_shows_counts_alone_names_nobody(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    builders.shows(sitting.body, votes="totals")
    (event,) = asked(client)["motions"][0]["vote_events"]
    assert event["votes"] == []
    assert "Delegate" not in json.dumps(event)


def test_votes_on_what_is_not_published_are_not_told(client: Client, sitting: Sitting) -> None:
    builders.adopted_text(sitting)
    assert asked(client)["motions"] == []


def test_a_meeting_that_is_not_public_is_not_there(client: Client, sitting: Sitting) -> None:
    builders.planned_meeting(sitting.body, sitting.secretary, slug="xv")
    assert client.get("/en/api/popolo/b/council/m/xv.json").status_code == 404
    assert client.get("/en/api/popolo/b/council/m/none.json").status_code == 404
