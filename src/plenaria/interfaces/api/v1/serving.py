"""How a request to the API is answered, in one order for every address: the way of asking, the client and its quota,
the form, the parameters, the right; then the operation itself; then what caches and other origins are told.

Cookies count for nothing here. An answer without a token is the same for everybody, and may be kept and read by pages
of any origin; one with a token is for who has it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256

import msgspec
from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt

import plenaria
from plenaria.core.refusal import Refusal
from plenaria.interfaces.api.v1 import clients, reading
from plenaria.interfaces.api.v1.clients import Client
from plenaria.interfaces.api.v1.declared import Asked, Made, Operation
from plenaria.interfaces.api.v1.pages import listed
from plenaria.interfaces.api.v1.problems import Stopped, StoppedError, answer, refused
from plenaria.interfaces.kit.requests import Request
from plenaria.store.queries.keyset import Piece

FRESH = 60
"""Seconds for which a public answer is good without asking again."""
SAFE = ("GET", "HEAD")
TOLD = "ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After"
ASKED_WITH = "If-Modified-Since, If-None-Match"

ENCODER = msgspec.json.Encoder()


def view(operations: Sequence[Operation]) -> Callable[..., HttpResponse]:
    """What answers at one address, with its operations by method."""
    by_method = {each.method: each for each in operations}
    if "GET" in by_method:
        by_method["HEAD"] = by_method["GET"]

    @csrf_exempt  # no cookie is looked at, so no other site can make a browser ask in somebody's name
    def answered(request: Request, **arguments: str) -> HttpResponse:
        allowed = ", ".join([*by_method, "OPTIONS"])
        if request.method == "OPTIONS":
            return _options(allowed)
        operation = by_method.get(request.method or "")
        return _public(request, _answer(request, operation, arguments, allowed))

    answered.__doc__ = operations[0].summary
    return answered


@csrf_exempt
def nowhere(request: Request, rest: str = "") -> HttpResponse:
    """What is no address of the API."""
    return _public(request, answer(Stopped(404, Refusal("api-not-found"), {}), request.LANGUAGE_CODE))


def _answer(request: Request, operation: Operation | None, arguments: Mapping[str, str], allowed: str) -> HttpResponse:
    client: Client | None = None
    try:
        if operation is None:
            raise StoppedError(405, Refusal("api-method"), Allow=allowed)
        at = datetime.now(UTC)
        client = clients.client(request, at)
        too_many = client.too_many()
        response = (
            refused(too_many, request.LANGUAGE_CODE) if too_many else _done(request, operation, arguments, client, at)
        )
    except StoppedError as error:
        response = answer(error.stopped, request.LANGUAGE_CODE)
    return client.tell(response) if client else response


def _done(
    request: Request, operation: Operation, arguments: Mapping[str, str], client: Client, at: datetime
) -> HttpResponse:
    if not request.accepts("application/json"):
        raise StoppedError(406, Refusal("api-not-acceptable"))
    _ask_right(operation, client)
    given, sent = reading.parameters(request, operation), reading.sent(request, operation)
    asked = Asked(client.actor, at, request.LANGUAGE_CODE, arguments, given, sent)
    stamp = operation.stamp(*arguments.values()) if operation.stamp else ""
    tag = _tag(f"{plenaria.__version__} {settings.BASE_URL} {stamp}".encode()) if stamp else ""
    if tag and (same := _unchanged(request, tag, client)):
        return same
    found = operation.view(asked)
    match found:
        case None:
            raise StoppedError(404, Refusal("api-not-found"))
        case Refusal():
            return refused(found, request.LANGUAGE_CODE)
        case Made():
            response = _json(ENCODER.encode(found.value), 201)
            if found.address:
                response["Location"] = found.address
            return response
        case Piece():
            body, following = listed(request, found)
            response = _kept(request, ENCODER.encode(body), None, client)
            if following:
                response["Link"] = f'<{following}>; rel="next"'
            return response
    modified = getattr(found, "modified", None) if operation.exact else None
    return _kept(request, ENCODER.encode(found), modified, client, tag)


def _ask_right(operation: Operation, client: Client) -> None:
    """Whether the client's token is good for this at all; in which body is asked with the thing itself."""
    scope = operation.scope
    if not scope or any(held == scope for held, _ in client.actor.scopes):
        return
    data = {"scope": scope}
    if not client.has_token:
        raise StoppedError(401, Refusal("api-token-needed", data=data), WWW_Authenticate='Bearer realm="plenaria"')
    how = f'Bearer realm="plenaria", error="insufficient_scope", scope="{scope}"'
    raise StoppedError(403, Refusal("api-scope", data=data), WWW_Authenticate=how)


def _tag(of: bytes) -> str:
    return f'"{sha256(of).hexdigest()[:32]}"'


def _unchanged(request: Request, tag: str, client: Client) -> HttpResponse | None:
    """That the answer is the one that whoever asks has already, where they do; it need not be made then."""
    if "If-None-Match" not in request.headers:
        return None
    found = _conditional(request, _marked(HttpResponse(), tag, client), tag, None)
    return found if found.status_code == 304 else None


def _kept(request: Request, data: bytes, modified: datetime | None, client: Client, tag: str = "") -> HttpResponse:
    """An answer that may be kept, and is not sent again to who has it (RFC 9110, 13; RFC 9111).

    Without a ``tag`` its tag is of its bytes.
    """
    tag = tag or _tag(data)
    seconds = int(modified.timestamp()) if modified else None
    response = _marked(_json(data), tag, client)
    if seconds is not None:
        response["Last-Modified"] = http_date(seconds)
    return _conditional(request, response, tag, seconds)


def _marked(response: HttpResponse, tag: str, client: Client) -> HttpResponse:
    # HEAD is answered as GET; the server leaves out what would follow.
    response["Cache-Control"] = "private, no-cache" if client.has_token else f"public, max-age={FRESH}"
    response["ETag"] = tag
    return response


def _conditional(request: Request, response: HttpResponse, tag: str, seconds: int | None) -> HttpResponse:
    found = get_conditional_response(request, etag=tag, last_modified=seconds, response=response)
    return found if isinstance(found, HttpResponse) else response


def _json(data: bytes, status: int = 200) -> HttpResponse:
    response = HttpResponse(data, status=status, content_type="application/json")
    # Texts are told in all of their languages at once.
    response["Content-Language"] = "mul"
    return response


def _public(request: Request, response: HttpResponse) -> HttpResponse:
    """What pages of other origins may see of it: everything that needs no token."""
    patch_vary_headers(response, ("Accept", "Authorization"))
    if request.method in SAFE and "Authorization" not in request.headers:
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = TOLD
    return response


def _options(allowed: str) -> HttpResponse:
    """What may be asked here, and what a page of another origin may (Fetch, CORS preflight): nothing with a token."""
    response = HttpResponse(status=204)
    response["Allow"] = allowed
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, HEAD"
    response["Access-Control-Allow-Headers"] = ASKED_WITH
    response["Access-Control-Max-Age"] = "86400"
    return response
