"""Opening a seat from a mail, on one's own device: the link shows whose seat it is, and *This is me* uses it up."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plenaria.actions.seat_links import named, use_link
from plenaria.core.refusal import Refusal, forbidden
from plenaria.interfaces.hall.badges import bound, this_is
from plenaria.interfaces.kit.access import BY_TOKEN, refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.store.queries import correspondence, remote


@never_cache
@require_http_methods(["GET", "POST"])
def link(request: Request, token: str) -> HttpResponse:
    """Whose seat this is; posted, this device becomes the one that uses it.

    Mail programs open links by themselves: that changes nothing.
    """
    at = datetime.now(UTC)
    found = remote.opened_by(named(token, at))
    if found is None:
        return refused(request, forbidden("seat-link-unknown"))
    seat, refusal = found
    if request.actor.seat == seat.id:
        return redirect(_first_page(seat.meeting))
    if request.method == "POST":
        used = use_link(at=at, token=token)
        if not isinstance(used, Refusal):
            return bound(redirect(_first_page(seat.meeting)), used.secret)
        refusal = used
    return this_is(request, seat, refusal, may_try=refusal is None)


def _first_page(meeting: str) -> str:
    """What is open to be voted on from home, where there is such a thing; else the hall."""
    by_post = correspondence.open_now(meeting)
    return reverse("hall-correspondence" if by_post else "hall-delegate", args=[meeting])


urlpatterns: list[URLPattern] = [route("i/<str:token>", link, name="seat-link", permit=BY_TOKEN)]
