"""Feeds of the register, as readers of feeds ask for them."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from lxml import etree

from plenaria.actions import commitments
from plenaria.formats.atom import NAMESPACE
from plenaria.store.models import Commitment
from plenaria.store.queries import news
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
NAMES = {"a": NAMESPACE}


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


@pytest.fixture
def published(sitting: Sitting) -> str:
    return builders.published_text(sitting, resolution=followed.debated(sitting))


def followed_clause(sitting: Sitting, resolution: str, **changes: object) -> Commitment:
    """The first thing to do of its plan, confirmed and public."""
    from plenaria.actions import plans

    if not Commitment.objects.filter(clause__resolution=resolution).exists():
        done(plans.propose_plan(actor=sitting.secretary, at=AT, resolution=resolution))
    row = Commitment.objects.filter(clause__resolution=resolution).order_by("clause__position").first()
    assert row is not None
    values = {"confirmed": True, "visibility": "public", **changes}
    Commitment.objects.filter(id=row.id).update(**values)
    row.refresh_from_db()
    return row


def entries(client: Client, address: str) -> list[tuple[str, str, str]]:
    """Title, summary and address of each item of the feed."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    found = []
    for each in etree.fromstring(response.content).iterfind("a:entry", NAMES):
        link = each.find("a:link", NAMES)
        assert link is not None
        told = [each.findtext(f"a:{name}", "", NAMES) for name in ("title", "summary")]
        found.append((told[0], told[1], str(link.get("href"))))
    return found


def test_a_body_s_feed_tells_what_it_published(client: Client, published: str) -> None:
    address = f"{settings.BASE_URL}/ru/b/council/r/xiv-1/"
    told = ("XIV/1: О тёмном небе долины", "9 мая 2026\u202fг.", address)
    assert entries(client, "/ru/feeds/b/council.atom") == [told]


def test_nothing_is_told_of_what_is_not_published(client: Client, sitting: Sitting) -> None:
    resolution = followed.sealed(sitting)
    followed_clause(sitting, resolution)
    assert entries(client, "/en/feeds/b/council.atom") == []
    assert client.get("/en/feeds/r/council/xiv-1.atom").status_code == 404
    assert client.get("/en/feeds/r/council/xiv-1.ics").status_code == 404


@pytest.mark.parametrize("latest", [news.LATEST, 1])
def test_what_an_owner_reports_comes_first(
    client: Client, sitting: Sitting, published: str, latest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "LATEST", latest)
    row = followed_clause(sitting, published)
    given = {"actor": sitting.secretary, "at": builders.now() + timedelta(hours=1), "commitment": row.id}
    done(commitments.update_commitment(**given, verb="report-begun", sentence="Карта начата.", language="ru"))  # type: ignore[arg-type]
    address = f"{settings.BASE_URL}/en/b/council/r/xiv-1/#c2"
    told = ("XIV/1, clause 2: begun", "Карта начата.", address)
    assert entries(client, "/en/feeds/b/council.atom")[0] == told
    assert entries(client, "/en/feeds/r/council/xiv-1.atom")[0] == told
    assert entries(client, "/en/feeds/r/council/xiv-1/c2.atom") == [told]
    assert entries(client, "/en/feeds/r/council/xiv-1/c1.atom") == []


@pytest.mark.parametrize("hidden", [{"confirmed": False}, {"visibility": "members"}])
def test_what_is_not_public_is_not_told(
    client: Client, sitting: Sitting, published: str, hidden: dict[str, object]
) -> None:
    row = followed_clause(sitting, published)
    given = {"actor": sitting.secretary, "at": AT, "commitment": row.id}
    done(commitments.update_commitment(**given, verb="report-begun", sentence="Тихо.", language="ru"))  # type: ignore[arg-type]
    followed_clause(sitting, published, **hidden)
    assert [title for title, _, _ in entries(client, "/en/feeds/b/council.atom")] == ["XIV/1: О тёмном небе долины"]


def test_a_search_can_be_followed(client: Client, published: str) -> None:
    found = entries(client, "/ru/feeds/search.atom?q=карту")
    assert [title for title, _, _ in found] == ["XIV/1: О тёмном небе долины"]
    assert entries(client, "/ru/feeds/search.atom?q=прожектора+осла") == []
    root = etree.fromstring(client.get("/ru/feeds/search.atom?q=карту&utm=1").content)
    assert root.findtext("a:id", "", NAMES) == f"{settings.BASE_URL}/ru/feeds/search.atom?{urlencode({'q': 'карту'})}"


def test_who_has_the_feed_already_is_told_so(client: Client, published: str) -> None:
    first = client.get("/ru/feeds/b/council.atom")
    again = client.get("/ru/feeds/b/council.atom", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_an_unknown_address_is_not_found(client: Client, published: str) -> None:
    for address in ("b/nobody.atom", "r/council/none.atom", "r/council/xiv-1/c99.atom"):
        assert client.get(f"/en/feeds/{address}").status_code == 404


def test_the_pages_name_their_feeds(client: Client, published: str) -> None:
    for page, feed in (("", "b/council.atom"), ("r/xiv-1/", "r/council/xiv-1.atom")):
        shown = client.get(f"/ru/b/council/{page}").content.decode()
        named = [each for each in shown.split("<link ") if 'rel="alternate" type="application/atom+xml"' in each]
        assert [f'href="/ru/feeds/{feed}"' in each for each in named] == [True]
