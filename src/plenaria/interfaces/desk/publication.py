"""What the public sees of a body: its rule of publication in words, with an example, its versions, and a new one."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plenaria.actions import publication_rules as actions
from plenaria.core.publication import INSTEAD, LONGEST, MOMENTS, OWNERS, PARTS, VOTES, Rule
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.bodies import the_body, where
from plenaria.interfaces.desk.page import may_do, show
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases import publication as phrases
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import publication as queries
from plenaria.store.queries.publication import RulesView


class RuleForm(forms.Form):
    """A version of the rule, and the day from which it counts."""

    since = forms.DateField(
        label=gettext_lazy("It counts from"),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=gettext_lazy("Votes that were opened before never show more than was promised then."),
    )
    votes = forms.ChoiceField(label=gettext_lazy("Of an open vote the public sees"), widget=forms.RadioSelect)
    moment = forms.ChoiceField(label=gettext_lazy("From"))
    wait = forms.IntegerField(label=gettext_lazy("So many days later"), min_value=0, max_value=LONGEST)
    lasts = forms.IntegerField(
        label=gettext_lazy("For so many days"),
        min_value=0,
        max_value=LONGEST,
        help_text=gettext_lazy("0: for ever. Then sealed bundles and minutes hold the names, too."),
    )
    named = forms.MultipleChoiceField(
        label=gettext_lazy("By name the public sees"), required=False, widget=forms.CheckboxSelectMultiple
    )
    asks = forms.BooleanField(label=gettext_lazy("Only who has given their consent is named"), required=False)
    instead = forms.ChoiceField(label=gettext_lazy("Where a name may not stand"), widget=forms.RadioSelect)
    owners = forms.ChoiceField(
        label=gettext_lazy("Of which commitments the owners are named"), widget=forms.RadioSelect
    )
    below = forms.BooleanField(
        label=gettext_lazy("It holds for the bodies below, too, as far as they have no rule of their own"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = (("votes", "votes-seen", reversed(VOTES)), ("moment", "seen-from", MOMENTS))
        more = (("named", "named-part", PARTS), ("instead", "stand-in", INSTEAD), ("owners", "owners-named", OWNERS))
        for name, group, words in (*groups, *more):
            offer(self, name, [(each, label(group, each)) for each in words])

    def rule(self) -> Rule:
        """What was filled in."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "since"}
        return Rule(**{**data, "named": frozenset(data["named"])})


@require_http_methods(["GET", "POST"])
def page(request: Request, body: str) -> HttpResponse:
    """The rule as it is, and the form for the next version."""
    today = datetime.now(UTC).date()
    view = queries.rules_view(body, today)
    may_change = may_do(request.actor, "rules.edit", body)
    initial = {**view.present.to_data(), "since": today}
    form = RuleForm(request.POST or None, initial=initial) if may_change else None
    if form is None or not form.is_bound:
        return _page(request, body, view, form)
    if not form.is_valid():
        return _page(request, body, view, form, status=422)
    done = actions.lay_down(
        actor=request.actor,
        at=datetime.now(UTC),
        body=body,
        rule=form.rule(),
        since=form.cleaned_data["since"],
    )
    if isinstance(done, Refusal):
        form.add_error(None, sentence(done, request.LANGUAGE_CODE))
        return _page(request, body, view, form, status=done.because.value)
    messages.success(request, _("The rule is laid down. The register follows it from its day on."))
    return redirect("desk-publication", body)


def _page(request: Request, body: str, view: RulesView, form: RuleForm | None, status: int = 200) -> HttpResponse:
    here, language, title = the_body(body), request.LANGUAGE_CODE, _("What the public sees")
    back = reverse("desk-body", args=[body])
    context = {
        "title": title,
        "body": here,
        "view": view,
        "said": phrases.sentences(view.present, language),
        "example": phrases.example(view.present, language),
        "versions": [(each, phrases.votes(each.rule, language)) for each in view.versions],
        "form": form,
        "trail": [
            {"label": _("Bodies"), "url": reverse("desk-bodies")},
            {"label": in_language(here.names), "url": back},
            {"label": title},
        ],
    }
    return show(request, "desk/publication.html", context, status=status)


urlpatterns: list[URLPattern] = [
    route("desk/b/<str:body>/publication", page, name="desk-publication", permit="desk.see", where=where),
]
