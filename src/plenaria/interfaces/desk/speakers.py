"""Speakers at the desk: who spoke how long, as a table and as a file, and how debates are held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plenaria.actions import speakers as actions
from plenaria.actions._perform import Receipt
from plenaria.core.meetings import MEETING
from plenaria.core.refusal import Refusal
from plenaria.formats.speech_list import SpeechLine, write_speeches
from plenaria.interfaces.desk import rules
from plenaria.interfaces.desk.meetings import the_meeting, where
from plenaria.interfaces.desk.page import may_do, show, show_meeting
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.debate_form import DebateForm, initial
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.spoken import Spoken, spoken
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases import speakers as phrases
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import bodies
from plenaria.store.queries import speakers as queries
from plenaria.store.queries.agenda import agenda
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.speakers import SpeechView


class BodyDebateForm(DebateForm):
    """The same for a body, with what the public sees of it."""

    shown = forms.ChoiceField(
        label=gettext_lazy("What the public sees of speeches"),
        choices=[
            ("delegations", gettext_lazy("how long each delegation spoke")),
            ("names", gettext_lazy("how long each person and each delegation spoke")),
            ("none", gettext_lazy("nothing")),
        ],
    )


@require_http_methods(["GET", "POST"])
def page(request: Request, meeting: str) -> HttpResponse:
    """Who spoke how long at a meeting; and how its debates are held, where a point has nothing of its own."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    debate = queries.debate_at(meeting)
    may_lay_down = may_do(request.actor, "speakers.call", view.body) and not MEETING.is_final(view.state)
    form = DebateForm(request.POST or None, initial=initial(debate))
    status = 200
    if request.method == "POST":
        status = _laid_down(
            request,
            form,
            lambda: actions.set_debate_of_meeting(actor=request.actor, at=at, meeting=meeting, debate=form.debate()),
        )
        if status == 303:
            messages.success(request, _("Laid down for every point that has nothing of its own."))
            return redirect("desk-speakers", meeting)
    held = queries.speeches(meeting, at=at)
    context: dict[str, Any] = {
        "tables": _tables(view, held),
        "speeches": len(held),
        "form": form if may_lay_down else None,
        "order": phrases.order(debate.order, _here()),
        "limits": phrases.limits(debate, _here()),
    }
    return show_meeting(request, "desk/speakers.html", view, at, context, title=_("Speakers"), status=status)


@dataclass(frozen=True, slots=True)
class Table:
    """The totals of one point, or of the whole meeting."""

    title: str
    totals: Spoken


def _tables(meeting: MeetingView, held: tuple[SpeechView, ...]) -> list[Table]:
    """The whole meeting first, then each point on which somebody spoke."""
    if not held:
        return []
    points = [
        Table(f"{each.position}. {in_language(each.titles)}", spoken(there))
        for each in agenda(meeting.id)
        if (there := [speech for speech in held if speech.item == each.id])
    ]
    return [Table(_("The whole meeting"), spoken(held)), *points]


@require_GET
def file(request: Request, meeting: str) -> HttpResponse:
    """Every speech of a meeting as a file, by the clock of its place."""
    view = the_meeting(meeting)
    data = write_speeches(_line(each, ZoneInfo(view.timezone)) for each in queries.speeches(meeting))
    response = HttpResponse(data, content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="{view.body_slug}-{view.slug}-speeches.csv"'
    return response


def _line(speech: SpeechView, zone: ZoneInfo) -> SpeechLine:
    return SpeechLine(
        point=speech.position,
        began=speech.began.astimezone(zone).isoformat(timespec="seconds"),
        ended=speech.ended.astimezone(zone).isoformat(timespec="seconds") if speech.ended else "",
        seat=speech.seat,
        name=in_language(speech.names),
        delegation=in_language(speech.delegation_names),
        form=label("form-of-speaking", speech.form),
        seconds=speech.seconds,
        limit=speech.limit,
        ended_by=label("end-of-speech", speech.ended_by) if speech.ended_by else "",
    )


@require_http_methods(["GET", "POST"])
def of_body(request: Request) -> HttpResponse:
    """How debates are held at the meetings that a body will convene."""
    body = rules.the_body(request)
    known = bodies.debate_of(body.id)
    form = BodyDebateForm(request.POST or None, initial={**initial(known.debate), "shown": known.shown})
    status = 200
    if request.method == "POST":
        status = _laid_down(
            request,
            form,
            lambda: actions.set_debate_of_body(
                actor=request.actor,
                at=datetime.now(UTC),
                body=body.id,
                debate=form.debate(),
                shown=form.cleaned_data["shown"],
            ),
        )
        if status == 303:
            messages.success(request, _("Laid down for the meetings that are convened from now on."))
            return redirect("desk-body", body.id)
    title = _("Rules of debate")
    back = reverse("desk-body", args=[body.id])
    trail = [
        {"label": _("Desk"), "url": reverse("desk")},
        {"label": in_language(body.names), "url": back},
        {"label": title},
    ]
    context = {"title": title, "body": body, "form": form, "back": back, "trail": trail}
    return show(request, "desk/debate.html", context, status=status)


def _laid_down(request: Request, form: DebateForm, action: Callable[[], Receipt | Refusal]) -> int:
    """The status to answer with, 303 where it is done; a refusal is said on the form, which keeps what was typed."""
    if not form.is_valid():
        return 422
    done = action()
    if isinstance(done, Receipt):
        return 303
    form.add_error(None, sentence(done, request.LANGUAGE_CODE))
    return done.because.value


def _here() -> str:
    return get_language() or "en"


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/speakers", page, name="desk-speakers", permit="desk.see", where=where),
    route("desk/m/<str:meeting>/speakers.csv", file, name="desk-speakers-file", permit="desk.see", where=where),
    route("desk/debate", of_body, name="desk-debate", permit="rules.edit", where=rules.where),
]
