"""What everybody may read: each thing in its list and by itself, the same in both, whole, and told in all languages."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plenaria.actions import commitments, publication_rules
from plenaria.core.publication import Rule
from plenaria.store.models import Commitment, Meeting
from tests import builders
from tests.builders import AT, done
from tests.interfaces.api.v1 import asking
from tests.interfaces.api.v1.asking import Json, World, get, walk

pytestmark = pytest.mark.django_db
PUBLIC = ("bodies", "people", "meetings", "resolutions", "polls", "commitments", "publications")


@pytest.fixture
def world() -> World:
    return asking.world()


@pytest.mark.parametrize("noun", PUBLIC)
def test_each_thing_of_a_list_answers_at_its_address(world: World, client: Client, noun: str) -> None:
    listed = walk(client, noun)
    assert listed != []
    for each in listed:
        alone = get(client, each["url"])
        assert {name: alone[name] for name in each} == each


def test_a_resolution_is_told_whole(world: World, client: Client) -> None:
    whole = get(client, f"resolutions/{world.resolution}")
    assert (whole["number"], whole["titles"], whole["language"]) == ("XIV/1", {"ru": "О тёмном небе долины"}, "ru")
    assert [(each["number"], each["kind"], each["validity"]) for each in whole["clauses"]] == [
        ("1", "task", "in-force"),
        ("2", "request", "in-force"),
        ("3", "continuing", "in-force"),
        ("4", "thanks", "in-force"),
    ]
    task = whole["clauses"][0]
    assert task["texts"] == {"ru": "Составить карту не позднее 1 сентября."}
    assert task["web"] == f"{whole['web']}#c1"
    assert task["commitments"] == [{"id": world.commitments["1"], "state": "no-word", "due": "2026-09-01"}]
    assert [(each["format"], each["language"]) for each in whole["files"]][-1] == ("bundle", "")
    assert whole["seal"]["key"] == "SHA256:a-key"


def test_its_files_are_where_it_says(world: World, client: Client) -> None:
    for each in get(client, f"resolutions/{world.resolution}")["files"]:
        response = client.get(each["download"].removeprefix("http://127.0.0.1:8000"))
        data = b"".join(response.streaming_content) if response.streaming else response.content
        assert (response.status_code, len(data)) == (200, each["size"])


def votes(client: Client) -> list[Json]:
    """Those of the meeting, as they were taken."""
    return sorted(walk(client, "polls"), key=lambda each: int(each["number"]))


def test_a_vote_says_what_was_decided_and_who_voted_how(world: World, client: Client) -> None:
    lost, whole = votes(client)
    assert (lost["decision"]["outcome"], lost["clause"] is not None) == ("rejected", True)
    vote = get(client, whole["url"])
    assert vote["resolution"] == world.resolution
    told = ("outcome", "reason", "in_favour", "against", "abstaining", "base", "needed")
    assert [vote["decision"][each] for each in told] == ["adopted", "reached", 2, 0, 1, 2, 2]
    assert [(each["seat"], each["names"], each["choice"]) for each in vote["votes"]] == [
        (1, {"en": "Delegate 1"}, "for"),
        (2, {"en": "Delegate 2"}, "for"),
        (3, {"en": "Delegate 3"}, "abstain"),
    ]
    assert vote["rule"]["base"] == "for-and-against"


def test_the_body_s_rule_of_publication_is_obeyed(world: World, client: Client) -> None:
    done(
        publication_rules.lay_down(
            actor=world.secretary,
            at=AT,
            body=world.body,
            rule=Rule(votes="totals", named=frozenset()),
            since=AT.date(),
        )
    )
    vote = get(client, votes(client)[1]["url"])
    assert (vote["votes_shown"], vote["votes"]) == ("totals", [])
    assert walk(client, "people") == []
    assert "Delegate 1" not in json.dumps(vote)


def test_what_is_not_public_is_nowhere(world: World, client: Client) -> None:
    draft = builders.debated_text(world.sitting)
    poll = builders.open_poll(world.sitting, resolution=draft)
    planned = builders.planned_meeting(world.body, world.secretary, slug="xv")
    for path in (
        f"resolutions/{draft}",
        f"polls/{poll}",
        f"meetings/{planned}",
        f"people/{world.sitting.credentials[0]}",
    ):
        get(client, path, 404)
    every = json.dumps([walk(client, noun) for noun in PUBLIC])
    assert [each for each in (draft, poll, planned) if each in every] == []


def test_a_commitment_tells_what_was_reported(world: World, client: Client) -> None:
    key = world.commitments["1"]
    done(
        commitments.update_commitment(
            actor=world.secretary, at=AT, commitment=key, verb="report-begun", sentence="Начато", language="ru"
        )
    )
    found = get(client, f"commitments/{key}")
    assert [(each["state"], each["sentence"], each["language"]) for each in found["updates"]] == [
        ("begun", "Начато", "ru")
    ]
    assert (found["state"], found["overdue"], found["due"]) == ("begun", True, "2026-09-01")


def test_members_things_are_read_with_a_token_of_that_body(world: World, client: Client) -> None:
    key = world.commitments["1"]
    Commitment.objects.filter(id=key).update(visibility="members")
    own, other = asking.bearer(world.body, "read:members"), asking.bearer(world.stranger, "read:members")
    get(client, f"commitments/{key}", 404)
    get(client, f"commitments/{key}", 404, headers=other)
    assert get(client, f"commitments/{key}", headers=own)["visibility"] == "members"
    assert [key in {each["id"] for each in walk(client, "commitments", headers=them)} for them in (own, other)] == [
        True,
        False,
    ]


def test_the_address_book_and_dispatches_are_read_with_a_token_of_that_body(world: World, client: Client) -> None:
    own, other = asking.bearer(world.body, "read:members"), asking.bearer(world.stranger, "read:members")
    parties, sent = walk(client, "parties", headers=own), walk(client, "dispatches", headers=own)
    assert (len(parties), {each["state"] for each in sent}) == (3, {"to-send"})
    for noun, found in (("parties", parties), ("dispatches", sent)):
        assert walk(client, noun, headers=other) == []
        assert walk(client, f"{noun}?body={world.body}", headers=other) == []
        get(client, found[0]["url"], headers=own)
        get(client, found[0]["url"], 404, headers=other)


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("bodies?level=local", 1),
        ("bodies?parent={body}", 1),
        ("people?body={club}", 0),
        ("people?body={body}&on=2026-05-09", 1),
        ("meetings?body={body}", 1),
        ("meetings?body={club}", 0),
        ("meetings?state=open", 1),
        ("meetings?state=closed", 0),
        ("meetings?held_since=2026-05-11&held_until=2026-05-12", 1),
        ("meetings?held_since=2026-05-12", 0),
        ("resolutions?body={body}", 1),
        ("resolutions?body={stranger}&below=true", 0),
        ("resolutions?meeting={meeting}", 1),
        ("resolutions?validity=in-force&adopted_since=2026-05-09&adopted_until=2026-05-09", 1),
        ("resolutions?adopted_since=2026-05-10", 0),
        ("resolutions?validity=spent", 0),
        ("polls?resolution={resolution}&method=electronic", 2),
        ("polls?method=secret", 0),
        ("commitments?resolution={resolution}&state=no-word", 2),
        ("commitments?due_since=2026-09-02&due_until=2026-12-31", 0),
        ("publications?resolution={resolution}&body={body}", 1),
        ("publications?body={club}", 0),
    ],
)
def test_lists_are_narrowed(world: World, client: Client, address: str, count: int) -> None:
    ids = {"body": world.body, "club": world.club, "stranger": world.stranger}
    ids |= {"resolution": world.resolution, "meeting": world.sitting.id}
    assert len(walk(client, address.format(**ids))) == count


def test_a_list_takes_as_many_queries_for_three_as_for_one(
    world: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        assert len(get(client, "resolutions")["data"]) == 1
    for number in ("XIV/2", "XIV/3"):
        builders.published_text(world.sitting, number=number)
    with django_assert_num_queries(6):
        assert len(get(client, "resolutions")["data"]) == 3


def test_a_meeting_has_its_agenda(world: World, client: Client) -> None:
    agenda = get(client, f"meetings/{world.sitting.id}")["agenda"]
    assert [(each["position"], each["resolution"]) for each in agenda] == [(1, None), (2, world.resolution)]
    assert Meeting.objects.get().body_id == world.body


def test_the_start_leads_to_every_list(world: World, client: Client) -> None:
    start = get(client, "")
    own = asking.bearer(world.body, "read:members")
    for address in (*start["lists"].values(), start["description"]):
        get(client, address, headers=own)
    assert client.get("/api/").status_code == 200
