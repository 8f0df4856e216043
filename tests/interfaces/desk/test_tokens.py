"""Tokens at the desk: a new one is seen once, a wrong form loses nothing, and one is revoked only after a question."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from plenaria.core.permits import Actor
from plenaria.store.models import ApiToken
from plenaria.store.queries import api_tokens
from tests import builders
from tests.builders import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> str:
    return builders.body()


@pytest.fixture
def secretary(body: str) -> Actor:
    return builders.person("Ann", body, "secretary", email="ann@council.example")


def form(**changed: object) -> dict[str, object]:
    last = (datetime.now(UTC) + timedelta(days=90)).date()
    return {"name": "The board", "scopes": ["read:members"], "last_day": last.isoformat(), **changed}


def test_a_new_token_is_shown_once(client: Client, body: str, secretary: Actor) -> None:
    logged_in(client, secretary)
    response = client.post(f"/desk/b/{body}/tokens", form(below="on"))
    shown = re.search(r"plenaria_\w{8}_\w{32}", response.content.decode())
    assert shown is not None
    assert (response.status_code, "no-store" in response["Cache-Control"]) == (201, True)
    token = api_tokens.bearer(shown[0], datetime.now(UTC))
    assert token is not None
    assert (token.name, token.scopes, token.includes_below) == ("The board", ("read:members",), True)
    assert token.last_day.isoformat() == form()["last_day"]
    again = client.get(f"/desk/b/{body}/tokens").content.decode()
    assert (shown[0] in again, token.prefix in again) == (False, True)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"scopes": []}, "What it may do"),
        ({"last_day": "2020-01-01"}, "A token ends after today and within 400 days."),
        ({"scopes": ["write:everything"]}, "write:everything"),
    ],
)
def test_what_was_typed_wrongly_comes_back(
    client: Client, body: str, secretary: Actor, changed: dict[str, object], said: str
) -> None:
    logged_in(client, secretary)
    response = client.post(f"/desk/b/{body}/tokens", form(**changed))
    page = response.content.decode()
    assert (response.status_code, said in page, 'value="The board"' in page) == (422, True, True)
    assert ApiToken.objects.count() == 0


def test_it_is_asked_before_a_token_is_revoked(client: Client, body: str, secretary: Actor) -> None:
    logged_in(client, secretary)
    client.post(f"/desk/b/{body}/tokens", form())
    token = ApiToken.objects.get()
    address = f"/desk/tokens/{token.id}/revoke"
    assert "cannot be undone" in client.get(address).content.decode()
    assert client.post(address).headers["Location"] == f"/desk/b/{body}/tokens"
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert client.post(address).status_code == 409
    assert "revoked" in client.get(f"/desk/b/{body}/tokens").content.decode()


def test_nobody_else_makes_or_revokes_one(client: Client, body: str, secretary: Actor) -> None:
    logged_in(client, secretary)
    client.post(f"/desk/b/{body}/tokens", form())
    token = ApiToken.objects.get()
    other = builders.body("other")
    for role, there in (("chair", body), ("secretary", other)):
        stranger = builders.person("Eve", there, role, email=f"{role}@other.example")
        logged_in(client, stranger)
        for answer in (
            client.get(f"/desk/b/{body}/tokens"),
            client.post(f"/desk/b/{body}/tokens", form()),
            client.post(f"/desk/tokens/{token.id}/revoke"),
        ):
            assert answer.status_code == 403
    assert client.get("/desk/tokens/none/revoke").status_code == 404
    assert ApiToken.objects.filter(revoked_at=None).count() == 1
