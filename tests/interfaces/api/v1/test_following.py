"""Following the register: lists that stay where they are, what was changed since a moment, and what is gone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from plenaria.actions import bodies, commitments, papers, plans
from plenaria.core.permits import MACHINE
from plenaria.core.voting.presets import SIMPLE
from plenaria.store.models import Commitment
from tests import builders
from tests.builders import AT, done
from tests.interfaces.api.v1 import asking
from tests.interfaces.api.v1.asking import World, get, walk

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
SINCE = LATER.isoformat().replace("+00:00", "Z")
AT_WRITTEN = AT.isoformat().replace("+00:00", "Z")
NEVER = "2099-01-01T00:00:00Z"


@pytest.fixture
def world() -> World:
    return asking.world()


def test_a_list_stays_where_it_is_while_others_are_added(client: Client) -> None:
    before = [builders.body(f"body-{number}") for number in range(5)]
    first = get(client, "bodies?limit=2")
    meanwhile = builders.body("meanwhile")
    rest = walk(client, first["next"])
    ids = [each["id"] for each in (*first["data"], *rest)]
    assert sorted(ids) == sorted({*before, meanwhile} & set(ids))
    assert set(before) <= set(ids)


def test_the_next_piece_is_told_twice_and_keeps_the_filters(client: Client) -> None:
    for number in range(3):
        builders.body(f"body-{number}")
    response = client.get("/api/v1/bodies?limit=2&level=country")
    following = response.json()["next"]
    assert response["Link"] == f'<{following}>; rel="next"'
    assert "level=country" in following
    last = get(client, following)
    assert (len(last["data"]), last["next"]) == (1, None)


def test_what_comes_later_comes_last(client: Client) -> None:
    first = builders.body("zebra")
    second = done(
        bodies.found_body(actor=MACHINE, at=LATER, slug="aardvark", names={"en": "A"}, level="local", languages=["en"])
    )
    assert [each["id"] for each in walk(client, "bodies?limit=1")] == [first, second]


def test_bodies_that_were_changed(client: Client) -> None:
    quiet, changed = builders.body("quiet"), builders.body("changed")
    done(bodies.set_rule(actor=MACHINE, at=LATER, body=changed, rule=SIMPLE.rule))
    found = walk(client, f"bodies?modified_since={SINCE}")
    assert [(each["id"], each["modified"]) for each in found] == [(changed, SINCE)]
    assert quiet in {each["id"] for each in walk(client, "bodies")}


@pytest.mark.parametrize("noun", ["bodies", "people", "meetings", "resolutions", "polls", "commitments"])
def test_nothing_was_changed_in_the_future(world: World, client: Client, noun: str) -> None:
    assert walk(client, f"{noun}?modified_since={NEVER}") == []
    everything = {each["id"] for each in walk(client, noun)}
    assert {each["id"] for each in walk(client, f"{noun}?modified_since=2000-01-01T00:00:00Z")} == everything


def test_what_is_reported_changes_the_commitment_and_the_resolution(world: World, client: Client) -> None:
    assert walk(client, f"commitments?modified_since={SINCE}") == []
    assert walk(client, f"resolutions?modified_since={SINCE}") == []
    key = world.commitments["1"]
    done(commitments.update_commitment(actor=world.secretary, at=LATER, commitment=key, verb="report-begun"))
    assert [each["id"] for each in walk(client, f"commitments?modified_since={SINCE}")] == [key]
    found = walk(client, f"resolutions?modified_since={SINCE}")
    assert [(each["id"], each["modified"]) for each in found] == [(world.resolution, SINCE)]
    whole = client.get(f"/api/v1/resolutions/{world.resolution}")
    assert (whole["Last-Modified"], whole.json()["clauses"][0]["commitments"][0]["state"]) == (
        "Sun, 10 May 2026 14:03:00 GMT",
        "begun",
    )


def test_what_becomes_overdue_is_modified_with_the_day_after(world: World, client: Client) -> None:
    found = get(client, f"commitments/{world.commitments['1']}")
    assert (found["overdue"], found["modified"]) == (True, "2026-09-02T00:00:00Z")


def test_a_paper_that_is_taken_back_is_gone(client: Client) -> None:
    text = replace(builders.text("ru"), date=date(2019, 5, 4), number="4")
    paper = builders.doubtful_paper(builders.body(), read=text)
    resolution = done(papers.take_in(actor=MACHINE, at=AT, paper=paper))
    assert [each["historical"] for each in walk(client, "resolutions")] == [True]
    done(papers.take_back(actor=MACHINE, at=LATER, resolution=resolution))
    gone = {"id": resolution, "created": AT_WRITTEN, "modified": SINCE, "deleted": True}
    assert walk(client, "resolutions") == []
    assert walk(client, f"resolutions?modified_since={SINCE}") == [gone]
    assert get(client, f"resolutions/{resolution}") == gone


def test_a_commitment_that_may_be_seen_no_more_is_gone(world: World, client: Client) -> None:
    key = world.commitments["1"]
    Commitment.objects.filter(id=key).update(visibility="members")
    assert key not in {each["id"] for each in walk(client, "commitments")}
    get(client, f"commitments/{key}", 404)
    found = {
        each["id"]: each.get("deleted", False)
        for each in walk(client, "commitments?modified_since=2026-01-01T00:00:00Z")
    }
    assert found == {key: True, world.commitments["3"]: False}


def test_a_commitment_that_is_dropped_is_gone(world: World, client: Client) -> None:
    key = world.commitments["1"]
    other = Commitment.objects.get(id=world.commitments["3"])
    kept = plans.Line(commitment=other.id, owner=other.owner_id, due=other.due, recurrence=other.recurrence)
    dropped = plans.Line(commitment=key, dropped=True)
    done(plans.confirm_plan(actor=world.secretary, at=LATER, resolution=world.resolution, lines=[kept, dropped]))
    assert [each["id"] for each in walk(client, "commitments")] == [other.id]
    assert walk(client, f"commitments?modified_since={SINCE}")[0] == {
        "id": key,
        "created": AT_WRITTEN,
        "modified": SINCE,
        "deleted": True,
    }


def test_a_new_period_is_told_of(world: World, client: Client) -> None:
    yearly = Commitment.objects.get(id=world.commitments["3"])
    assert yearly.recurrence == "yearly"
    done(commitments.update_commitment(actor=world.secretary, at=LATER, commitment=yearly.id, verb="report-done"))
    found = walk(client, f"commitments?modified_since={SINCE}")
    assert len(found) == 2
    assert datetime.fromisoformat(found[0]["modified"]) >= LATER.astimezone(UTC)
