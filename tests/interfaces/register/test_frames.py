"""Cards beside links to a resolution, and pages for the frames of other sites."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from plenaria.store.models import Body
from tests import builders, exported, followed, markup
from tests.builders import Sitting

pytestmark = pytest.mark.django_db
ADDRESS = "/b/council/r/xiv-1/"
CARD = "/ru/b/council/r/xiv-1/card.png"


@pytest.fixture
def sitting(settings: object, tmp_path: Path) -> Sitting:
    settings.DATA = tmp_path  # type: ignore[attr-defined] # the fixture sets anything
    body = builders.body(emblem=exported.EMBLEM, accent="#1b4f8a")
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary"))
    builders.published_text(sitting, resolution=followed.debated(sitting))
    return sitting


def test_the_head_of_a_page_says_what_other_sites_show(client: Client, sitting: Sitting) -> None:
    page = client.get(f"/es{ADDRESS}").content.decode()
    said = dict(re.findall(r'<meta property="(og:[^"]*)" content="([^"]*)">', page))
    base = settings.BASE_URL
    assert "Consejo council" in said.pop("og:description")
    assert "О тёмном небе долины" in said.pop("og:image:alt")
    assert said == {
        "og:type": "article",
        "og:title": "N.º\xa0XIV/1: О тёмном небе долины",
        "og:url": f"{base}/es{ADDRESS}",
        "og:site_name": "Consejo council",
        "og:locale": "es_ES",
        "og:locale:alternate": "ru_RU",
        "og:image": f"{base}/es{ADDRESS}card.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
    }


def test_a_card_is_a_picture_that_is_made_once(client: Client, sitting: Sitting, settings: object) -> None:
    first = client.get(CARD)
    assert (first.status_code, first["Content-Type"]) == (200, "image/png")
    assert first.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(first.content[16:20]), int.from_bytes(first.content[20:24])) == (1200, 630)
    kept = list((settings.DATA / "cards").iterdir())  # type: ignore[attr-defined]
    assert [each.read_bytes() for each in kept] == [first.content]
    when = kept[0].stat().st_mtime_ns
    assert client.get(CARD).content == first.content
    assert kept[0].stat().st_mtime_ns == when
    assert client.get(CARD, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_card_that_looks_different_takes_the_place_of_the_one_before(
    client: Client, sitting: Sitting, settings: object
) -> None:
    before = client.get(CARD).content
    Body.objects.update(accent="#8a1b4f")
    after = client.get(CARD).content
    assert before != after
    folder = settings.DATA / "cards"  # type: ignore[attr-defined]
    assert [each.read_bytes() for each in folder.glob("*.ru.*.png")] == [after]


def test_what_is_not_published_has_no_card_and_no_frame(client: Client, sitting: Sitting) -> None:
    builders.sealed_text(sitting, number="XIV/9")
    for address in ("/ru/b/council/r/xiv-9/card.png", "/ru/embed/r/council/xiv-9/", "/ru/embed/b/none/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["b/council", "r/council/xiv-1", "r/council/xiv-1/c2"])
def test_only_pages_for_frames_may_be_framed_and_they_remember_nobody(
    client: Client, sitting: Sitting, path: str
) -> None:
    answer = client.get(f"/ru/embed/{path}/")
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert answer.cookies == {}
    assert markup.faults(answer.content) == []
    page = client.get(f"/ru{ADDRESS}")
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_a_frame_of_a_clause_holds_it_alone(client: Client, sitting: Sitting) -> None:
    page = client.get("/ru/embed/r/council/xiv-1/c2/").content.decode()
    assert re.findall(r'<li class="clause[^"]*" id="([^"]*)"', page) == ["c2"]
    assert 'href="/ru/b/council/r/xiv-1/#c2"' in page
    assert client.get("/ru/embed/r/council/xiv-1/c99/").status_code == 404


def test_the_page_offers_what_to_paste(client: Client, sitting: Sitting) -> None:
    page = client.get(f"/ru{ADDRESS}").content.decode()
    frame = f"&lt;iframe src=&quot;{settings.BASE_URL}/ru/embed/r/council/xiv-1/&quot;".replace("&quot;", '"')
    assert frame in page
    assert 'loading="lazy"' in page


def test_a_feed_shows_the_card(client: Client, sitting: Sitting) -> None:
    feed = client.get("/ru/feeds/b/council.atom").content.decode()
    assert f'<media:thumbnail url="{settings.BASE_URL}{CARD}"/>' in feed
