"""Nominations at the desk: a body's list, and each one from the proposal to the report."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenaria.actions import nominations as actions
from plenaria.actions._perform import Receipt
from plenaria.actions._texts import Upload
from plenaria.core.nominations import ENDED, NOMINATION
from plenaria.core.permits import Where, may
from plenaria.core.refusal import Refusal
from plenaria.formats import handing_out
from plenaria.interfaces.desk.adopted import today
from plenaria.interfaces.desk.bodies import the_body
from plenaria.interfaces.desk.nomination_form import NominationForm
from plenaria.interfaces.desk.page import may_do, show
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.downloads import handed_out
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store import files
from plenaria.store.queries import criteria
from plenaria.store.queries import nominations as queries
from plenaria.store.queries.nominations import NominationView, where_of_nomination

SAID = {
    "approve": gettext_lazy("The nomination is approved. Next: send the mandate."),
    "refuse": gettext_lazy("The nomination is refused."),
    "withdraw": gettext_lazy("The nomination is withdrawn."),
    "note": gettext_lazy("The report is noted. The mandate is over."),
}


class ReportForm(forms.Form):
    """What came of it."""

    text = forms.CharField(
        label=gettext_lazy("What came of it"), max_length=actions.LONGEST_REPORT, widget=forms.Textarea({"rows": 8})
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("PDF, DOCX, ODT, XLSX, PPTX or text, at most 50 MB."),
    )


@require_http_methods(["GET", "POST"])
def of_body(request: Request, body: str) -> HttpResponse:
    """All nominations of a body, and the form for one more."""
    view = the_body(body)
    replaced = _replaced(request, body)
    initial = {"clause": request.GET.get("clause", "")}
    form = NominationForm(request.POST or None, body=view, view=replaced, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            clause = form.cleaned_data["clause"] or None
            given: dict[str, Any] = {"actor": request.actor, "at": datetime.now(UTC), "body": body}
            instead = replaced.id if replaced else None
            result = actions.nominate(**given, put=form.put(), clause=clause, replaces=instead)
            if isinstance(result, Receipt):
                messages.success(request, _("The nomination is written down. Next: the criteria."))
                return redirect("desk-nomination", result.subject)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    context = {
        "title": _("Nominations"),
        "body": view,
        "nominations": queries.of_body(body, today()),
        "form": form,
        "replaced": replaced,
        "may_make": may_do(request.actor, "nominations.make", body),
    }
    return show(request, "desk/nominations.html", context, status=status)


def _replaced(request: Request, body: str) -> NominationView | None:
    """The nomination in whose place somebody is put forward, if so."""
    asked = request.GET.get("instead", "")
    found = queries.nomination(asked, today()) if asked else None
    return found if found and found.body == body and found.state in ENDED else None


def page(request: Request, nomination: str) -> HttpResponse:
    """One nomination: who, for what, the findings, the vote, the mandate, the report."""
    return shown(request, the_nomination(nomination))


@require_http_methods(["GET", "POST"])
def change(request: Request, nomination: str) -> HttpResponse:
    """Correct what was proposed."""
    view = the_nomination(nomination)
    form = NominationForm(request.POST or None, body=the_body(view.body), view=view)
    del form.fields["clause"]
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given: dict[str, Any] = {"actor": request.actor, "at": datetime.now(UTC), "nomination": nomination}
            result = actions.change(**given, put=form.put())
            if isinstance(result, Receipt):
                messages.success(request, _("It is stored."))
                return redirect("desk-nomination", nomination)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    context = {"title": in_language(view.person_names), "view": view, "form": form}
    return show(request, "desk/nomination-change.html", context, status=status)


@require_POST
def decide(request: Request, nomination: str, verb: str) -> HttpResponse:
    """Approve, refuse, withdraw, or take note of the report."""
    deeds: dict[str, Callable[[dict[str, Any]], Receipt | Refusal]] = {
        "approve": lambda given: actions.approve(**given, poll=request.POST.get("poll") or None),
        "refuse": lambda given: actions.refuse(**given, note=request.POST.get("note", "")),
        "withdraw": lambda given: actions.withdraw(**given, note=request.POST.get("note", "")),
        "note": lambda given: actions.note_report(**given),
    }
    if verb not in deeds:
        raise Http404
    result = deeds[verb]({"actor": request.actor, "at": datetime.now(UTC), "nomination": nomination})
    if isinstance(result, Refusal):
        return shown(request, the_nomination(nomination), refusal=result)
    messages.success(request, str(SAID[verb]))
    return redirect("desk-nomination", nomination)


@require_POST
def report(request: Request, nomination: str) -> HttpResponse:
    """File the report on what came of it, with a file where there is one."""
    view = the_nomination(nomination)
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return shown(request, view, form=form, status=422)
    given = form.cleaned_data
    uploads = _kept(given["file"]) if given["file"] else ()
    if isinstance(uploads, Refusal):
        form.add_error("file", sentence(uploads, request.LANGUAGE_CODE))
        return shown(request, view, form=form, status=uploads.because.value)
    result = actions.report(
        actor=request.actor,
        at=datetime.now(UTC),
        nomination=nomination,
        text=given["text"],
        language=request.LANGUAGE_CODE,
        files=uploads,
    )
    if isinstance(result, Refusal):
        return shown(request, view, form=form, refusal=result)
    messages.success(request, _("The report is stored. Thank you."))
    return redirect("desk-nomination", nomination)


@require_safe
def download(request: Request, nomination: str, file: str) -> HttpResponse:
    """A file of the report."""
    found = next((each for each in the_nomination(nomination).files if each.id == file), None)
    if found is None:
        raise Http404
    return handed_out(found.sha256, found.name, found.media_type)


def shown(
    request: Request,
    view: NominationView,
    *,
    form: forms.Form | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a nomination, with what was refused."""
    asked = criteria.criteria_of(nomination=view.id, dropped=True)
    lines = [each for each in criteria.found_on(asked, view.findings) if each.number]
    verbs = NOMINATION.verbs_from(view.state)
    works_here = may_do(request.actor, "desk.see", view.body)
    context = {
        "title": in_language(view.person_names),
        "view": view,
        "lines": lines,
        "criteria": {each.id: each for each in asked},
        "to_check": any(each.required and each.found == "unchecked" for each in lines),
        "refusal": refusal and sentence(refusal, request.LANGUAGE_CODE),
        "form": form or ReportForm(initial={"text": view.report}),
        "may_make": _may(request, "nominations.make", view) and view.state == NOMINATION.initial,
        "may_approve": _may(request, "nominations.decide", view) and "approve" in verbs,
        "may_note": _may(request, "nominations.decide", view) and "note" in verbs,
        "may_mandate": _may(request, "nominations.decide", view) and "send-mandate" in verbs,
        "may_show": _may(request, "nominations.decide", view) and view.state not in ENDED,
        "may_replace": works_here and view.state in ENDED and not view.replaced_by,
        "may_withdraw": _may(request, "nominations.withdraw", view) and "withdraw" in verbs,
        "may_report": _may(request, "nominations.report", view) and "report" in verbs,
        "votes": queries.votes_in_favour(view.body) if not view.clause else (),
        "list_url": reverse("desk-nominations", args=[view.body]) if works_here else "",
    }
    return show(request, "desk/nomination.html", context, status=refusal.because.value if refusal else status)


def the_nomination(nomination: str) -> NominationView:
    """The nomination that the address names; 404 where there is none."""
    found = queries.nomination(nomination, today())
    if found is None:
        raise Http404
    return found


def where(_request: Request, nomination: str, **_rest: str) -> Where | None:
    """Where the nomination that the address names is acted on, and whose it is."""
    return where_of_nomination(nomination)


def _kept(file: Any) -> tuple[Upload, ...] | Refusal:
    data, name = file.read(), file.name or ""
    ending = handing_out.kind(data, name)
    if isinstance(ending, Refusal):
        return ending
    named, kind = handing_out.named(name, ending), handing_out.MEDIA_TYPES[ending]
    return (Upload(sha256=files.keep(data), name=named, media_type=kind, size=len(data)),)


def _may(request: Request, verb: str, view: NominationView) -> bool:
    return may(request.actor, verb, Where(body=view.body, person=view.person)) is None


def _where_body(_request: Request, body: str) -> Where:
    return Where(body=body)


urlpatterns: list[URLPattern] = [
    route("desk/b/<str:body>/nominations", of_body, name="desk-nominations", permit="desk.see", where=_where_body),
    route("desk/nominations/<str:nomination>", page, name="desk-nomination", permit="nominations.see", where=where),
    route(
        "desk/nominations/<str:nomination>/change",
        change,
        name="desk-nomination-change",
        permit="nominations.make",
        where=where,
    ),
    route(
        "desk/nominations/<str:nomination>/report",
        report,
        name="desk-nomination-report",
        permit="nominations.report",
        where=where,
    ),
    route(
        "desk/nominations/<str:nomination>/files/<str:file>",
        download,
        name="desk-nomination-file",
        permit="nominations.see",
        where=where,
    ),
    route(
        "desk/nominations/<str:nomination>/<slug:verb>",
        decide,
        name="desk-nomination-decide",
        permit="nominations.see",
        where=where,
    ),
]
