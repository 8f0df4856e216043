"""The list of speakers on a phone: its holder asks to speak, sees their place, and when they are next."""

from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plenaria.actions import speakers as actions
from plenaria.actions._perform import Receipt
from plenaria.core.refusal import Because, Refusal, conflict, unacceptable
from plenaria.core.speakers import REQUESTS
from plenaria.interfaces.hall import page
from plenaria.interfaces.hall.floor import Dial
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import credentials, speakers
from plenaria.store.queries.credentials import SeatView
from plenaria.store.queries.turns import Turn, turns


def of_seat(seat: SeatView | None) -> dict[str, Any]:
    """What a phone says of its holder's turn to speak, and what they can ask for."""
    turn = turns(seat.meeting, {seat.id: seat.delegation}).get(seat.id) if seat else None
    if seat is None or turn is None or seat.state != "accredited":
        return {"my_turn": None}
    return {
        "my_turn": turn,
        "my_dial": Dial(turn.clock, datetime.now(UTC)) if turn.clock else None,
        "my_places": [(form, label("form-of-speaking", form), place) for form, place in turn.places],
        "why_not": _why_not(turn),
        "requests": [(each, label("point-of-order", each)) for each in REQUESTS],
    }


def _why_not(turn: Turn) -> str:
    """Why the holder can't ask to speak, where that is not plain from the page."""
    if turn.refused in ("", "already-listed"):
        return ""
    return sentence(conflict(turn.refused, limit=turn.limit), get_language() or "en")


@require_POST
def ask(request: Request, meeting: str) -> HttpResponse:
    """A phone asks to speak, or leaves the list."""
    seat = credentials.seat_of(meeting, credential=request.actor.seat, person=request.actor.person)
    if seat is None:
        return refused(request, Refusal("seat-missing", Because.FORBIDDEN))
    if request.POST.get("verb") == "leave":
        done = _leave(request, seat, request.POST.get("form", ""))
        said = _("You are not on the list any more.")
    else:
        done = ask_for(request, seat.id, request.POST.get("what", "speech"))
        said = _("You are on the list. This page says when you are next.")
    if isinstance(done, Refusal):
        messages.error(request, sentence(done, request.LANGUAGE_CODE))
    else:
        messages.success(request, said)
    return redirect("hall-delegate", meeting)


def ask_for(request: Request, seat: str, what: str) -> Receipt | Refusal:
    """Ask for what a button or a line of a menu says: ``speech``, ``speech:for``, ``point-of-order:quorum``."""
    form, detail = what.partition(":")[::2]
    return actions.ask(
        actor=request.actor,
        at=datetime.now(UTC),
        credential=seat,
        form=form,
        about=detail if form == "point-of-order" else "",
        side=detail if form == "speech" else "",
    )


def _leave(request: Request, seat: SeatView, form: str) -> Receipt | Refusal:
    speaker = speakers.listed(seat.id, form)
    if speaker is None:
        return unacceptable("speaker-unknown")
    return actions.leave(actor=request.actor, at=datetime.now(UTC), speaker=speaker)


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/ask", ask, name="hall-ask", permit="hall.see", where=page.where),
]
