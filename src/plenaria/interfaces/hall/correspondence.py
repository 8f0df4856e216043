"""Votes that stay open for days, each on a page of its own, and the list of them with what is still mine to do."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from plenaria.interfaces.hall import delegate, page
from plenaria.interfaces.hall.by_post import line_of
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.requests import Request
from plenaria.store.queries import correspondence as queries
from plenaria.store.queries import credentials, polls, secret
from plenaria.store.queries.polls import PollView


@require_GET
def correspondence(request: Request, meeting: str, fragment: bool = False) -> HttpResponse:
    """One vote by correspondence (``?poll=``), or the list of them with what is still mine to do."""
    view = page.meeting_or_404(meeting)
    seat = credentials.seat_of(meeting, credential=request.actor.seat, person=request.actor.person)
    named = request.GET.get("poll", "")
    poll = polls.poll(named) if named else None
    if named and (poll is None or poll.meeting != meeting or poll.closes_at is None):
        raise Http404
    context: dict[str, Any] = {"seat": seat, "by_post_alone": True, "said": delegate.said(request)}
    if poll is None:
        context |= {
            "lines": [
                line_of(view, each, mine=_mine(each, seat.id) if seat else "") for each in queries.open_now(meeting)
            ],
            "over": [line_of(view, each) for each in queries.over(meeting)],
            "now": None,
        }
        return page.show(
            request, "correspondence", view, context, title=_("Votes by correspondence"), fragment=fragment
        )
    now = page.about(view, poll, get_language() or "en")
    context |= {"now": now, "line": line_of(view, poll), **delegate.vote_context(poll, seat, meeting)}
    query = urlencode({"poll": poll.id})
    return page.show(request, "correspondence", view, context, title=now.headline, fragment=fragment, query=f"?{query}")


def correspondence_live(request: Request, meeting: str) -> HttpResponse:
    """The part of the page that follows the meeting."""
    return correspondence(request, meeting, fragment=True)


def _mine(poll: PollView, seat: str) -> str:
    if polls.votes_on_roll(poll.id, seat) is None:
        return ""
    voted = polls.vote_of(poll.id, seat) is not None or bool(secret.in_box(poll.id, [seat]))
    return "voted" if voted else "open"


urlpatterns: list[URLPattern] = [
    route(
        "hall/<str:meeting>/correspondence",
        correspondence,
        name="hall-correspondence",
        permit="hall.see",
        where=page.where,
    ),
    route(
        "hall/<str:meeting>/correspondence/live",
        correspondence_live,
        name="hall-correspondence-live",
        permit="hall.see",
        where=page.where,
    ),
]
