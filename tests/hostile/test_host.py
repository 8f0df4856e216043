"""Links come from the settings, never from what a request says that this site is called."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from plenaria.interfaces.kit.access import PUBLIC
from tests.hostile.walking import walked
from tests.interfaces.test_access import World

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

OTHER = "testserver"
"""A host that this installation answers to, and which is not in the address that it is known by."""
FORWARDED = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Server": "evil.example", "Forwarded": "host=evil.example"}
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "127.0.0.1@evil.example"]
)
def test_a_host_that_is_not_ours_is_refused(client: Client, host: str) -> None:
    for path in ("/", "/accounts/login/", "/sitemap.xml", "/api/v1/", "/oparl/v1.1/system"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 400, path
        assert b"evil.example" not in answer.content


def test_no_public_page_says_what_the_request_called_us(world: World) -> None:
    """Else whoever asked first would decide what is kept for all who come after."""
    assert OTHER not in settings.BASE_URL
    client, found = Client(), {}
    for address, path in walked(world):
        if address.access is None or address.access.permit != PUBLIC:
            continue
        answer: Any = client.get(path, headers={"Host": OTHER, **FORWARDED})
        said = b"" if answer.streaming else answer.content
        told = str(answer.headers)
        if OTHER.encode() in said or b"evil.example" in said or OTHER in told or "evil.example" in told:
            found[path] = answer.status_code
    assert found == {}


def test_a_page_is_the_same_whatever_it_is_called(world: World) -> None:
    """The pages of the register, for which a shared cache would keep one answer."""
    found = []
    for _address, path in walked(world, "register-", "feed-", "calendar-", "oparl-", "sitemap"):
        one, other = (
            Client().get(path, headers={"Host": host, "X-Forwarded-Proto": proto, **more})
            for host, proto, more in (("127.0.0.1", "http", {}), (OTHER, "https", FORWARDED))
        )
        if one.streaming or other.streaming:
            continue
        if _TOKEN.sub(b"", one.content) != _TOKEN.sub(b"", other.content):
            found.append(path)
    assert found == []
