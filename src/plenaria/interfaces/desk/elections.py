"""Elections at the desk: laid down before the meeting, put to the vote, and what was counted."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenaria.actions import elections as actions
from plenaria.actions import polls as poll_actions
from plenaria.core.refusal import Refusal
from plenaria.core.voting.rule import ORDINARY
from plenaria.interfaces.desk.election_form import ElectionForm
from plenaria.interfaces.desk.meetings import the_meeting, where
from plenaria.interfaces.desk.page import may_do, show_meeting
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.elected import laid_down, served, shown
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label, rule_name
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import elections, people, polls
from plenaria.store.queries.elections import PreparedElection
from plenaria.store.queries.meetings import MeetingView

METHODS = ("electronic", "secret", "paper")
LIVING = ("planned", "convened", "open", "suspended")


class PutForm(forms.Form):
    """How an election is taken, and under which rule."""

    method = forms.ChoiceField(label=gettext_lazy("How it is voted"), widget=forms.RadioSelect)
    rule = forms.ChoiceField(
        label=gettext_lazy("Rule"), help_text=gettext_lazy("Of it the quorum and the weights of the seats are taken.")
    )

    def __init__(self, *args: Any, meeting: MeetingView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted(meeting.rules, key=lambda each: (each != "elections", each != ORDINARY, each))
        offer(self, "method", [(each, label("method", each)) for each in METHODS])
        offer(self, "rule", [(each, rule_name(each)) for each in names])
        self.fields["method"].initial = METHODS[0]


@require_GET
def overview(request: Request, meeting: str) -> HttpResponse:
    """The elections of a meeting, and how far each is."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    rows = [(each, _state(each)) for each in elections.elections_at(meeting)]
    may_add = may_do(request.actor, "polls.prepare", view.body) and view.state in LIVING
    context = {"elections": rows, "may_add": may_add}
    return show_meeting(request, "desk/elections.html", view, at, context, title=_("Elections"))


def _state(election: PreparedElection) -> str:
    """The state of its last vote; *prepared* before there is one."""
    last = polls.poll(election.polls[-1]) if election.polls else None
    return last.state if last else "prepared"


@require_http_methods(["GET", "POST"])
def new(request: Request, meeting: str) -> HttpResponse:
    """Lay down an election."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    known = {each.id: each.names for each in people.everybody(bodies=[view.body])}
    form = ElectionForm(
        request.POST or None,
        languages=view.languages,
        people=known,
        shown=[(person, in_language(names)) for person, names in known.items()],
        language=request.LANGUAGE_CODE,
    )
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.prepare_election(
            actor=request.actor, at=at, meeting=meeting, titles=form.titles(), setting=form.setting()
        )
        if not isinstance(answer, Refusal):
            messages.success(request, _("The election is laid down. Next: put it to the vote."))
            return redirect("desk-election", meeting, answer.subject)
        refusal = answer
    status = refusal.because.value if refusal else 422 if form.is_bound else 200
    context = {"form": form, "refusal": refusal and sentence(refusal, request.LANGUAGE_CODE)}
    title = _("Lay down an election")
    return show_meeting(request, "desk/election-new.html", view, at, context, title=title, status=status)


@require_http_methods(["GET", "POST"])
def page(request: Request, meeting: str, question: str) -> HttpResponse:
    """One election: what is laid down, its votes, what was counted; and the button that puts it to the vote."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    election = _election(meeting, question)
    votes = [vote for each in election.polls if (vote := polls.poll(each))]
    going = any(vote.state in polls.LIVE for vote in votes)
    over = any(vote.state == "declared" for vote in votes)
    may_put = may_do(request.actor, "polls.prepare", view.body) and view.state in LIVING and bool(view.rules)
    form = PutForm(request.POST or None, meeting=view)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = poll_actions.prepare_poll(
            actor=request.actor,
            at=at,
            question=question,
            method=form.cleaned_data["method"],
            rule_name=form.cleaned_data["rule"],
        )
        if not isinstance(answer, Refusal):
            messages.success(request, _("The vote is prepared. The chair opens it in the hall."))
            return redirect("desk-election", meeting, question)
        refusal = answer
    context = {
        "election": election,
        "laid_down": laid_down(election.setting),
        "votes": [(vote, shown(elections.election(vote.id))) for vote in votes],
        "form": form if may_put and not going and not over else None,
        "may_withdraw": may_put and not election.put,
        "refusal": refusal and sentence(refusal, request.LANGUAGE_CODE),
    }
    status = refusal.because.value if refusal else 422 if request.method == "POST" else 200
    title = in_language(election.titles, view.languages[0])
    return show_meeting(request, "desk/election.html", view, at, context, title=title, status=status)


@require_POST
def withdraw(request: Request, meeting: str, question: str) -> HttpResponse:
    """Somebody stands no longer."""
    _election(meeting, question)
    candidate = request.POST.get("candidate", "")
    number = int(candidate) if candidate.isdecimal() and len(candidate) < 4 else 0
    answer = actions.withdraw_candidate(actor=request.actor, at=datetime.now(UTC), question=question, candidate=number)
    if isinstance(answer, Refusal):
        return refused(request, answer)
    messages.success(request, _("It is written down that this candidate stands no longer."))
    return redirect("desk-election", meeting, question)


@require_GET
def file(request: Request, meeting: str, poll: str, form: str) -> HttpResponse:
    """The ballots as a ballot file (only where the body's rule shows them), or the count as JSON."""
    view = elections.election(poll)
    if view is None or view.meeting != meeting or view.state != "declared":
        raise Http404
    return served(view, form, request.LANGUAGE_CODE)


def _election(meeting: str, question: str) -> PreparedElection:
    found = next((each for each in elections.elections_at(meeting) if each.question == question), None)
    if found is None:
        raise Http404
    return found


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/elections", overview, name="desk-elections", permit="desk.see", where=where),
    route("desk/m/<str:meeting>/elections/new", new, name="desk-election-new", permit="polls.prepare", where=where),
    route("desk/m/<str:meeting>/elections/<str:question>", page, name="desk-election", permit="desk.see", where=where),
    route(
        "desk/m/<str:meeting>/elections/<str:question>/withdraw",
        withdraw,
        name="desk-election-withdraw",
        permit="polls.prepare",
        where=where,
    ),
    route(
        "desk/m/<str:meeting>/elections/count/<str:poll>.<str:form>",
        file,
        name="desk-election-file",
        permit="desk.see",
        where=where,
    ),
]
