"""What became of all that a body decided, in public."""

import re

import pytest
from django.test import Client

from plenaria.actions import commitments, programmes
from plenaria.actions.programmes import Described
from plenaria.core.permits import Actor
from plenaria.interfaces.register import body_progress
from plenaria.store.models import Commitment
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def olga(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def plan(sitting: Sitting, olga: Actor) -> dict[str, str]:
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    return followed.confirmed(sitting, resolution, olga)


def shown(client: Client, address: str = "/en/b/council/progress/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_told_by_state_by_kind_and_as_a_timeline(client: Client, olga: Actor, plan: dict[str, str]) -> None:
    done(commitments.update_commitment(actor=olga, at=AT, commitment=plan["4"], verb="report-done"))
    page = shown(client)
    # What recurs and is done has opened its next period.
    assert "1 of 3 done · overdue: 1" in page
    assert page.count('class="timeline-bar"') == 3
    assert re.findall(r'<div class="what">(Task|Continuing)', page) == ["Continuing", "Task"]
    assert f"/en/b/council/r/xiv-1/progress#c2-{plan['2']}" in page
    assert "Olga" not in page


@pytest.mark.parametrize("visibility", ["members", "owners"])
def test_what_is_not_public_is_not_counted(client: Client, plan: dict[str, str], visibility: str) -> None:
    Commitment.objects.filter(id=plan["2"]).update(visibility=visibility)
    page = shown(client)
    assert "0 of 1 done" in page
    assert "Составить карту" not in page


def test_the_bodies_below_have_their_bars(client: Client, sitting: Sitting, plan: dict[str, str]) -> None:
    below = builders.body("valley", parent=sitting.body, level="local")
    vera = builders.person("Vera", below, "secretary", email="vera@desk.example")
    theirs = builders.meeting(below, vera, slug="i")
    resolution = builders.published_text(theirs, resolution=followed.debated(theirs))
    followed.confirmed(theirs, resolution, vera)
    page = shown(client)
    assert '<a href="/en/b/valley/progress/">Council valley</a><p>0 of 2 done' in page
    assert "0 of 2 done · overdue: 1" in page


def test_a_long_timeline_is_read_in_pieces(
    client: Client, plan: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body_progress, "ON_A_PAGE", 1)
    first = shown(client)
    (following,) = re.findall(r'href="(\?after=[^"]+)">Next', first)
    second = shown(client, f"/en/b/council/progress/{following}")
    assert first.count('class="timeline-bar"') == second.count('class="timeline-bar"') == 1
    assert ">Next" not in second
    assert "of 2 done" not in second


def test_a_resolution_and_a_programme_have_theirs(client: Client, sitting: Sitting, plan: dict[str, str]) -> None:
    described = Described(slug="maps", names={"en": "Maps"}, summaries={})
    programme = done(programmes.found(actor=sitting.secretary, at=AT, body=sitting.body, described=described))
    Commitment.objects.filter(id=plan["2"]).update(programme=programme)
    assert shown(client, "/en/b/council/r/xiv-1/progress").count('class="timeline-bar"') == 2
    page = shown(client, "/en/b/council/programmes/maps/")
    assert page.count('class="timeline-bar"') == 1
    assert "9 May – 1 September 2026" in page


def test_what_follows_nothing_says_so_and_an_unknown_body_is_not_found(client: Client, sitting: Sitting) -> None:
    assert "Nothing is being followed yet" in shown(client)
    assert client.get("/en/b/nobody/progress/").status_code == 404
