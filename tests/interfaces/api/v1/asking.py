"""A small world that programs ask about, and how they ask."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from plenaria.actions import agenda, api_tokens, dispatches
from plenaria.actions._perform import Receipt
from plenaria.core.permits import MACHINE, Actor
from tests import builders, followed
from tests.builders import AT, Sitting, done, now
from tests.replay import replayed

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class World:
    """A council with a club below it; a published resolution with its plan, its letters and two votes; and a stranger
    body beside them."""

    body: str
    club: str
    stranger: str
    secretary: Actor
    sitting: Sitting
    resolution: str
    commitments: dict[str, str]
    """Clause number → commitment."""


@replayed
def world() -> World:
    """Built through the actions."""
    body = builders.body()
    club, stranger = builders.body("club", parent=body, level="local"), builders.body("stranger")
    secretary = builders.person("Ann", body, "secretary", email="ann@council.example")
    sitting = builders.meeting(body, secretary)
    resolution = followed.debated(sitting)
    points = [({"ru": "Открытие"}, None), ({"ru": "Резолюция"}, resolution)]
    done(agenda.set_agenda(actor=secretary, at=AT, meeting=sitting.id, items=points))
    followed.parties(body)
    builders.published_text(sitting, resolution=resolution, lost=(0,))
    commitments = followed.confirmed(sitting, resolution, secretary)
    done(dispatches.prepare_dispatches(actor=secretary, at=AT, resolution=resolution))
    return World(body, club, stranger, secretary, sitting, resolution, commitments)


def token(body: str, *scopes: str, below: bool = False) -> Receipt:
    """A token of a body that is good today."""
    made = api_tokens.make_token(
        actor=MACHINE,
        at=now(),
        body=body,
        name="A program",
        scopes=scopes,
        expires_at=now() + timedelta(days=30),
        includes_below=below,
    )
    assert isinstance(made, Receipt), made
    return made


def bearer(body: str, *scopes: str, below: bool = False) -> dict[str, str]:
    """The header field of a program with such a token."""
    return {"Authorization": f"Bearer {token(body, *scopes, below=below).secret}"}


def get(client: Client, address: str, status: int = 200, **more: Any) -> Json:
    """What is answered there."""
    parts = urlsplit(address)
    path = parts.path if parts.path.startswith("/") else f"/api/v1/{parts.path}"
    response = client.get(f"{path}?{parts.query}" if parts.query else path, **more)
    assert response.status_code == status, (address, response.status_code, response.content.decode())
    found: Json = json.loads(response.content)
    return found


def post(client: Client, path: str, sent: object, status: int = 201, **more: Any) -> Json:
    """What is answered to what was sent there."""
    response = client.post(f"/api/v1/{path}", json.dumps(sent), content_type="application/json", **more)
    assert response.status_code == status, (path, response.status_code, response.content.decode())
    found: Json = json.loads(response.content)
    return found


def walk(client: Client, address: str, **more: Any) -> list[Json]:
    """Every thing of a list, piece after piece."""
    found: list[Json] = []
    following: str | None = address
    while following:
        answer = get(client, following, **more)
        found += answer["data"]
        following = answer["next"]
    return found
