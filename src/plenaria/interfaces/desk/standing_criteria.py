"""What a body asks for every time, of its delegates and of those whom it nominates."""

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

from plenaria.actions import standing_criteria as actions
from plenaria.actions._perform import Receipt
from plenaria.core.criteria import ASKED_OF
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.bodies import the_body, where
from plenaria.interfaces.desk.criteria import CriterionForm, clause_name
from plenaria.interfaces.desk.page import may_do, show
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import criteria


class StandingForm(CriterionForm):
    """A criterion, and of whom it is asked."""

    asked_of = forms.ChoiceField(label=gettext_lazy("Of whom it is asked"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "asked_of", [(each, label("asked-of", each).capitalize()) for each in ASKED_OF])


@require_http_methods(["GET", "POST"])
def page(request: Request, body: str) -> HttpResponse:
    """All of them, the clauses of which none is made yet, and the form for one more."""
    view = the_body(body)
    asked = criteria.criteria_of(standing=body)
    form = StandingForm(
        request.POST or None, languages=view.languages, body=body, initial=_initial(body, request.GET.get("clause", ""))
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given: dict[str, Any] = {"actor": request.actor, "at": datetime.now(UTC), "body": body}
            of = form.cleaned_data["asked_of"]
            result = actions.lay_down(**given, criterion=form.laid(), asked_of=of)
            if isinstance(result, Receipt):
                messages.success(request, _("The criterion is laid down. Later meetings and nominations ask for it."))
                return redirect("desk-standing-criteria", body)
            form.add_error(None, sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    known = {each.clause for each in asked}
    context = {
        "title": _("Criteria"),
        "body": view,
        "criteria": asked,
        "form": form,
        "unused": [(each.id, clause_name(each, body)) for each in form.clauses.values() if each.id not in known],
        "may_decide": may_do(request.actor, "credentials.decide", body),
    }
    return show(request, "desk/standing-criteria.html", context, status=status)


@require_POST
def drop(request: Request, body: str, criterion: str) -> HttpResponse:
    """Ask for a criterion no more."""
    known = criteria.criterion(criterion)
    if known is None or known.standing != body:
        raise Http404
    result = actions.drop(actor=request.actor, at=datetime.now(UTC), criterion=criterion)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("The criterion is not asked for any more."))
    return redirect("desk-standing-criteria", body)


def _initial(body: str, clause: str) -> dict[str, str]:
    """What a clause that was pressed fills in: its words in each language, to be shortened."""
    given = {"required": "yes", "asked_of": "both"}
    known = {each.id: each for each in criteria.rule_clauses([body, *criteria.superior(body)])}
    if clause not in known:
        return {**given, "source": "rule"}
    words = {f"name_{language}": said[:300] for language, said in criteria.words_of(clause).items()}
    return {**given, **words, "source": "clause" if known[clause].body == body else "superior", "clause": clause}


urlpatterns: list[URLPattern] = [
    route("desk/b/<str:body>/criteria", page, name="desk-standing-criteria", permit="desk.see", where=where),
    route(
        "desk/b/<str:body>/criteria/<str:criterion>/drop",
        drop,
        name="desk-standing-criterion-drop",
        permit="credentials.decide",
        where=where,
    ),
]
