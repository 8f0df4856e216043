"""The register as files: what is in them, what is written again, and where links lead."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import get_resolver

from plenaria.actions import addresses
from plenaria.core.permits import MACHINE
from plenaria.interfaces.cli.site.export import Summary
from plenaria.interfaces.cli.site.folder import MEMORY, Busy, Done, Folder, NotAnExport
from plenaria.interfaces.cli.site.places import GUIDE, LEFT_OUT, is_exported
from plenaria.interfaces.kit.access import PUBLIC
from plenaria.store.queries import published
from tests import builders, exported
from tests.builders import AT, Sitting
from tests.exported import BASE, files, made
from tests.interfaces.cli import crawling

pytestmark = pytest.mark.django_db
PAGE = "b/council/r/xiv-1/index.html"


SMALL: dict[str, Any] = {"languages": ("es",), "body": "council"}
"""What is enough to see what is written and what is not."""


@pytest.fixture(scope="module")
def whole(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """All of it, made once; the database is as before."""
    folder = tmp_path_factory.mktemp("whole")
    with django_db_blocker.unblock(), transaction.atomic():
        assert made_world(folder).problems == ()
        transaction.set_rollback(True)
    yield folder


def made_world(folder: Path) -> Summary:
    exported.world()
    return made(folder)


@pytest.fixture
def sitting(db: None) -> Sitting:
    return exported.world()


def test_every_public_address_is_exported_or_said_not_to_be() -> None:
    def named(patterns: Any) -> Any:
        for each in patterns:
            if hasattr(each, "url_patterns"):
                yield from named(each.url_patterns)
            elif getattr(getattr(each.callback, "access", None), "permit", "") == PUBLIC:
                yield each.name

    public = set(named(get_resolver().url_patterns))
    left_out = {name for name in public if any(re.fullmatch(each, name) for each in LEFT_OUT)}
    taken = {name for name in public if is_exported(name)}
    assert (public - left_out - taken, left_out & taken) == (set(), set())
    assert public >= GUIDE


def test_a_link_checker_finds_nothing_dead_and_nothing_that_is_asked_for_elsewhere(whole: Path) -> None:
    with crawling.served(whole) as site:
        walk = crawling.walk(site)
    assert (walk.dead, walk.requested) == ([], set())
    # Lists narrowed by several things at once are asked of the register itself.
    assert {each for each in walk.outside if "&" not in each} <= {f"{BASE}/verify", "https://council.example/r/"}
    assert len(walk.pages) > 60


def test_an_address_as_it_was_printed_is_there_and_in_each_language(whole: Path) -> None:
    assert {f"{each}{PAGE}" for each in ("", "ru/", "es/", "en/")} <= files(whole)
    titles = [re.findall(r'<h1 class="title">([^<]*)', (whole / each / PAGE).read_text()) for each in ("", "es", "en")]
    assert titles == [["О тёмном небе"], ["Sobre el cielo oscuro"], ["О тёмном небе"]]


def test_two_languages_side_by_side_are_a_page_of_their_own(whole: Path) -> None:
    beside = (whole / "ru/b/council/r/xiv-1/with/es/index.html").read_text()
    assert "Sobre el cielo oscuro" in beside and "О тёмном небе" in beside
    assert 'href="../../"' in beside


def test_papers_lie_beside_the_text_under_their_names(whole: Path) -> None:
    page = (whole / "es" / PAGE).read_text()
    assert 'href="../../../../../b/council/r/xiv-1/pdf/in/es/paper.es.pdf"' in page
    assert (whole / "b/council/r/xiv-1/pdf/in/es/paper.es.pdf").read_bytes().startswith(b"pdf es ")
    assert (whole / "b/council/r/xiv-1/bundle/paper.zip").exists()


def test_whole_addresses_are_those_at_which_it_will_be_read(whole: Path) -> None:
    page = (whole / "ru" / PAGE).read_text()
    assert f'<link rel="canonical" href="{BASE}/b/council/r/xiv-1/">' in page
    assert f'<meta property="og:image" content="{BASE}/ru/b/council/r/xiv-1/card.png">' in page
    assert (whole / "ru/b/council/r/xiv-1/card.png").read_bytes().startswith(b"\x89PNG")
    assert f"{BASE}/b/council/r/xiv-1/" in (whole / "sitemap-1.xml").read_text()
    assert f'href="{BASE}/ru/b/council/r/xiv-1/"' in (whole / "ru/feeds/b/council.atom").read_text()


def test_what_needs_a_server_is_left_out(whole: Path) -> None:
    everything = "".join((whole / each).read_text() for each in files(whole) if each.endswith(".html"))
    assert re.findall(r'method="post"|csrfmiddlewaretoken|/accounts/|/desk/', everything) == []
    assert "plenaria verify" in (whole / "en/verify/index.html").read_text()


def test_the_policy_of_a_page_stands_in_it(whole: Path) -> None:
    head = (whole / "index.html").read_text().partition("</head>")[0]
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', head)
    assert len(policy) == 1
    assert "default-src &#x27;self&#x27;" in policy[0] and "frame-ancestors" not in policy[0]


def test_the_page_of_what_is_not_there_works_at_any_depth(whole: Path) -> None:
    missing = (whole / "404.html").read_text()
    assert 'href="/texts/static/plenaria/register.css"' in missing
    assert re.findall(r'(?:href|src|action)="(?!/texts/|#|https://register.example/texts)([^"]*)"', missing) == []


def test_of_a_body_only_it_and_those_below_are_there(sitting: Sitting, tmp_path: Path) -> None:
    made(tmp_path, body="council")
    bodies = {each.split("/")[1] for each in files(tmp_path) if each.startswith("b/")}
    assert bodies == {"council", "valley"}
    assert "abroad" not in (tmp_path / "en/index.html").read_text()
    assert "abroad" not in (tmp_path / "sitemap-1.xml").read_text()
    assert "abroad" not in (tmp_path / "en/search/index.html").read_text()
    assert json.loads((tmp_path / "find/index.js").read_text().partition(",")[2][:-3])["bodies"].keys() == bodies
    with crawling.served(tmp_path) as site:
        assert crawling.walk(site).dead == []


def test_only_the_languages_that_were_asked_for_are_there(sitting: Sitting, tmp_path: Path) -> None:
    made(tmp_path, languages=("es",))
    assert not (tmp_path / "ru").exists() and not (tmp_path / "en").exists()
    page = (tmp_path / PAGE).read_text()
    assert 'lang="es"' in page and 'href="../../../../es/b/council/r/xiv-1/in/ru/"' in page
    with crawling.served(tmp_path) as site:
        assert crawling.walk(site).dead == []


def test_links_can_name_files_for_a_disk(sitting: Sitting, tmp_path: Path) -> None:
    made(tmp_path, by_file=True, **SMALL)
    page = (tmp_path / "es" / PAGE).read_text()
    assert re.findall(r'(?<=href=")(?!https?:)[^"]*/(?=["#])', page) == []
    assert 'href="../../index.html"' in page


def test_what_is_the_same_is_not_written_again(sitting: Sitting, tmp_path: Path) -> None:
    first = made(tmp_path, **SMALL)
    when = {each: (tmp_path / each).stat().st_mtime_ns for each in files(tmp_path) - {MEMORY}}
    again = made(tmp_path, afresh=True, **SMALL)
    assert (again.written, again.removed, again.files) == (0, 0, first.files)
    assert when == {each: (tmp_path / each).stat().st_mtime_ns for each in files(tmp_path) - {MEMORY}}


def test_a_new_resolution_is_added_and_what_is_gone_is_removed(sitting: Sitting, tmp_path: Path) -> None:
    made(tmp_path, **SMALL)
    (tmp_path / "CNAME").write_text("register.example")
    before = files(tmp_path)
    builders.published_text(sitting, number="XIV/3")
    summary = made(tmp_path, **SMALL)
    after = files(tmp_path)
    assert "b/council/r/xiv-3/index.html" in after - before
    assert {each.split("/")[0] for each in before - after} == {"find"}
    assert summary.removed == len(before - after)
    made(tmp_path, languages=("es",), body="valley")
    assert {each.split("/")[1] for each in files(tmp_path) if each.startswith("b/")} == {"valley"}
    assert (tmp_path / "CNAME").exists()


def test_an_interrupted_run_is_taken_up_where_it_stopped(sitting: Sitting, tmp_path: Path) -> None:
    whole, folder, heard = tmp_path / "whole", tmp_path / "folder", list[str]()
    made(whole, **SMALL)

    def interrupt(done: Done, total: int) -> None:
        heard.append(done.unit)
        if len(heard) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made(folder, say=interrupt, **SMALL)
    with (folder / MEMORY).open("a") as memory:
        # Killed in the middle of a line.
        memory.write('{"unit": "/b/coun')
    again = list[str]()
    made(folder, say=lambda done, total: again.append(done.unit) if done.written else None, **SMALL)
    assert set(heard).isdisjoint(again)
    assert files(folder) == files(whole)


def test_a_folder_with_something_else_is_left_alone(sitting: Sitting, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(NotAnExport):
        made(tmp_path)
    assert files(tmp_path) == {"mine.txt"}


def test_two_runs_do_not_write_into_one_folder(sitting: Sitting, tmp_path: Path) -> None:
    with Folder(tmp_path).alone(), pytest.raises(Busy):
        made(tmp_path)


def test_a_page_that_fails_stays_as_it_was_and_is_told(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, **SMALL)
    before = (tmp_path / PAGE).read_text()

    def broken(*_: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr(published, "published", broken)
    summary = made(tmp_path, afresh=True, **SMALL)
    assert "/es/b/council/r/xiv-1/: 500" in summary.problems
    assert (tmp_path / PAGE).read_text() == before


def test_nothing_that_the_public_may_not_see_is_in_it(sitting: Sitting, tmp_path: Path) -> None:
    """A text under debate, and the name of a person who holds no office."""
    builders.debated_text(sitting, clauses=9)
    builders.person("Hidden Person", sitting.body, "delegate")
    made(tmp_path, **SMALL)
    everything = b"".join((tmp_path / each).read_bytes() for each in files(tmp_path))
    assert "Пункт 9" not in everything.decode("utf-8", "replace")
    assert b"Hidden Person" not in everything


def test_where_something_was_before_leads_to_where_it_is(sitting: Sitting, tmp_path: Path) -> None:
    builders.done(addresses.move_body(actor=MACHINE, at=AT, body=sitting.body, slug="assembly"))
    made(tmp_path, languages=("es",), body="assembly")
    moved = (tmp_path / "es/b/council/r/xiv-1/index.html").read_text()
    there = "../../../assembly/r/xiv-1/"
    assert f'<meta http-equiv="refresh" content="1; url={there}">' in moved
    assert f'<link rel="canonical" href="{there}">' in moved
    assert (tmp_path / "es/b/assembly/r/xiv-1/index.html").exists()
    with crawling.served(tmp_path) as site:
        assert crawling.walk(site, "/es/b/council/").dead == []
