"""The projector: follows the meeting by itself, in one or two languages (``?lang=ru&lang2=es``)."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import URLPattern
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from plenaria.interfaces.hall import elections, page
from plenaria.interfaces.hall.chair import progress
from plenaria.interfaces.hall.results import result
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language

SIZES = ((300, ""), (580, "long"))
"""Up to so many characters over the whole width: the size of a text's letters, so that nothing scrolls."""
LONGEST = "longer"


@require_GET
def screen(request: Request, meeting: str, fragment: bool = False) -> HttpResponse:
    """What the room is busy with, to be read from afar."""
    first, second = _known(request.GET.get("lang")), _known(request.GET.get("lang2"))
    with translation.override(first or request.LANGUAGE_CODE):
        return _show(request, meeting, first, second, fragment)


def screen_live(request: Request, meeting: str) -> HttpResponse:
    """The part of the page that follows the meeting."""
    return screen(request, meeting, fragment=True)


def _show(request: Request, meeting: str, first: str, second: str, fragment: bool) -> HttpResponse:
    view = page.meeting_or_404(meeting)
    now = page.on_now(view)
    beside = page.on_now(view, second) if second and now.beside else None
    other = _other(now, beside)
    context: dict[str, Any] = {"now": now, "other": other, "long": _size(now, other)}
    if now.poll is not None:
        context |= progress(now.poll) | result(now.poll, second) | elections.candidates(now.poll)
    if second and (now.poll or now.item):
        headline = now.headline
        with translation.override(second):
            # A question that was written in one language is shown once.
            other_headline = now.headline if now.headline != headline else ""
        context |= {"second": second, "other_headline": other_headline}
    query = {name: code for name, code in (("lang", first), ("lang2", second)) if code}
    return page.show(
        request,
        "screen",
        view,
        {**context, "theme": "light"},
        title=now.headline or in_language(view.names),
        fragment=fragment,
        everything=True,
        query=f"?{urlencode(query)}" if query else "",
    )


def _other(now: page.OnNow, beside: page.OnNow | None) -> page.OnNow | None:
    """The second language, where the text exists in it."""
    same = not (beside and beside.put and now.put) or beside.put.language == now.put.language
    return None if same else beside


def _size(now: page.OnNow, other: page.OnNow | None) -> str:
    """The class of the letters' size. Two texts beside each other have half the width each."""
    lengths = [
        sum(len(clause.text) + len(clause.tail) for clause in each.put.walk())
        for each in (now, other)
        if each and each.put
    ]
    length = max(lengths, default=0) * len(lengths)
    return next((size for most, size in SIZES if length <= most), LONGEST)


def _known(language: str | None) -> str:
    return language if language in dict(settings.LANGUAGES) else ""


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/screen", screen, name="hall-screen", permit="hall.see", where=page.where),
    route("hall/<str:meeting>/screen/live", screen_live, name="hall-screen-live", permit="hall.see", where=page.where),
]
