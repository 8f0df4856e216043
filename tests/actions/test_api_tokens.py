"""Tokens of the API: made, shown once, good for what they were made for, and taken back."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from plenaria.actions import api_tokens
from plenaria.actions._perform import Receipt
from plenaria.core.api_tokens import SCOPES, looks_like_one
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.store.models import ApiToken, Leaf
from plenaria.store.queries import api_tokens as queries
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


def made(body: str, *scopes: str, actor: Actor = MACHINE, below: bool = False) -> Receipt:
    result = api_tokens.make_token(
        actor=actor,
        at=AT,
        body=body,
        name="Board of the site",
        scopes=scopes or SCOPES[:1],
        expires_at=AT + MONTH,
        includes_below=below,
    )
    assert isinstance(result, Receipt), result
    return result


def test_a_token_is_shown_once_and_kept_as_its_hash() -> None:
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary")
    receipt = made(body, "write:updates", "read:members", actor=secretary)
    row = ApiToken.objects.get(id=receipt.subject)
    assert looks_like_one(receipt.secret)
    assert receipt.secret.split("_")[1] == row.prefix
    assert (row.sha256, row.scopes) == (sha256(receipt.secret.encode()).hexdigest(), ["read:members", "write:updates"])
    assert row.made_by_id == secretary.person
    told = bytes(Leaf.objects.get(kind="token-made").data)
    assert (row.prefix.encode() in told, receipt.secret.encode() in told) == (True, False)


def test_it_lets_in_while_it_is_valid() -> None:
    receipt = made(builders.body())
    view = queries.bearer(receipt.secret, AT)
    assert view is not None
    assert view.id == receipt.subject
    assert queries.bearer(receipt.secret, AT + MONTH) is None
    assert queries.bearer(receipt.secret[:-1] + "x", AT) is None
    assert queries.bearer("", AT) is None


def test_it_acts_in_its_body_alone_and_below_where_that_was_asked_for() -> None:
    body = builders.body()
    club = builders.body("club", parent=body, level="local")
    builders.body("other")
    own = queries.token(made(body).subject)
    reaching = queries.token(made(body, below=True).subject)
    assert own is not None
    assert reaching is not None
    assert queries.actor(own) == Actor(token=own.id, scopes=frozenset({("read:members", body)}))
    assert queries.actor(reaching).scopes == {("read:members", body), ("read:members", club)}


def test_a_token_that_is_revoked_opens_nothing_and_is_revoked_once() -> None:
    receipt = made(builders.body())
    done(api_tokens.revoke_token(actor=MACHINE, at=AT, token=receipt.subject))
    assert queries.bearer(receipt.secret, AT) is None
    again = api_tokens.revoke_token(actor=MACHINE, at=AT, token=receipt.subject)
    assert again == conflict("token-revoked")
    assert api_tokens.revoke_token(actor=MACHINE, at=AT, token="none") == unacceptable("token-unknown")
    assert Leaf.objects.filter(subject=receipt.subject, kind="token-revoked").count() == 1


def test_only_who_keeps_the_body_s_books_makes_and_revokes() -> None:
    body, other = builders.body(), builders.body("other")
    chair, stranger = builders.person("Bea", body, "chair"), builders.person("Cid", other, "secretary")
    refused = forbidden("not-permitted", verb="tokens.make")
    token = made(body).subject
    for actor in (chair, stranger, Actor(token=token, scopes=frozenset((scope, body) for scope in SCOPES))):
        assert attempt(body=body, actor=actor) == refused
        assert api_tokens.revoke_token(actor=actor, at=AT, token=token) == refused


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"name": " "}, unacceptable("token-name-missing")),
        ({"scopes": []}, unacceptable("scope-missing")),
        ({"scopes": ["write:everything"]}, unacceptable("scope-unknown", scope="write:everything")),
        ({"expires_at": AT}, unacceptable("token-days-unfit", limit=400)),
        ({"expires_at": AT + timedelta(days=401)}, unacceptable("token-days-unfit", limit=400)),
        ({"body": "none"}, unacceptable("body-unknown")),
    ],
)
def test_what_no_token_can_be(given: dict[str, object], refusal: Refusal) -> None:
    assert attempt(**{"body": builders.body(), **given}) == refusal


def attempt(**changed: object) -> Receipt | Refusal:
    usual = {"actor": MACHINE, "at": AT, "name": "Board", "scopes": SCOPES, "expires_at": AT + MONTH}
    return api_tokens.make_token(**{**usual, **changed})  # type: ignore[arg-type]


def test_its_use_is_noted_once_an_hour() -> None:
    token = made(builders.body()).subject
    for minutes, noted in ((0, 0), (59, 0), (61, 61)):
        api_tokens.note_use(at=AT + timedelta(minutes=minutes), token=token)
        view = queries.token(token)
        assert view is not None
        assert view.last_used_at == AT + timedelta(minutes=noted)


def test_tokens_of_a_body_are_listed_the_latest_first() -> None:
    body = builders.body()
    first = made(body)
    ApiToken.objects.filter(id=first.subject).update(made_at=AT - MONTH)
    second = made(body)
    made(builders.body("other"))
    assert [each.id for each in queries.tokens_of(body)] == [second.subject, first.subject]
    view = queries.tokens_of(body)[0]
    assert view == queries.token_with_prefix(view.prefix)
    assert view.state(AT) == "valid"
    assert replace(view, revoked_at=AT).state(AT) == "revoked"
    assert view.state(view.expires_at) == "expired"
