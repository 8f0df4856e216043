"""Tokens of the API: those of a body, and whom one lets in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from django.db.models import QuerySet

from plenaria.core.api_tokens import looks_like_one
from plenaria.core.permits import Actor, Where
from plenaria.store.models import ApiToken
from plenaria.store.queries.people import below


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenView:
    """A token, as far as it is known after it was shown: its beginning, and what it is good for."""

    id: str
    body: str
    body_slug: str
    body_names: dict[str, str]
    includes_below: bool
    name: str
    prefix: str
    scopes: tuple[str, ...]
    made_by: dict[str, str]
    made_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    @property
    def last_day(self) -> date:
        """The last day on which it is good, by the clock of Greenwich."""
        return (self.expires_at - timedelta(seconds=1)).astimezone(UTC).date()

    def state(self, at: datetime) -> str:
        """Whether it is ``valid``, ``expired`` or ``revoked``."""
        if self.revoked_at is not None:
            return "revoked"
        return "valid" if at < self.expires_at else "expired"


def tokens_of(body: str) -> tuple[TokenView, ...]:
    """The tokens that were made for a body, the latest first."""
    return tuple(_view(row) for row in _rows().filter(body_id=body))


def tokens() -> tuple[TokenView, ...]:
    """All tokens of the installation, the latest first."""
    return tuple(_view(row) for row in _rows())


def token(token_id: str) -> TokenView | None:
    """One of them."""
    row = _rows().filter(id=token_id).first()
    return None if row is None else _view(row)


def token_with_prefix(prefix: str) -> TokenView | None:
    """The token that begins so."""
    row = _rows().filter(prefix=prefix).first()
    return None if row is None else _view(row)


def bearer(secret: str, at: datetime) -> TokenView | None:
    """The token that this is, while it is valid."""
    if not looks_like_one(secret):
        return None
    row = _rows().filter(sha256=sha256(secret.encode()).hexdigest()).first()
    view = None if row is None else _view(row)
    return view if view is not None and view.state(at) == "valid" else None


def actor(of: TokenView) -> Actor:
    """Who acts with a token: nobody in person, and in its bodies no more than it is good for."""
    bodies = [of.body, *(below(of.body) if of.includes_below else ())]
    return Actor(token=of.id, scopes=frozenset((scope, body) for scope in of.scopes for body in bodies))


def where_of_token(token_id: str) -> Where | None:
    """Where it is acted on; nothing where there is none."""
    body = ApiToken.objects.filter(id=token_id).values_list("body_id", flat=True).first()
    return None if body is None else Where(body=body)


def _rows() -> QuerySet[ApiToken]:
    return ApiToken.objects.select_related("body", "made_by")


def _view(row: ApiToken) -> TokenView:
    return TokenView(
        id=row.id,
        body=row.body_id,
        body_slug=row.body.slug,
        body_names=row.body.names,
        includes_below=row.includes_below,
        name=row.name,
        prefix=row.prefix,
        scopes=tuple(row.scopes),
        made_by=row.made_by.names if row.made_by else {},
        made_at=row.made_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )
