"""Tokens of the API: made for a body, used, taken back (what they are: ``core.api_tokens``)."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import Q

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.api_tokens import LONGEST, SCOPES, written
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store.models import ApiToken, Body
from plenaria.store.models.fields import ALPHABET

PREFIX, SECRET = 8, 32
"""Characters of its beginning, by which it is known, and of what nobody can guess (160 bits)."""
NOTED_AGAIN_AFTER = timedelta(hours=1)


def make_token(
    *,
    actor: Actor,
    at: datetime,
    body: str,
    name: str,
    scopes: Sequence[str],
    expires_at: datetime,
    includes_below: bool = False,
) -> Receipt | Refusal:
    """Make a token of a body; the whole of it is in ``Receipt.secret`` and kept nowhere.

    Refused: ``body-unknown``, ``token-name-missing``, ``scope-unknown``, ``scope-missing``, ``token-days-unfit``.
    """

    def load() -> tuple[Body, Where] | Refusal:
        row = Body.objects.filter(id=body).first()
        return (row, Where(body=body)) if row else unacceptable("body-unknown")

    def decide(_: Body) -> bool | Refusal:
        if not name.strip():
            return unacceptable("token-name-missing")
        if not scopes:
            return unacceptable("scope-missing")
        unknown = sorted(set(scopes) - set(SCOPES))
        if unknown:
            return unacceptable("scope-unknown", scope=unknown[0][:40])
        return at < expires_at <= at + LONGEST or unacceptable("token-days-unfit", limit=LONGEST.days)

    def write(deed: Deed, row: Body, decision: bool) -> str:
        prefix, secret = _random(PREFIX), _random(SECRET)
        deed.secret = written(prefix, secret)
        token = ApiToken.objects.create(
            body=row,
            includes_below=includes_below,
            name=name.strip()[:80],
            prefix=prefix,
            sha256=sha256(deed.secret.encode()).hexdigest(),
            scopes=[each for each in SCOPES if each in scopes],
            made_by_id=actor.person,
            made_at=at,
            expires_at=expires_at,
        )
        deed.record(
            "token-made",
            token.id,
            name=token.name,
            prefix=prefix,
            scopes=list(token.scopes),
            below="yes" if includes_below else "no",
            expires=expires_at.isoformat(timespec="seconds"),
        )
        return token.id

    return perform(actor=actor, verb="tokens.make", at=at, load=load, decide=decide, write=write)


def revoke_token(*, actor: Actor, at: datetime, token: str) -> Receipt | Refusal:
    """Take a token back: it opens nothing from now on. Refused: ``token-unknown``, ``token-revoked``."""

    def load() -> tuple[ApiToken, Where] | Refusal:
        row = ApiToken.objects.select_for_update().filter(id=token).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("token-unknown")

    def decide(row: ApiToken) -> bool | Refusal:
        return row.revoked_at is None or conflict("token-revoked")

    def write(deed: Deed, row: ApiToken, decision: bool) -> str:
        row.revoked_at = at
        row.save(update_fields=("revoked_at",))
        deed.record("token-revoked", row.id, name=row.name, prefix=row.prefix)
        return row.id

    return perform(actor=actor, verb="tokens.make", at=at, load=load, decide=decide, write=write)


def note_use(*, at: datetime, token: str) -> None:
    """Remember that a token is in use: once an hour, for it is nothing that the journal tells."""
    lately = Q(last_used_at=None) | Q(last_used_at__lt=at - NOTED_AGAIN_AFTER)
    ApiToken.objects.filter(lately, id=token).update(last_used_at=at)


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
