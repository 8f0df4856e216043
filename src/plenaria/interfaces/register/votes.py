"""A vote in public, at an address of its own: what was decided, why, and who voted how."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import URLPattern, reverse

from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.elected import of_vote, served
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.roll_call_file import has_roll_call_file, roll_call_file
from plenaria.interfaces.kit.votes import explained
from plenaria.interfaces.kit.wording import in_language
from plenaria.interfaces.register.page import show_of_body
from plenaria.store.queries import elections, published, votes
from plenaria.store.queries.meetings import MeetingView, meeting_at
from plenaria.store.queries.votes import VoteHeld


def page(request: Request, body: str, meeting: str, number: int) -> HttpResponse:
    """See what was decided, and how."""
    found, vote = _vote(body, meeting, number)
    paper, explanation = vote.paper, explained(vote, votes.lines(vote), request.LANGUAGE_CODE)
    context = {
        "vote": vote,
        "names_people": bool(explanation.lines) or vote.is_election,
        "explained": explanation,
        "timezone": found.timezone,
        "paper_title": in_language(paper.titles, paper.language) if paper else "",
        "paper_url": _paper_url(vote),
        "before_url": _address(vote, vote.before),
        "after_url": _address(vote, vote.after),
        "roll_call_url": _roll_call_address(vote),
        **(_elected(vote, request.LANGUAGE_CODE) if vote.is_election else {}),
    }
    return show_of_body(
        request,
        "register/vote.html",
        slug=found.body_slug,
        names=found.body_names,
        accent=found.body_accent,
        has_emblem=published.emblem(body) is not None,
        context=context,
        trail=explanation.shown.title,
    )


def _elected(vote: VoteHeld, language: str) -> dict[str, Any]:
    return of_vote(vote.id, partial(_file_address, vote), language, public=True)


def _vote(body: str, meeting: str, number: int) -> tuple[MeetingView, VoteHeld]:
    found = meeting_at(body, meeting)
    vote = votes.vote_at(found.id, number) if found else None
    if found is None or vote is None:
        raise Http404
    return found, vote


def _paper_url(vote: VoteHeld) -> str:
    """The paper in the register, at the clause that was put if it is still in it."""
    if vote.paper is None or not vote.paper.slug:
        return ""
    address = reverse("register-resolution", args=[vote.paper.body_slug, vote.paper.slug])
    return f"{address}#{vote.paper.fragment}" if vote.paper.fragment else address


def roll_call(request: Request, body: str, meeting: str, number: int) -> HttpResponse:
    """Take the roll-call along as a file, to count it again."""
    _found, vote = _vote(body, meeting, number)
    return roll_call_file(vote, request.LANGUAGE_CODE)


def _roll_call_address(vote: VoteHeld) -> str:
    if not has_roll_call_file(vote):
        return ""
    return reverse("register-roll-call", args=[vote.body_slug, vote.meeting_slug, vote.number])


def _address(vote: VoteHeld, number: int | None) -> str:
    return reverse("register-vote", args=[vote.body_slug, vote.meeting_slug, number]) if number else ""


def _file_address(vote: VoteHeld, form: str) -> str:
    return reverse("register-vote-file", args=[vote.body_slug, vote.meeting_slug, vote.number, form])


def file(request: Request, body: str, meeting: str, number: int, form: str) -> HttpResponse:
    """The count of an election as JSON, and its ballots where the body's rule shows them."""
    _found, vote = _vote(body, meeting, number)
    view = elections.election(vote.id, public=True) if vote.state == "declared" else None
    if view is None:
        raise Http404
    return served(view, form, request.LANGUAGE_CODE)


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/m/<slug:meeting>/votes/<int:number>/", kept(page), name="register-vote", permit=PUBLIC),
    route(
        "b/<slug:body>/m/<slug:meeting>/votes/<int:number>/roll-call.csv",
        roll_call,
        name="register-roll-call",
        permit=PUBLIC,
    ),
    route(
        "b/<slug:body>/m/<slug:meeting>/votes/<int:number>/count.<str:form>",
        file,
        name="register-vote-file",
        permit=PUBLIC,
    ),
]
