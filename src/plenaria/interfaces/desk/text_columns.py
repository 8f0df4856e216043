"""What the forms share that change a text in place: columns of languages, and saving without losing what was typed.

A form remembers the revisions that it was made from. Where somebody saved meanwhile, what they changed elsewhere stays;
where they changed the same words, both are shown, and nothing that was typed is lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from plenaria.actions import texts as actions
from plenaria.actions.texts import Revision
from plenaria.core.refusal import Refusal, conflict
from plenaria.interfaces.desk.meetings import language_name
from plenaria.interfaces.desk.texts import page, sentence_of
from plenaria.interfaces.kit.requests import Request
from plenaria.store.queries import texts
from plenaria.store.queries.texts import ResolutionView, Version


@dataclass(slots=True)
class Column:
    """One language of a form: what it was made from, what stands now, and what is typed."""

    language: str
    base: Version
    now: Version
    form: forms.Form
    meanwhile: str = ""
    """The words that somebody else stored since, where they are not those that the form was made from."""
    at: int = 0
    """The place of a recital in this language, or the place where it goes."""
    is_new: bool = False
    """Whether this language lacks it."""

    @property
    def name(self) -> str:
        """The language in its own words."""
        return language_name(self.language)


def versions_of(request: Request, view: ResolutionView) -> dict[str, tuple[Version, Version]]:
    """Language → the revision that the form was made from, and the one that stands now."""
    found = {}
    for language, now in texts.versions(view.id).items():
        given = request.POST.get(f"based_on_{language}", "")
        base = texts.version(view.id, language, int(given)) if given.isdecimal() else now
        found[language] = (base or now, now)
    return found


def store(
    request: Request, view: ResolutionView, columns: list[Column], revisions: list[Revision], anchor: str
) -> HttpResponse | Refusal:
    """Save what was typed, unless somebody changed the same words; then the form goes on from what stands now."""
    clash = next((column for column in columns if column.meanwhile), None)
    if clash is not None:
        for column in columns:
            column.base = column.now
        return conflict("text-moved-on", revision=clash.now.revision)
    language = next((each.language for each in columns if each.language != view.language), "")
    back = f"{reverse('desk-text', args=[view.id])}{f'?language={language}' if language else ''}{anchor}"
    if not revisions:
        messages.info(request, _("Nothing was changed."))
        return redirect(back)
    result = actions.revise_texts(actor=request.actor, at=datetime.now(UTC), resolution=view.id, revisions=revisions)
    if isinstance(result, Refusal):
        return result
    messages.success(request, _("The text is stored."))
    return redirect(back)


def show_form(
    request: Request,
    name: str,
    view: ResolutionView,
    context: Mapping[str, Any],
    refusal: Refusal | None,
    title: str,
) -> HttpResponse:
    """A form about a text; 422 where something is missing, and what was typed stays."""
    status = refusal.because.value if refusal else 422 if request.method == "POST" else 200
    whole = {**context, "refusal": sentence_of(request, refusal), "back": reverse("desk-text", args=[view.id])}
    return page(request, f"desk/texts-{name}.html", view, whole, title=title, status=status)
