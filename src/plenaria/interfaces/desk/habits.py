"""When mail comes: each person's own page, the page behind the link in every digest, and the page of a body.

Mail programs press *unsubscribe* themselves (RFC 8058): that switches reminders off, and of what is overdue they still
hear once a week, in mails that say so and cannot be switched off.
"""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from plenaria.actions import habits as actions
from plenaria.actions import tokens
from plenaria.actions._perform import Receipt
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, forbidden
from plenaria.core.reminding import RHYTHMS
from plenaria.interfaces.desk.bodies import the_body
from plenaria.interfaces.desk.bodies import where as where_body
from plenaria.interfaces.desk.meetings import zones
from plenaria.interfaces.desk.page import show
from plenaria.interfaces.desk.tongues import choices, offered
from plenaria.interfaces.kit.access import BY_TOKEN, refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import people
from plenaria.store.queries import reminders as queries
from plenaria.store.queries.reminders import MailingView

WORDS = {
    "daily": gettext_lazy("On any day on which something is due, at most one mail"),
    "weekly": gettext_lazy("Once a week, on Monday, with what is due until Sunday"),
    "overdue": gettext_lazy("Only what is overdue, once a week"),
}


class HabitsForm(forms.Form):
    """Quiet hours and rhythm; hours that stay empty are as they were. Of a person language and time zone besides."""

    rhythm = forms.ChoiceField(label=gettext_lazy("Reminders"), widget=forms.RadioSelect)
    quiet_from = forms.TimeField(
        label=gettext_lazy("No mail from"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    quiet_to = forms.TimeField(
        label=gettext_lazy("No mail until"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        help_text=gettext_lazy("The same time twice: mail may come at any hour."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language in which you read"))
    timezone = forms.ChoiceField(label=gettext_lazy("Time zone"))

    def __init__(self, data: Any, *, view: MailingView, own: bool) -> None:
        first = {
            "rhythm": view.counts.rhythm,
            "quiet_from": view.counts.quiet_from,
            "quiet_to": view.counts.quiet_to,
            "language": view.language,
            "timezone": view.timezone,
        }
        super().__init__(data, initial=first)
        offer(self, "rhythm", [(each, WORDS[each]) for each in RHYTHMS])
        if own:
            offer(self, "language", choices(offered([view.language])))
            offer(self, "timezone", [(each, each) for each in zones()])
        else:
            del self.fields["language"], self.fields["timezone"]

    def kept(self) -> dict[str, str]:
        """What the actions take."""
        data = self.cleaned_data
        hours = {name: f"{data[name]:%H:%M}" if data[name] else "" for name in ("quiet_from", "quiet_to")}
        return {**hours, "rhythm": data["rhythm"]}


@require_http_methods(["GET", "POST"])
def mine(request: Request) -> HttpResponse:
    """One's own."""
    return _of_person(request, request.actor, reverse("mine-mail"))


@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
def mailed(request: Request, token: str) -> HttpResponse:
    """By the link of a mail, without logging in; the link alone says who it is, so that a mail program can press it."""
    at = datetime.now(UTC)
    named = tokens.opened(tokens.MAILING, token, at=at)
    if isinstance(named, Refusal):
        return refused(request, named)
    actor = Actor(person=named[1])
    if request.POST.get("List-Unsubscribe") == "One-Click":
        done = actions.only_overdue(actor=actor, at=at, person=named[0])
        return refused(request, done) if isinstance(done, Refusal) else HttpResponse(status=204)
    return _of_person(request, actor, reverse("mailed-habits", args=[token]))


def _of_person(request: Request, actor: Actor, here: str) -> HttpResponse:
    view = queries.mailing_of(str(actor.person))
    if view is None:
        return refused(request, forbidden("mail-link-expired"))
    form = HabitsForm(request.POST or None, view=view, own=True)
    result: Receipt | Refusal | None = None
    if form.is_bound and form.is_valid():
        result = actions.set_habits(
            actor=actor,
            at=datetime.now(UTC),
            person=str(actor.person),
            kept=form.kept(),
            language=form.cleaned_data["language"],
            timezone=form.cleaned_data["timezone"],
        )
    back = reverse("mine") if request.actor.person == actor.person else ""
    return _answer(request, form, result, {"here": here, "back": back})


@require_http_methods(["GET", "POST"])
def of_body(request: Request, body: str) -> HttpResponse:
    """Of the people of a body, where they don't say otherwise."""
    there, view = the_body(body), queries.mailing_of_body(body)
    assert view is not None  # the guard found it
    form = HabitsForm(request.POST or None, view=view, own=False)
    result: Receipt | Refusal | None = None
    if form.is_bound and form.is_valid():
        result = actions.set_body_habits(actor=request.actor, at=datetime.now(UTC), body=body, kept=form.kept())
    here, back = reverse("desk-body-mail", args=[body]), reverse("desk-body", args=[body])
    return _answer(request, form, result, {"here": here, "back": back, "over": in_language(there.names)})


def _answer(
    request: Request, form: HabitsForm, result: Receipt | Refusal | None, context: dict[str, str]
) -> HttpResponse:
    """The page again with what was refused, or anew once it is stored; within the desk where there is a way back."""
    if isinstance(result, Receipt):
        messages.success(request, _("It is stored. It counts from the next mail on."))
        return redirect(context["here"])
    status = 422 if form.is_bound else 200
    if isinstance(result, Refusal):
        form.add_error(None, sentence(result, request.LANGUAGE_CODE))
        status = result.because.value
    shown: dict[str, Any] = {"title": _("When mail comes"), "form": form, **context}
    if context["back"]:
        return show(request, "desk/habits.html", {**shown, "base": "kit/desk.html"}, status=status)
    return render(request, "desk/habits.html", {**shown, "base": "kit/register.html"}, status=status)


def _self(request: Request) -> Where | None:
    person = people.person(str(request.actor.person)) if request.actor.person else None
    return Where(body=person.body, person=person.id) if person else Where()


urlpatterns: list[URLPattern] = [
    route("me/mail", mine, name="mine-mail", permit="people.edit", where=_self),
    route("w/<str:token>", mailed, name="mailed-habits", permit=BY_TOKEN),
    route("desk/bodies/<str:body>/mail", of_body, name="desk-body-mail", permit="bodies.edit", where=where_body),
]
