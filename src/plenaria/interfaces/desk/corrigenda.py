"""Corrigenda of a sealed resolution at the desk: a draft, then, with the passphrase, issued and sealed."""

from collections.abc import Sequence
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

from plenaria.actions import corrigenda as actions
from plenaria.core.corrigenda import OFFICES, Correction, places
from plenaria.core.refusal import Refusal
from plenaria.delivery import corrigenda as delivery
from plenaria.delivery import keys
from plenaria.interfaces.desk.adopted import show_paper, the_paper, today, where
from plenaria.interfaces.desk.adoption import SealForm
from plenaria.interfaces.desk.page import may_do
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label, language_name
from plenaria.phrases.corrigenda import place
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import corrigenda as queries
from plenaria.store.queries import sealing
from plenaria.store.queries.corrigenda import CorrigendumView
from plenaria.store.queries.followup import PaperView
from plenaria.store.queries.votes import every_vote_at

ROWS = 5
"""So many empty corrections are offered."""


class CorrectionForm(forms.Form):
    """One correction."""

    where = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    stood = forms.CharField(
        label=gettext_lazy("What stood"), required=False, max_length=4_000, widget=forms.Textarea({"rows": 2})
    )
    reads = forms.CharField(
        label=gettext_lazy("What it should read"), required=False, max_length=4_000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "where", [("", _("nowhere")), *offered])

    def correction(self) -> Correction | None:
        """What was filled in; nothing where the line is empty."""
        given = self.cleaned_data
        if not given.get("where") and not given.get("stood"):
            return None
        language, _colon, code = str(given.get("where", "")).partition(":")
        return Correction(language, code, given.get("stood", ""), given.get("reads", ""))


class DecisionForm(forms.Form):
    """Who decided it, when, and why."""

    decided = forms.ChoiceField(label=gettext_lazy("Decided by"))
    on = forms.DateField(label=gettext_lazy("When"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, *args: Any, paper: PaperView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        votes = every_vote_at(paper.meeting) if paper.meeting else ()
        adopted = [each for each in votes if each.decision and each.decision.outcome == "adopted"]
        offered = [(f"office:{each}", label("role", each).capitalize()) for each in OFFICES]
        for each in adopted:
            offered.append((f"poll:{each.id}", _("Vote %(number)s") % {"number": each.number}))
        offer(self, "decided", offered)
        for language in paper.titles:
            self.fields[f"reason_{language}"] = forms.CharField(
                label=_("Reason (%(language)s)") % {"language": language_name(language)},
                required=False,
                max_length=1_000,
                widget=forms.Textarea({"rows": 2, "lang": language}),
            )

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        kind, _colon, code = data["decided"].partition(":")
        reasons = {name.removeprefix("reason_"): words for name, words in data.items() if name.startswith("reason_")}
        return {"on": data["on"], "reasons": reasons, kind: code}


@require_http_methods(["GET", "POST"])
def page(request: Request, resolution: str) -> HttpResponse:
    """Those that there are, and a form for the next."""
    paper = the_paper(resolution)
    offered, data = _offered(paper), request.POST or None
    rows = [CorrectionForm(data, prefix=f"c{number}", offered=offered) for number in range(ROWS)]
    decision = DecisionForm(data, paper=paper, initial={"on": today()})
    if data is None:
        return _shown(request, paper, rows, decision)
    if not all([decision.is_valid(), *(each.is_valid() for each in rows)]):
        return _shown(request, paper, rows, decision, status=422)
    said = [each for row in rows if (each := row.correction()) is not None]
    done = actions.prepare(
        actor=request.actor, at=datetime.now(UTC), resolution=resolution, corrections=said, **decision.given()
    )
    if isinstance(done, Refusal):
        decision.add_error(None, sentence(done, request.LANGUAGE_CODE))
        return _shown(request, paper, rows, decision, status=done.because.value)
    messages.success(request, _("The draft is stored. Next: look at it, and seal it."))
    return redirect("desk-corrigenda", resolution)


@require_POST
def seal(request: Request, resolution: str, corrigendum: str) -> HttpResponse:
    """Issue and seal a draft."""
    view, form = _the_corrigendum(resolution, corrigendum), SealForm(request.POST)
    if not form.is_valid():
        return redirect("desk-corrigenda", resolution)
    done = delivery.issue_and_seal(
        actor=request.actor,
        at=datetime.now(UTC),
        corrigendum=view.id,
        passphrase=form.cleaned_data["passphrase"],
    )
    if isinstance(done, Refusal):
        return refused(request, done)
    messages.success(request, _("The corrigendum is sealed, and stands beside the text in the register."))
    return redirect("desk-corrigenda", resolution)


@require_POST
def withdraw(request: Request, resolution: str, corrigendum: str) -> HttpResponse:
    """Drop a draft."""
    view = _the_corrigendum(resolution, corrigendum)
    done = actions.withdraw(actor=request.actor, at=datetime.now(UTC), corrigendum=view.id)
    if isinstance(done, Refusal):
        return refused(request, done)
    messages.success(request, _("The draft is withdrawn."))
    return redirect("desk-corrigenda", resolution)


def _the_corrigendum(resolution: str, corrigendum: str) -> CorrigendumView:
    found = queries.corrigendum(corrigendum)
    if found is None or found.resolution != resolution:
        raise Http404
    return found


def _offered(paper: PaperView) -> list[tuple[str, str]]:
    """Every place of every adopted text, by language and place."""
    work = sealing.sealing(paper.id)
    found = []
    for language, text in (work.texts if work else {}).items():
        numbers = {each.id: each.number for each in text.walk()}
        for code, words in places(text).items():
            called = place(code, numbers, language)
            found.append((f"{language}:{code}", f"{language} · {called}: {words[:60]}"))
    return found


def _shown(
    request: Request, paper: PaperView, rows: Sequence[CorrectionForm], decision: DecisionForm, status: int = 200
) -> HttpResponse:
    known = queries.of_resolution(paper.id)
    context = {
        "listed": [(each, _paper(each, paper)) for each in known],
        "rows": rows,
        "decision": decision,
        "seal_form": SealForm(),
        "has_seal_key": keys.has_seal_key(),
        "may_prepare": may_do(request.actor, "corrigenda.prepare", paper.body) and paper.state in actions.SEALED,
        "may_seal": may_do(request.actor, "corrigenda.issue", paper.body),
    }
    under = (in_language(paper.titles, paper.language), reverse("desk-adopt", args=[paper.id]))
    title = _("Corrigenda")
    return show_paper(request, "desk/corrigenda.html", paper, context, title=title, under=under, status=status)


def _paper(view: CorrigendumView, paper: PaperView) -> Any:
    """The words of it: as issued, or as they would be."""
    texts = view.texts or queries.papers(view.id)
    return texts.get(paper.language) or next(iter(texts.values()), None)


_PLACE = "desk/r/<str:resolution>/corrigenda"
urlpatterns: list[URLPattern] = [
    route(_PLACE, page, name="desk-corrigenda", permit="corrigenda.prepare", where=where),
    route(
        f"{_PLACE}/<str:corrigendum>/seal",
        seal,
        name="desk-corrigendum-seal",
        permit="corrigenda.issue",
        where=where,
    ),
    route(
        f"{_PLACE}/<str:corrigendum>/withdraw",
        withdraw,
        name="desk-corrigendum-withdraw",
        permit="corrigenda.prepare",
        where=where,
    ),
]
