"""The search page: what the address asks for is what the page shows."""

import re
from datetime import date

import pytest
from django.test import Client

from tests import builders, followed
from tests.builders import Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


@pytest.fixture
def published(sitting: Sitting) -> str:
    return builders.published_text(sitting, resolution=followed.debated(sitting))


def page(client: Client, query: str) -> str:
    response = client.get(f"/ru/search?{query}")
    assert response.status_code == 200
    return response.content.decode()


def places(shown: str) -> list[str]:
    return re.findall(r'class="found"><a href="([^"]*)"', shown)


def test_what_was_asked_for_is_marked_and_linked(client: Client, published: str) -> None:
    shown = page(client, "q=карты")
    assert places(shown) == ["/ru/b/council/r/xiv-1/#c2"]
    assert "Составить <mark>карту</mark> не позднее" in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=task", ["/ru/b/council/r/xiv-1/#c2"]),
        ("q=ночь&kind=task", []),
        ("q=ночь&body=council&since=2026&until=2026", ["/ru/b/council/r/xiv-1/#c1"]),
        ("q=ночь&since=2027", []),
        ("q=ночь&language=es", []),
        ("q=ночь&state=overdue", []),
    ],
)
def test_a_search_is_narrowed_by_its_address(client: Client, published: str, query: str, found: list[str]) -> None:
    assert places(page(client, query)) == found


@pytest.mark.parametrize("query", ["q=ночь&body=none", "q=ночь&kind=x", "q=ночь&since=soon", "q=ночь&before=-1&page=x"])
def test_a_filter_that_makes_no_sense_is_none(client: Client, published: str, query: str) -> None:
    assert places(page(client, query)) == ["/ru/b/council/r/xiv-1/#c1"]


def test_an_addressee_is_offered_and_found(client: Client, sitting: Sitting) -> None:
    from plenaria.actions import dispatches
    from plenaria.store.models import Party

    followed.parties(sitting.body)
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    builders.done(dispatches.prepare_dispatches(actor=sitting.secretary, at=builders.AT, resolution=resolution))
    party = Party.objects.get(names={"ru": "Министерство света"})
    assert f'<option value="{party.id}">Министерство света</option>' in page(client, "")
    assert places(page(client, f"party={party.id}")) == ["/ru/b/council/r/xiv-1/#c3"]


def test_older_ones_are_a_page_away(client: Client, sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.store.queries.test_search import taken_over

    monkeypatch.setattr("plenaria.store.queries.search.FOUND", 1)
    for number in (1, 2):
        taken_over(sitting, f"H/{number}", date(2000 + number, 5, 1))
    first = page(client, "q=небо")
    (older,) = re.findall(r'href="/ru/search\?([^"]*)" rel="next"', first)
    assert ("H/2" in first, "H/1" in first) == (True, False)
    second = page(client, older.replace("&amp;", "&"))
    assert ("H/2" in second, "H/1" in second, 'rel="next"' in second) == (False, True, False)


def test_words_with_markup_stay_words(client: Client, published: str) -> None:
    shown = page(client, "q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in shown
    assert places(shown) == []
