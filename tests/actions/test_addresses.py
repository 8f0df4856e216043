"""Short names and numbers that change: nothing is ever called what something else was called before."""

import pytest
from django.test import Client

from plenaria.actions import addresses, bodies
from plenaria.core.permits import MACHINE
from plenaria.core.refusal import conflict, unacceptable
from plenaria.store.models import Body, FormerAddress, Leaf, Resolution
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


def test_every_earlier_address_leads_to_the_present_one_with_its_query(sitting: Sitting) -> None:
    resolution = builders.adopted_text(sitting)
    done(addresses.renumber(actor=sitting.secretary, at=AT, resolution=resolution, number="XIV/2"))
    done(addresses.move_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id, slug="2026"))
    for slug in ("assembly", "union"):
        done(addresses.move_body(actor=sitting.secretary, at=AT, body=sitting.body, slug=slug))
    Resolution.objects.filter(id=resolution).update(state="published", published_at=AT)
    client = Client()
    for old, new in (
        ("/b/council/", "/b/union/"),
        ("/ru/b/assembly/?page=2", "/ru/b/union/?page=2"),
        ("/b/council/m/xiv/", "/b/union/m/2026/"),
        ("/b/union/m/xiv/votes/1/", "/b/union/m/2026/votes/1/"),
        ("/b/council/r/xiv-1/?in=es&with=ru", "/b/union/r/xiv-2/?in=es&with=ru"),
        ("/b/assembly/r/xiv-2/progress", "/b/union/r/xiv-2/progress"),
        ("/feeds/r/council/xiv-1/c2.atom", "/feeds/r/union/xiv-2/c2.atom"),
        ("/api/popolo/b/council/m/xiv.json", "/api/popolo/b/union/m/2026.json"),
    ):
        moved = client.get(old)
        assert (moved.status_code, moved.headers.get("Location")) == (301, new)
        assert client.get(new).status_code == 200
    assert client.get("/b/nowhere/").status_code == 404
    assert client.get("/b/council/m/nowhere/").status_code == 404
    assert client.post("/b/council/").status_code in (403, 404, 405)


@pytest.mark.parametrize(
    "asked", ["/b/council//evil.example/", "/b/council/?next=//evil.example", "//evil.example/b/council/"]
)
def test_an_address_leads_nowhere_else(sitting: Sitting, asked: str) -> None:
    done(addresses.move_body(actor=sitting.secretary, at=AT, body=sitting.body, slug="union"))
    moved = Client().get(asked)
    location = moved.headers.get("Location", "")
    assert moved.status_code == 404 or location.startswith("/b/union/")


def test_nothing_is_called_what_something_else_was_called(sitting: Sitting) -> None:
    move = {"actor": sitting.secretary, "at": AT, "body": sitting.body}
    done(addresses.move_body(**move, slug="union"))
    founded = bodies.found_body(
        actor=MACHINE, at=AT, slug="council", names={"en": "Other"}, level="country", languages=["en"]
    )
    assert founded == conflict("slug-taken", slug="council")
    assert addresses.move_body(**move, slug="union") == conflict("slug-same")
    assert addresses.move_body(**move, slug="Union!") == unacceptable("slug-unfit", slug="Union!")
    # Its own earlier name is its own.
    done(addresses.move_body(**move, slug="council"))
    assert Body.objects.get(id=sitting.body).slug == "council"
    assert Client().get("/b/union/")["Location"] == "/b/council/"
    assert FormerAddress.objects.count() == 2
    assert Leaf.objects.filter(kind="address-changed").count() == 2


def test_a_meeting_and_a_resolution_keep_what_they_were_called_too(sitting: Sitting) -> None:
    done(addresses.move_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id, slug="2026"))
    other = builders.planned_meeting(sitting.body, sitting.secretary, slug="xv")
    taken = addresses.move_meeting(actor=sitting.secretary, at=AT, meeting=other, slug="xiv")
    assert taken == conflict("slug-taken", slug="xiv")


def test_the_number_stays_once_it_is_sealed(sitting: Sitting) -> None:
    resolution = builders.sealed_text(sitting)
    refused = addresses.renumber(actor=sitting.secretary, at=AT, resolution=resolution, number="XIV/2")
    assert refused == conflict("already-sealed")
    draft = builders.debated_text(sitting)
    refused = addresses.renumber(actor=sitting.secretary, at=AT, resolution=draft, number="XIV/2")
    assert refused == conflict("not-adopted")
