"""What a request of the live room says, read by hand: no request cycle, no session, and as little work as may be."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import unquote_plus, urlsplit

from django.conf import settings
from django.http.cookie import parse_cookie
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from plenaria.interfaces.kit.access import SEAT_COOKIE
from plenaria.interfaces.kit.languages import COOKIE as LANGUAGE_COOKIE

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

LONGEST_BODY = 4_096
"""Bytes. A vote is a hundred."""
MOST_FIELDS = 20

_ADDRESS = re.compile(
    r"(?:/(?P<language>[a-z]{2}))?"
    r"(?:/hall/(?P<meeting>[0-9A-Za-z_-]{1,64})/(?P<what>vote|events|live)|/h/(?P<badge>[0-9A-Za-z_-]{1,64}))"
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the room: its meeting, what is asked of it, and the language that the address names, if any.

    ``what`` is vote, events, live, or badge: then it has no meeting, but the badge's token.
    """

    language: str
    meeting: str
    what: str
    badge: str = ""

    @property
    def root(self) -> str:
        """What stands before the address: ``/ru`` where it names its language."""
        return f"/{self.language}" if self.language else ""


@lru_cache(maxsize=1_024)
def address(path: str) -> Address | None:
    """What the path means; nothing where it is not the room's."""
    found = _ADDRESS.fullmatch(path)
    if found is None or found["language"] not in (None, *(code for code, _ in settings.LANGUAGES)):
        return None
    return Address(found["language"] or "", found["meeting"] or "", found["what"] or "badge", found["badge"] or "")


class Asked:
    """A request: what of it matters, each part read when it is asked for."""

    __slots__ = ("address", "cookies", "headers", "query_string")

    def __init__(self, scope: Scope, address: Address) -> None:
        self.address = address
        self.headers = headers_of(scope)
        self.cookies: dict[str, str] = parse_cookie(self.headers.get("cookie", ""))
        self.query_string: bytes = scope["query_string"]

    @property
    def meeting(self) -> str:
        return self.address.meeting

    @property
    def language(self) -> str:
        """What the address names, or the reader chose, else what their browser asks for."""
        return self.address.language or _language(
            self.cookies.get(LANGUAGE_COOKIE, ""), self.headers.get("accept-language", "")
        )

    @property
    def query(self) -> dict[str, str]:
        return pairs(self.query_string)

    @property
    def wants_json(self) -> bool:
        """Whether a script asks; a plain form wants its page back."""
        return "application/json" in self.headers.get("accept", "")

    @property
    def device(self) -> str:
        """SHA-256 of the secret in the seat's cookie; empty without one."""
        secret = self.cookies.get(SEAT_COOKIE, "")
        return sha256(secret.encode()).hexdigest() if secret else ""


def headers_of(scope: Scope) -> dict[str, str]:
    """The headers by their names; several cookies, which HTTP/2 allows (RFC 9113, 8.2.3), are one again."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}; {text}" if key == "cookie" and key in found else text
    return found


def same_site(headers: Mapping[str, str]) -> bool:
    """Whether a page of ours sends this, as far as the browser says (Origin: RFC 6454; Sec-Fetch-Site: W3C)."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc in {headers.get("host", ""), urlsplit(settings.BASE_URL).netloc} - {""}


def pairs(encoded: bytes) -> dict[str, str]:
    """The fields of a form or a query (WHATWG URL, 5.1), the last of each name; none where there are too many."""
    try:
        parts = encoded.decode().split("&")
    except ValueError:
        return {}
    if len(parts) > MOST_FIELDS:
        return {}
    found = {}
    for part in parts:
        name, _, value = part.partition("=")
        found[_unquoted(name)] = _unquoted(value)
    return found


def given(body: bytes, headers: Mapping[str, str]) -> dict[str, str] | None:
    """The fields of a vote; ``None`` for what is neither a form nor a JSON object of strings."""
    if not headers.get("content-type", "").startswith("application/json"):
        return pairs(body)
    try:
        value = json.loads(body)
    except ValueError:
        return None
    if not isinstance(value, dict):
        return None
    return {name: member for name, member in value.items() if isinstance(member, str)}


async def body_of(receive: Receive) -> bytes | None:
    """All of the body; ``None`` where the sender went away before its end; nothing of what is more than a vote."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += bytes(message.get("body", b""))
        if len(body) > LONGEST_BODY:
            return b""
        if not message.get("more_body"):
            return body


def _unquoted(text: str) -> str:
    return unquote_plus(text) if "%" in text or "+" in text else text


@lru_cache(maxsize=256)
def _language(chosen: str, accepted: str) -> str:
    for code in (chosen, *(code for code, _ in parse_accept_lang_header(accepted.lower()))):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
