"""Opening a badge on one's own phone: the link shows whose seat it is, and only pressing *This is me* uses it up.

Where the meeting asks for PINs the badge's own has to be entered with it. Such badges are opened here; all others the
live room opens, many at once.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plenaria.actions.badges import use_badge
from plenaria.core.badge_pins import DIGITS
from plenaria.core.refusal import Refusal, forbidden
from plenaria.interfaces.hall.page import meeting_or_404
from plenaria.interfaces.kit import links, network
from plenaria.interfaces.kit.access import BY_TOKEN, SEAT_COOKIE, again_after, refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import credentials, pins
from plenaria.store.queries.credentials import SeatView

LASTS = timedelta(days=30)
TRY_ON = ("pin-missing", "pin-wrong")
"""Refusals after which the form is shown once more."""


@never_cache
@require_http_methods(["GET", "POST"])
def badge(request: Request, token: str) -> HttpResponse:
    """Whose seat this is; posted, this device becomes the one that uses it."""
    seat = credentials.seat_of_badge(token)
    if seat is None:
        return refused(request, forbidden("badge-unknown"))
    if request.actor.seat == seat.id:
        return redirect("hall-delegate", seat.meeting)
    refusal: Refusal | None = None
    if request.method == "POST":
        used = use_badge(at=datetime.now(UTC), token=token, pin=request.POST.get("pin", ""))
        if not isinstance(used, Refusal):
            return bound(redirect("hall-delegate", seat.meeting), used.secret)
        refusal = used
    may_try = refusal is None or refusal.code in TRY_ON
    return this_is(request, seat, refusal, may_try=may_try, asks_pin=pins.asked(seat.meeting))


def this_is(
    request: Request, seat: SeatView, refusal: Refusal | None, *, may_try: bool, asks_pin: bool = False
) -> HttpResponse:
    """The page that shows whose seat a badge or a link opens, and asks *is this you?*"""
    meeting = meeting_or_404(seat.meeting)
    context = {
        "seat": seat,
        "meeting": meeting,
        "body_name": in_language(meeting.body_names),
        "accent": meeting.body_accent.removeprefix("#").lower(),
        "refusal": sentence(refusal, request.LANGUAGE_CODE) if refusal else "",
        "may_try": may_try,
        "asks_pin": asks_pin,
        "digits": DIGITS,
        "in_clear": network.in_clear(),
    }
    status = refusal.because.value if refusal else 200
    return again_after(render(request, "hall/badge.html", context, status=status), refusal)


def bound(response: HttpResponse, secret: str) -> HttpResponse:
    """The answer that gives the device its seat."""
    response.set_cookie(
        SEAT_COOKIE,
        secret,
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


urlpatterns: list[URLPattern] = [route(links.BADGE, badge, name="badge", permit=BY_TOKEN)]
