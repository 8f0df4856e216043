"""The agenda at the desk: written before the meeting, driven during it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from plenaria.actions import agenda as actions
from plenaria.actions._perform import Receipt
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.meetings import language_name, the_meeting, where
from plenaria.interfaces.desk.page import may_do, show_meeting
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import agenda

EMPTY_ROWS = 3


class PointForm(forms.Form):
    """A point: its title in each language of the meeting, its paper, its place in the order."""

    def __init__(
        self,
        *args: Any,
        languages: Sequence[str] = (),
        papers: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages = tuple(languages)
        for each in languages:
            self.fields[f"title_{each}"] = forms.CharField(label=language_name(each), required=False, max_length=300)
        self.fields["resolution"] = forms.ChoiceField(
            label=_("Paper"), required=False, choices=[("", _("none")), *papers]
        )

    def titles(self) -> list[forms.BoundField]:
        """The fields of the title, a language each."""
        return [self[f"title_{each}"] for each in self.languages]

    def point(self) -> actions.Point | None:
        """What the action takes; nothing for a row that was left empty."""
        data: Mapping[str, str] = getattr(self, "cleaned_data", {})
        titles = {each: data.get(f"title_{each}", "") for each in self.languages}
        filled = {language: title for language, title in titles.items() if title}
        return (filled, data.get("resolution") or None) if filled else None


PointFormSet = formset_factory(PointForm, extra=EMPTY_ROWS, can_order=True, can_delete=True)


@require_http_methods(["GET", "POST"])
def page(request: Request, meeting: str) -> HttpResponse:
    """The points with their states; those who prepare the meeting can change them."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    points = agenda.agenda(meeting)
    may_edit = may_do(request.actor, "agenda.edit", view.body) and view.state in LIVING
    editing = may_edit and (view.state in ("planned", "convened") or "change" in request.GET)
    options = {"languages": view.languages, "papers": _papers(view.body)}
    initial = [
        {**{f"title_{language}": text for language, text in each.titles.items()}, "resolution": each.resolution}
        for each in points
    ]
    formset = PointFormSet(request.POST or None, initial=initial, form_kwargs=options, prefix="points")
    refusal: Refusal | None = None
    if request.method == "POST" and formset.is_valid():
        result = actions.set_agenda(actor=request.actor, at=at, meeting=meeting, items=_points(formset))
        if isinstance(result, Receipt):
            messages.success(request, _("The agenda is stored."))
            return redirect("desk-agenda", meeting)
        refusal = result
    context = {
        "points": points,
        "formset": formset if editing or request.method == "POST" else None,
        "refusal": refusal and sentence(refusal, request.LANGUAGE_CODE),
        "may_edit": may_edit,
        "may_conduct": may_do(request.actor, "meetings.conduct", view.body) and view.state == "open",
    }
    status = refusal.because.value if refusal else 422 if request.method == "POST" else 200
    return show_meeting(request, "desk/agenda.html", view, at, context, title=_("Agenda"), status=status)


LIVING = ("planned", "convened", "open", "suspended")

VERBS: dict[str, tuple[Callable[..., Receipt | Refusal], str | Promise]] = {
    "open": (actions.open_item, gettext_lazy("The point is open.")),
    "close": (actions.close_item, gettext_lazy("The point is done.")),
    "postpone": (actions.postpone_item, gettext_lazy("The point is postponed. It can be opened later.")),
}


@require_POST
def drive(request: Request, meeting: str, item: str, verb: str) -> HttpResponse:
    """Open, close or postpone a point."""
    point = agenda.item(item)
    if verb not in VERBS or point is None or point.meeting != meeting:
        raise Http404
    act, done = VERBS[verb]
    result = act(actor=request.actor, at=datetime.now(UTC), item=item)
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, str(done))
    return redirect("desk-agenda", meeting)


def _points(formset: "BaseFormSet[PointForm]") -> list[actions.Point]:
    """The points in the order of their numbers; a row without a number comes last."""
    kept = [form for form in formset.forms if form.point() and not form.cleaned_data.get("DELETE")]
    kept.sort(key=lambda form: (form.cleaned_data.get("ORDER") is None, form.cleaned_data.get("ORDER") or 0))
    return [point for form in kept if (point := form.point())]


def _papers(body: str) -> list[tuple[str, str]]:
    """The body's papers to choose from, by their titles."""
    return [(each.id, in_language(each.titles)) for each in agenda.papers_of_body(body)]


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/agenda", page, name="desk-agenda", permit="desk.see", where=where),
    route(
        "desk/m/<str:meeting>/agenda/<str:item>/<str:verb>",
        drive,
        name="desk-agenda-drive",
        permit="meetings.conduct",
        where=where,
    ),
]
