"""Who asks the API: a program with a token, or anybody; and how often it may.

A token comes in ``Authorization: Bearer …`` (RFC 6750) and nowhere else: neither a cookie nor an address carries one,
so no page of another site can use it. What is left of a client's quota stands in ``RateLimit`` and
``RateLimit-Policy`` (draft-ietf-httpapi-ratelimit-headers-10).
"""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from plenaria.actions.api_tokens import NOTED_AGAIN_AFTER, note_use
from plenaria.core.permits import PUBLIC, Actor
from plenaria.core.refusal import Refusal, too_many
from plenaria.interfaces.api.v1.problems import StoppedError
from plenaria.interfaces.kit.limits import Limit, Standing
from plenaria.store.queries import api_tokens

WINDOW = 60
"""Seconds in which a whole quota comes back."""
WITH_TOKEN = 4
"""A token has so many times the quota of an address."""

anonymous = Limit(settings.API_LIMIT, WINDOW / settings.API_LIMIT)
known = Limit(settings.API_LIMIT * WITH_TOKEN, WINDOW / settings.API_LIMIT / WITH_TOKEN)


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks, and what is left of their quota."""

    actor: Actor
    policy: str
    limit: Limit
    standing: Standing

    @property
    def has_token(self) -> bool:
        """Whether they came with a token."""
        return self.actor.token is not None

    def tell(self, response: HttpResponse) -> HttpResponse:
        """Say in the answer what is left."""
        response["RateLimit-Policy"] = f'"{self.policy}";q={self.limit.burst};w={WINDOW}'
        response["RateLimit"] = f'"{self.policy}";r={self.standing.left};t={self.standing.full_in}'
        return response

    def too_many(self) -> Refusal | None:
        """Whether they have asked too often."""
        seconds = self.standing.refused_for
        return too_many("api-too-many", seconds=seconds) if seconds else None


def client(request: HttpRequest, at: datetime) -> Client:
    """Who sent a request. Raises ``StoppedError`` (401) for a token that is none, or not valid any more."""
    given = request.headers.get("Authorization")
    if given is None:
        return Client(PUBLIC, "address", anonymous, anonymous.ask(address(request)))
    kind, _, secret = given.partition(" ")
    token = api_tokens.bearer(secret.strip(), at) if kind.lower() == "bearer" else None
    if token is None:
        # Whoever guesses is slowed down as anybody.
        seconds = anonymous.ask(address(request)).refused_for
        if seconds:
            raise StoppedError(429, too_many("api-too-many", seconds=seconds))
        how = 'Bearer realm="plenaria", error="invalid_token"'
        raise StoppedError(401, Refusal("api-token-invalid"), WWW_Authenticate=how)
    if token.last_used_at is None or at - token.last_used_at >= NOTED_AGAIN_AFTER:
        note_use(at=at, token=token.id)
    return Client(api_tokens.actor(token), "token", known, known.ask(token.id))


def address(request: HttpRequest) -> str:
    """The address of a client; of IPv6 its network, for a household has 2^64 of them.

    Behind proxies it is the one that the outermost of them saw (``X-Forwarded-For``, counted from the right: what
    stands further left anybody can write).
    """
    seen = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    proxies = settings.PROXIES
    said = seen[-proxies] if 0 < proxies <= len(seen) else request.META.get("REMOTE_ADDR", "")
    try:
        found = ip_address(said)
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or ip_network((int(found) >> 64 << 64, 64)))
    return str(found)
