"""Days for anybody's calendar: of a body, of a resolution, and of somebody who answers for something.

``/feeds/b/BODY.ics``, ``/feeds/r/BODY/NUMBER.ics``; ``/feeds/mine/TOKEN.ics`` for whoever was given that address. Each
in the language of its address (``/ru/feeds/…``).
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from plenaria.actions.calendars import holder_of
from plenaria.formats import ical
from plenaria.interfaces.api.feeds import FRESH, absolute, source_of, title_of
from plenaria.interfaces.kit.access import BY_TOKEN, PUBLIC, route
from plenaria.interfaces.kit.addressing import address
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.store.queries import calendar
from plenaria.store.queries.calendar import Day

LONGEST = 120
"""So many characters of a clause are the title of its day."""


@require_safe
@conditional_page
def of_body(request: Request, body: str, number: str = "") -> HttpResponse:
    """The meetings of a body and the days of its clauses, or those of one resolution."""
    about = source_of(body, number)
    response = _sent(title_of(about), calendar.of_source(about, _today()), public=True)
    response["Cache-Control"] = f"public, max-age={FRESH}"
    return response


@require_safe
@conditional_page
def mine(request: Request, token: str) -> HttpResponse:
    """What the holder of this address answers for: nobody else is told it, and they can end it at any time."""
    person = holder_of(token)
    if person is None:
        raise Http404
    response = _sent(_("What I answer for"), calendar.of_person(person, _today()), public=False)
    response["Cache-Control"] = f"private, max-age={FRESH}"
    response["X-Robots-Tag"] = "noindex"
    return response


def _today() -> date:
    return datetime.now(UTC).date()


def _sent(title: str, days: Iterable[Day], *, public: bool) -> HttpResponse:
    written = ical.write(title, [_happening(each, public=public) for each in days])
    return HttpResponse(written, content_type=f"{ical.MEDIA_TYPE}; charset=utf-8")


def _happening(of: Day, *, public: bool) -> ical.Happening:
    return ical.Happening(
        key=f"{of.key}@{urlsplit(settings.BASE_URL).hostname}",
        title=_title(of),
        first=of.first,
        last=of.last,
        stamped=of.changed,
        sequence=of.sequence,
        place=in_language(of.places),
        text=_text(of),
        url=absolute(_address(of, public=public)),
        cancelled=of.cancelled,
    )


def _title(of: Day) -> str:
    words = Truncator(in_language(of.names)).chars(LONGEST)
    match of.kind:
        case "due":
            return _("Due: %(words)s") % {"words": words}
        case "milestone":
            return _("Milestone: %(words)s") % {"words": words}
        case "gone":
            return _("Taken out of the plan")
        case _:
            return words


def _text(of: Day) -> str:
    if not of.number:
        return in_language(of.body_names)
    where = _("%(number)s, clause %(clause)s") if of.clause else "%(number)s"
    return f"{in_language(of.body_names)} · {where % {'number': of.number, 'clause': of.clause}}"


def _address(of: Day, *, public: bool) -> str:
    if of.kind == "meeting":
        return address("register-meeting", of.body_slug, of.slug)
    if not public and of.commitment:
        return address("desk-commitment", of.commitment)
    if not of.slug:
        return address("register-body", of.body_slug)
    found = address("register-resolution", of.body_slug, of.slug)
    return f"{found}#{of.fragment}" if of.fragment else found


urlpatterns: list[URLPattern] = [
    route("feeds/b/<slug:body>.ics", kept(of_body), name="calendar-body", permit=PUBLIC),
    route("feeds/r/<slug:body>/<slug:number>.ics", kept(of_body), name="calendar-resolution", permit=PUBLIC),
    route("feeds/mine/<str:token>.ics", mine, name="calendar-mine", permit=BY_TOKEN),
]
