"""Programmes of a body at the desk, and the clauses of bodies above that its clauses carry out."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plenaria.actions import programmes as actions
from plenaria.actions._perform import Receipt
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.core.visibility import eyes_of
from plenaria.interfaces.desk import texts as pages
from plenaria.interfaces.desk.adopted import today
from plenaria.interfaces.desk.bodies import the_body
from plenaria.interfaces.desk.meetings import language_name
from plenaria.interfaces.desk.page import may_do, show
from plenaria.interfaces.desk.tongues import NamedForm
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.progress import bar
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.timelines import timeline_of
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import board, texts
from plenaria.store.queries import programmes as queries
from plenaria.store.queries.board_scope import Scope
from plenaria.store.queries.bodies import BodyView
from plenaria.store.queries.programmes import ProgrammeView, where_of_programme
from plenaria.store.queries.texts import where_of_resolution

TIMED = 60
"""So many are drawn on the timeline, what was due first."""


class ProgrammeForm(NamedForm):
    """What a programme is called, what it is about, since when, until when."""

    slug = forms.SlugField(
        label=gettext_lazy("Short name in addresses"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Left empty: made of the name. It stays for ever."),
    )
    begun = forms.DateField(
        label=gettext_lazy("Since"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    ended = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, data: Any, *, body: BodyView, view: ProgrammeView | None = None) -> None:
        initial = {"begun": view.begun, "ended": view.ended} if view else {}
        super().__init__(data, tongues=body.languages, names=view.names if view else {}, initial=initial)
        if view is not None:
            del self.fields["slug"]
        self.view = view
        for each in body.languages:
            self.fields[f"about_{each}"] = forms.CharField(
                label=_("What it is about (%(language)s)") % {"language": language_name(each)},
                required=False,
                max_length=2000,
                initial=view.summaries.get(each, "") if view else "",
                widget=forms.Textarea({"rows": 3, "lang": each}),
            )

    def described(self) -> actions.Described:
        """What the actions take; the form is valid."""
        data, names = self.cleaned_data, self.names()
        given = self.view.slug if self.view else data.get("slug", "")
        named = next((slug for name in names.values() if (slug := slugify(name)[:60])), "")
        return actions.Described(
            slug=given or named,
            names=names,
            summaries={each: data[f"about_{each}"] for each in self.tongues},
            begun=data["begun"],
            ended=data["ended"],
        )


@require_http_methods(["GET", "POST"])
def of_body(request: Request, body: str) -> HttpResponse:
    """The programmes of a body, and the form for one more."""
    view = the_body(body)
    form = ProgrammeForm(request.POST or None, body=view)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            at = datetime.now(UTC)
            result = actions.found(actor=request.actor, at=at, body=body, described=form.described())
            if isinstance(result, Receipt):
                messages.success(request, _("The programme is begun. Next: say of which commitments it consists."))
                return redirect("desk-programme", result.subject)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    context = {
        "title": _("Programmes"),
        "body": view,
        "programmes": queries.of_body(body),
        "form": form,
        "may_edit": may_do(request.actor, "programmes.edit", body),
    }
    return show(request, "desk/programmes.html", context, status=status)


@require_http_methods(["GET", "POST"])
def page(request: Request, programme: str) -> HttpResponse:
    """One programme: what each resolution gave it to do, what came of it, and the form to correct it."""
    eyes = eyes_of(request.actor)
    view = queries.programme(programme, today(), eyes)
    if view is None:
        raise Http404
    scope = Scope(bodies=(view.body,), eyes=eyes, today=today(), programme=programme)
    form = ProgrammeForm(request.POST or None, body=the_body(view.body), view=view)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            at = datetime.now(UTC)
            result = actions.change(actor=request.actor, at=at, programme=programme, described=form.described())
            if isinstance(result, Receipt):
                messages.success(request, _("It is stored."))
                return redirect("desk-programme", programme)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    context = {
        "title": in_language(view.names),
        "view": view,
        "stages": queries.stages(programme, today(), eyes),
        "bar": bar(view.states, legend=True),
        "timeline": timeline_of([(line, line.of) for line in board.of_all(scope, TIMED).found], today()),
        "several": True,
        "form": form,
        "may_edit": may_do(request.actor, "programmes.edit", view.body),
    }
    return show(request, "desk/programme.html", context, status=status)


@require_http_methods(["GET", "POST"])
def carry_out(request: Request, resolution: str, clause: str) -> HttpResponse:
    """Say which clauses of bodies above a clause carries out."""
    view = pages.the_resolution(resolution)
    text = texts.latest(view.id, view.language)
    mine = next((each for each in text.walk() if each.id == clause), None) if text else None
    if mine is None:
        raise Http404
    refusal: Refusal | None = None
    if request.method == "POST":
        above = request.POST.getlist("above")
        result = actions.carry_out(actor=request.actor, at=datetime.now(UTC), clause=clause, above=above)
        if isinstance(result, Receipt):
            messages.success(request, _("It is stored. Both clauses link to each other, as far as they are published."))
            return redirect("desk-validity", resolution)
        refusal = result
    ticked = {each.clause_id for each in queries.carries_out(resolution, today()).get(clause, ())}
    context = {
        "clause": mine,
        "choices": queries.clauses_above(view.body.id),
        "ticked": request.POST.getlist("above") if request.method == "POST" else ticked,
        "refusal": refusal and sentence(refusal, request.LANGUAGE_CODE),
    }
    status = refusal.because.value if refusal else 200
    return pages.page(request, "desk/carry-out.html", view, context, title=_("What it carries out"), status=status)


def _where_body(_request: Request, body: str) -> Where:
    return Where(body=body)


def _where(_request: Request, programme: str) -> Where | None:
    return where_of_programme(programme)


def _where_resolution(_request: Request, resolution: str, **_rest: str) -> Where | None:
    return where_of_resolution(resolution)


urlpatterns: list[URLPattern] = [
    route("desk/b/<str:body>/programmes", of_body, name="desk-programmes", permit="desk.see", where=_where_body),
    route("desk/programmes/<str:programme>", page, name="desk-programme", permit="desk.see", where=_where),
    route(
        "desk/r/<str:resolution>/carries-out/<str:clause>",
        carry_out,
        name="desk-carry-out",
        permit="implementing.edit",
        where=_where_resolution,
    ),
]
