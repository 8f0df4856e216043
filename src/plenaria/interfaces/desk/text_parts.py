"""Changing what stands around the clauses of a text: its recitals, its head and end; and adding a language."""

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
from django.views.decorators.http import require_http_methods

from plenaria.actions import texts as actions
from plenaria.actions._perform import Receipt
from plenaria.actions.texts import Revision
from plenaria.core.refusal import Refusal
from plenaria.core.text import editing
from plenaria.core.text.alignment import beside as aligned
from plenaria.core.text.resolution import Clause, Recital, Resolution
from plenaria.core.text.vocabulary import LANGUAGES
from plenaria.interfaces.desk.meetings import language_name
from plenaria.interfaces.desk.text_columns import Column, show_form, store, versions_of
from plenaria.interfaces.desk.text_forms import HeadForm, RecitalForm, WordsField, serif, signature_forms, signed
from plenaria.interfaces.desk.texts import the_resolution, where
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.requests import Request
from plenaria.store.queries import texts
from plenaria.store.queries.texts import ResolutionView


@require_http_methods(["GET", "POST"])
def recital(request: Request, resolution: str, number: int) -> HttpResponse:
    """Change a recital in each language; the one after the last is new, and one left empty goes.

    ``number`` counts those of the authentic text from 0; with ``language`` those of that text, for one that no other
    has.
    """
    view = the_resolution(resolution)
    columns = _recital_columns(request, view, number, request.GET.get("language", ""))
    refusal: Refusal | None = None
    if request.method == "POST" and all(column.form.is_valid() for column in columns):
        result = _save_recital(request, view, columns)
        if isinstance(result, HttpResponse):
            return result
        refusal = result
    title = _("Recital %(number)s") % {"number": number + 1}
    return show_form(request, "recital", view, {"columns": columns}, refusal, title)


def _recital_columns(request: Request, view: ResolutionView, number: int, alone: str) -> list[Column]:
    pairs = versions_of(request, view)
    leading = alone if alone in pairs else view.language
    authentic = pairs[leading][0].text
    if number > len(authentic.recitals):
        raise Http404
    columns = []
    for language, (base, now) in pairs.items():
        if leading != view.language and language != leading:
            continue
        at, is_new = _recital_place(authentic, base.text, number)
        shown = Recital(text="") if is_new else base.text.recitals[at]
        form = RecitalForm(request.POST or None, recital=shown, prefix=language)
        columns.append(Column(language, base, now, form, at=at, is_new=is_new))
    return columns


def _recital_place(authentic: Resolution, text: Resolution, number: int) -> tuple[int, bool]:
    """Where a text has, or lacks, what stands beside a recital of the authentic text, and whether it lacks it."""
    if authentic.language == text.language:
        return number, number == len(authentic.recitals)
    if number == len(authentic.recitals):
        return len(text.recitals), True
    wanted, at = authentic.recitals[number], 0
    for pair in aligned(authentic, text):
        if pair.authentic is wanted:
            return at, pair.other is None
        at += isinstance(pair.other, Recital)
    return at, True


def _save_recital(request: Request, view: ResolutionView, columns: list[Column]) -> HttpResponse | Refusal:
    revisions = []
    for column in columns:
        assert isinstance(column.form, RecitalForm)
        typed, recitals = column.form.applied(column.language), column.now.text.recitals
        if typed == column.form.recital:
            continue
        end = column.at if column.is_new else column.at + 1
        before = column.base.text.recitals[column.at : end]
        now = recitals[column.at : end]
        if [each.text for each in before] != [each.text for each in now]:
            column.meanwhile = now[0].text if now else _("(the recital was removed)")
            continue
        kept = (typed,) if typed.text else ()
        changed = replace(column.now.text, recitals=(*recitals[: column.at], *kept, *recitals[end:]))
        revisions.append(Revision(changed, column.now.revision))
    return store(request, view, columns, revisions, "#recitals")


@require_http_methods(["GET", "POST"])
def head(request: Request, resolution: str) -> HttpResponse:
    """Change what stands around the recitals and clauses, in one language."""
    view = the_resolution(resolution)
    language = request.GET.get("language", "") or view.language
    pairs = versions_of(request, view)
    if language not in pairs:
        raise Http404
    base, now = pairs[language]
    column = Column(language, base, now, HeadForm(request.POST or None, text=base.text))
    signatures = signature_forms(base.text, request.POST or None)
    aside = AsideWords(request.POST or None, text=base.text)
    refusal: Refusal | None = None
    if request.method == "POST" and all(form.is_valid() for form in (column.form, *signatures, aside)):
        assert isinstance(column.form, HeadForm)

        def typed(text: Resolution) -> Resolution:
            assert isinstance(column.form, HeadForm)
            return replace(
                column.form.applied(text),
                signatures=signed(signatures),
                unplaced=tuple(filter(None, aside.cleaned_data["unplaced"].split("\n"))),
            )

        revisions = []
        if typed(base.text) != base.text:
            if _around(base.text) != _around(now.text):
                column.meanwhile = "\n".join(_around(now.text))
            else:
                revisions.append(Revision(typed(now.text), now.revision))
        result = store(request, view, [column], revisions, "")
        if isinstance(result, HttpResponse):
            return result
        refusal = result
    context = {"column": column, "columns": [column], "signatures": signatures, "aside": aside}
    title = _("Head and end: %(language)s") % {"language": column.name}
    return show_form(request, "head", view, context, refusal, title)


class AsideWords(forms.Form):
    """Lines of the source that found no place."""

    unplaced = WordsField(
        label=gettext_lazy("Lines without a place"),
        required=False,
        widget=serif(),
        help_text=gettext_lazy("They were in the paper and are no part of the text. Delete those that aren’t needed."),
    )

    def __init__(self, data: Any = None, *, text: Resolution) -> None:
        super().__init__(data, initial={"unplaced": "\n".join(text.unplaced)})


def _around(text: Resolution) -> list[str]:
    """All words of a text but recitals and clauses, a line each."""
    stated = text.adoption.text if text.adoption else None
    day = text.date.isoformat() if text.date else None
    plain = [text.title, text.number, day, text.venue, text.body, text.formula, text.closing, stated]
    signatures = [f"{each.role} {each.name}".strip() for each in text.signatures]
    return [each for each in (*plain, *text.letterhead, *signatures, *text.dispatch, *text.unplaced) if each]


@require_http_methods(["GET", "POST"])
def translate(request: Request, resolution: str) -> HttpResponse:
    """Begin a text in another language by typing: the same clauses without words, to be filled one by one."""
    view = the_resolution(resolution)
    language = request.GET.get("language", "")
    authentic = texts.latest(resolution, view.language)
    if authentic is None or language in view.languages or language not in LANGUAGES:
        raise Http404
    form = TitleForm(request.POST or None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        result = actions.revise_text(
            actor=request.actor,
            at=datetime.now(UTC),
            resolution=resolution,
            text=skeleton(authentic, language, form.cleaned_data["title"]),
            based_on=0,
        )
        if isinstance(result, Receipt):
            messages.success(request, _("The language is added. Next: write each clause; what is empty is marked."))
            return redirect(f"{reverse('desk-text', args=[resolution])}?language={language}")
        refusal = result
    context = {"form": form, "authentic": authentic, "language": language_name(language)}
    title = _("Add a language: %(language)s") % {"language": language_name(language)}
    return show_form(request, "translate", view, context, refusal, title)


class TitleForm(forms.Form):
    """The title in the new language."""

    title = WordsField(label=gettext_lazy("Title"), max_length=1000, widget=serif())


def skeleton(authentic: Resolution, language: str, title: str) -> Resolution:
    """The same clauses and recitals in another language, without their words; numbers, kinds, date and names stay."""
    empty = [
        Clause(id=each.id, number=each.number, text="", level=each.level, kind=each.kind)
        for each in editing.rows(authentic)
    ]
    text = Resolution(
        language=language,
        title=title,
        number=authentic.number,
        date=authentic.date,
        recitals=tuple(Recital(text="") for _each in authentic.recitals),
        signatures=tuple(replace(each, role="") for each in authentic.signatures if each.name),
    )
    return editing.with_rows(text, empty)


_TEXT = "desk/r/<str:resolution>/text/"

urlpatterns: list[URLPattern] = [
    route(f"{_TEXT}recital/<int:number>", recital, name="desk-text-recital", permit="texts.edit", where=where),
    route(f"{_TEXT}head", head, name="desk-text-head", permit="texts.edit", where=where),
    route(f"{_TEXT}language", translate, name="desk-text-language", permit="texts.edit", where=where),
]
