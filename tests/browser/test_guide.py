"""The users' guide in a browser: nothing sticks out, nothing bars the way, on a phone and a laptop, light and dark.

With ``PICTURES=1`` the pages are kept in ``build/pictures`` to be looked at."""

import mimetypes
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Route, ViewportSize, sync_playwright

from plenaria.interfaces.register import guide_pages
from tests.architecture.source import SOURCE
from tests.browser import axe
from tests.browser.chromium import CHROMIUM, launched
from tests.browser.desk import PICTURES, SIZES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.one_engine,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine"),
]

LANGUAGES = ("en", "es", "ru")
STATIC = SOURCE / "interfaces" / "kit" / "static"
SITE = "http://guide.example"
ONE_OF_EACH = ("", "server", "vote", "commands", "questions", "search?q=pin")
"""Pages that have something that others have not: axe looks at these in one language, for all are made alike. That
nothing sticks out is asked of every page in each."""


@pytest.fixture
def pages(client: Client) -> dict[str, str]:
    """Each page by its path, rendered before the browser starts."""
    names = [*guide_pages.order("en")[1:], "", "search?q=pin"]
    paths = [f"/{language}/guide/{name}" for language in LANGUAGES for name in names]
    return {path: client.get(path).content.decode() for path in paths}


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield launched(playwright)


def test_every_page_fits_and_bars_nobody(pages: dict[str, str], browser: Browser) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path in pages:
            route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")
        elif (file := STATIC / path.removeprefix("/static/")).is_file():
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file)[0] or "text/plain")
        else:
            asked.append(path)
            route.abort()

    found = []
    for size, scheme in (("phone", "dark"), ("laptop", "light")):
        page = browser.new_context(viewport=viewport(size), color_scheme=scheme).new_page()  # type: ignore[arg-type]
        page.route("**/*", answer)
        for path in pages:
            language, name = path.split("/")[1], path.split("/")[3]
            looked_at = language == "en" and name in ONE_OF_EACH
            if size == "laptop" and not (looked_at or PICTURES):
                continue
            page.goto(f"{SITE}{path}")
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            barriers = axe.violations(page) if looked_at else []
            found += [f"{path} on the {size}: {over} px too wide"] if over > 0 else []
            found += [f"{path} on the {size}: {each['id']} {each['nodes'][0]['html']}" for each in barriers]
            if PICTURES:
                kept = f"guide-{language}-{name.partition('?')[0] or 'index'}.{size}.png"
                page.screenshot(path=PICTURES / kept, full_page=True)
    assert found == []
    assert asked == []


def viewport(size: str) -> ViewportSize:
    width, height = SIZES[size]
    return {"width": width, "height": height}
