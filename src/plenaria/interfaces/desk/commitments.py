"""One commitment at the desk: its history, a report, the body's note; and the list of all that one answers for."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from plenaria.actions import commitments as actions
from plenaria.actions._perform import Receipt
from plenaria.core.followup import COMMITMENT, SETTLED
from plenaria.core.permits import Where, may
from plenaria.core.refusal import Refusal
from plenaria.core.visibility import eyes_of
from plenaria.interfaces.desk.adopted import show_paper, the_paper, today
from plenaria.interfaces.desk.evidence_form import EvidenceForm
from plenaria.interfaces.desk.page import may_do, show
from plenaria.interfaces.kit.access import SIGNED_IN, refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import bodies, evidence, followup, nominations, one_tap, publications
from plenaria.store.queries.evidence import DetailsView
from plenaria.store.queries.followup import CommitmentView
from plenaria.store.queries.seen import helps, is_seen

REPORTS = {
    "report-begun": gettext_lazy("Begun"),
    "report-well-advanced": gettext_lazy("Well advanced"),
    "report-done": gettext_lazy("Done"),
    "report-blocked": gettext_lazy("Blocked"),
    "report-not-started": gettext_lazy("Not started"),
    "report-nothing-new": gettext_lazy("Nothing new"),
}
"""What an owner can report, in the order in which it is offered."""


class UpdateForm(EvidenceForm):
    """How things stand, and a sentence if one wishes; what was counted, and evidence."""

    verb = forms.ChoiceField(label=gettext_lazy("How do things stand?"), widget=forms.RadioSelect)
    sentence = forms.CharField(
        label=gettext_lazy("In a sentence"),
        required=False,
        max_length=actions.LONGEST_SENTENCE,
        widget=forms.Textarea({"rows": 3}),
    )
    link = forms.URLField(label=gettext_lazy("Link that shows it"), required=False, assume_scheme="https")
    value = forms.CharField(required=False, max_length=24)

    def __init__(self, *args: Any, details: DetailsView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "verb", list(REPORTS.items()))
        if details.indicator is None:
            del self.fields["value"]
        else:
            self.fields["value"].label = in_language(details.indicator.names)
            self.fields["value"].help_text = details.indicator.unit
        self.order_fields(["verb", "sentence", "value", "link", "enclosed", "caption", "letter"])

    def report(self) -> dict[str, Any] | Refusal:
        """What the action takes, the evidence kept; the form is valid."""
        shown = self.gathered()
        if isinstance(shown, Refusal):
            return shown
        given = self.cleaned_data
        said = {name: given.get(name, "") for name in ("verb", "sentence", "link", "value")}
        return {**said, "evidence": shown}


@require_http_methods(["GET", "POST"])
def page(request: Request, commitment: str) -> HttpResponse:
    """What is obliged, how things stand, everything that was reported, and a form to report."""
    view = the_commitment(commitment)
    known = evidence.details(commitment, today())
    assert known is not None
    form = UpdateForm(request.POST or None, request.FILES or None, resolution=view.resolution, details=known)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            report = form.report()
            result = report if isinstance(report, Refusal) else _update(request, commitment, report)
            if isinstance(result, Receipt):
                messages.success(request, _("It is stored. Thank you."))
                return redirect("desk-commitment", commitment)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    return _shown(request, view, known, form, status)


def _update(request: Request, commitment: str, report: dict[str, Any]) -> Receipt | Refusal:
    at = datetime.now(UTC)
    given: dict[str, Any] = {
        "actor": request.actor,
        "at": at,
        "commitment": commitment,
        "language": request.LANGUAGE_CODE,
    }
    return actions.update_commitment(**given, **report)


@require_POST
def note(request: Request, commitment: str) -> HttpResponse:
    """The body notes that what was reported done is done."""
    result = actions.note_done(
        actor=request.actor,
        at=datetime.now(UTC),
        commitment=commitment,
        sentence=request.POST.get("sentence", ""),
        language=request.LANGUAGE_CODE,
    )
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("It is noted as done."))
    return redirect("desk-commitment", commitment)


def mine(request: Request) -> HttpResponse:
    """Everything that the person who asks answers for."""
    views = followup.of_person(str(request.actor.person), today())
    context = {
        "open": [view for view in views if view.state not in SETTLED],
        "settled": [view for view in views if view.state in SETTLED],
        "nominations": nominations.of_person(str(request.actor.person), today()),
        "helping": followup.helped_by(str(request.actor.person), today()),
        "boards": bodies.bodies(frozenset(str(body) for _role, body in request.actor.roles)),
    }
    return show(request, "desk/mine.html", context)


def _shown(request: Request, view: CommitmentView, known: DetailsView, form: UpdateForm, status: int) -> HttpResponse:
    paper = the_paper(view.resolution)
    context = {
        "view": view,
        "history": followup.history(view.id),
        "evidence": evidence.evidence_of([view.id]).get(view.id, ()),
        "details": known,
        "asked": one_tap.asked(view.id),
        "may_detail": may_do(request.actor, "plans.confirm", view.body),
        "form": form,
        "may_update": _may(request, "commitments.update", view) and bool(COMMITMENT.verbs_from(view.state)),
        "may_note": _may(request, "commitments.note", view) and view.state == "reported-done",
        "records": publications.of_commitment(view.id),
        "recurs": view.recurrence != "none",
    }
    under = (_("Follow up"), reverse("desk-follow", args=[paper.id])) if _may(request, "desk.see", view) else None
    title = _("Clause %(number)s") % {"number": view.clause} if view.clause else _("Commitment")
    return show_paper(request, "desk/commitment.html", paper, context, title=title, under=under, status=status)


def _may(request: Request, verb: str, view: CommitmentView) -> bool:
    return may(request.actor, verb, Where(body=view.body, person=view.owner)) is None


def the_commitment(commitment_id: str) -> CommitmentView:
    """The commitment that the address names; 404 where there is none, or its plan waits to be confirmed."""
    view = followup.commitment(commitment_id, today())
    if view is None or not view.confirmed:
        raise Http404
    return view


def where(request: Request, commitment: str, **_rest: str) -> Where | None:
    """The body of the commitment that the address names, and whose it is; nothing where whoever asks can't see it."""
    # Whoever isn't logged in is asked to, and learns nothing by that.
    hidden = request.actor.person is not None and not is_seen(commitment, eyes_of(request.actor))
    return None if hidden else followup.where_of_commitment(commitment)


def where_helped(request: Request, commitment: str, **_rest: str) -> Where | None:
    """The same for what its helpers may do, too."""
    found, person = where(request, commitment), str(request.actor.person or "")
    return replace(found, person=person) if found and person and helps(commitment, person) else found


urlpatterns: list[URLPattern] = [
    route("me/", mine, name="mine", permit=SIGNED_IN),
    route(
        "desk/commitments/<str:commitment>", page, name="desk-commitment", permit="commitments.see", where=where_helped
    ),
    route(
        "desk/commitments/<str:commitment>/note",
        note,
        name="desk-commitment-note",
        permit="commitments.note",
        where=where,
    ),
]
