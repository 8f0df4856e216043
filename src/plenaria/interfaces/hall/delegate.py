"""The delegate's phone: what is on, the text, the buttons, what was recorded."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, get_script_prefix, reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from plenaria.actions.cast import Ballot, cast
from plenaria.core.polls import choices_of
from plenaria.core.refusal import Because, Refusal, conflict
from plenaria.core.voting.secrecy import even
from plenaria.core.voting.tally import CHOICES
from plenaria.interfaces.hall import amendments, elections, elsewhere, floor, item_files, limits, page, turns, words
from plenaria.interfaces.hall.by_post import open_now, way_back
from plenaria.interfaces.hall.results import result
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases import publication
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import credentials, polls, proxies, secret
from plenaria.store.queries.credentials import SeatView

LOOKS = {"for": ("check", "for"), "against": ("cross", "against"), "abstain": ("dash", "abstain")}
SAID = (
    "phone-not-asked",
    "remote-not-allowed",
    "poll-not-open",
    "poll-time-over",
    "poll-unknown",
    "not-on-roll",
    "key-missing",
    "not-permitted",
    "seat-missing",
    "seat-elsewhere",
    "seat-represented",
    "vote-final",
    "ballot-in",
    "ballot-key-lost",
)
"""Refusals that come back with a plain form, as codes in the address; none of them has places to fill."""


@require_GET
def delegate(request: Request, meeting: str, fragment: bool = False) -> HttpResponse:
    """What is on now, as the holder of a seat sees it."""
    view = page.meeting_or_404(meeting)
    now = page.on_now(view)
    seat = credentials.seat_of(meeting, credential=request.actor.seat, person=request.actor.person)
    context: dict[str, Any] = {
        "now": now,
        "seat": seat,
        **amendments.for_phone(view, now),
        **elsewhere.for_phone(view, seat),
        **item_files.of_point(view),
        "by_post": open_now(view),
        "said": said(request),
    }
    context |= floor.shown(view) | turns.of_seat(seat)
    if now.poll is not None:
        context |= vote_context(now.poll, seat, meeting)
    # Without a script the page loads again by itself while there is nothing on it to be pressed or filled in.
    context["waits"] = not (now.poll and now.poll.state == "open" and context["can_vote"] and not context["mine"])
    return page.show(
        request,
        "delegate",
        view,
        context,
        title=now.headline or in_language(view.names),
        fragment=fragment,
        listed=bool(context["my_turn"] and context["my_turn"].waits),
    )


def delegate_live(request: Request, meeting: str) -> HttpResponse:
    """The part of the page that follows the meeting."""
    return delegate(request, meeting, fragment=True)


def vote_context(poll: polls.PollView, seat: SeatView | None, meeting: str) -> dict[str, Any]:
    """What the page of a seat shows of a vote."""
    mine = polls.vote_of(poll.id, seat.id) if seat else None
    represented = proxies.holder_in(poll.id, seat.id) if seat else None
    phones = bool(seat and poll.state == "open" and poll.by_phone)
    votes = polls.votes_on_roll(poll.id, seat.id) if seat else None
    is_secret = poll.method == "secret"
    asked = {"poll": poll.id} | ({"back": "correspondence"} if poll.closes_at else {})
    in_box = bool(is_secret and seat and secret.in_box(poll.id, [seat.id]))
    can_vote = phones and represented is None and votes is not None and not in_box
    return {
        "can_vote": can_vote,
        "is_secret": is_secret,
        "told": publication.votes(poll.promised, get_language() or "en") if poll.promised and not is_secret else "",
        "in_box": in_box,
        "ballot_in": words.ballot_in(get_language() or "en"),
        "can_vote_held": phones,
        "votes": votes,
        "represented": represented,
        "held": _held(poll, seat.id, meeting) if seat else [],
        "mine": mine,
        "mine_word": label("choice", mine.choice) if mine and mine.choice in CHOICES else "",
        "recorded": _recorded(poll.method, mine.choice) if mine else "",
        "choices": _buttons(poll.method),
        "final": bool(votes and not is_secret and not poll.rule.changes),
        "vote_url": f"{reverse('hall-vote', args=[meeting])}?{urlencode(asked)}",
        **result(poll),
        **(elections.ballot_context(poll, mine.choice if mine else "") if poll.is_election else {}),
    }


def _recorded(method: str, choice: str) -> str:
    if method == "no-objection":
        return _("Your objection is recorded.")
    return words.recorded(choice, get_language() or "en")


def _buttons(method: str) -> list[dict[str, str]]:
    """What can be pressed; in a secret vote each press sends as much as any other."""
    return [
        {
            "value": even(each) if method == "secret" else each,
            "label": _("I object") if method == "no-objection" else label("choice", each).capitalize(),
            "icon": LOOKS[each][0],
            "tone": LOOKS[each][1],
        }
        for each in choices_of(method)
    ]


def _held(poll: polls.PollView, holder: str, meeting: str) -> list[dict[str, Any]]:
    """A block for each mandate that the seat holds in this vote, with its own buttons, answer and receipt."""
    vote_url, ballot_url = reverse("hall-vote", args=[meeting]), reverse("hall-ballot", args=[meeting])
    seats = proxies.held_in(poll.id, holder)
    in_box = secret.in_box(poll.id, [each.credential for each in seats]) if seats else frozenset()
    return [
        {
            "seat": each,
            "form": f"{poll.id}-{each.seat}",
            "in_box": each.credential in in_box,
            "word": label("choice", each.choice) if each.choice in CHOICES else each.choice,
            "recorded": _recorded(poll.method, each.choice) if each.choice else "",
            "vote_url": f"{vote_url}?{urlencode({'poll': poll.id, 'seat': each.credential})}",
            "ballot_url": f"{ballot_url}?{urlencode({'poll': poll.id, 'seat': each.credential})}",
        }
        for each in seats
    ]


def said(request: Request) -> str:
    """What a plain form was refused, or that nothing is known of it."""
    code = request.GET.get("said", "")
    if code == "not-known":
        return words.not_known(request.LANGUAGE_CODE)
    return sentence(conflict(code), request.LANGUAGE_CODE) if code in SAID else ""


@require_POST
def vote(request: Request, meeting: str) -> HttpResponse:
    """The vote of somebody who is logged in and has a seat, without having opened its badge here.

    Phones with a badge are answered by ``room``, which never comes through here.
    """
    seat = credentials.seat_of(meeting, credential=request.actor.seat, person=request.actor.person)
    if seat is None:
        return refused(request, Refusal("seat-missing", Because.FORBIDDEN))
    too_many = limits.votes.refuses(seat.id)
    if too_many is not None:
        return refused(request, too_many)
    choice = request.POST.get("choice", "")
    ballot = Ballot(
        actor=request.actor,
        poll=request.GET.get("poll", ""),
        credential=request.GET.get("seat") or seat.id,
        choice=choice,
        key=request.POST.get("key", ""),
    )
    (answer,) = cast(ballots=[ballot], at=datetime.now(UTC))
    if "application/json" not in request.headers.get("Accept", ""):
        back = way_back(meeting, request.GET, answer.code if isinstance(answer, Refusal) else "")
        return redirect(f"{get_script_prefix().rstrip('/')}{back}")
    if isinstance(answer, Refusal):
        text = sentence(answer, request.LANGUAGE_CODE)
        return JsonResponse({"code": answer.code, "text": text}, status=answer.because.value)
    if not answer.leaves:
        return JsonResponse({"state": "recorded", "text": words.ballot_in(request.LANGUAGE_CODE)})
    text = words.recorded(choice, request.LANGUAGE_CODE)
    return JsonResponse({"state": "recorded", "text": text, "leaf": answer.leaves[0]})


def events(request: Request, meeting: str) -> HttpResponse:
    """The stream's address, where a server runs without the live room beside Django: pages follow by snapshots."""
    return HttpResponse(_("The live room is not running here."), status=503, content_type="text/plain; charset=utf-8")


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/", delegate, name="hall-delegate", permit="hall.see", where=page.where),
    route("hall/<str:meeting>/live", delegate_live, name="hall-delegate-live", permit="hall.see", where=page.where),
    route("hall/<str:meeting>/vote", vote, name="hall-vote", permit="hall.see", where=page.where),
    route("hall/<str:meeting>/events", events, name="hall-events", permit="hall.see", where=page.where),
]
