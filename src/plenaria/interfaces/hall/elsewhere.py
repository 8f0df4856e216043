"""Who takes part from elsewhere: *I am here*, *I leave*, and where the meeting is seen and heard."""

from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plenaria.actions import presence as actions
from plenaria.core.meetings import BY_CORRESPONDENCE
from plenaria.core.refusal import Because, Refusal
from plenaria.interfaces.hall import page
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.store.queries import credentials
from plenaria.store.queries.credentials import SeatView
from plenaria.store.queries.meetings import MeetingView


def for_phone(meeting: MeetingView, seat: SeatView | None) -> dict[str, Any]:
    """What the page of a seat shows of it."""
    return {
        "elsewhere": seat.elsewhere if seat and meeting.kind != BY_CORRESPONDENCE else "",
        "door_open": meeting.state in actions.DOOR_IS_OPEN,
    }


@require_POST
def announce(request: Request, meeting: str, verb: str) -> HttpResponse:
    """Somebody at home says that they are there, or that they leave."""
    act = {"here": actions.announce, "away": actions.take_leave}.get(verb)
    if act is None:
        raise Http404
    seat = credentials.seat_of(meeting, credential=request.actor.seat, person=request.actor.person)
    if seat is None:
        return refused(request, Refusal("seat-missing", Because.FORBIDDEN))
    answer = act(actor=request.actor, at=datetime.now(UTC), credential=seat.id)
    if isinstance(answer, Refusal) and answer.code not in ("already-in", "not-in"):
        return refused(request, answer)
    said = _("You are recorded as present.") if verb == "here" else _("It is recorded that you left.")
    messages.success(request, said)
    return redirect("hall-delegate", meeting)


urlpatterns: list[URLPattern] = [
    route(
        "hall/<str:meeting>/presence/<str:verb>", announce, name="hall-presence", permit="hall.see", where=page.where
    ),
]
