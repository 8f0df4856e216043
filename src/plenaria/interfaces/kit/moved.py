"""What was printed once answers for ever: an address that something had before leads to the one that it has now.

Only after nothing was found, and only to an address of our own that the names in the old one lead to; whatever was
asked for in the query is asked for again, and a browser keeps the place within the page (RFC 9110, 10.2.2).
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from plenaria.interfaces.kit.access import PUBLIC
from plenaria.store.queries.addresses import Place, now_at

NAMES = ("body", "meeting", "number")
"""The arguments of public addresses that are short names."""


class MovedMiddleware:
    """Asks where something is now that was not found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code != 404 or request.method not in ("GET", "HEAD"):
            return answer
        address = _address_now(request)
        return HttpResponsePermanentRedirect(address) if address else answer


def _address_now(request: HttpRequest) -> str:
    match = request.resolver_match
    access = getattr(match.func, "access", None) if match else None
    if match is None or access is None or access.permit != PUBLIC or not match.kwargs.get("body"):
        return ""
    asked = {name: str(match.kwargs[name]) for name in NAMES if name in match.kwargs}
    if "meeting" in asked:
        # The number of a vote, counted through the meeting.
        asked.pop("number", None)
    found = now_at(Place(**asked))
    if found is None:
        return ""
    kwargs = {**match.kwargs, **{name: getattr(found, name) for name in asked}}
    query = request.META.get("QUERY_STRING", "")
    return reverse(match.view_name, kwargs=kwargs) + (f"?{query}" if query else "")
