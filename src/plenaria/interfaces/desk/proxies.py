"""Proxies at the desk: who holds whose mandate, giving one and taking it back."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from plenaria.actions import proxies as actions
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.credentials import the_seat
from plenaria.interfaces.desk.meetings import the_meeting, where
from plenaria.interfaces.desk.page import may_do, show_meeting
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import credentials, proxies
from plenaria.store.queries.credentials import SeatView


class ProxyForm(forms.Form):
    """Whose mandate goes to whom, and how the giver said so."""

    giver = forms.ChoiceField(
        label=gettext_lazy("Who gives the mandate"), help_text=gettext_lazy("Whoever is in the room votes themselves.")
    )
    holder = forms.ChoiceField(label=gettext_lazy("Who holds it"))
    note = forms.CharField(
        label=gettext_lazy("How it was given"),
        help_text=gettext_lazy("The letter, the call, or who was there. It is kept with the proxy."),
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, roll: Iterable[SeatView], given: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = [each for each in roll if each.id not in given]
        away = [each for each in seats if not each.present]
        for name, offered in (("giver", away), ("holder", seats)):
            choices = [("", "—"), *((each.id, f"{each.seat}. {in_language(each.names)}") for each in offered)]
            offer(self, name, choices)


@require_http_methods(["GET", "POST"])
def page(request: Request, meeting: str) -> HttpResponse:
    """The proxies in force; a POST puts another on file."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    found = proxies.proxies_of(meeting)
    may_record = may_do(request.actor, "proxies.record", view.body)
    given = frozenset(each.giver for each in found)
    form = ProxyForm(request.POST or None, roll=credentials.roll(meeting), given=given)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            result = actions.give_proxy(actor=request.actor, at=at, **form.cleaned_data)
            if not isinstance(result, Refusal):
                messages.success(request, _("The proxy is on file. The holder votes for this seat too."))
                return redirect("desk-proxies", meeting)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    context = {
        "proxies": found,
        "form": form,
        "may_record": may_record,
        "allowed": proxies.allowed(meeting),
        "open_vote": proxies.open_poll_number(meeting),
    }
    return show_meeting(request, "desk/proxies.html", view, at, context, title=_("Proxies"), status=status)


@require_POST
def take_back(request: Request, meeting: str, credential: str) -> HttpResponse:
    """The giver has taken the mandate back."""
    the_seat(meeting, credential)
    result = actions.take_back(actor=request.actor, at=datetime.now(UTC), giver=credential)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("The mandate is taken back. Its holder votes for this seat no longer."))
    return redirect("desk-proxies", meeting)


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/proxies", page, name="desk-proxies", permit="desk.see", where=where),
    route(
        "desk/m/<str:meeting>/proxies/<str:credential>/take-back",
        take_back,
        name="desk-proxy-take-back",
        permit="proxies.record",
        where=where,
    ),
]
