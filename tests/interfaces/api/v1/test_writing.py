"""What a program may write: through the actions, in the bodies of its token, with the token's name in the journal."""

import json

import pytest
from django.test import Client

from plenaria.actions import commitments
from plenaria.store.models import Commitment, Leaf, Party, PublicationRecord, Update
from tests import builders
from tests.builders import AT, done
from tests.interfaces.api.v1 import asking
from tests.interfaces.api.v1.asking import World, get, post

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def world() -> World:
    return asking.world()


def author(kind: str) -> str:
    """Who did it, as the latest entry of that kind says."""
    leaf = Leaf.objects.filter(kind=kind).latest("index")
    return str(json.loads(bytes(leaf.data))["actor"])


def test_a_report_on_a_commitment(world: World, client: Client) -> None:
    token = asking.token(world.body, "write:updates")
    them = {"Authorization": f"Bearer {token.secret}"}
    key = world.commitments["1"]
    sent = {"verb": "report-begun", "sentence": "Начато", "language": "ru", "link": "https://council.example/map"}
    made = post(client, f"commitments/{key}/updates", sent, headers=them)
    assert (made["id"], made["state"]) == (key, "begun")
    assert [(each["sentence"], each["link"]) for each in made["updates"]] == [("Начато", "https://council.example/map")]
    assert author("commitment-updated") == token.subject
    assert get(client, f"commitments/{key}") == made


def test_what_its_state_does_not_allow_is_a_conflict(world: World, client: Client) -> None:
    key = world.commitments["1"]
    given = {"actor": world.secretary, "at": AT, "commitment": key}
    done(commitments.update_commitment(**given, verb="report-done"))  # type: ignore[arg-type]
    done(commitments.note_done(**given))  # type: ignore[arg-type]
    them = asking.bearer(world.body, "write:updates")
    told = post(client, f"commitments/{key}/updates", {"verb": "report-begun"}, 409, headers=them)
    assert (told["code"], told["type"]) == ("wrong-state", "about:blank")


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({}, "/verb"),
        ({"verb": "note-done"}, "/verb"),
        ({"verb": "report-begun", "sentence": "x" * 1001}, "/sentence"),
        ({"verb": "report-begun", "link": "javascript:alert(1)"}, "/link"),
        ({"verb": "report-begun", "language": "../../etc"}, "/language"),
        ({"verb": "report-begun", "sentence": "a\u0000b"}, "/sentence"),
    ],
)
def test_a_report_that_is_none(world: World, client: Client, sent: object, pointer: str) -> None:
    them = asking.bearer(world.body, "write:updates")
    told = post(client, f"commitments/{world.commitments['1']}/updates", sent, 422, headers=them)
    assert [each["pointer"] for each in told["errors"]] == [pointer]
    assert Update.objects.count() == 0


def test_an_institution_in_the_address_book(world: World, client: Client) -> None:
    token = asking.token(world.body, "write:parties")
    them = {"Authorization": f"Bearer {token.secret}"}
    sent = {"body": world.body, "names": {"en": "Ministry of Tides"}, "language": "en", "address": ["1 Quay Street"]}
    made = post(client, "parties", sent, headers=them)
    row = Party.objects.get(id=made["id"])
    assert (row.body_id, row.names, row.address) == (world.body, {"en": "Ministry of Tides"}, ["1 Quay Street"])
    assert author("party-added") == token.subject


def test_a_publication_record(world: World, client: Client) -> None:
    token = asking.token(world.body, "write:publications")
    them = {"Authorization": f"Bearer {token.secret}"}
    sent = {
        "resolution": world.resolution,
        "outlet": "The Tide",
        "address": "https://tide.example/1",
        "on": "2026-05-12",
    }
    clause = get(client, f"resolutions/{world.resolution}")["clauses"][0]["id"]
    made = post(client, "publications", {**sent, "language": "en", "clause": clause}, headers=them)
    assert (made["language"], made["clause"]) == ("en", clause)
    assert (
        post(client, "publications", {**sent, "on": "2099-01-01"}, 422, headers=them)["code"] == "publication-in-future"
    )
    assert post(client, "publications", {**sent, "clause": "none"}, 422, headers=them)["code"] == "clause-unknown"
    assert get(client, made["url"]) == made
    assert (made["outlet"], made["on"], made["body"]) == ("The Tide", "2026-05-12", world.body)
    assert author("published") == token.subject


def test_a_token_of_another_body_writes_nothing_and_sees_no_difference(world: World, client: Client) -> None:
    them = asking.bearer(world.stranger, "write:updates", "write:parties", "write:publications", "read:members")
    before = (Update.objects.count(), Party.objects.count(), PublicationRecord.objects.count())
    record = {"resolution": world.resolution, "outlet": "x", "address": "https://x.example/", "on": "2026-05-12"}
    party = {"body": world.body, "names": {"en": "x"}, "language": "en"}
    report = {"verb": "report-begun"}
    answers = [
        post(client, path, sent, 404, headers=them)
        for path, sent in (
            (f"commitments/{world.commitments['1']}/updates", report),
            ("commitments/none/updates", report),
            ("parties", party),
            ("parties", {**party, "body": "none"}),
            ("publications", record),
            ("publications", {**record, "resolution": "none"}),
        )
    ]
    assert all(each == answers[0] for each in answers)
    assert (Update.objects.count(), Party.objects.count(), PublicationRecord.objects.count()) == before


def test_a_token_reaches_below_only_where_that_was_asked_for(world: World, client: Client) -> None:
    sent = {"body": world.club, "names": {"en": "x"}, "language": "en"}
    post(client, "parties", sent, 404, headers=asking.bearer(world.body, "write:parties"))
    post(client, "parties", sent, 201, headers=asking.bearer(world.body, "write:parties", below=True))
    post(
        client,
        "parties",
        {**sent, "body": world.body},
        404,
        headers=asking.bearer(world.club, "write:parties", below=True),
    )


def test_one_right_is_not_the_other(world: World, client: Client) -> None:
    them = asking.bearer(world.body, "read:members", "write:parties")
    told = post(client, f"commitments/{world.commitments['1']}/updates", {"verb": "report-begun"}, 403, headers=them)
    assert told["code"] == "api-scope"
    assert Commitment.objects.get(id=world.commitments["1"]).state == "no-word"


def test_script_stays_text(world: World, client: Client) -> None:
    them = asking.bearer(world.body, "write:updates")
    key = world.commitments["1"]
    post(client, f"commitments/{key}/updates", {"verb": "report-begun", "sentence": SCRIPT}, headers=them)
    answer = client.get(f"/api/v1/commitments/{key}")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/json", "nosniff")
    assert answer.json()["updates"][0]["sentence"] == SCRIPT
    page = client.get("/b/council/r/xiv-1/progress").content.decode()
    assert (SCRIPT in page, "&lt;script&gt;" in page) == (False, True)


def test_a_draft_s_publication_is_not_filed(world: World, client: Client) -> None:
    draft = builders.debated_text(world.sitting)
    them = asking.bearer(world.body, "write:publications")
    record = {"resolution": draft, "outlet": "x", "address": "https://x.example/", "on": "2026-05-12"}
    post(client, "publications", record, 404, headers=them)
