"""The roll is called: one seat after the other in large type, and what it answers, as the clerk hears it."""

import secrets
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from plenaria.actions.counts import ABSENT, answer_call
from plenaria.core.permits import Where, may
from plenaria.core.polls import CALLED, choices_of
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.interfaces.hall import page
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.store.queries import calls, polls
from plenaria.store.queries.calls import Call, CalledSeat
from plenaria.store.queries.polls import PollView

LOOKS = {"for": ("check", "for"), "against": ("cross", "against"), "abstain": ("dash", "abstain"), ABSENT: ("next", "")}


def whose_turn(poll: PollView) -> dict[str, Any]:
    """Of a roll that is being called: whose turn it is and how far it is, for every page that shows the vote."""
    if poll.method != "roll-call" or poll.state != "open":
        return {}
    called = calls.call(poll.id)
    return {"called": called, "turn": called.turn, "following": called.following}


def calling(request: Request, poll: PollView, body: str) -> dict[str, Any]:
    """What the clerk needs to enter answers: the seat whose turn it is, or the one that was chosen to be corrected."""
    enterable = poll.method in CALLED and poll.state in ("open", "closed") and not poll.is_election
    if not enterable or may(request.actor, "polls.answer", Where(body=body)) is not None:
        return {}
    called = calls.call(poll.id)
    chosen = called.find(request.GET.get("seat", ""))
    turn = called.turn if poll.method == "roll-call" and poll.state == "open" else None
    seat = chosen or turn
    if chosen and poll.state == "closed" and not chosen.answered:
        seat = None
    return {
        "called": called,
        "call_page": _page(poll),
        "seat": seat,
        "chosen": chosen,
        "back": _back(called, seat) if poll.method == "roll-call" else None,
        "answers": [
            {
                "value": each,
                "label": answer(each, poll.method),
                "icon": LOOKS[each][0],
                "tone": LOOKS[each][1],
                "digit": digit,
                "pressed": bool(seat and seat.answer == each),
            }
            for digit, each in enumerate((*choices_of(poll.method), ABSENT), 1)
        ],
        "entry_key": f"{calls.ENTERED}{secrets.token_hex(16)}",
    }


def answer(choice: str, method: str) -> str:
    """The word of what was answered; outside a roll-call nobody is absent, and says nothing."""
    if method == "no-objection":
        return _("Objects") if choice == "against" else _("Does not object")
    if choice == ABSENT:
        return pgettext("answer to a roll-call", "Not there") if method == "roll-call" else _("No vote")
    return label("choice", choice).capitalize()


def _back(called: Call, seat: CalledSeat | None) -> CalledSeat | None:
    """The seat before; after the last one, that."""
    if seat is None:
        return called.seats[-1] if called.seats else None
    return called.before(seat)


def _page(poll: PollView) -> str:
    """Where answers are entered: the clerk's table; of a vote that goes on beside the sitting, a page of its own."""
    if poll.closes_at is None:
        return reverse("hall-clerk", args=[poll.meeting])
    return reverse("hall-answers", args=[poll.meeting, poll.number])


@never_cache
@require_GET
def answers(request: Request, meeting: str, number: int) -> HttpResponse:
    """What came on paper to a vote by correspondence, seat by seat."""
    view, poll = page.meeting_or_404(meeting), polls.numbered(meeting, number)
    entering = calling(request, poll, view.body) if poll and poll.closes_at else {}
    if poll is None or not entering:
        raise Http404
    now = page.about(view, poll)
    context = {
        "meeting": view,
        "now": now,
        "title": now.headline,
        "body_name": in_language(view.body_names),
        "accent": view.body_accent.removeprefix("#").lower(),
        "places": page.places(request, view),
        **entering,
    }
    return render(request, "hall/answers.html", context)


@require_POST
def enter(request: Request, meeting: str) -> HttpResponse:
    """The clerk has entered an answer."""
    given = request.POST
    poll = polls.poll(given.get("poll", ""))
    if poll is None or poll.meeting != meeting:
        return refused(request, unacceptable("poll-unknown"))
    seat = calls.call(poll.id).find(given.get("seat", ""))
    done = answer_call(
        actor=request.actor,
        at=datetime.now(UTC),
        poll=poll.id,
        seat=seat.id if seat else "",
        choice=given.get("choice", ""),
        key=given.get("key", ""),
    )
    if isinstance(done, Refusal):
        return refused(request, done)
    # What is entered now: of two presses of one page only the first counts.
    entered = calls.call(poll.id).find(given["seat"])
    assert entered is not None  # a seat that is not on the roll was refused
    said = {
        "number": entered.seat,
        "name": in_language(entered.names),
        "answer": answer(entered.answer or ABSENT, poll.method),
    }
    messages.success(request, _("Seat %(number)s, %(name)s: %(answer)s.") % said)
    return redirect(_page(poll))


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/call", enter, name="hall-call", permit="polls.answer", where=page.where),
    route(
        "hall/<str:meeting>/votes/<int:number>/answers",
        answers,
        name="hall-answers",
        permit="polls.answer",
        where=page.where,
    ),
]
