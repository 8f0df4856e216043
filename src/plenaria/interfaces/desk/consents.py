"""Whether somebody may be named in public: asked at accreditation or from the register of people, or said by
themselves on their own page."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plenaria.actions import publication_rules as actions
from plenaria.core.permits import Where
from plenaria.core.publication import FORMS
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.credentials import the_seat
from plenaria.interfaces.desk.meetings import the_meeting
from plenaria.interfaces.desk.meetings import where as where_meeting
from plenaria.interfaces.desk.page import show
from plenaria.interfaces.desk.people import where_person
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases import publication as phrases
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import people
from plenaria.store.queries import publication as queries


class ConsentForm(forms.Form):
    """What they say; with how and when, where somebody else writes it down."""

    answer = forms.ChoiceField(label=gettext_lazy("May they be named in public?"), widget=forms.RadioSelect)
    form = forms.ChoiceField(label=gettext_lazy("How they said it"))
    on = forms.DateField(label=gettext_lazy("When"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, *args: Any, said: str, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = ["given", "withdrawn" if said == "given" else "refused"]
        words = {"given": _("Yes"), "refused": _("No"), "withdrawn": _("No longer")}
        offer(self, "answer", [(each, words[each]) for each in answers])
        if own:
            self.fields["answer"].label = _("May you be named in public?")
            del self.fields["form"], self.fields["on"]
        else:
            offer(self, "form", [(each, label("consent-form", each)) for each in FORMS if each != "online"])


@require_http_methods(["GET", "POST"])
def mine(request: Request) -> HttpResponse:
    """Say oneself whether one may be named."""
    return _page(request, str(request.actor.person), back=reverse("mine"))


@require_http_methods(["GET", "POST"])
def of_person(request: Request, person: str) -> HttpResponse:
    """Write down what somebody of the body's register says to it."""
    return _page(request, person, back=reverse("desk-person", args=[person]))


@require_http_methods(["GET", "POST"])
def of_seat(request: Request, meeting: str, credential: str) -> HttpResponse:
    """Write down what a delegate says to it, at accreditation or at the door."""
    seat, held = the_seat(meeting, credential), the_meeting(meeting)
    return _page(request, seat.person, back=reverse("desk-credentials", args=[meeting]), body=held.body)


def _page(request: Request, person: str, *, back: str, body: str = "") -> HttpResponse:
    view, now = people.person(person), datetime.now(UTC)
    assert view is not None  # the guard found them
    history, own = queries.consents(person), request.actor.person == person
    said = history[0].answer if history else ""
    form = ConsentForm(request.POST or None, said=said, own=own, initial={"on": now.date(), "form": "by-word"})
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            given = {"form": "online", **form.cleaned_data}
            done = actions.record_consent(actor=request.actor, at=now, person=person, body=body, **given)
            if not isinstance(done, Refusal):
                messages.success(request, _("It is stored. Public pages follow it from now on."))
                return redirect(back)
            form.add_error(None, sentence(done, request.LANGUAGE_CODE))
            status = done.because.value
    context = {
        "title": _("Named in public"),
        "person": view,
        "own": own,
        "said": said,
        "form": form,
        "history": history,
        "rule": _rule(request, body or view.body),
        "back": back,
        "trail": [{"label": in_language(view.names), "url": back}, {"label": _("Named in public")}],
    }
    return show(request, "desk/consent.html", context, status=status)


def _rule(request: Request, body: str) -> Sequence[str]:
    """What the body makes of it."""
    return phrases.sentences(queries.rule_of(body), request.LANGUAGE_CODE)


def where_self(request: Request) -> Where | None:
    """Whoever asks, where it is their own."""
    person = people.person(str(request.actor.person)) if request.actor.person else None
    return Where(body=person.body, person=person.id) if person else Where()


urlpatterns: list[URLPattern] = [
    route("me/consent", mine, name="mine-consent", permit="consents.record", where=where_self),
    route(
        "desk/people/<str:person>/consent",
        of_person,
        name="desk-person-consent",
        permit="consents.record",
        where=where_person,
    ),
    route(
        "desk/m/<str:meeting>/credentials/<str:credential>/consent",
        of_seat,
        name="desk-credential-consent",
        permit="consents.record",
        where=where_meeting,
    ),
]
