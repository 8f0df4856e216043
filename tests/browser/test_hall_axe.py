"""Axe on the hall's pages, as the meeting is moved along: in each language, in light and dark."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browser import axe
from tests.browser.chromium import CHROMIUM, launched
from tests.browser.desk import Visitor
from tests.browser.server import Mailbox, environment_of, free_port, serving
from tests.browser.test_votes import visitor
from tests.conftest import REPOSITORY

pytestmark = [
    pytest.mark.browser,
    pytest.mark.one_engine,  # a page looks alike on both
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed on this machine"),
]

LANGUAGES = ("ru", "es", "en")
STAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "before": (
        ("chair", "{hall}/chair"),
        ("clerk", "{hall}/clerk"),
        ("phone", "{hall}/"),
        ("projector", "{hall}/screen"),
        ("clerk", "{hall}/screens"),
    ),
    "speakers": (
        ("chair", "{hall}/chair"),
        ("clerk", "{hall}/clerk"),
        ("phone", "{hall}/"),
        ("projector", "{hall}/screen"),
        ("projector", "{hall}/clock"),
    ),
    "amendment_shown": (
        ("chair", "{hall}/chair"),
        ("phone", "{hall}/"),
        ("phone", "{hall}/text/{paper}/"),
        ("phone", "{hall}/text/{paper}/amend"),
        ("phone", "{hall}/text/{paper}/amendments"),
        ("projector", "{hall}/screen"),
    ),
    "open_poll": (
        ("chair", "{hall}/chair"),
        ("clerk", "{hall}/clerk"),
        ("phone", "{hall}/"),
        ("projector", "{hall}/screen"),
    ),
    "result": (("chair", "{hall}/chair"), ("phone", "{hall}/"), ("projector", "{hall}/screen")),
    "hands": (("clerk", "{hall}/clerk"), ("teller", "{hall}/count"), ("phone", "{hall}/")),
    "void": (("chair", "{hall}/chair"), ("projector", "{hall}/screen")),
    "elected": (("chair", "{hall}/chair"), ("phone", "{hall}/"), ("projector", "{hall}/screen")),
    "closed": (
        ("phone", "{hall}/"),
        ("projector", "{hall}/screen"),
        ("clerk", "{desk}/minutes"),
        ("chair", "{desk}/minutes/approve"),
    ),
}
"""What is looked at when the meeting has come so far: by whom, and where."""


@dataclass(frozen=True, slots=True)
class Hall:
    """The pages' addresses, who looks at them, and how the meeting is moved along."""

    places: dict[str, str]
    visitors: dict[str, Visitor]
    move: Callable[[str], None]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder, port = tmp_path_factory.mktemp("plenaria"), free_port()
    with Mailbox() as mailbox, sync_playwright() as playwright, environment_of(folder, port, mailbox) as environment:
        stages = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.stages"],
            env=environment,
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert stages.stdin is not None
        assert stages.stdout is not None
        told, answers = stages.stdin, stages.stdout
        world = json.loads(answers.readline())

        def move(stage: str) -> None:
            told.write(f"{stage}\n")
            told.flush()
            assert answers.readline() == f"{stage}\n"

        browser = launched(playwright)
        with stages, serving(environment, port) as base:
            sessions = world["sessions"]
            sizes = {"chair": "laptop", "clerk": "laptop", "teller": "phone", "projector": "projector"}
            visitors = {
                role: visitor(browser, base, size, sessionid=sessions.get(role, sessions["clerk"]))
                for role, size in sizes.items()
            }
            visitors["phone"] = visitor(browser, base, "phone")
            visitors["phone"].go(world["badge"])
            visitors["phone"].press("button.vote")
            places = {
                "hall": f"/hall/{world['meeting']}",
                "desk": f"/desk/m/{world['meeting']}",
                "paper": world["resolution"],
            }
            yield Hall(places, visitors, move)
            browser.close()
            told.close()


def test_nothing_bars_anybody_s_way(hall: Hall) -> None:
    for one in hall.visitors.values():
        # A button takes its other colour slowly, unless somebody wants less motion.
        one.page.emulate_media(reduced_motion="reduce")
    found = []
    for stage, pages in STAGES.items():
        hall.move(stage)
        for role, place in pages:
            one, path = hall.visitors[role], place.format(**hall.places)
            found += [f"{stage} {role} {path}: {each}" for each in barriers(one, path)]
            one.picture(f"axe-{stage}-{role}-{path.rpartition('/')[2]}", whole=one.size != "projector")
    assert found == [], "\n".join(found)


def barriers(one: Visitor, path: str) -> list[str]:
    """What axe finds there: in each language, and in the other colours, which are the same in each."""
    found = []
    for language in LANGUAGES:
        page = one.go(f"/{language}{path}")
        assert wider(page) <= 0, f"{language} {path} is wider than the {one.size}"
        rules = axe.violations(page) if language == LANGUAGES[0] else axe.violations(page, colours=False)
        if language == LANGUAGES[0]:
            page.emulate_media(color_scheme="dark")
            rules += axe.contrast(page)
            page.emulate_media(color_scheme="light")
        found += [f"{language} {rule['id']} {node['html'][:150]}" for rule in rules for node in rule["nodes"]]
    return found


def wider(page: Page) -> int:
    """How many pixels the page sticks out to the side."""
    out: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return out
