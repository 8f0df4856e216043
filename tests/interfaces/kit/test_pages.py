"""The sample pages in a real browser: axe finds nothing, nothing runs out of a narrow window, targets are large."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import axe
from tests.browser.chromium import CHROMIUM, launched
from tests.interfaces.kit.sample import PAGES, write

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
    pytest.mark.urls("tests.interfaces.kit.urls"),
]

SIZES = {"phone": (320, 640), "laptop": (1280, 900), "projector": (1920, 1080)}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A browser that goes away in mid-answer is no error here."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The sample pages, served."""
    write(tmp_path, show=str)
    server = Server(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(site: str, browser: Browser, size: str) -> None:
    width, height = SIZES[size]
    found = []
    # A button takes its other colour slowly, unless somebody wants less motion.
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    for name in PAGES:
        page.emulate_media(color_scheme="light")
        page.goto(f"{site}/{name}.html")
        in_light = axe.violations(page)
        page.emulate_media(color_scheme="dark")
        for rule in in_light + axe.contrast(page):
            found.append((name, rule["id"], rule["nodes"][0]["html"]))
    page.close()
    assert found == []


@pytest.mark.parametrize("text", ["100%", "200%"])
def test_nothing_runs_out_of_a_small_phone(site: str, browser: Browser, text: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    over = {}
    for name in PAGES:
        page.goto(f"{site}/{name}.html")
        page.add_style_tag(content=f"html {{ font-size: {text} }}")
        over[name] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()
    assert over == dict.fromkeys(PAGES, 0)


def test_what_is_pressed_is_at_least_48_pixels_high(site: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    small = []
    for name in PAGES:
        page.goto(f"{site}/{name}.html")
        small += page.evaluate(
            "[...document.querySelectorAll('.button, .vote, .links a, .path a, .pages a, summary, select, textarea,"
            " label.choice, input:not([type=checkbox], [type=radio], [type=hidden])')]"
            ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 48).map(e => e.outerHTML)"
        )
    page.close()
    assert small == []


def test_the_phone_asks_for_no_font_and_the_laptop_does(site: str, browser: Browser) -> None:
    asked = {}
    for size, (width, height) in SIZES.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        fonts: list[str] = []
        page.on("request", lambda request, fonts=fonts: fonts.append(request.url) if "woff2" in request.url else None)
        page.goto(f"{site}/register.html", wait_until="networkidle")
        asked[size] = bool(fonts)
        page.close()
    assert asked == {"phone": False, "laptop": True, "projector": True}


def test_the_whole_page_is_reached_by_keyboard_and_the_focus_is_seen(site: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site}/hall.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.value || document.activeElement.tagName"))
    assert [choice for choice in ("for", "against", "abstain") if choice not in reached] == []
    page.focus("button[value=for]")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.close()
