"""The screens of a hall: what the chair puts on them, and their addresses for whoever sets the projector up."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from plenaria.actions.screens import choose_layout
from plenaria.core.refusal import Refusal
from plenaria.interfaces.hall import layouts, page
from plenaria.interfaces.hall.screen import address
from plenaria.interfaces.kit import qr
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, language_name
from plenaria.store.queries.meetings import MeetingView


@dataclass(frozen=True, slots=True)
class Listed:
    """An address of the projector: what it shows, and its code for a machine with a camera."""

    label: str
    url: str
    code: SafeString


@require_POST
def choose(request: Request, meeting: str) -> HttpResponse:
    """The chair puts a layout on the screens."""
    layout = request.POST.get("layout", "")
    answer = choose_layout(actor=request.actor, at=datetime.now(UTC), meeting=meeting, layout=layout)
    if isinstance(answer, Refusal):
        return refused(request, answer)
    if layout:
        said = _("The screens show: %(layout)s. They go on by themselves with the next vote or point.")
        messages.success(request, said % {"layout": layouts.words()[layout]})
    else:
        messages.success(request, _("The screens follow the meeting."))
    return redirect("hall-chair", meeting)


@never_cache
@require_GET
def listing(request: Request, meeting: str) -> HttpResponse:
    """The addresses of the projector, each to be opened or scanned; whoever has one needs no log-in."""
    view = page.meeting_or_404(meeting)
    context = {
        "meeting": view,
        "title": _("Addresses of the projector"),
        "follows": _follows(view),
        "fixed": [_listed(view, word, layout=code) for code, word in layouts.words().items() if code],
        "body_name": in_language(view.body_names),
        "accent": view.body_accent.removeprefix("#").lower(),
    }
    return render(request, "hall/screens.html", context)


def _follows(view: MeetingView) -> list[Listed]:
    """Those that follow the meeting: in each of its languages, in each two, and light on dark."""
    first, *others = view.languages
    found = [_listed(view, language_name(each), lang=each) for each in view.languages]
    found += [
        _listed(view, f"{language_name(first)} + {language_name(each)}", lang=first, lang2=each) for each in others
    ]
    dark = {"lang": first, "theme": "dark"} | ({"lang2": others[0]} if others else {})
    return [*found, _listed(view, _("Light on dark"), **dark)]


def _listed(view: MeetingView, label: str, **how: str) -> Listed:
    if "lang" not in how:
        how["lang"] = view.languages[0]
    url = address(view.id, **how)
    return Listed(label, url, qr.svg(url, label))


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/screens", listing, name="hall-screens", permit="polls.conduct", where=page.where),
    route(
        "hall/<str:meeting>/screens/choose",
        choose,
        name="hall-screens-choose",
        permit="meetings.conduct",
        where=page.where,
    ),
]
