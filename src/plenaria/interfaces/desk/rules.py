"""How a body votes: a majority, a quorum and what a tie means, chosen in words and tried on an example."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plenaria.actions import bodies as actions
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.core.voting.decision import decide
from plenaria.core.voting.presets import PRESETS
from plenaria.core.voting.rule import Quorum, Rule, Share
from plenaria.core.voting.tally import counted
from plenaria.interfaces.desk.page import show
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.requests import Request
from plenaria.phrases import results
from plenaria.phrases.names import label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import bodies

QUORUMS = {
    "half": Share(Fraction(1, 2), strict=True),
    "half-or-more": Share(Fraction(1, 2)),
    "third": Share(Fraction(1, 3)),
}
SECOND = {"same": None, "third": Share(Fraction(1, 3)), "tenth": Share(Fraction(1, 10)), "any": Share(Fraction(0))}
EXAMPLE = {"in_favour": 20, "against": 19, "abstaining": 5, "present": 44, "roll": 60}
"""A close vote in a hall that is not full: what the rule makes of it shows what it means."""


class RuleForm(forms.Form):
    """A rule composed of parts."""

    majority = forms.ChoiceField(label=gettext_lazy("Majority"), widget=forms.RadioSelect)
    quorum = forms.ChoiceField(
        label=gettext_lazy("Quorum"),
        choices=[
            ("half", gettext_lazy("More than half of the seats")),
            ("half-or-more", gettext_lazy("At least half of the seats")),
            ("third", gettext_lazy("At least one third of the seats")),
            ("none", gettext_lazy("No quorum")),
        ],
        widget=forms.RadioSelect,
    )
    second = forms.ChoiceField(
        label=gettext_lazy("Quorum at the second call"),
        choices=[
            ("same", gettext_lazy("The same as at the first")),
            ("third", gettext_lazy("At least one third of the seats")),
            ("tenth", gettext_lazy("At least one tenth of the seats")),
            ("any", gettext_lazy("Whoever came")),
        ],
    )
    tie = forms.ChoiceField(
        label=gettext_lazy("When votes are equal"),
        choices=[
            ("lost", gettext_lazy("The question is lost")),
            ("chair", gettext_lazy("The chair has the casting vote")),
        ],
    )

    def __init__(self, *args: object, language: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they are
        self.fields["majority"].choices = [(code, label("preset", code, language)) for code in PRESETS]  # type: ignore[attr-defined] # a ChoiceField

    def rule(self) -> Rule:
        """The rule that was composed; its quorum is the form's own, whatever the preset's is."""
        data = self.cleaned_data
        first = QUORUMS.get(data["quorum"])
        quorum = Quorum(first=first, second=SECOND[data["second"]]) if first else None
        return replace(PRESETS[data["majority"]].rule, quorum=quorum, tie=data["tie"])


@require_http_methods(["GET", "POST"])
def rules(request: Request) -> HttpResponse:
    """Choose how the body of the address votes; the page says in words what is in force and what it means."""
    body = bodies.body(request.GET.get("body", ""))
    assert body is not None  # the guard found it
    language = request.LANGUAGE_CODE
    initial = {"majority": "simple-majority", "quorum": "half", "second": "same", "tie": "lost"}
    form = RuleForm(request.POST or None, initial=initial, language=language)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            done = actions.set_rule(actor=request.actor, at=datetime.now(UTC), body=body.id, rule=form.rule())
            if not isinstance(done, Refusal):
                messages.success(request, _("The voting rule is laid down. Meetings already convened keep theirs."))
                return redirect(request.get_full_path())
            form.add_error(None, sentence(done, language))
            status = done.because.value
    rule = bodies.rule_of(body.id)
    context = {
        "title": _("Voting rule"),
        "body": body,
        "form": form,
        "words": in_words(rule, language) if rule else "",
        "example": example(rule, language) if rule else "",
        "sources": [(label("preset", code, language), each.source, each.read) for code, each in PRESETS.items()],
    }
    return show(request, "desk/rules.html", context, status=status)


def in_words(rule: Rule, language: str) -> str:
    """The rule in one sentence."""
    return _("%(threshold)s; quorum: %(quorum)s.") % {
        "threshold": results.threshold(rule, language),
        "quorum": results.quorum(rule.quorum, language),
    }


def example(rule: Rule, language: str) -> str:
    """What the rule makes of the example."""
    tally = counted(**EXAMPLE)
    assert not isinstance(tally, Refusal)
    return results.sentence(decide(rule, tally), language)


def where(request: Request) -> Where | None:
    """The body that the address names."""
    body = request.GET.get("body", "")
    return Where(body=body) if bodies.body(body) else None


urlpatterns: list[URLPattern] = [route("desk/rules", rules, name="desk-rules", permit="rules.edit", where=where)]
