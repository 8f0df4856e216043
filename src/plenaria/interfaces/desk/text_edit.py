"""Changing the clauses of a text in place, in all its languages: words, number, kind, level; adding and deleting."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenaria.actions import texts as actions
from plenaria.actions._perform import Receipt
from plenaria.actions.texts import Revision
from plenaria.core.refusal import Refusal
from plenaria.core.text import editing
from plenaria.core.text.resolution import Clause, Resolution
from plenaria.interfaces.desk.meetings import language_name
from plenaria.interfaces.desk.text_columns import Column, show_form, store, versions_of
from plenaria.interfaces.desk.text_forms import (
    ClauseForm,
    WordsField,
    kinds,
    serif,
)
from plenaria.interfaces.desk.texts import page, the_resolution, where
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.store.queries import texts
from plenaria.store.queries.texts import ResolutionView, Version

NEW = "new"
"""What a clause is called until the action names it; the same in every language."""


@require_http_methods(["GET", "POST"])
def clause(request: Request, resolution: str, clause: str) -> HttpResponse:
    """Change a clause: its words in each language, its number, its kind, its level."""
    view = the_resolution(resolution)
    columns = _clause_columns(request, view, clause)
    known = next((row for column in columns if (row := _row(column.now.text, clause))), None)
    if known is None:
        raise Http404
    if request.POST.get("do") in ("deeper", "higher"):
        return _shift(request, view, clause, 1 if request.POST["do"] == "deeper" else -1)
    refusal: Refusal | None = None
    if request.method == "POST" and all(column.form.is_valid() for column in columns):
        result = _save_clause(request, view, clause, columns)
        if isinstance(result, HttpResponse):
            return result
        refusal = result
    number = known.number or "–"
    context = {"columns": columns, "clause": known, "delete": reverse("desk-text-remove", args=[view.id, clause])}
    return show_form(request, "clause", view, context, refusal, _("Clause %(number)s") % {"number": number})


def _clause_columns(request: Request, view: ResolutionView, clause: str) -> list[Column]:
    like = _row(texts.versions(view.id)[view.language].text, clause)
    columns = []
    for language, (base, now) in versions_of(request, view).items():
        row = _row(base.text, clause)
        shown = row or replace(like or Clause(id=clause, number="", text=""), text="", tail="", heading="")
        form = ClauseForm(request.POST or None, clause=shown, prefix=language, with_kind=language == view.language)
        if language == view.language:
            form.fields["text"].required = row is not None
        columns.append(Column(language, base, now, form))
    return columns


def _save_clause(request: Request, view: ResolutionView, clause: str, columns: list[Column]) -> HttpResponse | Refusal:
    revisions = []
    kind = next((c.form.cleaned_data["kind"] for c in columns if "kind" in c.form.cleaned_data), "")
    for column in columns:
        assert isinstance(column.form, ClauseForm)
        shown, before, now = column.form.clause, _row(column.base.text, clause), _row(column.now.text, clause)
        typed = column.form.applied(shown, column.language)
        typed = replace(typed, kind=kind or typed.kind)
        if typed == shown or (now is not None and _same(typed, now)):
            continue
        if not _same(before, now):
            column.meanwhile = now.text if now else _("(the clause was removed)")
            continue
        if before is None and not typed.text:
            continue
        revisions.append(Revision(_with_clause(column, typed, view, now), column.now.revision))
    return store(request, view, columns, revisions, f"#clause-{clause}")


def _same(one: Clause | None, two: Clause | None) -> bool:
    """Whether a person sees the same; where it stands and its points don't matter here."""

    def seen(each: Clause | None) -> object:
        return each and (each.number, each.kind, each.heading, each.text, each.tail)

    return seen(one) == seen(two)


def _with_clause(column: Column, typed: Clause, view: ResolutionView, now: Clause | None) -> Resolution:
    """The text of a language with the clause as it was typed; a clause that it lacked goes where the other has it."""
    rows = editing.rows(column.now.text)
    if now is not None:
        at = next(place for place, each in enumerate(rows) if each.id == typed.id)
        changed = replace(typed, level=rows[at].level)
        return editing.with_rows(column.now.text, (*rows[:at], changed, *rows[at + 1 :]))
    authentic = texts.latest(view.id, view.language)
    before = [each.id for each in authentic.walk()] if authentic else []
    before = before[: before.index(typed.id)] if typed.id in before else before
    at = max((place + 1 for place, each in enumerate(rows) if each.id in before), default=0)
    return editing.with_rows(column.now.text, (*rows[:at], typed, *rows[at:]))


def _shift(request: Request, view: ResolutionView, clause: str, by: int) -> HttpResponse:
    """Move a clause a level up or down, in every language that has it."""

    def moved(text: Resolution) -> Resolution | None:
        at = _place(text, clause)
        return None if at is None else editing.with_rows(text, editing.shift(editing.rows(text), at, by))

    return _restructure(request, view, moved, reverse("desk-text-clause", args=[view.id, clause]))


@require_http_methods(["GET", "POST"])
def remove(request: Request, resolution: str, clause: str) -> HttpResponse:
    """Delete a clause with its points, in every language; asked before."""
    view = the_resolution(resolution)
    there = texts.versions(resolution)
    known = next((row for each in there.values() if (row := _row(each.text, clause))), None)
    if known is None:
        raise Http404
    if request.method == "GET":
        context = {"clause": known, "back": reverse("desk-text-clause", args=[resolution, clause])}
        return page(request, "desk/texts-remove.html", view, context, title=_("Delete the clause"))

    def without(text: Resolution) -> Resolution | None:
        at = _place(text, clause)
        return None if at is None else editing.with_rows(text, editing.remove(editing.rows(text), at))

    return _restructure(request, view, without, reverse("desk-text", args=[resolution]))


def _restructure(
    request: Request, view: ResolutionView, change: Callable[[Resolution], Resolution | None], back: str
) -> HttpResponse:
    """Change all languages alike; numbers go on counting. A text that has not the clause (``None``) stays."""
    revisions = []
    for each in texts.versions(view.id).values():
        changed = change(each.text)
        if changed is not None and changed != each.text:
            revisions.append(Revision(editing.renumbered(each.text, changed), each.revision))
    if not revisions:
        return redirect(back)
    result = actions.revise_texts(actor=request.actor, at=datetime.now(UTC), resolution=view.id, revisions=revisions)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("The text is stored."))
    return redirect(back)


class AddForm(forms.Form):
    """A new clause in each language."""

    def __init__(self, data: Any = None, *, languages: tuple[str, ...], points: bool) -> None:
        super().__init__(data)
        if points:
            self.fields["level"] = forms.ChoiceField(
                label=_("Where"), choices=[("0", _("after this clause")), ("1", _("as a point of it"))]
            )
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), required=False, choices=kinds(propose=True))
        for place, each in enumerate(languages):
            self.fields[f"text_{each}"] = WordsField(label=language_name(each), required=not place, widget=serif(4))

    def texts(self) -> list[forms.BoundField]:
        """The fields of the words, a language each."""
        return [self[name] for name in self.fields if name.startswith("text_")]


@require_http_methods(["GET", "POST"])
def add(request: Request, resolution: str) -> HttpResponse:
    """Write a new clause after another, or as its first point; ``after`` names it, and nothing means at the end."""
    view = the_resolution(resolution)
    there = texts.versions(resolution)
    after = _row(there[view.language].text, request.GET.get("after", ""))
    form = AddForm(request.POST or None, languages=view.languages, points=after is not None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        result = actions.revise_texts(
            actor=request.actor,
            at=datetime.now(UTC),
            resolution=resolution,
            revisions=[
                Revision(_with_new(each, after, form.cleaned_data), each.revision)
                for each in there.values()
                if form.cleaned_data[f"text_{each.language}"]
            ],
        )
        if isinstance(result, Receipt):
            messages.success(request, _("The clause is stored."))
            anchor = f"#clause-{after.id}" if after else ""
            return redirect(f"{reverse('desk-text', args=[resolution])}{anchor}")
        refusal = result
    context = {"form": form, "after": after}
    return show_form(request, "add", view, context, refusal, _("A new clause"))


def _with_new(version: Version, after: Clause | None, data: Mapping[str, Any]) -> Resolution:
    text = version.text
    rows = editing.rows(text)
    at = _place(text, after.id) if after else None
    at = len(rows) - 1 if at is None else at
    level = rows[at].level + int(data.get("level") or 0) if after and rows else 1
    words = data[f"text_{text.language}"]
    made = editing.read_clause(words, text.language, Clause(id=NEW, number="", text=words, level=level))
    made = replace(made, kind=data["kind"] or made.kind)
    return editing.renumbered(text, editing.with_rows(text, editing.insert(rows, at, made)))


def _row(text: Resolution, clause: str) -> Clause | None:
    return next((each for each in editing.rows(text) if each.id == clause), None)


def _place(text: Resolution, clause: str) -> int | None:
    return next((place for place, each in enumerate(text.walk()) if each.id == clause), None)


_TEXT = "desk/r/<str:resolution>/text/"

urlpatterns: list[URLPattern] = [
    route(f"{_TEXT}clause/<str:clause>", clause, name="desk-text-clause", permit="texts.edit", where=where),
    route(f"{_TEXT}clause/<str:clause>/remove", remove, name="desk-text-remove", permit="texts.edit", where=where),
    route(f"{_TEXT}add", add, name="desk-text-add", permit="texts.edit", where=where),
]
