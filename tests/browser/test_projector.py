"""The projector in a real browser: letters that are read from afar, nothing that scrolls, and the present state after
it was closed, or was without a line."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import CHROMIUM, launched
from tests.browser.server import Mailbox, environment_of, free_port, serving
from tests.interfaces.hall.test_live_room import run

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine"),
]

SIZES = ((1920, 1080), (1280, 720), (1024, 768))
SMALL = """() => {
  const least = innerHeight / 30, found = [];
  const words = document.createTreeWalker(document.querySelector(".show"), NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const element = words.currentNode.parentElement, box = element.getBoundingClientRect();
    if (!words.currentNode.textContent.trim() || box.width < 3 || element.closest("svg, .badge")) continue;
    if (parseFloat(getComputedStyle(element).fontSize) < least) found.push(words.currentNode.textContent.trim());
  }
  return found;
}"""
"""What is smaller than a thirtieth of the screen's height. The words in a picture stand beside it as well."""
OVER = """() => ["html", "#live", ".show"].map((each) => document.querySelector(each))
  .filter((each) => each.scrollHeight > each.clientHeight + 2 || each.scrollWidth > each.clientWidth + 2).length"""

type Hall = tuple[Browser, str, dict[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder, port = tmp_path_factory.mktemp("projector"), free_port()
    with Mailbox() as mailbox, sync_playwright() as playwright, environment_of(folder, port, mailbox) as environment:
        world = run(environment, "60")
        browser = launched(playwright)
        with serving(environment, port) as base:
            yield browser, base, environment, world
            browser.close()


def projector(hall: Hall, query: str = "", size: tuple[int, int] = SIZES[1]) -> Page:
    """The screen of the meeting on a machine of that size."""
    browser, base, _, world = hall
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="ru-RU")
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": "sessionid", "value": world["session"], "url": base}])
    page = context.new_page()
    page.goto(f"{base}/hall/{world['meeting']}/screen?lang=ru&lang2=es&{query}")
    return page


def looked_at(hall: Hall, layouts: tuple[str, ...]) -> None:
    """At each size each layout is large enough and fits."""
    for size in SIZES:
        page = projector(hall, size=size)
        for layout in layouts:
            page.goto(page.url.partition("&layout")[0] + f"&layout={layout}")
            expect(page.locator(f".show-{layout}")).to_be_visible()
            assert (layout, size, page.evaluate(SMALL), page.evaluate(OVER)) == (layout, size, [], 0)
        page.context.close()


def test_letters_are_large_and_nothing_scrolls(hall: Hall) -> None:
    _, _, environment, world = hall
    looked_at(hall, ("vote", "text", "quorum", "agenda", "welcome"))
    first = projector(hall)
    expect(first.locator(".outcome.live")).to_be_visible()
    run(environment, "close", world["poll"])
    # It follows by itself.
    expect(first.locator(".show-result")).to_be_visible()
    first.context.close()
    looked_at(hall, ("result", "names"))


def test_a_long_list_is_turned_over(hall: Hall) -> None:
    page = projector(hall, "layout=names")
    region = page.locator("[data-turn]")
    expect(region).to_have_attribute("data-pages", "2")
    shown = page.evaluate(
        """() => { const box = document.querySelector("[data-turn]").getBoundingClientRect();
        return Array.from(document.querySelectorAll(".called-list li"), (each) => each.getBoundingClientRect())
          .filter((each) => each.right > box.left && each.left < box.right && each.top < box.bottom).length; }"""
    )
    assert 20 < shown < 60


def test_without_a_line_it_says_so_and_opened_again_it_shows_what_is(hall: Hall) -> None:
    _, _, environment, world = hall
    page = projector(hall)
    expect(page.locator(".show-result")).to_be_visible()
    page.context.set_offline(True)
    expect(page.locator(".line-state.lost")).to_be_visible(timeout=30_000)
    run(environment, "open", world["following"])
    again = projector(hall)
    expect(again.locator(".show-vote .outcome.live")).to_be_visible()
    again.context.close()
    page.context.set_offline(False)
    expect(page.locator(".show-vote .outcome.live")).to_be_visible(timeout=30_000)
    page.context.close()
