import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import small
from tests.browser.chromium import CHROMIUM, launched
from tests.browser.server import free_port
from tests.interfaces.cli.running import run, running


def ready(said: str) -> bool:
    return "Ctrl-C ends the demo" in said


def links(said: str) -> list[str]:
    return re.findall(r"http://127\.0\.0\.1:\d+/\S*", said)


def opened(address: str) -> tuple[int, str]:
    """Status and page behind a log-in link, its button pressed."""
    browser = build_opener(HTTPCookieProcessor())
    page: Any = browser.open(address, timeout=20)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
    assert token is not None
    answer: Any = browser.open(Request(address, data=f"csrfmiddlewaretoken={token[1]}".encode()), timeout=20)
    return answer.status, answer.url


def rows(world: Path) -> list[int]:
    """How many bodies, people, meetings and resolutions there are."""
    with closing(sqlite3.connect(world / "plenaria.sqlite3")) as database:
        tables = ("body", "person", "meeting", "resolution", "vote")
        return [database.execute(f"SELECT count(*) FROM store_{each}").fetchone()[0] for each in tables]


@pytest.fixture(scope="module")
def begun_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo whose first start was interrupted, and whose second made the world."""
    folder = tmp_path_factory.mktemp("demo")
    world, words = folder / "world", ("demo", "--port", str(free_port()), "--data", str(folder / "world"))
    with running(*words, until=lambda _: (world / "plenaria.sqlite3").exists(), log=folder / "first"):
        pass
    assert (world / "demo.begun").exists()
    with running(*words, until=ready, log=folder / "second") as said:
        assert "The demo world is made" in said
        assert len(links(said)) == 6
    assert not (world / "demo.begun").exists()
    return world


@pytest.fixture
def world(begun_again: Path, tmp_path: Path) -> Path:
    """The same world in a folder of this test's own."""
    return shutil.copytree(begun_again, tmp_path / "world")


def test_the_demo_makes_its_world_once_and_prints_fresh_links_at_every_start(world: Path, tmp_path: Path) -> None:
    port = free_port()
    words = ("demo", "--port", str(port), "--data", str(world))
    with running(*words, until=ready, log=tmp_path / "first") as first:
        secretary, *_others, register = links(first)
        assert opened(secretary) == (200, f"http://127.0.0.1:{port}/desk/")
        taken = run(*words)
        assert (taken.returncode, str(port) in taken.stderr) == (2, True)
    before = rows(world)
    with running(*words, until=ready, log=tmp_path / "second") as second:
        assert "The demo world is made" not in first + second
        again = links(second)
        assert set(again) & set(links(first)) == {register}
        for link in again[1], again[3]:
            assert opened(link) == (200, f"http://127.0.0.1:{port}{link.partition('?next=')[2]}")
    assert rows(world) == before


def test_mail_to_invented_people_stays_in_the_folder(world: Path, tmp_path: Path) -> None:
    port = free_port()
    words = ("demo", "--port", str(port), "--data", str(world))
    with running(*words, until=ready, log=tmp_path / "log", PLENARIA_SMTP_URL="smtp://127.0.0.1:1"):
        browser = build_opener(HTTPCookieProcessor())
        address = f"http://127.0.0.1:{port}/en/accounts/login/"
        page: Any = browser.open(address, timeout=20)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
        assert token is not None
        form = f"csrfmiddlewaretoken={token[1]}&email=huaman@example.org"
        assert browser.open(Request(address, data=form.encode()), timeout=20).status == 200
        mails = [each.read_text() for each in (world / "mail").iterdir()]
        asked = [each for each in mails if "To: huaman@example.org" in each and "It is good for 15 minutes" in each]
        assert len(asked) == 1


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    refused = run("demo", "--data", str(tmp_path), "--port", str(free_port()))
    assert refused.returncode == 2
    assert "is not empty" in refused.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_the_minutes_of_the_past_conference_are_approved_and_can_be_taken_along(world: Path, tmp_path: Path) -> None:
    out = tmp_path / "minutes.txt"
    done = run("minutes", "peru/xiii", "--language", "ru", "-o", str(out), PLENARIA_DATA=str(world))
    assert done.returncode == 0, done.stderr
    approved = out.read_text()
    assert "Тересы Киспе" in approved
    draft = run("minutes", "peru/xiii", "--language", "ru", "--draft", PLENARIA_DATA=str(world))
    assert draft.stdout != approved and "Тересы Киспе" in draft.stdout
    for words in (("peru/xx",), ("peru/xiii", "--language", "fr"), ("peru/xiii", "-o", str(tmp_path / "a.odt"))):
        assert run("minutes", *words, PLENARIA_DATA=str(world)).returncode == 2


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine")
def test_its_pages_fit_the_smallest_phone_and_bar_nobody(world: Path, tmp_path: Path) -> None:
    port = free_port()
    words = ("demo", "--port", str(port), "--data", str(world))
    with running(*words, until=ready, log=tmp_path / "log") as said, sync_playwright() as playwright:
        browser = launched(playwright)
        found = small.found(browser, f"http://127.0.0.1:{port}", world, links(said)[0])
        # Before the server ends: it would wait for those who still follow.
        browser.close()
    assert found == [], "\n".join(found)
