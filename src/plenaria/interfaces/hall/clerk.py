"""The tables of the clerk and the tellers: opening, closing, counted hands and papers, the declaration, a void vote."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenaria.actions import counts as actions
from plenaria.actions._perform import Receipt
from plenaria.core.permits import Where, may
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.interfaces.hall import by_post, page, speakers
from plenaria.interfaces.hall.calling import calling
from plenaria.interfaces.hall.chair import counted, press, progress
from plenaria.interfaces.hall.putting import filled
from plenaria.interfaces.hall.results import result
from plenaria.interfaces.kit import secrecy
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.requests import Request
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import polls, proxies


class CountForm(forms.Form):
    """The numbers, as a teller calls them out; of papers some may be invalid."""

    in_favour = forms.IntegerField(label=pgettext_lazy("votes counted", "For"), min_value=0, max_value=99_999)
    against = forms.IntegerField(label=pgettext_lazy("votes counted", "Against"), min_value=0, max_value=99_999)
    abstaining = forms.IntegerField(label=pgettext_lazy("votes counted", "Abstaining"), min_value=0, max_value=99_999)

    invalid = forms.IntegerField(label=pgettext_lazy("votes counted", "Invalid"), min_value=0, max_value=99_999)

    def __init__(self, *args: Any, on_paper: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not on_paper:
            del self.fields["invalid"]
        for field in self.fields.values():
            field.widget.attrs |= {"inputmode": "numeric", "class": "count", "autocomplete": "off"}


# The clerk


@require_GET
def clerk(request: Request, meeting: str, fragment: bool = False) -> HttpResponse:
    """The vote that is on, and everything that a clerk does with it."""
    return _clerk(request, meeting, fragment=fragment)


def clerk_live(request: Request, meeting: str) -> HttpResponse:
    """The part of the page that follows the meeting."""
    return clerk(request, meeting, fragment=True)


@require_POST
def clerk_move(request: Request, meeting: str) -> HttpResponse:
    """The clerk has pressed."""
    return press(request, meeting, _clerk, "hall-clerk")


def _clerk(request: Request, meeting: str, *, fragment: bool = False, refusal: Refusal | None = None) -> HttpResponse:
    view = page.meeting_or_404(meeting)
    now = page.on_now(view)
    busy = now.poll is not None and now.poll.state in ("open", "closed")
    put = now.poll if now.poll and now.poll.state == "prepared" else None
    # What the screens show as coming next is what the button opens, though another was prepared before it.
    waiting = None if busy else put or polls.next_prepared(meeting)
    context = {
        **_of_poll(request, now, view.body),
        "represented": proxies.represented_in(now.poll.id) if now.poll and busy else (),
        **(calling(request, now.poll, view.body) if now.poll else {}),
        "by_post": by_post.open_now(view),
        "may_answer": may(request.actor, "polls.answer", Where(body=view.body)) is None,
        "coming": page.about(view, waiting) if waiting else None,
        **speakers.table(request, view, now.poll, presides=False),
        "secrecy_ahead": secrecy.ahead(now.poll, waiting),
        "voidable": now.poll if busy else waiting,
        "earlier": [each for each in reversed(polls.polls_of(meeting)) if each.state in ("declared", "void")],
        "refusal": sentence(refusal, request.LANGUAGE_CODE) if refusal else "",
        "filled": filled(request.POST) if refusal else None,
    }
    status = refusal.because.value if refusal else 200
    chosen = context.get("chosen")
    return page.show(
        request,
        "clerk",
        view,
        context,
        title=_("Clerk's table"),
        fragment=fragment,
        everything=True,
        query=f"?{urlencode({'seat': chosen.id})}" if chosen else "",
        status=status,
    )


# The tellers


@require_http_methods(["GET", "POST"])
def count(request: Request, meeting: str, fragment: bool = False) -> HttpResponse:
    """What a teller counted, as numbers."""
    view = page.meeting_or_404(meeting)
    now = page.on_now(view)
    form = CountForm(request.POST or None, on_paper=_on_paper(now.poll))
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        entered = _enter(request, meeting, form)
        if not isinstance(entered, Refusal):
            messages.success(request, _("Your count is entered. It can be corrected until the result is declared."))
            return redirect("hall-clerk" if "at_table" in request.POST else "hall-count", meeting)
        refusal = entered
        form.add_error(None, sentence(refusal, request.LANGUAGE_CODE))
    context = {**_of_poll(request, now, view.body), "form": form}
    if refusal and not context.get("countable"):
        context["refusal"] = sentence(refusal, request.LANGUAGE_CODE)
    status = refusal.because.value if refusal else 422 if form.is_bound else 200
    title = _("Count of papers") if _on_paper(now.poll) else _("Count of hands")
    return page.show(request, "count", view, context, title=title, fragment=fragment, everything=True, status=status)


def _enter(request: Request, meeting: str, form: CountForm) -> Receipt | Refusal:
    """Enter a count in a vote of this meeting."""
    poll = polls.poll(request.POST.get("poll", ""))
    if poll is None or poll.meeting != meeting:
        return unacceptable("poll-unknown")
    return actions.record_count(actor=request.actor, at=datetime.now(UTC), poll=poll.id, **form.cleaned_data)


def _on_paper(poll: polls.PollView | None) -> bool:
    return poll is not None and poll.method in ("paper", "secret")


@require_GET
def count_live(request: Request, meeting: str) -> HttpResponse:
    """The part of the page that follows the meeting."""
    return count(request, meeting, fragment=True)


def _of_poll(request: Request, now: page.OnNow, body: str) -> dict[str, Any]:
    poll = now.poll
    if poll is None:
        return {"now": now}
    counts = counted(poll)
    found = {(each.in_favour, each.against, each.abstaining, each.invalid) for each in counts}
    asked = poll.state in ("open", "closed") and poll.method != "no-objection" and poll.rule.weights == "one"
    asked = asked and (poll.method != "roll-call" or poll.mixed)
    countable = asked and not poll.is_election and may(request.actor, "polls.count", Where(body=body)) is None
    papers = asked and poll.is_election and may(request.actor, "polls.count", Where(body=body)) is None
    mine = next((each for each in polls.counts(poll.id) if each.teller == request.actor.person), None)
    return {
        "now": now,
        "counts": counts,
        "counts_differ": len(found) > 1,
        "my_count": mine,
        "countable": countable,
        "countable_papers": papers,
        "on_paper": _on_paper(poll),
        "form": CountForm(on_paper=_on_paper(poll)),
        **progress(poll),
        **result(poll),
    }


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/clerk", clerk, name="hall-clerk", permit="polls.conduct", where=page.where),
    route(
        "hall/<str:meeting>/clerk/live", clerk_live, name="hall-clerk-live", permit="polls.conduct", where=page.where
    ),
    route(
        "hall/<str:meeting>/clerk/move", clerk_move, name="hall-clerk-move", permit="polls.conduct", where=page.where
    ),
    route("hall/<str:meeting>/count", count, name="hall-count", permit="polls.count", where=page.where),
    route("hall/<str:meeting>/count/live", count_live, name="hall-count-live", permit="polls.count", where=page.where),
]
