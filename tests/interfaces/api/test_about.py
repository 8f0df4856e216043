"""The page about the API: every operation and every object is there, and every link on it leads somewhere."""

import re

import pytest
from django.test import Client

from plenaria.interfaces.api.v1.operations import OPERATIONS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "es", "ru"])
def test_every_operation_is_there_and_every_object_is_described(client: Client, language: str) -> None:
    page = client.get(f"/{language}/api/").content.decode()
    assert [each.path for each in OPERATIONS if f"<code>{each.method} /api/v1/{each.path}</code>" not in page] == []
    anchors = set(re.findall(r' id="([^"]+)"', page))
    assert sorted({each for each in re.findall(r'href="#([^"]+)"', page) if each not in anchors}) == []


def test_the_address_of_a_problem_leads_to_its_words(client: Client) -> None:
    told = client.get("/api/v1/bodies/none").json()
    page = client.get("/api/").content.decode()
    assert f'id="{told["type"].partition("#")[2]}"' in page
    assert told["detail"] in page


def test_the_register_leads_there(client: Client) -> None:
    assert 'href="/ru/api/"' in client.get("/ru/").content.decode()
