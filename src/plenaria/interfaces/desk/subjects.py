"""A body's list of subjects, and the subjects with which a resolution and its clauses deal."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plenaria.actions import subjects as actions
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk import bodies as desk_bodies
from plenaria.interfaces.desk.page import show
from plenaria.interfaces.desk.tongues import NamedForm, offered
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import subjects as queries
from plenaria.store.queries import texts
from plenaria.store.queries.publications import clauses
from plenaria.store.queries.texts import where_of_resolution


class SubjectForm(NamedForm):
    """A subject of the list."""

    slug = forms.SlugField(
        label=gettext_lazy("Short name in addresses"),
        max_length=60,
        help_text=gettext_lazy("Small Latin letters, digits and hyphens. It stays."),
    )


class NamesForm(NamedForm):
    """The names of a subject that is on the list."""


class MarksForm(forms.Form):
    """The subjects of a resolution, and of each of its clauses."""

    def __init__(self, *args: Any, resolution: str, known: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        marked = queries.marks(resolution)
        fields = [("whole", _("The whole resolution"), None)]
        fields += [(f"c-{each.id}", f"{each.number} {each.text[:90]}", each.id) for each in _clauses(resolution)]
        self.clauses = {name: clause for name, _label, clause in fields}
        for name, label, clause in fields:
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[subject for subject, of in marked if of == clause],
            )
            offer(self, name, known)

    def marks(self) -> list[tuple[str, str | None]]:
        """What was ticked."""
        return [(subject, self.clauses[name]) for name, subjects in self.cleaned_data.items() for subject in subjects]


def _clauses(resolution: str) -> list[Any]:
    latest = texts.resolution(resolution)
    text = texts.latest(resolution, latest.language) if latest else None
    standing = {each for each, _number in clauses(resolution)}
    return [each for each in text.walk() if each.id in standing] if text else []


@require_http_methods(["GET", "POST"])
def listed(request: Request, body: str) -> HttpResponse:
    """The list, and a form for one more."""
    view = desk_bodies.the_body(body)
    form = SubjectForm(request.POST or None, tongues=offered(view.languages))
    if form.is_bound and form.is_valid():
        done = actions.name_subject(
            actor=request.actor, at=datetime.now(UTC), body=body, names=form.names(), slug=form.cleaned_data["slug"]
        )
        if not isinstance(done, Refusal):
            messages.success(request, _("The subject is on the list."))
            return redirect("desk-subjects", body)
        return _list(request, body, form, done)
    return _list(request, body, form)


@require_http_methods(["GET", "POST"])
def change(request: Request, body: str, subject: str) -> HttpResponse:
    """Correct the names of one."""
    view = desk_bodies.the_body(body)
    known = next((each for each in queries.of_body(body) if each.id == subject), None)
    if known is None:
        raise Http404
    form = NamesForm(request.POST or None, tongues=offered(view.languages, list(known.names)), names=dict(known.names))
    if form.is_bound and form.is_valid():
        done = actions.name_subject(
            actor=request.actor, at=datetime.now(UTC), body=body, names=form.names(), subject=subject
        )
        if not isinstance(done, Refusal):
            messages.success(request, _("It is stored."))
            return redirect("desk-subjects", body)
        return _list(request, body, form, done)
    return _list(request, body, form)


@require_http_methods(["GET", "POST"])
def of_resolution(request: Request, resolution: str) -> HttpResponse:
    """Say with what a resolution and its clauses deal."""
    found = texts.resolution(resolution)
    if found is None:
        raise Http404
    subjects = queries.of_body(found.body.id)
    known = [(each.id, in_language(each.names)) for each in subjects]
    form = MarksForm(request.POST or None, resolution=resolution, known=known)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            done = actions.mark(actor=request.actor, at=datetime.now(UTC), resolution=resolution, marks=form.marks())
            if not isinstance(done, Refusal):
                messages.success(request, _("It is stored."))
                return redirect("desk-text", resolution)
            form.add_error(None, sentence(done, request.LANGUAGE_CODE))
            status = done.because.value
    context = {
        "title": _("Subjects"),
        "over": in_language(found.titles, found.language),
        "form": form,
        "subjects": subjects,
        "body": found.body,
        "back": reverse("desk-text", args=[resolution]),
    }
    return show(request, "desk/subject-marks.html", context, status=status)


def _list(request: Request, body: str, form: NamedForm, refusal: Refusal | None = None) -> HttpResponse:
    view, status = desk_bodies.the_body(body), 422 if form.is_bound else 200
    if refusal is not None:
        form.add_error(None, sentence(refusal, request.LANGUAGE_CODE))
        status = refusal.because.value
    context = {
        "title": _("Subjects"),
        "over": in_language(view.names),
        "body": view,
        "subjects": queries.of_body(body),
        "form": form,
    }
    return show(request, "desk/subjects.html", context, status=status)


def _where(request: Request, body: str, **_rest: str) -> Where | None:
    return desk_bodies.where(request, body)


def _where_text(request: Request, resolution: str) -> Where | None:
    return where_of_resolution(resolution)


urlpatterns: list[URLPattern] = [
    route("desk/b/<str:body>/subjects", listed, name="desk-subjects", permit="subjects.edit", where=_where),
    route(
        "desk/b/<str:body>/subjects/<str:subject>", change, name="desk-subject", permit="subjects.edit", where=_where
    ),
    route(
        "desk/r/<str:resolution>/subjects",
        of_resolution,
        name="desk-subject-marks",
        permit="subjects.edit",
        where=_where_text,
    ),
]
