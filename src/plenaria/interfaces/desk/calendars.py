"""The calendar of whoever answers for something: its address, made, replaced and ended by themselves."""

from datetime import UTC, datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenaria.actions import calendars as actions
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.consents import where_self
from plenaria.interfaces.desk.page import show
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request


@require_http_methods(["GET", "POST"])
def mine(request: Request) -> HttpResponse:
    """The address, to be put into a calendar program; what it shows follows the plan by itself."""
    person = str(request.actor.person)
    if request.method == "POST":
        ends = request.POST.get("verb") == "end"
        act = actions.end_calendar if ends else actions.make_calendar
        done = act(actor=request.actor, at=datetime.now(UTC), person=person)
        if isinstance(done, Refusal):
            return refused(request, done)
        messages.success(
            request,
            _("The address has ended: calendars that used it show nothing new.")
            if ends
            else _("The address is made. Put it into your calendar program; an earlier one has ended."),
        )
        return redirect("mine-calendar")
    token = actions.token_of(person)
    address = f"{settings.BASE_URL}/{request.LANGUAGE_CODE}/feeds/mine/{token}.ics" if token else ""
    context = {
        "title": _("My calendar"),
        "address": address,
        "subscribe": f"webcal:{address.partition(':')[2]}" if address else "",
    }
    return show(request, "desk/mine-calendar.html", context)


urlpatterns: list[URLPattern] = [
    route("me/calendar", mine, name="mine-calendar", permit="calendars.make", where=where_self)
]
