"""A delegate whose browser runs no script: opens the badge, reads, votes, changes the vote, keeps the receipt, sees the
result."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.chromium import CHROMIUM, launched
from tests.browser.server import Mailbox, environment_of, free_port, serving
from tests.interfaces.hall.test_live_room import run

pytestmark = [
    pytest.mark.browser,
    pytest.mark.one_engine,  # the live room on both: tests/interfaces/hall/test_live_room.py and test_whole_way.py
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine"),
]

type Hall = tuple[Page, dict[str, str], dict[str, object]]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A phone without scripts, the server's environment, and the world of its meeting."""
    folder, port = tmp_path_factory.mktemp("plain"), free_port()
    with Mailbox() as mailbox, sync_playwright() as playwright, environment_of(folder, port, mailbox) as environment:
        world = run(environment, "3")
        browser = launched(playwright)
        with serving(environment, port) as base:
            context = browser.new_context(
                base_url=base, viewport={"width": 360, "height": 740}, locale="es-ES", java_script_enabled=False
            )
            context.set_default_timeout(10_000)
            yield context.new_page(), environment, world
            browser.close()


def refreshed(page: Page) -> str:
    """After how long the page loads again by itself, and where."""
    found = re.search(r'http-equiv="refresh" content="([^"]*)"', page.content())
    return found[1] if found else ""


def test_a_delegate_without_scripts_votes_and_reads(hall: Hall) -> None:
    page, environment, world = hall
    meeting, seat = f"/hall/{world['meeting']}/", world["seats"][2]  # type: ignore[index] # a list of seats
    token = run(environment, "badge", str(seat))["token"]

    page.goto(f"/h/{token}")
    page.get_by_role("button", name="Soy yo").click()
    expect(page).to_have_url(re.compile(re.escape(meeting)))
    expect(page.locator(".seat")).to_contain_text("3")
    expect(page.locator("article.paper")).to_be_visible()
    assert refreshed(page) == ""  # there is something to be pressed

    page.get_by_role("button", name="A favor").click()
    expect(page.locator("form[data-vote] .answer")).to_have_text("Registrado: a favor.")
    assert refreshed(page).startswith("10;url=")
    page.get_by_role("button", name="En contra").click()
    expect(page.locator("form[data-vote] .answer")).to_have_text("Registrado: en contra.")

    page.get_by_role("link", name="Mi comprobante").click()
    expect(page.locator("main .receipt").first).to_be_visible()
    page.go_back()

    run(environment, "close", str(world["poll"]))
    # It loads again by itself: nobody presses anything here.
    expect(page.locator(".outcome")).to_contain_text("Rechazad", timeout=30_000)
    expect(page.locator(".mine")).to_contain_text("en contra")
    expect(page.get_by_role("link", name="Mi comprobante")).to_be_visible()


def test_what_is_pressed_too_late_is_said(hall: Hall) -> None:
    page, environment, world = hall
    run(environment, "open", str(world["following"]))
    page.goto(f"/hall/{world['meeting']}/")
    run(environment, "close", str(world["following"]))
    page.get_by_role("button", name="A favor").click()
    expect(page.locator(".alert.bad")).to_be_visible()
    expect(page.locator(".mine")).not_to_contain_text("A favor")
