"""What else a plan says of a commitment, at the desk: helpers, partners, who sees it, what is counted, milestones."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenaria.actions import commitment_details as actions
from plenaria.actions._perform import Receipt
from plenaria.actions.commitment_details import Details, Step
from plenaria.core.followup import VISIBILITIES, Indicator
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.adopted import show_paper, the_paper, today
from plenaria.interfaces.desk.commitments import the_commitment, where, where_helped
from plenaria.interfaces.desk.meetings import language_name
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.downloads import handed_out
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import bodies, evidence, followup, programmes
from plenaria.store.queries.dispatches import parties_of
from plenaria.store.queries.evidence import DetailsView

EMPTY = 3
"""Rows for milestones that are still to be written."""


class DetailsForm(forms.Form):
    """All details; the milestones have a row each, with a name in each language of the body."""

    helpers = forms.MultipleChoiceField(
        label=gettext_lazy("Who helps"), required=False, widget=forms.CheckboxSelectMultiple
    )
    parties = forms.MultipleChoiceField(
        label=gettext_lazy("With which institutions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Who sees it"), widget=forms.RadioSelect)
    programme = forms.ChoiceField(label=gettext_lazy("Part of the programme"), required=False)
    serves = forms.ChoiceField(label=gettext_lazy("Helps to prepare the meeting"), required=False)
    unit = forms.CharField(label=gettext_lazy("Counted in"), required=False, max_length=40)
    target = forms.CharField(label=gettext_lazy("Target"), required=False, max_length=24)

    def __init__(self, data: Any, *, body: str, known: DetailsView, tongues: tuple[str, ...]) -> None:
        super().__init__(data, initial=_initial(known))
        self.tongues, self.known = tongues, known
        offer(self, "helpers", [(each.id, in_language(each.names)) for each in followup.owners(body)])
        offer(self, "parties", [(each.id, in_language(each.names)) for each in parties_of(body)])
        offer(self, "visibility", [(each, label("visibility", each).capitalize()) for each in VISIBILITIES])
        going = [(each.id, in_language(each.names)) for each in programmes.of_body(body)]
        offer(self, "programme", [("", "—"), *going])
        coming = programmes.meetings_to_serve(body, today())
        offer(self, "serves", [("", "—"), *((each, in_language(names)) for each, names in coming)])
        for each in tongues:
            words = known.indicator.names.get(each, "") if known.indicator else ""
            self.fields[f"indicator_{each}"] = forms.CharField(
                label=_("What is counted (%(language)s)") % {"language": language_name(each)},
                required=False,
                max_length=200,
                initial=words,
            )
        self._add_rows()
        counted = [f"indicator_{each}" for each in tongues]
        first = ["helpers", "parties", "visibility", "programme", "serves", *counted, "unit", "target"]
        self.order_fields(first)

    def _add_rows(self) -> None:
        rows = [(each.id, each.names, each.due) for each in self.known.milestones if each.done_on is None]
        for place, (_id, names, due) in enumerate([*rows, *[("", {}, None)] * EMPTY]):
            for each in self.tongues:
                self.fields[f"step{place}_{each}"] = forms.CharField(
                    label=_("Milestone %(number)d (%(language)s)")
                    % {"number": place + 1, "language": language_name(each)},
                    required=False,
                    max_length=300,
                    initial=names.get(each, ""),
                )
            self.fields[f"step{place}_due"] = forms.DateField(
                label=_("Milestone %(number)d: day") % {"number": place + 1},
                required=False,
                initial=due,
                widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
            )
        self.rows = [each[0] for each in rows] + [""] * EMPTY

    def details(self) -> Details:
        """What the action takes; the form is valid. A milestone without a name is taken away."""
        data = self.cleaned_data
        counted = {each: data[f"indicator_{each}"] for each in self.tongues if data[f"indicator_{each}"]}
        return Details(
            helpers=data["helpers"],
            parties=data["parties"],
            visibility=data["visibility"],
            programme=data["programme"] or None,
            serves=data["serves"] or None,
            indicator=Indicator(names=counted, unit=data["unit"], target=data["target"]) if counted else None,
            milestones=tuple(self._steps()),
        )

    def _steps(self) -> Iterator[Step]:
        for place, known in enumerate(self.rows):
            given = {each: self.cleaned_data[f"step{place}_{each}"] for each in self.tongues}
            names = {language: name for language, name in given.items() if name}
            if names:
                yield Step(id=known, names=names, due=self.cleaned_data[f"step{place}_due"])


def _initial(known: DetailsView) -> dict[str, Any]:
    return {
        "helpers": [each for each, _names in known.helpers],
        "parties": [each for each, _names in known.parties],
        "visibility": known.visibility,
        "programme": known.programme or "",
        "serves": known.serves or "",
        "unit": known.indicator.unit if known.indicator else "",
        "target": known.indicator.target if known.indicator else "",
    }


@require_http_methods(["GET", "POST"])
def page(request: Request, commitment: str) -> HttpResponse:
    """All details of a commitment, to be changed."""
    view = the_commitment(commitment)
    known = evidence.details(commitment, today())
    there = bodies.body(view.body)
    assert known is not None
    assert there is not None
    form = DetailsForm(request.POST or None, body=view.body, known=known, tongues=there.languages)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            result = actions.detail_commitment(
                actor=request.actor, at=datetime.now(UTC), commitment=commitment, details=form.details()
            )
            if isinstance(result, Receipt):
                messages.success(request, _("It is stored."))
                return redirect("desk-commitment", commitment)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    paper = the_paper(view.resolution)
    under = (_("Follow up"), reverse("desk-follow", args=[paper.id]))
    context = {"view": view, "form": form}
    return show_paper(
        request, "desk/commitment-details.html", paper, context, title=_("Details"), under=under, status=status
    )


@require_POST
def milestone(request: Request, commitment: str, milestone: str) -> HttpResponse:
    """A milestone is reached today, or was not after all."""
    on: date | None = today() if request.POST.get("verb") == "done" else None
    known = evidence.details(the_commitment(commitment).id, today())
    if known is None or milestone not in {each.id for each in known.milestones}:
        raise Http404
    result = actions.milestone_done(actor=request.actor, at=datetime.now(UTC), milestone=milestone, on=on)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("The milestone is reached.") if on else _("The milestone is open again."))
    return redirect("desk-commitment", commitment)


@require_safe
def show_evidence(request: Request, commitment: str, evidence_id: str) -> HttpResponse:
    """A file or a photograph that came with a report."""
    found = evidence.evidence(evidence_id, commitment)
    if found is None or not found.sha256:
        raise Http404
    return handed_out(found.sha256, found.name, found.media_type)


urlpatterns: list[URLPattern] = [
    route(
        "desk/commitments/<str:commitment>/details",
        page,
        name="desk-commitment-details",
        permit="plans.confirm",
        where=where,
    ),
    route(
        "desk/commitments/<str:commitment>/milestones/<str:milestone>",
        milestone,
        name="desk-milestone",
        permit="commitments.update",
        where=where,
    ),
    route(
        "desk/commitments/<str:commitment>/shown/<str:evidence_id>",
        show_evidence,
        name="desk-shown",
        permit="commitments.see",
        where=where_helped,
    ),
]
