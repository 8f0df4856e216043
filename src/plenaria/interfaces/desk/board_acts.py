"""What is done from the board with several commitments at once: reminding, noting as done, handing over."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from plenaria.actions import commitments, reminders
from plenaria.actions.handing_over import hand_over
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.adopted import today
from plenaria.interfaces.desk.bodies import where
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.requests import Request
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import board
from plenaria.store.queries.board import Line

MOST = 200
"""So many can be ticked on a page."""


@require_POST
def act(request: Request, body: str) -> HttpResponse:
    """Do it with each that is ticked, and say with how many it was done; then back to the board as it was."""
    ticked = [each for each in request.POST.getlist("commitment") if each.isalnum() and len(each) <= 32][:MOST]
    lines = [each for each in board.lines(ticked, today()) if each.of.body == body and each.of.confirmed]
    if not lines:
        messages.warning(request, _("Nothing was ticked, so nothing was done. Tick the lines that you mean."))
    else:
        _VERBS.get(request.POST.get("verb", ""), _nothing)(request, body, lines)
    return redirect(_back(request, body))


def _remind(request: Request, body: str, lines: Sequence[Line]) -> None:
    """One mail for each owner, about everything of theirs that is ticked."""
    ids = [each.id for each in lines]
    done = reminders.remind(actor=request.actor, at=datetime.now(UTC), commitments=ids)
    if isinstance(done, Refusal):
        messages.error(request, sentence(done, request.LANGUAGE_CODE))
    else:
        messages.success(request, _("Their owners are asked by mail; nobody is asked about the same twice in a day."))


def _note(request: Request, body: str, lines: Sequence[Line]) -> None:
    noted = [each for each in lines if each.of.state == "reported-done" and _is_noted(request, each)]
    if noted:
        text = ngettext("%(count)s is noted as done.", "%(count)s are noted as done.", len(noted))
        messages.success(request, text % {"count": len(noted)})
    if len(noted) < len(lines):
        messages.warning(request, _("Only what was reported done can be noted as done; the others stay as they were."))


def _is_noted(request: Request, line: Line) -> bool:
    noted = commitments.note_done(
        actor=request.actor, at=datetime.now(UTC), commitment=line.id, language=request.LANGUAGE_CODE
    )
    return not isinstance(noted, Refusal)


def _hand_over(request: Request, body: str, lines: Sequence[Line]) -> None:
    ids = [each.id for each in lines]
    owner = request.POST.get("owner", "")
    done = hand_over(actor=request.actor, at=datetime.now(UTC), body=body, commitments=ids, owner=owner)
    if isinstance(done, Refusal):
        messages.error(request, sentence(done, request.LANGUAGE_CODE))
    else:
        messages.success(request, _("It is handed over. The new owner gets a mail that says for what they answer."))


def _nothing(request: Request, body: str, lines: Sequence[Line]) -> None:
    """Another verb is none of ours."""


_VERBS = {"remind": _remind, "note": _note, "hand-over": _hand_over}


def _back(request: Request, body: str) -> str:
    back = request.POST.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, None) else reverse("desk-board", args=[body])


urlpatterns: list[URLPattern] = [
    route("desk/b/<str:body>/board/act", act, name="desk-board-act", permit="commitments.note", where=where),
]
