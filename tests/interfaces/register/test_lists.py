import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plenaria.actions import meetings
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def resolutions(shown: str) -> list[str]:
    return re.findall(r'<div class="what"><a href="[^"]*/r/([^"/]*)/"', shown)


@pytest.mark.parametrize(
    ("address", "queries"), [("/", 6), ("/b/council/", 11), ("/search?q=небо", 11), ("/b/council/m/xiv/", 16)]
)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_costs_the_same_at_one_row_and_at_three(
    client: Client,
    sitting: Sitting,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    queries: int,
    rows: int,
) -> None:
    for number in range(1, rows + 1):
        builders.published_text(sitting, number=f"XIV/{number}")
    with django_assert_num_queries(queries):
        assert len(resolutions(page(client, f"/ru{address}"))) == rows


def test_the_first_page_shows_bodies_by_level_and_what_was_adopted_lately(client: Client, sitting: Sitting) -> None:
    builders.body("world-body", level="world")
    builders.published_text(sitting)
    shown = page(client, "/en/")
    assert re.findall(r"<h3>(.*?)</h3>", shown) == ["World", "Countries"]
    assert resolutions(shown) == ["xiv-1"]
    assert "1 resolution" in shown


def test_a_body_shows_whom_it_is_under_and_who_is_in_office(client: Client, sitting: Sitting) -> None:
    below = builders.body("valley", parent=sitting.body, level="local")
    builders.person("Carl", below, "chair")
    shown = page(client, "/en/b/valley/")
    assert 'href="/en/b/council/">Council council</a></p>' in shown
    assert "Carl" in shown
    assert 'href="/en/b/valley/">Council valley</a>' in page(client, "/en/b/council/")


def test_a_meeting_is_public_from_its_convocation_on(client: Client) -> None:
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary")
    builders.planned_meeting(body, secretary)
    assert client.get("/b/council/m/xiv/").status_code == 404
    assert "Conference xiv" not in page(client, "/en/b/council/")
    builders.convened_meeting(body, secretary, slug="xv")
    assert "Conference xv" in page(client, "/en/b/council/m/xv/")


def test_a_meeting_shows_its_decisions(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting, lost=[0])
    builders.done(meetings.close_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    shown = page(client, "/en/b/council/m/xiv/")
    address = "/en/b/council/m/xiv/votes"
    assert re.findall(r"<h3>(.*?)</h3>", shown) == [
        f'<a href="{address}/1/">Clause 1, put separately</a>',
        f'<a href="{address}/2/">The resolution as a whole</a>',
    ]
    assert shown.count("<svg") > 2


@pytest.mark.parametrize(
    ("query", "found"),
    [("тёмное небо", True), ("ТЕМНОГО", True), ("oscuridad valle 2", True), ("xiv/1", True), ("снег", False)],
)
def test_words_are_found_in_every_language(client: Client, sitting: Sitting, query: str, found: bool) -> None:
    builders.published_text(sitting)
    assert (resolutions(page(client, f"/search?q={query}")) == ["xiv-1"]) == found


def test_a_place_that_was_found_leads_to_its_clause(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    assert re.findall(r'class="found"><a href="([^"]*)"', page(client, "/es/search?q=valle 2")) == [
        "/es/b/council/r/xiv-1/#c2"
    ]


@pytest.mark.parametrize("query", ["", "   ", "«»", "%", "_", "a" * 5000])
def test_a_search_for_nothing_finds_nothing(client: Client, sitting: Sitting, query: str) -> None:
    builders.published_text(sitting)
    assert resolutions(page(client, f"/search?q={query}")) == []


def test_a_body_is_found_by_its_name_in_any_language(client: Client) -> None:
    builders.body("valley")
    assert "/b/valley/" in page(client, "/search?q=consejo valley")
    assert "/b/valley/" not in page(client, "/search?q=asamblea")


def test_a_drawing_of_a_body_can_do_nothing(client: Client) -> None:
    builders.body(emblem='<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    response = client.get("/b/council/emblem.svg")
    assert (response["Content-Type"], response["Content-Security-Policy"].strip()) == (
        "image/svg+xml",
        "default-src 'none'; sandbox",
    )
    builders.body("plain")
    assert client.get("/b/plain/emblem.svg").status_code == 404
