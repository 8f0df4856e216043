"""What follows from a resolution: its plan to confirm, and then the board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from plenaria.actions import plans as actions
from plenaria.actions._perform import Receipt
from plenaria.core.followup import SETTLED
from plenaria.core.refusal import Refusal
from plenaria.core.visibility import eyes_of
from plenaria.interfaces.desk import boards
from plenaria.interfaces.desk.adopted import show_paper, the_paper, today, where
from plenaria.interfaces.desk.page import may_do
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.progress import bar, done
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import followup, programmes
from plenaria.store.queries.board_scope import Scope
from plenaria.store.queries.followup import CommitmentView, OwnerView, PaperView
from plenaria.store.queries.going_on import Found, going_on
from plenaria.store.queries.programmes import ProgrammeView
from plenaria.store.queries.similar import SimilarView

RECURRENCES: list[tuple[str, str | Promise]] = [
    ("none", pgettext_lazy("recurrence", "once")),
    ("quarterly", pgettext_lazy("recurrence", "every quarter")),
    ("yearly", pgettext_lazy("recurrence", "every year")),
]


@dataclass(frozen=True, slots=True)
class Come:
    """What a programme has come to so far."""

    of: ProgrammeView

    @property
    def bar(self) -> str:
        """Its commitments by state."""
        return bar(self.of.states)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return done(self.of.states)

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.of.states.values())


class LineForm(forms.Form):
    """A commitment of the plan: who answers for it, from when, by when, how often."""

    # Whether one is needed depends on the line: a browser must not ask before ``clean`` does.
    use_required_attribute = False

    owner = forms.ChoiceField(
        label=gettext_lazy("Owner"),
        error_messages={"required": gettext_lazy("Choose who answers for it, or leave the line out.")},
    )
    start = forms.DateField(
        label=gettext_lazy("Start"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    due = forms.DateField(
        label=gettext_lazy("Due"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    recurrence = forms.ChoiceField(label=gettext_lazy("How often"), choices=RECURRENCES)
    programme = forms.ChoiceField(label=gettext_lazy("Part of the programme"), required=False)
    dropped = forms.BooleanField(label=gettext_lazy("Nothing to follow up here"), required=False)

    def __init__(
        self,
        data: QueryDict | None,
        view: CommitmentView,
        owners: Sequence[tuple[str, str]],
        programmes: Sequence[ProgrammeView],
        of: str,
    ) -> None:
        initial = {"owner": view.owner, "start": view.start, "due": view.due, "recurrence": view.recurrence}
        super().__init__(data, prefix=view.id, initial={**initial, "programme": of})
        self.view = view
        self.come_to = next((Come(each) for each in programmes if each.id == of), None)
        offer(self, "programme", [("", "—"), *((each.id, in_language(each.names)) for each in programmes)])
        if not programmes:
            del self.fields["programme"]
        offer(self, "owner", [("", _("choose …")), *owners])
        if view.last:
            del self.fields["dropped"]

    def clean(self) -> dict[str, Any]:
        """A line that is left out needs no owner."""
        if self.cleaned_data.get("dropped"):
            self.errors.pop("owner", None)
        return self.cleaned_data

    def line(self, roles: Mapping[str, str]) -> actions.Line:
        """What the action takes."""
        data = self.cleaned_data
        return actions.Line(
            commitment=self.view.id,
            owner=data.get("owner") or None,
            owner_role=roles.get(data.get("owner", ""), ""),
            start=data["start"],
            due=data["due"],
            recurrence=data["recurrence"],
            dropped=data.get("dropped", False),
            programme=data.get("programme"),
        )


@require_http_methods(["GET", "POST"])
def page(request: Request, resolution: str) -> HttpResponse:
    """The plan while it waits to be confirmed, or to be changed (``?plan``); else the board."""
    paper = the_paper(resolution)
    views = followup.commitments(resolution, today())
    may_confirm = may_do(request.actor, "plans.confirm", paper.body)
    if may_confirm and views and (request.method == "POST" or "plan" in request.GET or not _confirmed(views)):
        return _plan(request, paper, views)
    return _board(request, paper, may_confirm=may_confirm, waiting=bool(views))


@require_http_methods(["POST"])
def propose(request: Request, resolution: str) -> HttpResponse:
    """Propose the plan from the clauses, where that hasn't come about by itself."""
    result = actions.propose_plan(actor=request.actor, at=datetime.now(UTC), resolution=resolution)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("The plan is proposed. Next: confirm owners and dates."))
    return redirect("desk-follow", resolution)


def _plan(request: Request, paper: PaperView, views: Sequence[CommitmentView]) -> HttpResponse:
    owners = followup.owners(paper.body)
    named = [(each.id, _named(each)) for each in owners]
    going = programmes.going_of_body(paper.body, today(), eyes_of(request.actor))
    part_of = programmes.programmes_of([view.id for view in views])
    waiting = [view for view in views if view.state not in SETTLED]
    filled, data = _filled(request.POST, waiting) if "fill" in request.POST else (0, request.POST or None)
    lines = [LineForm(data, view, named, going, part_of.get(view.id, "")) for view in waiting]
    refusal: Refusal | None = None
    fit = [form.is_valid() for form in lines]
    if request.method == "POST" and "fill" not in request.POST and all(fit):
        roles = {each.id: each.role for each in owners}
        given = [form.line(roles) for form in lines]
        result = actions.confirm_plan(
            actor=request.actor, at=datetime.now(UTC), resolution=paper.id, lines=given, above=_above(request)
        )
        if isinstance(result, Receipt):
            messages.success(request, _("The plan is confirmed. Owners will be reminded by mail."))
            return redirect("desk-follow", paper.id)
        refusal = result
    # What was found is proposed once; afterwards the page of each clause says it, and changes it.
    found = Found() if _confirmed(views) else going_on(paper.id)
    context = {
        "lines": [(form, found.programmes.get(form.view.clause_id)) for form in lines],
        "above": _proposed(request, paper, found),
        "refusal": refusal and sentence(refusal, request.LANGUAGE_CODE),
        "again": _confirmed(views),
        "owners": named,
        "ownerless": sum(not form["owner"].value() for form in lines),
        "filled": filled,
        "with": dict(named).get(request.POST.get("everywhere", "")),
    }
    asked = request.method == "POST" and "fill" not in request.POST
    status = refusal.because.value if refusal else 422 if asked else 200
    return show_paper(request, "desk/plans.html", paper, context, title=_("Plan"), status=status)


def _filled(given: QueryDict, views: Sequence[CommitmentView]) -> tuple[int, QueryDict]:
    """The form with one owner in every line that has none, and how many these are; nothing is stored by that."""
    data, owner = given.copy(), given.get("everywhere", "")
    without = [view.id for view in views if not data.get(f"{view.id}-owner") and not data.get(f"{view.id}-dropped")]
    for each in without:
        data[f"{each}-owner"] = owner
    return (len(without) if owner else 0), data


def _above(request: Request) -> dict[str, list[str]]:
    """Clause → the clauses of bodies above that were ticked as carried out by it."""
    ticked: dict[str, list[str]] = {}
    for each in request.POST.getlist("above"):
        clause, _by, theirs = each.partition(" ")
        ticked.setdefault(clause, []).append(theirs)
    return ticked


def _proposed(request: Request, paper: PaperView, found: Found) -> list[tuple[str, str, SimilarView, bool]]:
    """Value, number of our clause, the one above, and whether it is ticked: all are at first."""
    there = {
        (clause, each.clause_id) for clause, some in programmes.carries_out(paper.id, today()).items() for each in some
    }
    numbers = followup.numbers_of(paper.id)
    pairs = [(clause, each) for clause, some in found.above.items() for each in some]
    values = [
        (f"{clause} {each.id}", numbers.get(clause, ""), each)
        for clause, each in pairs
        if (clause, each.id) not in there
    ]
    ticked = request.POST.getlist("above")
    return [(value, number, each, request.method == "GET" or value in ticked) for value, number, each in values]


def _board(request: Request, paper: PaperView, *, may_confirm: bool, waiting: bool) -> HttpResponse:
    scope = Scope(bodies=(paper.body,), eyes=eyes_of(request.actor), today=today(), resolution=paper.id)
    public = reverse("register-progress", args=[paper.body_slug, paper.slug]) if paper.published else ""
    context = {
        **boards.shown(request, scope, paper.body, slug=paper.body_slug, authentic=paper.language),
        "may_confirm": may_confirm,
        "waiting": waiting,
        "public_url": public,
    }
    return show_paper(request, "desk/board.html", paper, context, title=_("Follow up"))


def _confirmed(views: Sequence[CommitmentView]) -> bool:
    return all(view.confirmed for view in views)


def _named(owner: OwnerView) -> str:
    title = in_language(owner.titles) or label("role", owner.role)
    return f"{in_language(owner.names)} · {title}"


urlpatterns: list[URLPattern] = [
    route("desk/r/<str:resolution>/follow", page, name="desk-follow", permit="desk.see", where=where),
    route("desk/r/<str:resolution>/follow/propose", propose, name="desk-propose", permit="plans.confirm", where=where),
]
