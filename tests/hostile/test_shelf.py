"""Pages that are kept for everybody: whoever asks first, in whatever odd way, decides nothing for who comes after."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from plenaria.interfaces.kit import kept
from tests.hostile.walking import walked
from tests.interfaces.test_access import World

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

ODD = {
    "HX-Request": "true",
    "HX-Target": "main",
    "X-Requested-With": "XMLHttpRequest",
    "Accept": "application/json",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "/evil",
    "X-Script-Name": "/evil",
    "X-Original-URL": "/desk/",
    "X-HTTP-Method-Override": "DELETE",
    "Accept-Language": "es",
    "Cookie": "django_language=es; theme=evil",
}
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


@pytest.mark.parametrize("method", ["get", "head"])
def test_who_asks_first_shapes_nothing(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    settings.PAGES_KEPT = 5_000_000
    # What the pages of a body share is kept until something is told, and between two tests nothing is.
    monkeypatch.setattr("plenaria.interfaces.register.bodies._known", dict)
    shelved, found = 0, []
    for _address, path in walked(world, "register"):
        plain = f"/ru{path}"
        monkeypatch.setattr(kept, "shelf", kept.Shelf())
        alone = Client().get(plain)
        if alone.streaming or alone.status_code != 200:
            continue
        monkeypatch.setattr(kept, "shelf", kept.Shelf())
        getattr(Client(), method)(plain, headers=ODD)
        first = len(kept.shelf._pages)
        after = Client().get(plain)
        shelved += first
        same = _TOKEN.sub(b"", after.content) == _TOKEN.sub(b"", alone.content)
        if not same or after["Content-Type"] != alone["Content-Type"] or b"evil" in after.content:
            found.append(path)
    assert found == []
    assert shelved > 5
