"""What each page of the hall weighs, with all that it loads: ``make bench-pages``.

A real server and Chromium, which counts the bytes that came over the line (headers with them), at a phone's or a
projector's size: at the first visit with nothing kept, at a second visit of the same browser, and what one change of
what is shown brings. The figures go into ``benchmarks/pages.md``.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.browser.server import free_port, serving
from tests.conftest import REPOSITORY

REPORT = Path(__file__).with_name("pages.md")
SEATS = 50
PHONE, LAPTOP, PROJECTOR = (360, 740), (1280, 800), (1920, 1080)
MOST = 60_000
"""Bytes that a page of a phone may weigh at its first visit, fonts left out: a phone uses its own."""
MOST_FRAGMENT = 5_000
"""Bytes that a change of what is shown may weigh."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes over the line, and how many requests: at a first visit (fonts of it beside), at a second, of one change."""

    page: str
    first: int
    fonts: int
    requests: int
    second: int
    fragment: int


class Scales:
    """Adds up what a page of a browser receives (Chrome DevTools Protocol, Network)."""

    def __init__(self, page: Page) -> None:
        self._urls: dict[str, str] = {}
        self._bytes: dict[str, int] = {}
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.requestWillBeSent", self._asked)
        line.on("Network.loadingFinished", self._finished)

    def _asked(self, told: dict[str, Any]) -> None:
        self._urls[told["requestId"]] = told["request"]["url"]

    def _finished(self, told: dict[str, Any]) -> None:
        self._bytes[told["requestId"]] = int(told["encodedDataLength"])

    def take(self) -> dict[str, int]:
        """Address → bytes since it was asked last."""
        found: dict[str, int] = {}
        for request, size in self._bytes.items():
            address = self._urls[request]
            found[address] = found.get(address, 0) + size
        self._bytes = {}
        return found


def weigh(browser: Browser, base: str, name: str, path: str, size: tuple[int, int], cookies: dict[str, str]) -> Weight:
    """One page, opened twice by a browser that has nothing of ours yet."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="ru-RU")
    context.add_cookies([{"name": each, "value": value, "url": base} for each, value in cookies.items()])
    page = context.new_page()
    scales = Scales(page)
    _open(page, base + path)
    first = scales.take()
    _open(page, base + path)
    second = scales.take()
    fragment = _fragment(context, page, base)
    context.close()
    fonts = sum(size for address, size in first.items() if address.endswith(".woff2"))
    # Chromium draws its own widgets from data: addresses.
    strangers = {
        each for each in first if urlsplit(each).netloc != urlsplit(base).netloc and not each.startswith("data:")
    }
    if strangers:
        raise ValueError(f"{name} loads from elsewhere: {strangers}")
    return Weight(name, sum(first.values()) - fonts, fonts, len(first), sum(second.values()), fragment)


def _open(page: Page, address: str) -> None:
    """Open it, and wait until nothing more comes but the stream."""
    page.goto(address, wait_until="load")
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.wait_for_timeout(300)


def _fragment(context: BrowserContext, page: Page, base: str) -> int:
    """How much one change brings, as the server sends it."""
    live = page.locator("#live[data-fragment-url]")
    if not live.count():
        return 0
    answer = context.request.get(base + str(live.get_attribute("data-fragment-url")))
    return len(answer.body())


def weights() -> list[Weight]:
    """The pages of a hall in which a clause is put to the vote, by phone, table and projector."""
    with _served() as (base, world), sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        hall = f"/hall/{world['meeting']}/"
        seat, table = {"plenaria_seat": world["devices"][0]}, {"sessionid": world["session"]}
        badge = _world("badge", world["seats"][1])["token"]
        pages: list[tuple[str, str, tuple[int, int], dict[str, str]]] = [
            ("badge on a phone", f"/h/{badge}", PHONE, {}),
            ("network, on a phone", "/hall/network", PHONE, {}),
            ("phone: a vote is open", hall, PHONE, seat),
            ("chair: a vote is open", f"{hall}chair", LAPTOP, table),
            ("clerk: a vote is open", f"{hall}clerk", LAPTOP, table),
            ("projector: a vote is open", f"{hall}screen?lang=ru&lang2=es", PROJECTOR, table),
            ("speakers' clock", f"{hall}clock", PROJECTOR, table),
            ("addresses of the projector", f"{hall}screens", LAPTOP, table),
        ]
        found = [weigh(browser, base, *each) for each in pages]
        _world("close", world["poll"])
        for name, path, size, cookies in (
            ("phone: the result", hall, PHONE, seat),
            ("projector: the result", f"{hall}screen?lang=ru&lang2=es", PROJECTOR, table),
            ("chair: the result", f"{hall}chair", LAPTOP, table),
        ):
            found.append(weigh(browser, base, name, path, size, cookies))
        browser.close()
    return found


@contextmanager
def _served() -> Iterator[tuple[str, dict[str, Any]]]:
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        os.environ |= {"PLENARIA_DATA": folder, "PLENARIA_BASE_URL": f"http://127.0.0.1:{port}"}
        world = _world(str(SEATS))
        with serving(os.environ, port) as base:
            yield base, world


def _world(*words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.interfaces.hall.world", *words]
    done = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def report(found: list[Weight]) -> str:
    """The page of figures."""
    lines = [
        "# What the pages of the hall weigh",
        "",
        "Bytes over the line as Chromium counts them (headers with them), without TLS, from a real server, of a",
        f"meeting of {SEATS} seats, in Russian. *First*: nothing was kept. *Second*: the same browser again. *Change*:",
        f"what one change of what is shown brings. A phone: at most {MOST:,} at first without fonts (it uses its",
        f"own), and {MOST_FRAGMENT:,} a change. `make bench-pages` writes this page.",
        "",
        "| page | first | requests | fonts | second | change | |",
        "|---|---:|---:|---:|---:|---:|---|",
    ]
    for each in found:
        fits = each.first <= MOST and each.fragment <= MOST_FRAGMENT
        met = ("met" if fits else "not met") if "phone" in each.page else ""
        figures = (each.first, each.requests, each.fonts, each.second, each.fragment)
        lines.append(f"| {each.page} | {' | '.join(f'{figure:,}' for figure in figures)} | {met} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    page = report(weights())
    REPORT.write_text(page, encoding="utf-8")
    print(page)
