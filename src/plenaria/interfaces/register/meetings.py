"""A meeting in public: its agenda, its papers as far as published, its decisions."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from plenaria.formats.linked_data import event
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.downloads import handed_out
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.spoken import spoken
from plenaria.interfaces.kit.votes import shown
from plenaria.interfaces.kit.wording import in_language
from plenaria.interfaces.register import listed
from plenaria.interfaces.register.page import linked, show_of_body, there, today
from plenaria.store.queries import minutes, publication, published, register, reports
from plenaria.store.queries.agenda import agenda
from plenaria.store.queries.bodies import debate_of
from plenaria.store.queries.item_files import file as item_file
from plenaria.store.queries.item_files import shown_files
from plenaria.store.queries.meetings import MeetingView, meeting_at
from plenaria.store.queries.speakers import speeches
from plenaria.store.queries.votes import votes_at


def page(request: Request, body: str, meeting: str) -> HttpResponse:
    """Follow a meeting."""
    found = meeting_at(body, meeting)
    if found is None or found.state == "planned":
        raise Http404
    decided = register.resolutions_at(found.id, today())
    context = {
        "found": found,
        "data": _linked(found),
        "items": agenda(found.id),
        "files": [file for files in shown_files(found.id, public=True).values() for file in files],
        "by_id": {each.id: each for each in decided},
        "resolutions": listed.resolutions(decided),
        **_spoken(found),
        "minutes": minutes.current(found.id),
        "report": reports.published_state(found.id),
        "votes": [shown(each, request.LANGUAGE_CODE) for each in votes_at(found.id)],
    }
    return show_of_body(
        request,
        "register/meeting.html",
        slug=found.body_slug,
        names=found.body_names,
        accent=found.body_accent,
        has_emblem=published.emblem(body) is not None,
        context=context,
        trail=in_language(found.names),
    )


def _linked(found: MeetingView) -> SafeString:
    """The meeting for machines, which know of none without a place."""
    place = in_language(found.places)
    if not place:
        return linked("")
    return linked(
        event(
            name=in_language(found.names),
            url=there("register-meeting", found.body_slug, found.slug),
            days=(found.first_day, found.last_day),
            state=found.state,
            place=place,
            body=(in_language(found.body_names), there("register-body", found.body_slug)),
            languages=found.languages,
        )
    )


def _spoken(meeting: MeetingView) -> dict[str, Any]:
    """Who spoke how long, as far as the body lets the public see it."""
    seen = debate_of(meeting.body).shown
    naming = publication.naming(meeting.body)
    held = [replace(each, names=naming.speaker(each)) for each in speeches(meeting.id)] if seen != "none" else []
    totals = spoken(held)
    named = bool(totals.people) and seen == "names"
    return {
        "spoken": totals if totals.delegations or named else None,
        "named": named,
        "names_people": named,
    }


@require_safe
def file(request: Request, body: str, meeting: str, file: str) -> HttpResponse:
    """A file of the agenda that everybody may see."""
    found, view = meeting_at(body, meeting), item_file(file)
    if found is None or view is None or view.meeting != found.id or not view.is_shown(public=True):
        raise Http404
    return handed_out(view.sha256, view.name, view.media_type, public=True)


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/m/<slug:meeting>/files/<str:file>", file, name="register-item-file", permit=PUBLIC),
    route("b/<slug:body>/m/<slug:meeting>/", kept(page), name="register-meeting", permit=PUBLIC),
]
