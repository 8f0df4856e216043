"""How any address answers: methods, forms, conditions, quotas, other origins; and what is said where it says no."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from plenaria.actions import api_tokens
from plenaria.core.permits import MACHINE
from plenaria.interfaces.api.v1 import clients
from plenaria.interfaces.kit.limits import Limit
from plenaria.store.models import ApiToken
from tests import builders
from tests.builders import done, now
from tests.interfaces.api.v1 import asking
from tests.interfaces.api.v1.asking import Json

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> str:
    return builders.body()


def problem(client: Client, method: str, path: str, status: int, **more: object) -> Json:
    response = client.generic(method, f"/api/v1/{path}", **more)  # type: ignore[arg-type]
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json"), response.content
    assert response["Cache-Control"] == "no-store"
    told: Json = json.loads(response.content)
    assert told["status"] == status
    return told


def test_a_problem_is_told_in_the_reader_s_language(client: Client) -> None:
    english = problem(client, "GET", "bodies/none", 404)
    spanish = problem(client, "GET", "bodies/none", 404, headers={"Accept-Language": "es"})
    assert english == {
        "type": "http://127.0.0.1:8000/api/#api-not-found",
        "status": 404,
        "title": "Not found",
        "detail": "There is nothing at this address, or nothing that may be seen with this token.",
        "code": "api-not-found",
        "errors": [],
    }
    assert (spanish["code"], spanish["status"]) == ("api-not-found", 404)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("bodies?limit=0", "api-parameter-unfit"),
        ("bodies?limit=501", "api-parameter-unfit"),
        ("bodies?limit=5.0", "api-parameter-unfit"),
        ("bodies?limit=%D9%A5", "api-parameter-unfit"),
        ("bodies?limit=1&limit=2", "api-parameter-unfit"),
        ("bodies?level=galactic", "api-parameter-unfit"),
        ("bodies?parent=%00", "api-parameter-unfit"),
        ("bodies?parent=", "api-parameter-unfit"),
        ("bodies?modified_since=yesterday", "api-parameter-unfit"),
        ("bodies?modified_since=5", "api-parameter-unfit"),
        ("bodies?modified_since=2026-01-01", "api-parameter-unfit"),
        ("bodies?modified_since=2026-01-01T00:00:00", "api-parameter-unfit"),
        ("bodies?modified_since=0001-01-01T00:00:00%2B10:00", "api-parameter-unfit"),
        ("bodies?after=bm9uZQ", "api-parameter-unfit"),
        ("bodies?after=%21", "api-parameter-unfit"),
        ("publications?after=MjAyNi0wMS0wMVQwMDowMDowMHxh", "api-parameter-unfit"),
        ("resolutions?below=yes", "api-parameter-unfit"),
        ("resolutions?adopted_since=2026-02-30", "api-parameter-unfit"),
        ("resolutions?bdoy=abc", "api-parameter-unknown"),
    ],
)
def test_a_parameter_that_is_not_understood_is_not_passed_over(client: Client, path: str, code: str) -> None:
    told = problem(client, "GET", path, 400)
    assert told["code"] == code
    assert path.partition("?")[2].partition("=")[0] in told["detail"]


def test_a_moment_may_come_with_a_plus_that_was_not_escaped(client: Client, body: str) -> None:
    assert len(asking.get(client, "bodies?modified_since=2026-05-09T16:03:00+02:00")["data"]) == 1
    assert asking.get(client, "bodies?modified_since=2026-05-09T14:03:01Z")["data"] == []
    assert len(asking.get(client, "bodies?modified_since=2026-05-08T14:03:00-16:32")["data"]) == 1


def test_what_is_no_address_is_told_as_a_problem(client: Client) -> None:
    for path in ("nothing", "bodies/", "bodies/a/b", "bodies/%00", "../api/v1/x"):
        problem(client, "GET", path, 404)


def test_methods(client: Client, body: str) -> None:
    path = f"/api/v1/bodies/{body}"
    whole, head = client.get(path), client.head(path)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])
    assert head["Content-Length"] == str(len(whole.content))
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE"):
        response = client.generic(method, path)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    options = client.options("/api/v1/parties")
    assert (options.status_code, options["Allow"], options.content) == (204, "GET, POST, HEAD, OPTIONS", b"")


def test_only_json_is_answered_and_taken(client: Client, body: str) -> None:
    for accept, status in (
        ("application/json", 200),
        ("*/*", 200),
        ("text/html, application/*;q=0.5", 200),
        ("text/html", 406),
        ("application/xml", 406),
    ):
        assert client.get("/api/v1/bodies", headers={"Accept": accept}).status_code == status
    them = asking.bearer(body, "write:parties")
    for kind, status in (("text/plain", 415), ("application/xml", 415), ("application/json; charset=utf-8", 422)):
        response = client.post("/api/v1/parties", "{}", content_type=kind, headers=them)
        assert response.status_code == status
        assert response.headers.get("Accept") == ("application/json" if status == 415 else None)


@pytest.mark.parametrize(
    ("sent", "status", "pointer"),
    [
        (b" ", 400, None),
        (b"{", 400, None),
        (b"\xff", 400, None),
        (b'{"names": {"en": "\\ud800"}}', 400, None),
        (b"[" * 60_000, 400, None),
        (b"{}", 422, "/body"),
        (b"[]", 422, ""),
        (b'{"body": "a", "names": {"en": "x\\u0000"}, "language": "en"}', 422, "/names/en"),
        (b'{"body": "a", "names": {}, "language": "en"}', 422, "/names"),
        (b'{"body": "a", "names": {"en": "x"}, "language": "en", "more": 1}', 422, "/more"),
        (b'{"body": "a", "names": {"en": "x"}, "language": "en", "address": ["x", 5]}', 422, "/address/1"),
        (b" " * 65_537, 413, None),
    ],
)
def test_what_was_sent_is_read_with_care(
    client: Client, body: str, sent: bytes, status: int, pointer: str | None
) -> None:
    them = asking.bearer(body, "write:parties")
    told = problem(client, "POST", "parties", status, data=sent, content_type="application/json", headers=them)
    assert [each["pointer"] for each in told["errors"]] == ([] if pointer is None else [pointer])


def test_what_has_not_changed_is_not_sent_again(client: Client, body: str) -> None:
    path = f"/api/v1/bodies/{body}"
    first = client.get(path)
    assert (first["Last-Modified"], first["Cache-Control"]) == ("Sat, 09 May 2026 14:03:00 GMT", "public, max-age=60")
    for headers in (
        {"If-None-Match": first["ETag"]},
        {"If-None-Match": f'"other", W/{first["ETag"]}'},
        {"If-Modified-Since": first["Last-Modified"]},
    ):
        again = client.get(path, headers=headers)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert again["Access-Control-Allow-Origin"] == "*"
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get(path, headers={"If-Modified-Since": "Fri, 08 May 2026 14:03:00 GMT"}).status_code == 200
    assert "Last-Modified" not in client.get("/api/v1/bodies").headers


def test_pages_of_other_origins_read_what_is_public_and_nothing_else(client: Client, body: str) -> None:
    public = client.get("/api/v1/bodies", headers={"Origin": "https://elsewhere.example"})
    assert (public["Access-Control-Allow-Origin"], "Access-Control-Allow-Credentials" in public.headers) == ("*", False)
    assert "ETag" in public["Access-Control-Expose-Headers"]
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    preflight = client.options("/api/v1/parties", headers=asked)
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Authorization" not in preflight["Access-Control-Allow-Headers"]
    with_token = client.get("/api/v1/bodies", headers=asking.bearer(body, "read:members"))
    assert "Access-Control-Allow-Origin" not in with_token.headers
    assert with_token["Cache-Control"] == "private, no-cache"
    assert {"Accept", "Authorization"} <= {each.strip() for each in with_token["Vary"].split(",")}


def test_a_token_that_is_none_is_refused_even_for_what_is_public(client: Client, body: str) -> None:
    spent = asking.token(body, "read:members")
    ApiToken.objects.filter(id=spent.subject).update(expires_at=now())
    revoked = asking.token(body, "read:members")
    done(api_tokens.revoke_token(actor=MACHINE, at=now(), token=revoked.subject))
    for given in ("Bearer x", f"Bearer {spent.secret}", f"Bearer {revoked.secret}", "Basic YTpi", "Bearer", ""):
        response = client.get("/api/v1/bodies", headers={"Authorization": given})
        assert (response.status_code, response.json()["code"]) == (401, "api-token-invalid")
        assert response["WWW-Authenticate"] == 'Bearer realm="plenaria", error="invalid_token"'


def test_each_right_is_asked_for(client: Client, body: str) -> None:
    assert client.get("/api/v1/parties")["WWW-Authenticate"] == 'Bearer realm="plenaria"'
    refused = client.get("/api/v1/parties", headers=asking.bearer(body, "write:parties"))
    assert (refused.status_code, refused.json()["code"]) == (403, "api-scope")
    assert 'error="insufficient_scope", scope="read:members"' in refused["WWW-Authenticate"]
    assert client.get("/api/v1/parties", headers=asking.bearer(body, "read:members")).status_code == 200


def test_a_token_remembers_its_last_use_to_the_hour(client: Client, body: str) -> None:
    token = asking.token(body, "read:members")
    for _ in range(2):
        client.get("/api/v1/bodies", headers={"Authorization": f"Bearer {token.secret}"})
    used = ApiToken.objects.get(id=token.subject).last_used_at
    assert used is not None
    assert datetime.now(UTC) - used < timedelta(minutes=5)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Quotas of two for an address and three for a token, and a clock that stands still."""
    monkeypatch.setattr(clients, "anonymous", Limit(2, 30.0, lambda: 0.0))
    monkeypatch.setattr(clients, "known", Limit(3, 20.0, lambda: 0.0))
    yield


def test_who_asks_too_often_is_told_when_to_go_on(client: Client, body: str, small: None) -> None:
    told = [client.get("/api/v1/bodies") for _ in range(3)]
    assert [each.status_code for each in told] == [200, 200, 429]
    assert [each["RateLimit"] for each in told] == ['"address";r=1;t=30', '"address";r=0;t=60', '"address";r=0;t=60']
    assert {each["RateLimit-Policy"] for each in told} == {'"address";q=2;w=60'}
    assert (told[2]["Retry-After"], told[2].json()["code"]) == ("30", "api-too-many")
    # Another address, and a token, have quotas of their own.
    assert client.get("/api/v1/bodies", REMOTE_ADDR="192.0.2.7").status_code == 200
    them = asking.bearer(body, "read:members")
    with_token = [client.get("/api/v1/bodies", headers=them) for _ in range(4)]
    assert [each.status_code for each in with_token] == [200, 200, 200, 429]
    assert with_token[0]["RateLimit"] == '"token";r=2;t=20'


def test_who_guesses_tokens_is_slowed_down(client: Client, small: None) -> None:
    guess = {"Authorization": "Bearer plenaria_aaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}
    assert [client.get("/api/v1/bodies", headers=guess).status_code for _ in range(3)] == [401, 401, 429]
    assert client.get("/api/v1/bodies").status_code == 429


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "6.6.6.6, 203.0.113.9", "192.0.2.1", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 198.51.100.2", "192.0.2.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "nonsense", "192.0.2.1", "unknown"),
        (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (0, "", "::ffff:192.0.2.1", "192.0.2.1"),
    ],
)
def test_whose_address_counts(
    rf: object, settings: object, proxies: int, forwarded: str, remote: str, expected: str
) -> None:
    settings.PROXIES = proxies  # type: ignore[attr-defined]
    request = rf.get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR=remote)  # type: ignore[attr-defined]
    assert clients.address(request) == expected


def test_a_session_counts_for_nothing(client: Client, body: str) -> None:
    secretary = builders.person("Ann", body, "secretary", email="ann@council.example")
    builders.logged_in(client, secretary)
    assert client.get("/api/v1/parties").status_code == 401
    sent = json.dumps({"body": body, "names": {"en": "x"}, "language": "en"})
    assert client.post("/api/v1/parties", sent, content_type="application/json").status_code == 401
