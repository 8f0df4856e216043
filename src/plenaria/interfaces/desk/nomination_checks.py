"""The criteria of a nomination at the desk, and what was found on each."""

from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plenaria.actions import criteria as criteria_actions
from plenaria.actions import nominations as actions
from plenaria.actions._perform import Receipt
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.criteria import CriterionForm, FoundForm
from plenaria.interfaces.desk.nominations import the_nomination, where
from plenaria.interfaces.desk.page import show
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import criteria


@require_http_methods(["GET", "POST"])
def lay_down(request: Request, nomination: str) -> HttpResponse:
    """A criterion that whoever is nominated must meet, or should."""
    view = the_nomination(nomination)
    initial = {"required": "yes", "source": "superior" if criteria.superior(view.body) else "rule"}
    form = CriterionForm(request.POST or None, languages=view.languages, body=view.body, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given: dict[str, Any] = {"actor": request.actor, "at": datetime.now(UTC), "nomination": nomination}
            result = criteria_actions.lay_down(**given, criterion=form.laid())
            if isinstance(result, Receipt):
                messages.success(request, _("The criterion is laid down. Next: what was found on it."))
                return redirect("desk-nomination", nomination)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    context = {"title": _("A new criterion"), "view": view, "form": form}
    return show(request, "desk/nomination-criterion.html", context, status=status)


@require_POST
def drop(request: Request, nomination: str, criterion: str) -> HttpResponse:
    """Ask for a criterion no more."""
    known = criteria.criterion(criterion)
    if known is None or known.nomination != nomination:
        raise Http404
    result = criteria_actions.drop(actor=request.actor, at=datetime.now(UTC), criterion=criterion)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("The criterion is not asked for any more."))
    return redirect("desk-nomination", nomination)


@require_http_methods(["GET", "POST"])
def findings(request: Request, nomination: str) -> HttpResponse:
    """Check whoever is nominated against each criterion."""
    view = the_nomination(nomination)
    lines = [
        each for each in criteria.found_on(criteria.criteria_of(nomination=nomination), view.findings) if each.number
    ]
    checked = [FoundForm(request.POST or None, prefix=each.id, line=each) for each in lines]
    problem, status = "", 200
    unfit = [each for each in checked if not each.is_valid()]
    if request.method == "POST" and not unfit:
        found = tuple(finding for each in checked if (finding := each.finding()))
        given: dict[str, Any] = {"actor": request.actor, "at": datetime.now(UTC), "nomination": nomination}
        result = actions.record_findings(**given, findings=found)
        if isinstance(result, Receipt):
            messages.success(request, _("The findings are stored."))
            return redirect("desk-nomination", nomination)
        problem, status = sentence(result, request.LANGUAGE_CODE), result.because.value
    context = {"title": in_language(view.person_names), "view": view, "checked": checked, "problem": problem}
    return show(request, "desk/nomination-findings.html", context, status=status)


urlpatterns: list[URLPattern] = [
    route(
        "desk/nominations/<str:nomination>/criteria/new",
        lay_down,
        name="desk-nomination-criterion",
        permit="nominations.make",
        where=where,
    ),
    route(
        "desk/nominations/<str:nomination>/criteria/<str:criterion>/drop",
        drop,
        name="desk-nomination-criterion-drop",
        permit="nominations.make",
        where=where,
    ),
    route(
        "desk/nominations/<str:nomination>/findings",
        findings,
        name="desk-nomination-findings",
        permit="nominations.make",
        where=where,
    ),
]
