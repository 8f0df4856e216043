"""The secretary's browser: small moves that a person makes, each through the page's own buttons."""

import os
import re
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser import axe
from tests.conftest import REPOSITORY

SIZES = {"phone": (360, 740), "laptop": (1280, 900), "projector": (1920, 1080)}

LOOKED_AT = "PLENARIA_DATABASE_URL" not in os.environ
"""A page looks alike on both engines: it is looked at in the run of the embedded one."""
PICTURES = REPOSITORY / "build" / "pictures" if "PICTURES" in os.environ else None
"""Where pictures of the pages are kept for somebody who wants to look, too (``make pictures``)."""


class Visitor:
    """Somebody with a browser of one size."""

    def __init__(self, context: BrowserContext, base: str, size: str) -> None:
        self.page: Page = context.new_page()
        self.base = base
        self.size = size
        self.strangers: list[str] = []
        """Addresses outside the installation that a page asked for."""
        self.barriers: list[str] = []
        """What axe found on the pages that were looked at."""
        self.page.on("request", self._note_stranger)

    def _note_stranger(self, request: object) -> None:
        url = getattr(request, "url", "")
        if urlsplit(url).scheme in ("http", "https") and not url.startswith(self.base):
            self.strangers.append(url)

    def go(self, path: str) -> Page:
        """Open a page; it must answer."""
        answer = self.page.goto(urljoin(self.base, path))
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        return self.page

    def press(self, button: Locator | str) -> None:
        """Press a button that sends a form, and wait for the page that follows."""
        found = self.page.locator(button) if isinstance(button, str) else button
        with self.page.expect_navigation():
            found.first.click()
        expect(self.page.locator("h1").first).to_be_visible()

    def send(self, form: str, times: int = 1) -> None:
        """Send the first so many of these forms as they stand on the page, without looking at what follows."""
        answers = self.page.locator(form).evaluate_all(
            """async (forms, times) => {
                const answers = [];
                for (const form of forms.slice(0, times)) {
                    const sent = { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" };
                    answers.push((await fetch(form.action, sent)).type);
                }
                return answers;
            }""",
            times,
        )
        assert answers == ["opaqueredirect"] * times

    def look(self, name: str, *, whole: bool = True) -> None:
        """Nothing of the page may stick out to the side or bar anybody's way (WCAG, by axe)."""
        if not LOOKED_AT:
            return
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{name}: {width} px wider than the {self.size}"
        self.picture(name, whole=whole)
        for found in axe.violations(self.page):
            self.barriers += [f"{name}: {found['id']} at {node['html'][:120]}" for node in found["nodes"]]

    def picture(self, name: str, *, whole: bool = True) -> None:
        """Keep a picture of the page, where somebody wants to look."""
        if PICTURES is not None:
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}.{self.size}.png", full_page=whole)

    def says(self, text: str | re.Pattern[str]) -> None:
        """The page says this, now or in a moment."""
        expect(self.page.locator("body")).to_contain_text(text)

    @property
    def path(self) -> str:
        """The path of the page, without the language before it."""
        return re.sub(r"^/(ru|es|en)/", "/", urlsplit(self.page.url).path)
