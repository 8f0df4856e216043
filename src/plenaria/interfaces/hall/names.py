"""Who voted how: in the result where it is short, else on a page of its own, which phones load when somebody asks."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from plenaria.interfaces.hall import page
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.store.queries import polls
from plenaria.store.queries.polls import PollView

MOST = 40
"""Seats whose names a result still lists itself: five hundred phones load it at once."""


def of(poll: PollView) -> dict[str, Any]:
    """The list for a result, or the address of its page."""
    if poll.roll_size <= MOST:
        return {"roll_call": polls.roll_call(poll.id)}
    shown = polls.shows_names(poll.id)
    return {"names_url": reverse("hall-names", args=[poll.meeting, poll.number]) if shown else ""}


@never_cache
@require_GET
def names(request: Request, meeting: str, number: int) -> HttpResponse:
    """Who voted how in one vote."""
    view, poll = page.meeting_or_404(meeting), polls.numbered(meeting, number)
    lines = polls.roll_call(poll.id) if poll else ()
    if poll is None or not lines:
        raise Http404
    context = {
        "meeting": view,
        "poll": poll,
        "headline": page.about(view, poll).headline,
        "title": _("Who voted how"),
        "roll_call": lines,
        "body_name": in_language(view.body_names),
        "accent": view.body_accent.removeprefix("#").lower(),
    }
    return render(request, "hall/names.html", context)


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/votes/<int:number>/names", names, name="hall-names", permit="hall.see", where=page.where)
]
