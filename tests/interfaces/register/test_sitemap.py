"""What programs that read the whole web are told."""

import pytest
from django.conf import settings
from django.test import Client
from lxml import etree

from plenaria.interfaces.register.sitemap import NAMESPACE
from tests import builders
from tests.builders import Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


def listed(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    found = etree.fromstring(response.content).iter(f"{{{NAMESPACE}}}loc")
    return [str(each.text).removeprefix(settings.BASE_URL) for each in found]


def test_every_page_of_the_register_is_named_once(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    builders.planned_meeting(sitting.body, sitting.secretary, slug="xv")
    assert listed(client, "/sitemap.xml") == ["/sitemap-1.xml"]
    assert listed(client, "/sitemap-1.xml") == ["/b/council/", "/b/council/m/xiv/", "/b/council/r/xiv-1/"]


def test_a_large_register_has_several(client: Client, sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    builders.published_text(sitting)
    monkeypatch.setattr("plenaria.interfaces.register.sitemap.SIZE", 2)
    assert listed(client, "/sitemap.xml") == ["/sitemap-1.xml", "/sitemap-2.xml"]
    assert listed(client, "/sitemap-1.xml") == ["/b/council/", "/b/council/m/xiv/"]
    assert listed(client, "/sitemap-2.xml") == ["/b/council/r/xiv-1/"]
    assert client.get("/sitemap-3.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_each_page_that_is_named_is_there(client: Client, sitting: Sitting) -> None:
    builders.published_text(sitting)
    found = [client.get(path, headers={"Accept-Language": "ru"}) for path in listed(client, "/sitemap-1.xml")]
    assert {each.status_code for each in found} == {200}


def test_programs_are_asked_to_leave_the_desk_alone(client: Client) -> None:
    told = client.get("/robots.txt").content.decode().splitlines()
    assert {"User-agent: *", "Disallow: /desk/", "Disallow: /ru/hall/"} <= set(told)
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in told
