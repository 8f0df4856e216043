"""Where a resolution appeared: on the body's other sites, in the press; with what shows it."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenaria.actions import publication as actions
from plenaria.actions._perform import Receipt
from plenaria.actions._texts import Upload
from plenaria.core.refusal import Refusal
from plenaria.formats import evidence, handing_out
from plenaria.interfaces.desk.adopted import show_paper, the_paper, today, where
from plenaria.interfaces.desk.page import may_do
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.downloads import handed_out
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import language_name
from plenaria.phrases.refusals import sentence
from plenaria.store import files
from plenaria.store.queries import publications as queries
from plenaria.store.queries.followup import PaperView


class RecordForm(forms.Form):
    """Where and when it appeared, in which language, for which clause, and what shows it."""

    outlet = forms.CharField(
        label=gettext_lazy("Where it appeared"),
        max_length=200,
        help_text=gettext_lazy("The name of the site, paper or channel."),
    )
    address = forms.CharField(label=gettext_lazy("Address on the web"), required=False, max_length=500)
    on = forms.DateField(label=gettext_lazy("When"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    clause = forms.ChoiceField(label=gettext_lazy("The clause that asked for it"), required=False)
    evidence = forms.FileField(
        label=gettext_lazy("What shows it"),
        required=False,
        help_text=gettext_lazy("A PDF, or a picture of the page or cutting (PNG, JPEG, WebP). It is shown in public."),
    )
    archived = forms.CharField(
        label=gettext_lazy("Address of an archived copy"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Where an archive of the web keeps the page, if one does."),
    )

    def __init__(self, *args: Any, paper: PaperView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        several = [("", _("several"))]
        offer(self, "language", several + [(each, language_name(each)) for each in paper.titles])
        none = [("", _("none in particular"))]
        offer(self, "clause", none + [(each, number) for each, number in queries.clauses(paper.id)])


@require_http_methods(["GET", "POST"])
def page(request: Request, resolution: str) -> HttpResponse:
    """What is known, and a form for one more."""
    paper = the_paper(resolution)
    form = RecordForm(request.POST or None, request.FILES or None, paper=paper, initial={"on": today()})
    if not form.is_bound or not may_do(request.actor, "publications.record", paper.body):
        return _shown(request, paper, form)
    if not form.is_valid():
        return _shown(request, paper, form, status=422)
    done = _record(request, paper, form)
    if isinstance(done, Refusal):
        form.add_error(None, sentence(done, request.LANGUAGE_CODE))
        return _shown(request, paper, form, status=done.because.value)
    messages.success(request, _("It is noted, and stands on the public page."))
    return redirect("desk-publications", resolution)


def _record(request: Request, paper: PaperView, form: RecordForm) -> Receipt | Refusal:
    given = form.cleaned_data
    upload = _upload(given["evidence"]) if given["evidence"] else None
    if isinstance(upload, Refusal):
        return upload
    return actions.record_publication(
        actor=request.actor,
        at=datetime.now(UTC),
        resolution=paper.id,
        outlet=given["outlet"],
        address=given["address"],
        on=given["on"],
        language=given["language"],
        clause=given["clause"] or None,
        archived=given["archived"],
        evidence=upload,
    )


def _upload(file: Any) -> Upload | Refusal:
    data = file.read(evidence.MOST_BYTES + 1)
    ending = evidence.kind(data)
    if isinstance(ending, Refusal):
        return ending
    name = handing_out.named(file.name or "", ending)
    return Upload(sha256=files.keep(data), name=name, media_type=evidence.MEDIA_TYPES[ending], size=len(data))


@require_POST
def strike(request: Request, resolution: str, record: str) -> HttpResponse:
    """Take a record back that was wrong."""
    if record not in {each.id for each in queries.records(resolution)}:
        raise Http404
    done = actions.strike_publication(actor=request.actor, at=datetime.now(UTC), record=record)
    if isinstance(done, Refusal):
        return refused(request, done)
    messages.success(request, _("The record is taken back. The journal keeps it."))
    return redirect("desk-publications", resolution)


@require_safe
def shown(request: Request, resolution: str, record: str) -> HttpResponse:
    """What shows that it appeared."""
    file = next((each.evidence for each in queries.records(resolution) if each.id == record), None)
    if file is None:
        raise Http404
    return handed_out(file.sha256, file.name, file.media_type)


def _shown(request: Request, paper: PaperView, form: RecordForm, status: int = 200) -> HttpResponse:
    context = {
        "records": queries.records(paper.id),
        "form": form,
        "may_record": may_do(request.actor, "publications.record", paper.body),
    }
    under = (pgettext("step", "Send"), reverse("desk-send", args=[paper.id]))
    title = _("Where it appeared")
    return show_paper(request, "desk/publications.html", paper, context, title=title, under=under, status=status)


_PLACE = "desk/r/<str:resolution>/publications"
urlpatterns: list[URLPattern] = [
    route(_PLACE, page, name="desk-publications", permit="desk.see", where=where),
    route(f"{_PLACE}/<str:record>/evidence", shown, name="desk-evidence", permit="desk.see", where=where),
    route(
        f"{_PLACE}/<str:record>/strike",
        strike,
        name="desk-publication-strike",
        permit="publications.record",
        where=where,
    ),
]
