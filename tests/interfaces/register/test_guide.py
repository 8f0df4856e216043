"""The pages of the users' guide, and the search within it."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils.html import escape

from plenaria.interfaces.kit import helping
from plenaria.interfaces.register import guide_pages

LANGUAGES = ("en", "es", "ru")
# The guide is in files: neither engine is asked for anything but who looks at it.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_shown_with_the_ones_before_and_after(client: Client, language: str) -> None:
    order = guide_pages.order(language)
    for before, name, after in zip(order, order[1:], [*order[2:], ""], strict=False):
        page = shown(client, f"/{language}/guide/{name}")
        beside = ["" if before == guide_pages.FRONT else before, *([after] if after else [])]
        assert re.findall(r'href="/\w\w/guide/([a-z-]*)" rel="(?:prev|next)"', page) == beside
        assert f"<h1>{escape(guide_pages.page(language, name).title)}</h1>" in page


def test_what_the_guide_does_not_have_is_not_there(client: Client) -> None:
    for name in ("no-such-page", "index", "..-..-pyproject"):
        shown(client, f"/en/guide/{name}", 404)


def test_the_front_page_has_no_other_name(client: Client) -> None:
    assert "<h1>" in shown(client, "/ru/guide/")
    shown(client, "/ru/guide/index", 404)


@pytest.mark.parametrize(
    ("language", "query", "place"),
    [
        ("en", "keeping the receipts", "delegate"),
        ("ru", "потеряла телефоны", "questions"),
        ("es", "perder el teléfono", "questions"),
        ("en", '"plenaria backup"', "backup"),
        ("en", "systemd", "server"),
    ],
)
def test_words_are_found_by_their_stems(client: Client, language: str, query: str, place: str) -> None:
    page = client.get(f"/{language}/guide/search", {"q": query}).content.decode()
    assert f'<a href="/{language}/guide/{place}' in page
    assert "<mark>" in page


def test_nothing_is_found_where_nothing_is_asked_for(client: Client) -> None:
    assert guide_pages.find("en", "  ") == []
    assert "mark>" not in shown(client, "/en/guide/search")
    assert "Nothing was found" in shown(client, "/en/guide/search?q=xyzzy")


def test_what_is_asked_for_is_shown_as_text(client: Client) -> None:
    page = shown(client, "/en/guide/search?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_leads_to_a_heading(language: str) -> None:
    for route, place in helping.PLACES.items():
        name, _, anchor = place.partition("#")
        anchors = {each.anchor for each in guide_pages.page(language, name).sections}
        assert not anchor or anchor in anchors, (route, place)


def test_a_page_of_the_desk_leads_to_its_words(client: Client) -> None:
    page = shown(client, "/ru/hall/network")
    assert 'class="help-link" href="/ru/guide/network"' in page


def test_help_is_asked_for_by_pages_that_exist() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert sorted(set(helping.PLACES) - names) == []
