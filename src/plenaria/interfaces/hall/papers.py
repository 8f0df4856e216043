"""The papers of an election, as a teller counted them: a ballot file, or sums for each candidate.

An order of preference can only be entered as ballots; names alike and answers also as sums. An empty ballot file with
the candidates can be taken along and filled in, a line for each kind of ballot.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenaria.actions import elections as actions
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.voting.elections import paper
from plenaria.core.voting.elections.held import Held, election
from plenaria.core.voting.elections.paper import Papers
from plenaria.core.voting.elections.setting import EACH, RANKING, Setting
from plenaria.formats import blt
from plenaria.interfaces.hall import page
from plenaria.interfaces.hall.elections import page_of_its_own
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.requests import Request
from plenaria.phrases import elections as phrases
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import elections, polls
from plenaria.store.queries.elections import ElectionView
from plenaria.store.queries.meetings import MeetingView

LARGEST = 2_000_000
"""Bytes of a ballot file that is entered by hand."""
ANSWERS = ("for", "against", "abstain")


class _UnreadableError(Exception):
    """What was typed is no number."""


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate with what was typed: one number of votes, or three."""

    number: int
    name: str
    votes: str
    three: tuple[tuple[str, str], ...]


@require_http_methods(["GET", "POST"])
def papers(request: Request, meeting: str) -> HttpResponse:
    """What a teller found in the box."""
    hall = page.meeting_or_404(meeting)
    view = _election(hall)
    given = {name: str(value).strip() for name, value in request.POST.items()}
    refusal: Refusal | None = None
    if request.method == "POST" and view is not None:
        found = _found(request, view.setting, given)
        answer = (
            found
            if isinstance(found, Refusal)
            else actions.record_papers(actor=request.actor, at=datetime.now(UTC), poll=view.poll, papers=found)
        )
        if not isinstance(answer, Refusal):
            messages.success(request, _("Your count is entered. It can be corrected until the result is declared."))
            return redirect("hall-papers", meeting)
        refusal = answer
    context = {
        "view": view,
        "back_url": reverse("hall-count", args=[meeting]),
        "refusal": sentence(refusal, request.LANGUAGE_CODE) if refusal else "",
        **(_paper(view, given, request.actor.person, request.LANGUAGE_CODE) if view else {}),
    }
    status = refusal.because.value if refusal else 200
    return page_of_its_own(request, "hall/papers.html", hall, context, title=_("Count of papers"), status=status)


def _election(meeting: MeetingView) -> ElectionView | None:
    """The election whose papers can be counted now."""
    poll = polls.on_now(meeting.id)
    countable = poll is not None and poll.is_election and poll.state in ("open", "closed")
    return elections.election(poll.id) if poll and countable else None


def _paper(view: ElectionView, given: Mapping[str, str], teller: object, language: str) -> dict[str, Any]:
    """The form, filled in with what was typed, and what was entered before by whom."""
    setting = view.setting
    names = view.names(language)
    lines = [
        Line(
            each,
            names[each - 1],
            given.get(f"votes-{each}", ""),
            tuple((answer, given.get(f"{answer}-{each}", "")) for answer in ANSWERS),
        )
        for each in setting.standing
    ]
    entered = elections.papers(view.poll)
    return {
        "headline": view.title(language),
        "method": phrases.method(setting.method, language),
        "kind": "each" if setting.method == EACH else "ballots" if setting.method in RANKING else "sums",
        "lines": lines,
        "given": {name: given.get(name, "") for name in ("valid", "blank", "spoilt", "papers")},
        "entered": entered,
        "differ": len({each.papers for each in entered}) > 1,
        "mine": next((each for each in entered if each.teller == teller), None),
    }


def _found(request: Request, setting: Setting, given: Mapping[str, str]) -> Papers | Refusal:
    """What was entered: the file where there is one, else the sums."""
    try:
        spoilt = _number(given, "spoilt")
        upload = request.FILES.get("file")
        if upload is not None:
            if (upload.size or 0) > LARGEST:
                return unacceptable("file-too-large", limit=LARGEST // 1_000_000)
            read = blt.read(upload.read())
            return (
                read if isinstance(read, Refusal) else paper.from_election(setting, read.election, read.lines, spoilt)
            )
        if setting.method in RANKING:
            return unacceptable("file-empty")
        if setting.method == EACH:
            sums = {each: tuple(_number(given, f"{answer}-{each}") for answer in ANSWERS) for each in setting.standing}
            return paper.from_answers(setting, sums, papers=_number(given, "papers"), spoilt=spoilt)  # type: ignore[arg-type] # three numbers each
        votes = {each: _number(given, f"votes-{each}") for each in setting.standing}
        valid, blank = _number(given, "valid"), _number(given, "blank")
        return paper.from_sums(setting, votes, valid=valid, blank=blank, spoilt=spoilt)
    except _UnreadableError:
        return unacceptable("sums-unreadable")


def _number(given: Mapping[str, str], name: str) -> int:
    text = given.get(name, "") or "0"
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise _UnreadableError
    return int(text)


@require_GET
def empty(request: Request, meeting: str) -> HttpResponse:
    """A ballot file with the candidates and no ballots yet."""
    view = _election(page.meeting_or_404(meeting))
    made = (
        election(
            Held(setting=view.setting, votes=()),
            languages=view.order(request.LANGUAGE_CODE),
            title=view.title(request.LANGUAGE_CODE),
        )
        if view and view.setting.method != EACH
        else None
    )
    if made is None or isinstance(made, Refusal):
        return redirect("hall-papers", meeting)
    response = HttpResponse(blt.write(made), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="vote-{view.number if view else 0}.blt"'
    return response


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/papers", papers, name="hall-papers", permit="polls.count", where=page.where),
    route("hall/<str:meeting>/papers.blt", empty, name="hall-papers-empty", permit="polls.count", where=page.where),
]
