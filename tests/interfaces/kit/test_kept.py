"""Public pages that are kept: the same until something is told, and nobody's but everybody's."""

import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenaria.actions import bodies
from plenaria.interfaces.kit import kept
from plenaria.store.models import Body
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db

PAGE = "/en/b/council/"


@pytest.fixture(autouse=True)
def shelf(settings: Any, monkeypatch: pytest.MonkeyPatch) -> kept.Shelf:
    """Pages are kept, on a shelf of the test's own."""
    settings.PAGES_KEPT = 1_000_000
    own = kept.Shelf()
    monkeypatch.setattr(kept, "shelf", own)
    # What the pages of a body share is kept until something is told, and between two tests nothing is.
    monkeypatch.setattr("plenaria.interfaces.register.bodies._known", dict)
    return own


@pytest.fixture
def council() -> str:
    return builders.body()


def changed_behind_the_journal() -> None:
    Body.objects.update(names={"en": "Another name"})


def is_new(client: Client, page: str = PAGE) -> bool:
    return "Another name" in client.get(page).content.decode()


def test_a_page_is_made_once(client: Client, council: str) -> None:
    first = client.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        second = client.get(PAGE)
    assert (len(asked), second.content, second.headers) == (1, first.content, first.headers)
    assert (second["Cache-Control"], "Cookie" in second["Vary"]) == ("public, no-cache", True)


def test_it_is_made_again_when_something_is_told(client: Client, council: str) -> None:
    client.get(PAGE)
    changed_behind_the_journal()
    assert not is_new(client)
    done(bodies.found_body(actor=builders.MACHINE, at=AT, slug="b", names={"en": "B"}, level="local", languages=["en"]))
    assert is_new(client)


def test_a_hall_that_votes_keeps_it(client: Client, council: str) -> None:
    sitting = builders.meeting(council, builders.person("Ann", council, "secretary"))
    poll = builders.open_poll(sitting)
    client.get(PAGE)
    changed_behind_the_journal()
    builders.votes(sitting, poll, "for", "against")
    assert not is_new(client)


def test_it_is_kept_five_minutes(client: Client, council: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get(PAGE)
    changed_behind_the_journal()
    now = time.monotonic()
    monkeypatch.setattr(kept.time, "monotonic", lambda: now + kept.OLDEST - 5)
    assert not is_new(client)
    monkeypatch.setattr(kept.time, "monotonic", lambda: now + kept.OLDEST + 5)
    assert is_new(client)


def test_each_language_and_each_query_has_its_own(client: Client, council: str) -> None:
    client.get(PAGE)
    changed_behind_the_journal()
    assert [is_new(client, page) for page in (PAGE, "/es/b/council/", "/b/council/", f"{PAGE}?page=1")] == [
        False,
        True,
        True,
        True,
    ]


def test_who_is_logged_in_gets_a_page_of_their_own(client: Client, council: str) -> None:
    own = builders.logged_in(Client(), builders.person("Ann", council, "secretary", email="ann@council.example"))
    assert "/desk/" in own.get(PAGE).content.decode()
    assert "/desk/" not in client.get(PAGE).content.decode()
    assert "/desk/" in own.get(PAGE).content.decode()


def test_a_browser_that_has_it_is_told_so(client: Client, council: str) -> None:
    tag = client.get(PAGE)["ETag"]
    again = client.get(PAGE, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert client.get(PAGE, headers={"If-None-Match": 'W/"x"'}).status_code == 200


def test_what_is_not_there_is_not_kept(client: Client, council: str) -> None:
    assert client.get("/en/b/nowhere/").status_code == 404
    Body.objects.update(slug="nowhere")
    assert client.get("/en/b/nowhere/").status_code == 200


def test_the_shelf_has_room_for_so_much() -> None:
    shelf = kept.Shelf()
    pages = [kept._Page(b"", time.monotonic(), b"x" * 40, ()) for _ in range(3)]
    for number, page in enumerate(pages[:2]):
        shelf.keep(("", str(number), "", ""), page, 100)
    assert shelf.find(("", "0", "", ""), b"") is pages[0]
    shelf.keep(("", "2", "", ""), pages[2], 100)
    there = [shelf.find(("", str(number), "", ""), b"") is not None for number in range(3)]
    assert (there, shelf.find(("", "0", "", ""), b"told")) == ([True, False, True], None)
