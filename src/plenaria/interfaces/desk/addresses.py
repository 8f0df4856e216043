"""Changing what a body or meeting is called in its addresses, or the number of a resolution before it is sealed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plenaria.actions import addresses as actions
from plenaria.actions._perform import Receipt
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk import adopted, bodies, meetings
from plenaria.interfaces.desk.page import show
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence


class NameForm(forms.Form):
    """What it is to be called."""

    name = forms.CharField(
        label=gettext_lazy("Short name in addresses"),
        max_length=60,
        help_text=gettext_lazy("Small Latin letters, digits and hyphens."),
    )


class NumberForm(forms.Form):
    """The number that it is to have."""

    name = forms.CharField(label=gettext_lazy("Number"), max_length=40, help_text=gettext_lazy("As it is printed."))


@dataclass(frozen=True, slots=True)
class _Moving:
    """What is called otherwise: its title, what it is called now, the page behind, and how it is done."""

    title: str
    over: str
    now: str
    back: str
    form: type[forms.Form]
    move: Callable[[datetime, str], Receipt | Refusal]


@require_http_methods(["GET", "POST"])
def body(request: Request, body: str) -> HttpResponse:
    """Call a body otherwise in its addresses."""
    view = bodies.the_body(body)
    back = reverse("desk-body", args=[body])
    names = in_language(view.names)

    def move(at: datetime, slug: str) -> Receipt | Refusal:
        return actions.move_body(actor=request.actor, at=at, body=body, slug=slug)

    return _page(request, _Moving(_("Short name in addresses"), names, view.slug, back, NameForm, move))


@require_http_methods(["GET", "POST"])
def meeting(request: Request, meeting: str) -> HttpResponse:
    """Call a meeting otherwise in its addresses."""
    view = meetings.the_meeting(meeting)
    back = reverse("desk-meeting", args=[meeting])
    names = in_language(view.names)

    def move(at: datetime, slug: str) -> Receipt | Refusal:
        return actions.move_meeting(actor=request.actor, at=at, meeting=meeting, slug=slug)

    return _page(request, _Moving(_("Short name in addresses"), names, view.slug, back, NameForm, move))


@require_http_methods(["GET", "POST"])
def resolution(request: Request, resolution: str) -> HttpResponse:
    """Give an adopted resolution another number."""
    paper = adopted.the_paper(resolution)
    if paper.state != "adopted":
        raise Http404
    back = reverse("desk-adopt", args=[resolution])
    title = in_language(paper.titles, paper.language)

    def move(at: datetime, number: str) -> Receipt | Refusal:
        return actions.renumber(actor=request.actor, at=at, resolution=resolution, number=number)

    return _page(request, _Moving(_("Number"), title, paper.number, back, NumberForm, move))


def _page(request: Request, moving: _Moving) -> HttpResponse:
    form, status = moving.form(request.POST or None, initial={"name": moving.now}), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            done = moving.move(datetime.now(UTC), form.cleaned_data["name"].strip())
            if not isinstance(done, Refusal):
                messages.success(request, _("It is stored. The earlier address leads to the new one for ever."))
                return redirect(moving.back)
            form.add_error(None, sentence(done, request.LANGUAGE_CODE))
            status = done.because.value
    trail = [{"label": moving.over, "url": moving.back}, {"label": moving.title}]
    context = {"title": moving.title, "over": moving.over, "form": form, "back": moving.back, "trail": trail}
    return show(request, "desk/address.html", context, status=status)


urlpatterns: list[URLPattern] = [
    route("desk/bodies/<str:body>/address", body, name="desk-body-address", permit="bodies.edit", where=bodies.where),
    route(
        "desk/m/<str:meeting>/address",
        meeting,
        name="desk-meeting-address",
        permit="meetings.plan",
        where=meetings.where,
    ),
    route(
        "desk/r/<str:resolution>/number",
        resolution,
        name="desk-number",
        permit="resolutions.adopt",
        where=adopted.where,
    ),
]
