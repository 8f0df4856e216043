"""Nobody is sent to another site: not by ``next``, not by an address with two slashes, not by a change of language."""

from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.test import Client

from tests.hostile.judging import scheme
from tests.hostile.walking import walked
from tests.interfaces.test_access import HOME, World

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "http:evil.example/",
    "https:///evil.example/",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,evil",
    "/\t/evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
)
BEFORE = ("", "/ru", "/en")


def leads(answer: Any) -> str:
    """Where an answer sends its reader, or nothing."""
    return str(answer.headers.get("Location", "") if 300 <= answer.status_code < 400 else "")


def stays(location: str) -> bool:
    """Whether a browser stays with this site: it takes ``\\`` for ``/`` and leaves out tabs (WHATWG URL, 4.4)."""
    seen = "".join(sign for sign in location if sign not in "\t\r\n").replace("\\", "/").strip()
    return scheme(seen) in ("", "http", "https") and urlsplit(seen).netloc in ("", "testserver")


@pytest.mark.parametrize("target", ELSEWHERE)
@pytest.mark.parametrize("before", BEFORE)
def test_a_path_that_looks_like_another_site_leads_nowhere(client: Client, before: str, target: str) -> None:
    for path in (before + "/" + target, before + "/" + quote(target), f"{before}/{quote(target)}b/council"):
        answer = client.get(path)
        assert stays(leads(answer)), (path, leads(answer))


@pytest.mark.parametrize("target", ELSEWHERE)
@pytest.mark.parametrize("name", ["next", "return", "back", "url"])
def test_no_log_in_leads_elsewhere(client: Client, world: World, name: str, target: str) -> None:
    asked = f"?{name}={quote(target)}"
    _, ann = world.actors[f"secretary {HOME}"]
    for who, path in ((client, "/accounts/login/"), (ann, "/accounts/login/"), (ann, "/enter/none")):
        for answer in (who.get(path + asked), who.post(path + asked, {name: target, "email": "nobody@home.example"})):
            assert stays(leads(answer)), (path, leads(answer))


@pytest.mark.parametrize("who", ["public", f"secretary {HOME}", f"seat {HOME}"])
def test_no_address_leads_where_a_question_says(world: World, who: str) -> None:
    _, client = world.actors[who]
    asked = "&".join(f"{name}={quote('//evil.example/')}" for name in ("next", "return", "back", "url", "to", "from"))
    found = {}
    for _address, path in walked(world):
        answer = client.get(f"{path}&{asked}", headers={"Referer": "https://evil.example/"})
        if not stays(leads(answer)):
            found[path] = leads(answer)
    assert found == {}
