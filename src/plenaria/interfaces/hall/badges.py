"""Opening a badge on one's own phone: the link shows whose seat it is, and only pressing *This is me* uses it up."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plenaria.actions.badges import use_badge
from plenaria.core.refusal import Refusal, forbidden
from plenaria.interfaces.hall.page import meeting_or_404
from plenaria.interfaces.kit import links
from plenaria.interfaces.kit.access import BY_TOKEN, SEAT_COOKIE, refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import credentials

LASTS = timedelta(days=30)


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
        used = use_badge(at=datetime.now(UTC), token=token)
        if not isinstance(used, Refusal):
            return bound(redirect("hall-delegate", seat.meeting), used.secret)
        refusal = used
    meeting = meeting_or_404(seat.meeting)
    context = {
        "seat": seat,
        "meeting": meeting,
        "body_name": in_language(meeting.body_names),
        "accent": meeting.body_accent.removeprefix("#").lower(),
        "refusal": sentence(refusal, request.LANGUAGE_CODE) if refusal else "",
    }
    return render(request, "hall/badge.html", context, status=refusal.because.value if refusal else 200)


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
