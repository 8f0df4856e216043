"""What belongs to another body opens nothing under an address of one's own, and changes nothing there."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from django.db import transaction

from plenaria.interfaces.kit.access import BY_TOKEN, PUBLIC
from plenaria.store.models import Head
from tests import builders, followed
from tests.hostile.walking import walked
from tests.interfaces import opened
from tests.interfaces.test_access import HOME, Address, World, filled, found, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

THINGS = [
    "meeting",
    "resolution",
    "commitment",
    "credential",
    "paper",
    "item",
    "file",
    "criterion",
    "dispatch",
    "party",
    "answer",
    "clause",
    "question",
    "poll",
    "milestone",
    "evidence_id",
    "record",
    "corrigendum",
    "effect",
    "nomination",
    "mail",
    "role",
    "election",
    "programme",
    "report",
    "section",
    "subject",
]
"""Arguments that are the id of a thing, which belongs to one body."""
REFUSED = {403, 404, 405}


@pytest.fixture(scope="module")
def worlds(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, dict[str, str]]]:
    """Home with all who ask, and the ids of things abroad."""
    with django_db_blocker.unblock(), transaction.atomic():
        home = make_world()
        yield home, abroad()
        transaction.set_rollback(True)


def abroad() -> dict[str, str]:
    body = builders.body("elsewhere")
    secretary = builders.person("Zoe", body, "secretary", email="secretary@elsewhere.example")
    sitting = builders.meeting(body, secretary, slug="ii")
    owner = builders.person("Otto", body, "owner", email="owner@elsewhere.example")
    followed.parties(body)
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    task = followed.confirmed(sitting, resolution, owner)["2"]
    things = {
        "meeting": sitting.id,
        "resolution": resolution,
        "commitment": task,
        "credential": sitting.credentials[0],
        **found(body, sitting, resolution),
    }
    draft, letter = things["desk-text-step resolution"], things["dispatch"]
    return things | opened.opened(body, sitting, resolution, draft, task, letter)


def mixed(address: Address, home: World, foreign: dict[str, str]) -> Iterator[str]:
    """The address with some things from home and at least one from abroad."""
    things = [name for name in address.converters if name in THINGS]
    for number in range(1, len(things)):
        for strange in combinations(things, number):
            named = ((name, foreign.get(f"{address.name} {name}", foreign.get(name))) for name in strange)
            # Under the name of the address, which goes before what all addresses take.
            replaced = {f"{address.name} {name}": thing for name, thing in named if thing}
            if len(replaced) == len(strange):
                yield filled(address, World(home.body, home.arguments | replaced, home.actors))[0]


def test_things_of_two_bodies_make_no_address(worlds: tuple[World, dict[str, str]]) -> None:
    home, foreign = worlds
    _, client = home.actors[f"secretary {HOME}"]
    opened, asked = {}, 0
    for address, _path in walked(home):
        assert address.access is not None
        if address.access.permit in (PUBLIC, BY_TOKEN):
            continue
        for path in mixed(address, home, foreign):
            size = Head.objects.get(id=1).size
            for answer in (client.get(path), client.post(path)):
                asked += 1
                if answer.status_code not in REFUSED:
                    opened[f"{answer.request['REQUEST_METHOD']} {path}"] = answer.status_code
            assert Head.objects.get(id=1).size == size, path
    assert opened == {}
    assert asked > 20


def test_a_seat_of_another_meeting_opens_no_address_of_this_one(worlds: tuple[World, dict[str, str]]) -> None:
    home, _foreign = worlds
    actor, client = home.actors["seat abroad"]
    assert actor.seat
    for address, path in walked(home, "hall-", "desk-"):
        assert address.access is not None
        if address.access.permit in (PUBLIC, BY_TOKEN):
            continue
        assert {client.get(path).status_code, client.post(path).status_code} <= {302, 403, 404, 405}, path
