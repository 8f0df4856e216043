"""One commitment at the desk: its history, a report, the body's note; and the list of all that one answers for."""

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
from plenaria.interfaces.desk.adopted import show_paper, the_paper, today
from plenaria.interfaces.desk.page import show
from plenaria.interfaces.kit.access import SIGNED_IN, refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import followup, nominations, publications
from plenaria.store.queries.followup import CommitmentView

REPORTS = {
    "report-begun": gettext_lazy("Begun"),
    "report-well-advanced": gettext_lazy("Well advanced"),
    "report-done": gettext_lazy("Done"),
    "report-blocked": gettext_lazy("Blocked"),
    "report-not-started": gettext_lazy("Not started"),
    "report-nothing-new": gettext_lazy("Nothing new"),
}
"""What an owner can report, in the order in which it is offered."""


class UpdateForm(forms.Form):
    """How things stand, and a sentence if one wishes."""

    verb = forms.ChoiceField(label=gettext_lazy("How do things stand?"), widget=forms.RadioSelect)
    sentence = forms.CharField(
        label=gettext_lazy("In a sentence"),
        required=False,
        max_length=actions.LONGEST_SENTENCE,
        widget=forms.Textarea({"rows": 3}),
    )
    link = forms.URLField(label=gettext_lazy("Link that shows it"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "verb", list(REPORTS.items()))


@require_http_methods(["GET", "POST"])
def page(request: Request, commitment: str) -> HttpResponse:
    """What is obliged, how things stand, everything that was reported, and a form to report."""
    view = the_commitment(commitment)
    form = UpdateForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            result = actions.update_commitment(
                actor=request.actor,
                at=datetime.now(UTC),
                commitment=commitment,
                language=request.LANGUAGE_CODE,
                **form.cleaned_data,
            )
            if isinstance(result, Receipt):
                messages.success(request, _("It is stored. Thank you."))
                return redirect("desk-commitment", commitment)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    return _shown(request, view, form, status)


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
    }
    return show(request, "desk/mine.html", context)


def _shown(request: Request, view: CommitmentView, form: UpdateForm, status: int) -> HttpResponse:
    paper = the_paper(view.resolution)
    context = {
        "view": view,
        "history": followup.history(view.id),
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


def where(request: Request, commitment: str) -> Where | None:
    """The body of the commitment that the address names, and whose it is."""
    return followup.where_of_commitment(commitment)


urlpatterns: list[URLPattern] = [
    route("me/", mine, name="mine", permit=SIGNED_IN),
    route("desk/commitments/<str:commitment>", page, name="desk-commitment", permit="commitments.see", where=where),
    route(
        "desk/commitments/<str:commitment>/note",
        note,
        name="desk-commitment-note",
        permit="commitments.note",
        where=where,
    ),
]
