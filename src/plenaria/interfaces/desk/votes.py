"""The votes of a meeting at the desk: all of them in a list, and each explained on a page of its own."""

from datetime import UTC, datetime
from functools import partial

from django.http import Http404, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plenaria.interfaces.desk.meetings import the_meeting, where
from plenaria.interfaces.desk.page import address, show_meeting
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.elected import of_vote
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.roll_call_file import has_roll_call_file, roll_call_file
from plenaria.interfaces.kit.votes import explained, shown
from plenaria.interfaces.kit.wording import in_language
from plenaria.store.queries import votes


def every(request: Request, meeting: str) -> HttpResponse:
    """All votes of the meeting, those that were void or still wait too."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    context = {"votes": [shown(each, request.LANGUAGE_CODE) for each in votes.every_vote_at(meeting)]}
    return show_meeting(request, "desk/votes.html", view, at, context, title=pgettext("held at a meeting", "Votes"))


def one(request: Request, meeting: str, number: int) -> HttpResponse:
    """One vote: what was decided, why, and who voted how as far as the body shows it."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    vote = votes.any_vote_at(meeting, number)
    if vote is None:
        raise Http404
    paper, public = vote.paper, votes.vote_at(meeting, number)
    context = {
        "vote": vote,
        "explained": explained(vote, votes.lines(vote), request.LANGUAGE_CODE),
        "timezone": view.timezone,
        "paper_title": in_language(paper.titles, paper.language) if paper else "",
        "paper_url": reverse("desk-text", args=[paper.id]) if paper else "",
        "before_url": reverse("desk-vote", args=[meeting, vote.before]) if vote.before else "",
        "after_url": reverse("desk-vote", args=[meeting, vote.after]) if vote.after else "",
        **(
            of_vote(vote.id, partial(_file_address, meeting, vote.id), request.LANGUAGE_CODE)
            if vote.is_election
            else {}
        ),
        "roll_call_url": reverse("desk-roll-call", args=[meeting, number]) if has_roll_call_file(vote) else "",
        "public_url": address(f"b/{view.body_slug}/m/{view.slug}/votes/{number}/") if public else "",
    }
    title = _("Vote %(number)s") % {"number": number}
    return show_meeting(request, "desk/vote.html", view, at, context, title=title)


def _file_address(meeting: str, poll: str, form: str) -> str:
    return reverse("desk-election-file", args=[meeting, poll, form])


def roll_call(request: Request, meeting: str, number: int) -> HttpResponse:
    """The roll-call as a file, to count it again."""
    vote = votes.any_vote_at(meeting, number)
    if vote is None:
        raise Http404
    return roll_call_file(vote, request.LANGUAGE_CODE)


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/votes/", every, name="desk-votes", permit="desk.see", where=where),
    route("desk/m/<str:meeting>/votes/<int:number>/", one, name="desk-vote", permit="desk.see", where=where),
    route(
        "desk/m/<str:meeting>/votes/<int:number>/roll-call.csv",
        roll_call,
        name="desk-roll-call",
        permit="desk.see",
        where=where,
    ),
]
