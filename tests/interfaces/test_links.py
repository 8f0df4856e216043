"""No page leads its reader where there is nothing, or where they may not go."""

import re
from collections import deque
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from django.test import Client

from tests.interfaces.test_access import HOME, World, world

assert world  # the fixture, used below by its name
# Every address is asked for on both engines by test_access; what is looked at here is the pages' links.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

MOST = 150
"""Pages followed for each reader; the world of the test has fewer that differ."""
LINK = re.compile(r'(?:href|src)="([^"]+)"')
READERS = [
    "public",
    *(f"{role} {HOME}" for role in ("administrator", "secretary", "chair", "clerk", "teller", "owner")),
]


def follow(client: Client, start: list[str]) -> tuple[int, list[str]]:
    """How many pages answered, and the links that did not: which, from where, and the status."""
    waiting, seen, broken = deque((each, "start") for each in start), set(), []
    while waiting and len(seen) < MOST:
        url, origin = waiting.popleft()
        if url in seen or not url.startswith("/") or url.startswith("/static/"):
            continue
        seen.add(url)
        answer: Any = client.get(url)
        if answer.status_code >= 400:
            broken.append(f"{answer.status_code} {url} from {origin}")
        elif answer.status_code in (301, 302):
            waiting.append((urljoin(url, answer["Location"]), url))
        elif answer["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            waiting.extend((urldefrag(urljoin(url, unescape(link)))[0], url) for link in LINK.findall(page))
    return len(seen), broken


@pytest.mark.parametrize("who", READERS)
def test_every_link_leads_somewhere(world: World, who: str) -> None:
    _, client = world.actors[who]
    start = ["/"] if who == "public" else ["/", "/desk/", "/me/", f"/desk/bodies/{world.body}"]
    if who in (f"owner {HOME}", f"teller {HOME}"):
        start.remove(f"/desk/bodies/{world.body}")
    pages, broken = follow(client, start)
    assert broken == []
    assert pages > len(start)
