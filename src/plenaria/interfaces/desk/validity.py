"""What the clauses of a text do to earlier ones, at the desk: these are found by likeness or by words, and ticked."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from plenaria.actions import validity as actions
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.core.resolutions import DECIDED, IN_REGISTER, TEXT_OPEN
from plenaria.core.text.resolution import Clause
from plenaria.interfaces.desk import texts as pages
from plenaria.interfaces.desk.page import address, may_do
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import language_name
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import programmes, texts
from plenaria.store.queries import validity as queries
from plenaria.store.queries.criteria import superior
from plenaria.store.queries.going_on import cited_clauses
from plenaria.store.queries.similar import SimilarView, called, similar
from plenaria.store.queries.texts import ResolutionView, where_of_resolution
from plenaria.store.queries.validity import where_of_effect

VERBS = [
    ("amend", pgettext_lazy("what a clause does", "Amends it: other words")),
    ("supersede", pgettext_lazy("what a clause does", "Supersedes it: this clause stands in its place")),
    ("annul", pgettext_lazy("what a clause does", "Annuls it")),
    ("spend", pgettext_lazy("what a clause does", "Ends it: it has done its work")),
]


class EffectForm(forms.Form):
    """What is done to the clauses that are ticked."""

    verb = forms.ChoiceField(label=gettext_lazy("What does this clause do to it?"), widget=forms.RadioSelect)
    since = forms.DateField(
        label=gettext_lazy("From the day"),
        required=False,
        help_text=gettext_lazy("Left empty: from the adoption."),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )

    def __init__(self, data: Any, languages: tuple[str, ...]) -> None:
        super().__init__(data)
        offer(self, "verb", VERBS)
        for each in languages:
            self.fields[f"words-{each}"] = forms.CharField(
                label=_("New words, if it is amended: %(language)s") % {"language": language_name(each)},
                required=False,
                max_length=actions.LONGEST_WORDS,
                widget=forms.Textarea({"rows": 3, "lang": each}),
            )

    def words(self) -> dict[str, str]:
        """The new words by language, without the empty ones."""
        given = {name: value for name, value in self.cleaned_data.items() if name.startswith("words-")}
        return {name.removeprefix("words-"): value for name, value in given.items() if value.strip()}


def page(request: Request, resolution: str) -> HttpResponse:
    """What each clause does to earlier ones, and what later ones did to it."""
    view = pages.the_resolution(resolution)
    changes, changed = queries.changed_by(resolution), queries.changed_in(resolution)
    clauses, told = _clauses(view), _told(view, request.LANGUAGE_CODE)
    today = datetime.now(UTC).date()
    found, carried = queries.standings(resolution, today), programmes.carries_out(resolution, today)
    context = {
        "rows": [
            (each, *told.get(each.id, (each.text, view.language)), changes.get(each.id, ()), changed.get(each.id, ()))
            for each in clauses
        ],
        "standings": found.standings if found else {},
        "may_change": _may_change(request, view),
        "may_spend": bool(found) and may_do(request.actor, "validity.spend", view.body.id),
        "may_carry_out": may_do(request.actor, "implementing.edit", view.body.id) and bool(superior(view.body.id)),
        "carries": [(clause, each) for clause, some in carried.items() for each in some],
    }
    return pages.page(request, "desk/validity.html", view, context, title=_("What it changes"))


@require_http_methods(["GET", "POST"])
def clause(request: Request, resolution: str, clause: str) -> HttpResponse:
    """Say what one clause does to earlier ones: tick them among the similar ones, or among those with certain words."""
    view = pages.the_resolution(resolution)
    mine = next((each for each in _clauses(view) if each.id == clause), None)
    if mine is None:
        raise Http404
    form = EffectForm(request.POST or None, view.languages)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        result = _act(request, view, clause, form)
        if not isinstance(result, Refusal):
            messages.success(request, _said(view))
            return redirect("desk-validity", resolution)
        refusal = result
    query = " ".join(request.GET.get("q", "").split())[:200]
    candidates = _candidates(view, mine, query)
    context = {
        "clause": mine,
        "form": form,
        "query": query,
        "candidates": [(each, address(f"b/{each.body_slug}/r/{each.slug}/#{each.fragment}")) for each in candidates],
        "ticked": request.POST.getlist("clauses"),
        "refusal": refusal and sentence(refusal, request.LANGUAGE_CODE),
    }
    status = refusal.because.value if refusal else 422 if request.method == "POST" else 200
    return pages.page(request, "desk/validity-clause.html", view, context, title=_title(mine), status=status)


@require_POST
def drop(request: Request, resolution: str, effect: str) -> HttpResponse:
    """Take back what was proposed."""
    result = actions.drop_effect(actor=request.actor, at=datetime.now(UTC), effect=effect)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("It is taken back. The earlier clause will stay as it is."))
    return redirect("desk-validity", resolution)


@require_POST
def spend(request: Request, resolution: str, clause: str) -> HttpResponse:
    """The body notes that a clause has done its work."""
    today = datetime.now(UTC).date()
    reason = request.POST.get("reason", "")
    result = actions.note_spent(actor=request.actor, at=datetime.now(UTC), clause=clause, since=today, reason=reason)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("It is noted: the clause has done its work and obliges no more."))
    return redirect("desk-validity", resolution)


def _act(request: Request, view: ResolutionView, by: str, form: EffectForm) -> object:
    asked: Mapping[str, Any] = {
        "actor": request.actor,
        "at": datetime.now(UTC),
        "by": by,
        "verb": form.cleaned_data["verb"],
        "clauses": request.POST.getlist("clauses"),
        "words": form.words(),
        "since": form.cleaned_data["since"],
    }
    return actions.propose_effect(**asked) if view.state in TEXT_OPEN else actions.record_effect(**asked)


def _said(view: ResolutionView) -> str:
    if view.state in TEXT_OPEN:
        return _("It is written down. It works from the adoption on; until then the earlier clause stays as it is.")
    return _("It is on record. Both clauses link to each other now.")


def _candidates(view: ResolutionView, mine: Clause, query: str) -> tuple[SimilarView, ...]:
    if query:
        return called(query, view.language, but=view.id)
    # What the clause names is most likely what it changes.
    cited = cited_clauses(view.id, mine.id)
    near = similar(" ".join(each.text for each in mine.walk()), view.language, but=view.id)
    return (*cited, *(each for each in near if each.id not in {known.id for known in cited}))


def _clauses(view: ResolutionView) -> list[Clause]:
    """Its clauses; a point of one has the number of that before its own: 7 a."""
    text = texts.latest(view.id, view.language)
    return [each for clause in text.clauses for each in _numbered(clause, "")] if text else []


def _numbered(clause: Clause, above: str) -> Iterator[Clause]:
    alone = not above or clause.number.startswith(above)
    number = clause.number if alone else f"{above} {clause.number}".strip()
    yield replace(clause, number=number)
    for each in clause.children:
        yield from _numbered(each, number)


def _told(view: ResolutionView, language: str) -> dict[str, tuple[str, str]]:
    """Clause → its words in that language, and the language, where there is such a text."""
    text = texts.latest(view.id, language) if language in view.languages else None
    return {each.id: (each.text, language) for each in text.walk() if each.text} if text else {}


def _may_change(request: Request, view: ResolutionView) -> bool:
    if view.state in TEXT_OPEN:
        return may_do(request.actor, "validity.propose", view.body.id)
    return view.state in DECIDED | IN_REGISTER and may_do(request.actor, "validity.record", view.body.id)


def _title(clause: Clause) -> str:
    return _("What clause %(number)s changes") % {"number": clause.number} if clause.number else _("What it changes")


def _where(_request: Request, resolution: str, **_rest: str) -> Where | None:
    return where_of_resolution(resolution)


def _where_effect(_request: Request, resolution: str, effect: str) -> Where | None:
    return where_of_effect(effect, resolution)


urlpatterns: list[URLPattern] = [
    route("desk/r/<str:resolution>/validity", page, name="desk-validity", permit="desk.see", where=_where),
    route(
        "desk/r/<str:resolution>/validity/<str:clause>",
        clause,
        name="desk-validity-clause",
        permit="validity.propose",
        where=_where,
    ),
    route(
        "desk/r/<str:resolution>/validity/<str:clause>/spent",
        spend,
        name="desk-validity-spend",
        permit="validity.spend",
        where=_where,
    ),
    route(
        "desk/r/<str:resolution>/effects/<str:effect>/drop",
        drop,
        name="desk-effect-drop",
        permit="validity.propose",
        where=_where_effect,
    ),
]
