"""The chair's table: what is on, and the next move as one large button; and what else can be done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, get_script_prefix
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from plenaria.actions import agenda as agenda_actions
from plenaria.actions import meetings as meeting_actions
from plenaria.actions import polls as actions
from plenaria.actions import texts as text_actions
from plenaria.actions._perform import Receipt
from plenaria.core.refusal import Refusal
from plenaria.core.voting.quorum import Attendance
from plenaria.interfaces.hall import (
    amendments,
    by_post,
    elections,
    item_files,
    layouts,
    page,
    putting,
    questions,
    speakers,
)
from plenaria.interfaces.hall.calling import whose_turn
from plenaria.interfaces.hall.moves import Move, next_move
from plenaria.interfaces.hall.results import result
from plenaria.interfaces.kit import secrecy
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases.refusals import sentence
from plenaria.phrases.rules import threshold
from plenaria.store.queries import agenda, credentials, polls, presence
from plenaria.store.queries.calls import Call
from plenaria.store.queries.meetings import MeetingView


@require_GET
def chair(request: Request, meeting: str, fragment: bool = False) -> HttpResponse:
    """What is on and what comes next."""
    return _show(request, meeting, fragment=fragment)


def chair_live(request: Request, meeting: str) -> HttpResponse:
    """The part of the page that follows the meeting."""
    return chair(request, meeting, fragment=True)


def _show(request: Request, meeting: str, *, fragment: bool = False, refusal: Refusal | None = None) -> HttpResponse:
    view = page.meeting_or_404(meeting)
    now = page.on_now(view)
    waiting = None if _live(now) else polls.next_prepared(meeting)
    coming = page.about(view, waiting) if waiting else None
    points = agenda.agenda(meeting)
    quorum = page.quorum(view, now)
    counts = counted(now.poll)
    proposed = amendments.waiting(now)
    asked = () if view.state != "open" or _live(now) or waiting else questions.ahead(meeting, view.item)
    context: dict[str, Any] = {
        "now": now,
        "move": next_move(view, now, coming, points, quorum, counts, proposed, asked),
        "quorum": quorum,
        "counts": counts,
        "secrecy_ahead": secrecy.ahead(now.poll, waiting),
        "coming": coming,
        "voidable": now.poll if _live(now) else waiting,
        "points": points,
        "can_put": bool(
            now.text and now.text.state == "debated" and view.state == "open" and not _live(now) and not waiting
        ),
        "elections_ahead": elections.ahead(meeting) if view.state == "open" and not _live(now) and not waiting else (),
        "questions_ahead": asked,
        "can_ask": view.state == "open" and not _live(now) and not waiting,
        "second_call": _second_call(view, quorum),
        "refusal": sentence(refusal, request.LANGUAGE_CODE) if refusal else "",
        "filled": putting.filled(request.POST) if refusal else None,
        "adopt_url": _adopt(now),
        **putting.ways(view),
        **by_post.for_chair(view),
        **item_files.of_point(view),
        **amendments.for_chair(now, proposed),
        **speakers.table(request, view, now.poll, presides=True),
        **layouts.offered(meeting),
    }
    if now.poll is not None:
        context |= progress(now.poll) | result(now.poll)
        context["own_vote"] = _own_vote(request, now.poll)
        context["move"] = _with_uncalled(context["move"], context.get("called"))
        context["again"] = now.poll if now.poll.undecided and not waiting else None
    status = refusal.because.value if refusal else 200
    title = now.headline or in_language(view.names)
    return page.show(request, "chair", view, context, title=title, fragment=fragment, everything=True, status=status)


def counted(poll: polls.PollView | None) -> tuple[polls.CountView, ...]:
    """What the tellers counted; before the close only of hands, which everybody sees."""
    return polls.counts(poll.id) if poll and (poll.state != "open" or poll.method == "hands") else ()


def progress(poll: polls.PollView) -> dict[str, Any]:
    """How many have voted and how many in the room have not; never how it stands.

    An objection is heard by everybody, and so is who is called.
    """
    rule = elections.method(poll) if poll.is_election else threshold(poll.rule, _here())
    found: dict[str, Any] = {"rule": rule, **whose_turn(poll)}
    if poll.state != "open" or not poll.by_phone:
        return found
    if poll.method == "no-objection":
        return found | {"objections": polls.voted(poll.id)}
    return found | {"voted": polls.voted(poll.id), "missing": polls.missing(poll.id)}


def _second_call(meeting: MeetingView, quorum: Attendance) -> Attendance | None:
    """What would be asked for at the next call of a meeting that has no quorum at its first."""
    if meeting.state != "convened" or quorum.met or meeting.call > 1:
        return None
    return presence.quorum(meeting.id, call=meeting.call + 1)


def _with_uncalled(move: Move, called: Call | None) -> Move:
    """The press that closes a roll-call says how many were not called yet."""
    left = sum(not each.answered and not each.calls for each in called.seats) if called else 0
    if move.verb != "close" or not left:
        return move
    hint = ngettext("%(count)s seat was not called yet.", "%(count)s seats were not called yet.", left)
    return replace(move, hint=hint % {"count": left})


def _own_vote(request: Request, poll: polls.PollView) -> str:
    """What whoever gives the casting vote has voted already, from a seat of their own."""
    if poll.waits_for_tie != "chair" or not request.actor.person:
        return ""
    seat = credentials.seat_of(poll.meeting, credential=None, person=request.actor.person)
    vote = polls.vote_of(poll.id, seat.id) if seat else None
    return label("choice", vote.choice) if vote else ""


def _here() -> str:
    return get_language() or "en"


def _live(now: page.OnNow) -> bool:
    return now.poll is not None and now.poll.state in polls.LIVE


def _adopt(now: page.OnNow) -> str:
    """Where a text that was put and carried is adopted."""
    poll, text = now.poll, now.text
    carried = poll and poll.decision and poll.state == "declared" and poll.decision.outcome == "adopted"
    if not (carried and text and text.state == "put" and poll and poll.question.is_whole):
        return ""
    return f"{get_script_prefix()}desk/r/{text.id}/adopt"


# Deeds


def _declare(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    voices = {name: request.POST[name] for name in ("chair", "lot") if request.POST.get(name)}
    return actions.declare_poll(actor=request.actor, at=at, poll=subject, **voices)


def _suspend(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    """Until a time of the meeting's clock, if one was given; one that is over today is meant for tomorrow."""
    view = page.meeting_or_404(meeting)
    resumes = by_post.next_time(request.POST.get("resumes", "").strip(), at, view.timezone)
    if isinstance(resumes, Refusal):
        return resumes
    return meeting_actions.suspend_meeting(actor=request.actor, at=at, meeting=subject, resumes_at=resumes)


def _void(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    return actions.void_poll(actor=request.actor, at=at, poll=subject, reason=request.POST.get("reason", ""))


type Deed = Callable[[Request, datetime, str, str], Receipt | Refusal]


def _on(action: Callable[..., Receipt | Refusal], name: str) -> Deed:
    """A deed that needs nothing but its subject."""
    return lambda request, at, meeting, subject: action(actor=request.actor, at=at, **{name: subject})


DEEDS: dict[str, tuple[Deed, str | Promise]] = {
    **amendments.DEEDS,
    **speakers.DEEDS,
    "open-meeting": (_on(meeting_actions.open_meeting, "meeting"), gettext_lazy("The meeting is open.")),
    "suspend": (_suspend, gettext_lazy("The meeting is suspended.")),
    "resume": (_on(meeting_actions.resume_meeting, "meeting"), gettext_lazy("The meeting goes on.")),
    "close-meeting": (_on(meeting_actions.close_meeting, "meeting"), gettext_lazy("The meeting is closed.")),
    "open-item": (_on(agenda_actions.open_item, "item"), gettext_lazy("The point is open.")),
    "postpone-item": (
        _on(agenda_actions.postpone_item, "item"),
        gettext_lazy("The point is postponed. It comes back after the others."),
    ),
    "close-item": (_on(agenda_actions.close_item, "item"), gettext_lazy("The point is done.")),
    "table": (_on(text_actions.table_text, "resolution"), gettext_lazy("The text is tabled. Next: open the debate.")),
    "debate": (
        _on(text_actions.debate_text, "resolution"),
        gettext_lazy("The debate is open. Next: put the text, or one clause of it."),
    ),
    "call-again": (
        _on(meeting_actions.call_again, "meeting"),
        gettext_lazy("The meeting is called a second time. The quorum of the second call counts from now on."),
    ),
    "put": (putting.put, gettext_lazy("The question is on the screen. Next: open the vote.")),
    "put-question": (questions.put, gettext_lazy("The question is on the screen. Next: open the vote.")),
    "open": (_on(actions.open_poll, "poll"), gettext_lazy("The vote is open.")),
    "close": (_on(actions.close_poll, "poll"), gettext_lazy("The vote is closed.")),
    "declare": (_declare, gettext_lazy("The result is declared.")),
    "draw-lot": (_on(actions.draw_lot, "poll"), gettext_lazy("The lot is drawn, and the result is declared.")),
    "put-again": (
        _on(actions.put_again, "poll"),
        gettext_lazy("The question is put again. Next: open the vote."),
    ),
    "election-lot": (elections.lot, gettext_lazy("The lot is drawn and written down. The count went on with it.")),
    "extend": (by_post.extend, gettext_lazy("The vote stays open longer. Those who have not voted are told.")),
    "void": (_void, gettext_lazy("The vote is void. It can be put again.")),
}


def press(request: Request, meeting: str, show: Callable[..., HttpResponse], back: str) -> HttpResponse:
    """Do what was pressed, on this page or the clerk's, and say what happened."""
    verb, subject = request.POST.get("verb", ""), request.POST.get("subject", "")
    if verb not in DEEDS or not _is_here(verb, subject, meeting):
        raise Http404
    deed, done = DEEDS[verb]
    answer = deed(request, datetime.now(UTC), meeting, subject)
    if isinstance(answer, Refusal):
        return show(request, meeting, refusal=answer)
    messages.success(request, str(done))
    return redirect(back, meeting)


def _is_here(verb: str, subject: str, meeting: str) -> bool:
    """Whether what is to be changed belongs to this meeting. The texts' actions know their own body."""
    if verb in ("open-meeting", "suspend", "resume", "close-meeting", "call-again"):
        return subject == meeting
    if verb in ("open-item", "close-item", "postpone-item"):
        point = agenda.item(subject)
        return point is not None and point.meeting == meeting
    if verb in ("open", "close", "declare", "void", "draw-lot", "put-again", "election-lot", "extend"):
        poll = polls.poll(subject)
        return poll is not None and poll.meeting == meeting
    if verb == "put-question":
        return questions.is_here(subject, meeting)
    return speakers.is_here(verb, subject, meeting)


@require_POST
def move(request: Request, meeting: str) -> HttpResponse:
    """The chair has pressed."""
    return press(request, meeting, _show, "hall-chair")


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/chair", chair, name="hall-chair", permit="meetings.conduct", where=page.where),
    route(
        "hall/<str:meeting>/chair/live", chair_live, name="hall-chair-live", permit="meetings.conduct", where=page.where
    ),
    route("hall/<str:meeting>/chair/move", move, name="hall-chair-move", permit="meetings.conduct", where=page.where),
]
