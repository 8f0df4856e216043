"""An export in a real browser: its search, its markup, what it asks for, and what axe finds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, sync_playwright

from plenaria.store import search
from plenaria.store.queries.search import Wanted
from plenaria.store.queries.search import search as server_search
from tests import builders, exported, markup
from tests.browser import axe
from tests.browser.chromium import CHROMIUM, launched
from tests.interfaces.cli.crawling import served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.one_engine,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]
QUERIES = (
    "небо",
    "темном",
    "карта",
    "прожектор",
    "обсерватории",
    "наблюдение",
    '"составить карту"',
    '"карту составить"',
    "министерство света",
    "cielo",
    "XIV/2",
    "наблюд*",
    "resolution nothing",
)
FRAMES = ("r/council/xiv-2", "r/council/xiv-2/c2", "b/council")
WORDS = ("Ёлка-ёлка", "NIÑO niño Ärger straße", "XIII/1, 2025 года", "й Й и́", "ﬁn ½ a_b", "Οδυσσέας", "l’été d'hiver")


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, list[str]]]:
    """The export, and what the server's own search finds for each query; the database is as before."""
    folder = tmp_path_factory.mktemp("export")
    with django_db_blocker.unblock(), transaction.atomic():
        exported.world()
        assert exported.made(folder).problems == ()
        found = {query: _found(query) for query in QUERIES}
        transaction.set_rollback(True)
    return folder, found


def _found(query: str) -> list[str]:
    hits = server_search(Wanted(query=query), builders.now().date(), "ru").hits
    return [_address(hit) for hit in hits]


def _address(hit: Any) -> str:
    if hit.resolution:
        return f"b/{hit.resolution.body_slug}/r/{hit.resolution.slug}/"
    place = f"votes/{hit.meeting.vote}/" if hit.meeting.vote else "minutes/"
    return f"b/{hit.meeting.body_slug}/m/{hit.meeting.slug}/{place}"


@pytest.fixture(scope="module")
def browser(made: tuple[Path, dict[str, list[str]]]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(made: tuple[Path, dict[str, list[str]]]) -> Iterator[str]:
    with served(made[0]) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield page
    page.close()


def ask(page: Page, address: str) -> list[str]:
    """The addresses that a search shows, without the language."""
    page.goto(address)
    page.wait_for_selector("#results[aria-busy=false]", state="attached")
    links: list[str] = page.eval_on_selector_all("#results > li > .what > a", "links => links.map(each => each.href)")
    return [link.split("/ru/", 1)[1].removesuffix("index.html") for link in links]


# The database is made where a test of the file asks for it; this one comes before there is a browser.
@pytest.mark.django_db
def test_every_page_is_valid(made: tuple[Path, dict[str, list[str]]]) -> None:
    found = {each: markup.faults((made[0] / each).read_bytes()) for each in _pages(made[0], "ru/", "404.html")}
    assert {each: faults for each, faults in found.items() if faults} == {}
    assert len(found) > 40


def test_it_finds_what_the_server_finds(made: tuple[Path, dict[str, list[str]]], site: str, page: Page) -> None:
    found = {query: ask(page, f"{site}/ru/search/?q={query}") for query in QUERIES}
    assert found == made[1]
    assert any(found.values())


def test_it_works_in_a_folder_without_any_server(made: tuple[Path, dict[str, list[str]]], page: Page) -> None:
    folder, expected = made
    assert ask(page, f"file://{folder}/ru/search/index.html?q=карта") == expected["карта"]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("kind=task", ["c2"]),
        ("q=карта&kind=request", []),
        ("q=карта&body=valley", []),
        ("q=карта&body=council&since=2026&until=2026&language=ru&part=clause", ["c2"]),
        ("q=карта&until=2025", []),
        ("q=карта&language=es", []),
    ],
)
def test_it_is_narrowed_by_its_address(site: str, page: Page, query: str, places: list[str]) -> None:
    ask(page, f"{site}/ru/search/?{query}")
    found = page.eval_on_selector_all("#results .found > a", "links => links.map(each => each.hash.slice(1))")
    assert found == places


def test_words_are_marked_and_a_form_that_is_nowhere_is_replaced_by_one_that_is(site: str, page: Page) -> None:
    ask(page, f"{site}/ru/search/?q=карты")
    assert page.locator("#results mark").all_inner_texts() == ["карту"]
    ask(page, f"{site}/ru/search/?q=прожекторщик")
    assert page.locator("#results > li").count() == 0
    assert page.locator("p:has(b) a").all_inner_texts() == ["прожекторы"]
    page.locator("p:has(b) a").click()
    page.wait_for_selector("#results mark")
    assert page.locator("#results mark").all_inner_texts() == ["прожекторы"]


def test_words_are_folded_as_the_server_folds_them(site: str, page: Page) -> None:
    page.goto(f"{site}/ru/search/")
    assert page.evaluate("all => all.map(plenariaSearch.words)", list(WORDS)) == [search.words(each) for each in WORDS]


def test_script_in_a_query_stays_text(site: str, page: Page) -> None:
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    ask(page, f'{site}/ru/search/?q=<img src=x onerror=alert(1)>&body="><script>alert(2)</script>')
    assert said == []
    assert page.locator("#main img, #main script").count() == 0


def test_no_page_asks_for_anything_elsewhere_or_says_an_error(
    made: tuple[Path, dict[str, list[str]]], site: str, page: Page
) -> None:
    elsewhere, errors = [], []
    page.on("request", lambda request: None if request.url.startswith(f"{site}/") else elsewhere.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("response", lambda answer: errors.append(answer.url) if answer.status >= 400 else None)
    for each in _pages(made[0], "ru/b/council", "es/embed", "en/index.html", "ru/verify"):
        page.goto(f"{site}/{each}")
    ask(page, f"{site}/ru/search/?q=небо")
    assert (elsewhere, errors) == ([], [])


@pytest.mark.parametrize("language", ["ru", "es", "en"])
def test_axe_finds_nothing(site: str, page: Page, language: str) -> None:
    found = []
    for each in (
        "",
        "search/?q=карта",
        "verify/",
        "embed/r/council/xiv-2/",
        "embed/r/council/xiv-2/c2/",
        "embed/b/council/",
    ):
        page.goto(f"{site}/{language}/{each}", wait_until="networkidle")
        page.emulate_media(color_scheme="light")
        in_light = axe.violations(page)
        page.emulate_media(color_scheme="dark")
        found += [(each, rule["id"], rule["nodes"][0]["html"]) for rule in in_light + axe.contrast(page)]
    assert found == []


def test_nothing_runs_out_of_a_small_phone(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    over = {}
    for each in ("search/?q=карта", "verify/", "b/council/r/xiv-2/", "embed/r/council/xiv-2/", "embed/b/council/"):
        page.goto(f"{site}/ru/{each}", wait_until="networkidle")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        over[each] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over == dict.fromkeys(over, 0)


def _pages(folder: Path, *begins: str) -> list[str]:
    """Pages of the export; a resolution as a file for reading is not one of ours."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return sorted(name for name in names if name.startswith(begins) and "/html/" not in name)


def test_a_frame_of_another_site_shows_the_page_for_frames(site: str, page: Page) -> None:
    page.goto(f"{site}/ru/b/council/r/xiv-1/")
    snippet = page.locator("#embed").input_value()
    assert snippet == (
        f'<iframe src="{exported.BASE}/ru/embed/r/council/xiv-1/" title="О тёмном небе" width="100%" height="480"'
        ' loading="lazy"></iframe>'
    )
