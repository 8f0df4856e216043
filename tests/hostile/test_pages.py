"""What people wrote stays a text on every page, in every feed, table, calendar and file that the server answers."""

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from tests.hostile.judging import faults
from tests.hostile.payload import HOSTILE, MARK
from tests.hostile.walking import walked
from tests.interfaces.test_access import HOME, Address, World

# A text is escaped alike whatever it was read from.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_engine,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the journal is poisoned on SQLite"),
]

READERS = {"public": 30, f"secretary {HOME}": 60, f"chair {HOME}": 50, f"seat {HOME}": 30}
"""Who asks for every address, and how many pages at least show them something that was written."""
ASKED = ("q", "body", "year", "kind", "state", "party", "language", "page", "next", "sort", "since", "level", "number")


def broken(address: Address, answer: Any) -> list[str]:
    """The live room answers one address before Django does; Django alone says so with 503."""
    fine = answer.status_code < 500 or address.name in ("hall-events", "screen-shown-live")
    return [] if fine else [f"status {answer.status_code}"]


@pytest.mark.parametrize(("who", "least"), READERS.items())
def test_every_address_answers_with_texts_that_stay_texts(world: World, who: str, least: int) -> None:
    _, client = world.actors[who]
    found, shown = {}, 0
    for address, path in walked(world):
        with transaction.atomic():
            answer = client.get(path)
        shown += not answer.streaming and MARK.encode() in answer.content
        if wrong := faults(answer) + broken(address, answer):
            found[path] = wrong
    assert found == {}
    assert shown >= least


@pytest.mark.parametrize("who", ["public", f"secretary {HOME}"])
def test_what_is_asked_for_stays_a_text(world: World, who: str) -> None:
    _, client = world.actors[who]
    hostile = "&".join(f"{name}={quote(HOSTILE)}" for name in ASKED)
    found = {}
    for address, path in walked(world):
        answer = client.get(f"{path}&{hostile}")
        if wrong := faults(answer) + broken(address, answer):
            found[path] = wrong
    assert found == {}
