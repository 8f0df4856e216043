"""The criteria of a meeting at the desk, and checking a delegate against each of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from plenaria.actions import credentials as credential_actions
from plenaria.actions import criteria as actions
from plenaria.actions import standing_criteria
from plenaria.actions._perform import Receipt
from plenaria.core.credentials import Finding
from plenaria.core.criteria import FOUND, SOURCES
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.credentials import the_seat
from plenaria.interfaces.desk.meetings import language_name, the_meeting, where
from plenaria.interfaces.desk.page import may_do, show_meeting
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import bodies
from plenaria.store.queries import criteria as queries
from plenaria.store.queries.credentials import SeatView
from plenaria.store.queries.criteria import CriterionView
from plenaria.store.queries.meetings import MeetingView

type Deed = Callable[[tuple[Finding, ...]], Receipt | Refusal]


class CriterionForm(forms.Form):
    """A criterion in each of these languages, whether it is required, and where it comes from."""

    required = forms.ChoiceField(
        label=gettext_lazy("How it counts"),
        choices=[
            ("yes", gettext_lazy("Required: nobody is accredited without it")),
            ("no", gettext_lazy("Recommended: it is checked, and stops nobody")),
        ],
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(label=gettext_lazy("Where it comes from"), widget=forms.RadioSelect)
    clause = forms.ChoiceField(
        label=gettext_lazy("Clause, where it comes from a resolution"),
        required=False,
        help_text=gettext_lazy("Of this body, or of a superior one. A clause of kind rule is offered here."),
    )
    superior = forms.ChoiceField(label=gettext_lazy("Body, where it comes from a superior one"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Where it is written"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For instance: Statutes, article 7."),
    )

    def __init__(self, *args: Any, languages: tuple[str, ...], body: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tongues = languages
        self.body, superior = body, queries.superior(body)
        self.clauses = {each.id: each for each in queries.rule_clauses([body, *superior])}
        clauses = [(each.id, clause_name(each, body)) for each in self.clauses.values()]
        above = [(each.id, in_language(each.names)) for each in bodies.bodies(superior)]
        own = [each for each in self.clauses.values() if each.body == body]
        kinds = [each for each in SOURCES if {"clause": own, "superior": above}.get(each, True)]
        offer(self, "source", [(each, label("criterion-source", each).capitalize()) for each in kinds])
        offer(self, "clause", [("", "—"), *clauses])
        offer(self, "superior", [("", "—"), *above])
        for each in languages:
            self.fields[f"name_{each}"] = forms.CharField(
                label=_("Criterion (%(language)s)") % {"language": language_name(each)}, required=False, max_length=300
            )
        self.order_fields([f"name_{each}" for each in languages])

    def laid(self) -> actions.Laid:
        """What the action takes; the form is valid. A clause that was chosen says whose it is."""
        data = self.cleaned_data
        clause = self.clauses.get(data["clause"]) if data["source"] != "rule" else None
        of = clause.body if clause and clause.body != self.body else ""
        return actions.Laid(
            names={each: data[f"name_{each}"] for each in self.tongues if data[f"name_{each}"]},
            required=data["required"] == "yes",
            source="superior" if of else data["source"],
            clause=clause.id if clause and (of or data["source"] == "clause") else None,
            body=of or data["superior"] or None,
            place=data["place"],
        )


def clause_name(clause: queries.RuleClause, body: str) -> str:
    """A clause that lays down a rule, as it is chosen from a list; that of another body with its name."""
    named = _("Resolution %(resolution)s, clause %(clause)s") % {
        "resolution": clause.resolution_number,
        "clause": clause.number,
    }
    return named if clause.body == body else f"{in_language(clause.body_names)}: {named}"


@require_http_methods(["GET", "POST"])
def page(request: Request, meeting: str) -> HttpResponse:
    """All criteria of a meeting, and the form for one more."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    form = CriterionForm(request.POST or None, **_of(view), initial={"required": "yes", "source": "rule"})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            result = actions.lay_down(actor=request.actor, at=at, meeting=meeting, criterion=form.laid())
            if isinstance(result, Receipt):
                messages.success(request, _("The criterion is laid down. Next: check the delegates against it."))
                return redirect("desk-criteria", meeting)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    context = {
        "criteria": queries.criteria_of(meeting),
        "form": form,
        "may_decide": may_do(request.actor, "credentials.decide", view.body),
        "earlier": queries.earlier_with_criteria(meeting),
        "standing": queries.criteria_of(standing=view.body),
    }
    return show_meeting(request, "desk/criteria.html", view, at, context, title=_("Criteria"), status=status)


@require_POST
def take_over(request: Request, meeting: str) -> HttpResponse:
    """Those of the body's latest other meeting."""
    the_meeting(meeting)
    earlier = queries.earlier_with_criteria(meeting)
    if earlier is None:
        raise Http404
    result = actions.take_over(actor=request.actor, at=datetime.now(UTC), meeting=meeting, earlier=earlier)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("The criteria are taken over. Read them: they are this meeting’s own now."))
    return redirect("desk-criteria", meeting)


@require_POST
def take_standing(request: Request, meeting: str) -> HttpResponse:
    """Those that the body asks for every time."""
    result = standing_criteria.take_over(actor=request.actor, at=datetime.now(UTC), meeting=meeting)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("The criteria are taken over. Read them: they are this meeting’s own now."))
    return redirect("desk-criteria", meeting)


@require_http_methods(["GET", "POST"])
def change(request: Request, meeting: str, criterion: str) -> HttpResponse:
    """Correct a criterion, or ask for it no more."""
    view, at, known = the_meeting(meeting), datetime.now(UTC), _the_criterion(meeting, criterion)
    initial = {
        **{f"name_{language}": words for language, words in known.names.items()},
        "required": "yes" if known.required else "no",
        "source": known.source,
        "clause": known.clause,
        "superior": known.body,
        "place": known.place,
    }
    dropped = request.POST.get("verb") == "drop"
    form = CriterionForm(None if dropped else request.POST or None, **_of(view), initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        result: Receipt | Refusal | None = None
        if dropped:
            result = actions.drop(actor=request.actor, at=at, criterion=criterion)
        elif form.is_valid():
            result = actions.change(actor=request.actor, at=at, criterion=criterion, laid=form.laid())
        if isinstance(result, Receipt):
            said = _("The criterion is not asked for any more.") if dropped else _("The criterion is changed.")
            messages.success(request, said)
            return redirect("desk-criteria", meeting)
        if isinstance(result, Refusal) and not dropped:
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
        elif isinstance(result, Refusal):
            return refused(request, result)
    context = {"criterion": known, "form": form}
    return show_meeting(request, "desk/criterion.html", view, at, context, title=_("Criterion"), status=status)


class FoundForm(forms.Form):
    """What was found on one criterion."""

    found = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    note = forms.CharField(
        label=gettext_lazy("Proof, what is missing, or why it is waived"), required=False, max_length=500
    )

    def __init__(self, *args: Any, line: queries.FoundView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        self.initial = {"found": "" if line.found == "unchecked" else line.found, "note": line.note}
        words = [(each, label("finding", each).capitalize()) for each in FOUND]
        offer(self, "found", [*words, ("", label("finding", "unchecked").capitalize())])
        self.fields["found"].label = in_language(line.names)

    def finding(self) -> Finding | None:
        """What was found, if anything; the form is valid."""
        found, note = self.cleaned_data["found"], self.cleaned_data["note"].strip()
        return Finding(self.line.id, found == "met", note, found == "waived") if found else None


@require_http_methods(["GET", "POST"])
def findings(request: Request, meeting: str, credential: str) -> HttpResponse:
    """Check one delegate against all criteria; store what was found, or decide with it at once."""
    view, at, seat = the_meeting(meeting), datetime.now(UTC), the_seat(meeting, credential)
    lines = queries.found_on(queries.criteria_of(meeting, dropped=True), seat.findings)
    checked = [FoundForm(request.POST or None, prefix=each.id, line=each) for each in lines if each.number]
    problem, status = "", 200
    unfit = [each for each in checked if not each.is_valid()]
    if request.method == "POST" and not unfit:
        verb = request.POST.get("verb", "")
        found = tuple(finding for each in checked if (finding := each.finding()))
        result = _deed(request, at, seat, verb)(found)
        if isinstance(result, Receipt):
            messages.success(request, _said(verb))
            return redirect("desk-credentials", meeting)
        problem, status = sentence(result, request.LANGUAGE_CODE), result.because.value
    context = {
        "seat": seat,
        "checked": checked,
        "besides": [each for each in lines if not each.number],
        "criteria": {each.id: each for each in queries.criteria_of(meeting)},
        "problem": problem,
        "undecided": seat.state in ("invited", "registered"),
    }
    return show_meeting(request, "desk/findings.html", view, at, context, title=_("Check the criteria"), status=status)


def _deed(request: Request, at: datetime, seat: SeatView, verb: str) -> Deed:
    given: dict[str, Any] = {"actor": request.actor, "at": at, "credential": seat.id}
    if verb in ("accredit", "refuse"):
        return lambda found: credential_actions.decide_credential(**given, verb=verb, findings=found)
    return lambda found: credential_actions.record_findings(**given, findings=found)


def _said(verb: str) -> str:
    match verb:
        case "accredit":
            return _("The credential is accredited. Next: the badge.")
        case "refuse":
            return _("The credential is refused.")
    return _("The findings are stored.")


def _of(view: MeetingView) -> dict[str, Any]:
    return {"languages": view.languages, "body": view.body}


def _the_criterion(meeting: str, criterion: str) -> CriterionView:
    found = queries.criterion(criterion)
    if found is None or found.meeting != meeting or found.dropped:
        raise Http404
    return found


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/criteria", page, name="desk-criteria", permit="desk.see", where=where),
    route(
        "desk/m/<str:meeting>/criteria/take-over",
        take_over,
        name="desk-criteria-take-over",
        permit="credentials.decide",
        where=where,
    ),
    route(
        "desk/m/<str:meeting>/criteria/take-standing",
        take_standing,
        name="desk-criteria-take-standing",
        permit="credentials.decide",
        where=where,
    ),
    route(
        "desk/m/<str:meeting>/criteria/<str:criterion>",
        change,
        name="desk-criterion",
        permit="credentials.decide",
        where=where,
    ),
    route(
        "desk/m/<str:meeting>/credentials/<str:credential>/findings",
        findings,
        name="desk-findings",
        permit="credentials.decide",
        where=where,
    ),
]
