"""The votes of a meeting at the desk: a list of all, and a page for each."""

import re
from html import unescape

import pytest
from django.test import Client

from plenaria.actions import polls
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting(client: Client) -> Sitting:
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary", email="ann@example.org")
    builders.logged_in(client, secretary)
    return builders.meeting(body, secretary)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def test_every_vote_is_listed_with_how_it_ended(client: Client, sitting: Sitting) -> None:
    address = f"/en/desk/m/{sitting.id}/votes/"
    assert "Nothing was put to the vote yet" in page(client, address)
    builders.decided_text(sitting, lost=[0])
    waiting = builders.prepared_poll(sitting)
    shown = page(client, address)
    assert re.findall(rf'<a href="{address}(\d)/">(.*?)</a>', shown) == [
        ("1", "1. Clause 1, put separately"),
        ("2", "2. The resolution as a whole"),
        ("3", "3. Shall we adjourn?"),
    ]
    assert "Rejected: 1 for, 2 against, 0 abstaining" in shown
    done(polls.void_poll(actor=sitting.secretary, at=AT, poll=waiting, reason="Put too early"))
    assert "Void. Put too early" in page(client, address)


def test_a_vote_on_a_text_that_is_not_published_is_explained_at_the_desk(client: Client, sitting: Sitting) -> None:
    resolution = builders.decided_text(sitting)
    shown = page(client, f"/en/desk/m/{sitting.id}/votes/1/")
    assert "Adopted: 2 for, 0 against, 1 abstaining" in shown
    assert f'<a href="/en/desk/r/{resolution}/text">О тёмном небе</a>' in shown
    assert "This vote in the register" not in shown
    page(client, f"/en/desk/m/{sitting.id}/votes/7/", 404)


def test_a_public_vote_leads_to_its_page_in_the_register(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    shown = page(client, f"/en/desk/m/{sitting.id}/votes/1/")
    assert '<a href="/en/b/council/m/xiv/votes/1/">This vote in the register</a>' in shown


def test_how_an_open_vote_stands_is_not_told(client: Client, sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "for", "against")
    for address in ("", "1/"):
        shown = page(client, f"/en/desk/m/{sitting.id}/votes/{address}")
        assert "2 for" not in shown
        assert "Delegate 1" not in shown
