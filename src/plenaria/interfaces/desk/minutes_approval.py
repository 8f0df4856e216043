"""Approving the minutes, by two who sign, and beginning a correction after that."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plenaria.actions import minutes as actions
from plenaria.core.refusal import Refusal
from plenaria.delivery import minutes as delivery
from plenaria.interfaces.desk.meetings import language_name, the_meeting, where
from plenaria.interfaces.desk.page import show_meeting
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import minutes
from plenaria.store.queries.minutes import Signatory


class SignatoryForm(forms.Form):
    """Who signs: the one who presided, and the secretary."""

    chair = forms.ChoiceField(label=gettext_lazy("Presided"))
    secretary = forms.ChoiceField(label=gettext_lazy("Kept the minutes"))

    def __init__(self, *args: Any, offered: Iterable[Signatory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(offered)
        for name in ("chair", "secretary"):
            # Whoever holds the office comes first.
            ranked = sorted(people, key=lambda each: (each.role != name, not each.role))
            offer(self, name, [(each.person, _named(each)) for each in ranked])


class NoteForm(forms.Form):
    """What a new version corrects, in each language of the meeting."""

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in languages:
            named = {"language": language_name(each)}
            self.fields[each] = forms.CharField(
                label=_("What is corrected (%(language)s)") % named, required=False, max_length=500
            )


@require_http_methods(["GET", "POST"])
def approve(request: Request, meeting: str) -> HttpResponse:
    """Name those who sign, and approve the minutes in every language."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    form = SignatoryForm(request.POST or None, offered=minutes.signatories(meeting))
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        result = delivery.approve(actor=request.actor, at=at, meeting=meeting, **form.cleaned_data)
        if not isinstance(result, Refusal):
            messages.success(request, _("The minutes are approved. Next: download them, and have them signed."))
            return redirect("desk-minutes", meeting)
        refusal = result
    context = {
        "form": form,
        "refusal": sentence(refusal, request.LANGUAGE_CODE) if refusal else "",
        "over": view.state in actions.OVER,
        "languages": [language_name(each) for each in view.languages],
    }
    status = refusal.because.value if refusal else 422 if form.errors else 200
    return show_meeting(
        request, "desk/minutes-approve.html", view, at, context, title=_("Approve the minutes"), status=status
    )


@require_http_methods(["GET", "POST"])
def correct(request: Request, meeting: str) -> HttpResponse:
    """Say what is to be corrected, and begin the next version."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    if minutes.current(meeting) is None:
        raise Http404
    form = NoteForm(request.POST or None, languages=view.languages)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        result = actions.correct(actor=request.actor, at=at, meeting=meeting, note=form.cleaned_data)
        if not isinstance(result, Refusal):
            messages.success(request, _("A new version has begun. Next: correct it, and approve it."))
            return redirect("desk-minutes", meeting)
        refusal = result
    context = {"form": form, "refusal": sentence(refusal, request.LANGUAGE_CODE) if refusal else ""}
    status = refusal.because.value if refusal else 422 if form.errors else 200
    return show_meeting(
        request, "desk/minutes-correct.html", view, at, context, title=_("Correct the minutes"), status=status
    )


def _named(each: Signatory) -> str:
    name = in_language(each.names)
    return f"{name} ({label('role', each.role)})" if each.role else name


_MINUTES = "desk/m/<str:meeting>/minutes/"

urlpatterns: list[URLPattern] = [
    route(f"{_MINUTES}approve", approve, name="desk-minutes-approve", permit="minutes.approve", where=where),
    route(f"{_MINUTES}correct", correct, name="desk-minutes-correct", permit="minutes.approve", where=where),
]
