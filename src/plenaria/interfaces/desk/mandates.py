"""The mandate of whoever was nominated, at the desk: a letter, or printed and handed over; and what is public."""

from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plenaria.actions import mandates as actions
from plenaria.actions import nominations
from plenaria.core.refusal import Refusal
from plenaria.delivery import mandates as delivery
from plenaria.interfaces.desk.letters import as_pdf
from plenaria.interfaces.desk.nominations import shown, the_nomination, where
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request


@require_POST
def prepare(request: Request, nomination: str) -> HttpResponse:
    """Draft the letter, and go where it is looked at."""
    view = the_nomination(nomination)
    result = actions.prepare_mandate(**_given(request, nomination))
    if isinstance(result, Refusal):
        return shown(request, view, refusal=result)
    messages.success(request, _("The mandate is drafted. Next: look at it, and send it."))
    return redirect("desk-letter", result.subject)


@require_POST
def hand_over(request: Request, nomination: str) -> HttpResponse:
    """Note that it was handed over on paper."""
    view = the_nomination(nomination)
    result = actions.hand_over(**_given(request, nomination))
    if isinstance(result, Refusal):
        return shown(request, view, refusal=result)
    messages.success(request, _("It is recorded. Next: the report, after the return."))
    return redirect("desk-nomination", nomination)


@require_safe
def pdf(request: Request, nomination: str) -> HttpResponse:
    """The mandate on the letterhead, in a language of the body."""
    view = the_nomination(nomination)
    asked = request.GET.get("language", request.LANGUAGE_CODE)
    language = asked if asked in view.languages else view.languages[0]
    made = delivery.paper(nomination, language, datetime.now(UTC))
    return refused(request, made) if isinstance(made, Refusal) else as_pdf(made, "mandate")


@require_POST
def show(request: Request, nomination: str) -> HttpResponse:
    """Say what everybody sees of it."""
    view = the_nomination(nomination)
    findings, report = "findings" in request.POST, "report" in request.POST
    result = nominations.show(**_given(request, nomination), findings=findings, report=report)
    if isinstance(result, Refusal):
        return shown(request, view, refusal=result)
    messages.success(request, _("It is stored."))
    return redirect("desk-nomination", nomination)


def _given(request: Request, nomination: str) -> dict[str, Any]:
    return {"actor": request.actor, "at": datetime.now(UTC), "nomination": nomination}


def _route(rest: str, view: Any, name: str, permit: str) -> URLPattern:
    return route(f"desk/nominations/<str:nomination>/{rest}", view, name=name, permit=permit, where=where)


urlpatterns: list[URLPattern] = [
    _route("mandate", prepare, "desk-mandate", "dispatches.prepare"),
    _route("mandate.pdf", pdf, "desk-mandate-pdf", "nominations.see"),
    _route("mandate/handed-over", hand_over, "desk-mandate-handed", "nominations.decide"),
    _route("public", show, "desk-nomination-public", "nominations.decide"),
]
