"""The list of speakers at the table: who is called next, the clock, the limits; and the clock on a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import URLPattern, get_script_prefix
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from plenaria.actions import polls as poll_actions
from plenaria.actions import speakers as actions
from plenaria.actions import speeches
from plenaria.actions._perform import Receipt
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.core.speakers import LONGEST, REQUESTS, SIDES
from plenaria.core.voting.rule import ORDINARY
from plenaria.interfaces.hall import page
from plenaria.interfaces.hall.floor import Floor, floor_of, shown
from plenaria.interfaces.hall.turns import ask_for
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.debate_form import DebateForm, initial
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.spoken import Spoken, spoken
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases import speakers as phrases
from plenaria.store.queries import agenda, credentials
from plenaria.store.queries import speakers as queries
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.polls import PollView
from plenaria.store.queries.speakers import SpeakerView


class ListForm(forms.Form):
    """A seat that is put on the list by the table."""

    seat = forms.IntegerField(label=gettext_lazy("Seat number"), min_value=1, max_value=99_999)
    what = forms.ChoiceField(label=gettext_lazy("Asks for"))

    def __init__(self, *args: Any, order: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speech, point = label("form-of-speaking", "speech"), label("form-of-speaking", "point-of-order")
        sides = [(f"speech:{each}", f"{speech}: {label('side', each)}") for each in SIDES]
        self.fields["seat"].widget.attrs |= {"inputmode": "numeric", "class": "short", "autocomplete": "off"}
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = [
            *(sides if order == "sides" else [("speech", speech)]),
            ("reply", label("form-of-speaking", "reply")),
            *((f"point-of-order:{each}", f"{point}: {label('point-of-order', each)}") for each in REQUESTS),
        ]


@dataclass(frozen=True, slots=True)
class Press:
    """A button of the chair's: a verb of ``DEEDS`` on ``subject``; ``hint`` says what follows from it."""

    verb: str
    label: str
    subject: str
    hint: str = ""


def table(request: Request, meeting: MeetingView, poll: PollView | None, *, presides: bool) -> dict[str, Any]:
    """What the tables of chair and clerk show of the list; while a vote is open, that comes first."""
    context = shown(meeting)
    floor: Floor | None = context["floor"]
    if floor is None or meeting.state != "open":
        return context
    voting = poll is not None and poll.state == "open"
    given, verb = request.POST or None, request.POST.get("verb")
    debate, order = floor.listed.debate, floor.listed.debate.order
    return context | {
        "presses": presses(floor, voting) if presides else [],
        "presides": presides,
        "voting": voting,
        "vote_first": voting or (poll is not None and poll.state == "prepared" and bool(poll.question.effect)),
        "can_put_closing": poll is None or poll.state not in ("open", "closed"),
        "spoken": _spoken(meeting, floor) if presides else (),
        "totals_url": f"{get_script_prefix()}desk/m/{meeting.id}/speakers",
        "list_form": ListForm(given if verb == "list" else None, order=order, auto_id="list-%s"),
        "debate_form": DebateForm(
            given if verb == "set-debate" else None, initial=initial(debate), auto_id="debate-%s"
        ),
    }


def _spoken(meeting: MeetingView, floor: Floor) -> list[tuple[str, Spoken]]:
    """Who spoke how long: on this point, and at the meeting where that is more."""
    held = queries.speeches(meeting.id, at=floor.now)
    here = [each for each in held if each.item == floor.listed.item]
    tables = [(_("On this point"), here)] if here else []
    if len(held) > len(here):
        tables.append((_("The whole meeting"), list(held)))
    return [(title, spoken(each)) for title, each in tables]


def presses(floor: Floor, voting: bool) -> list[Press]:
    """What comes next on the floor, the large button first."""
    listed = floor.listed
    speaking, paused = listed.speaking, listed.paused
    first = next(iter(listed.waiting), None)
    urgent = first is not None and first.form == "point-of-order"
    call = _call(first, speaking) if first and (urgent or not voting) else None
    go_on = _go_on(paused) if paused and not voting else None
    found = [call, go_on] if urgent or not paused else [go_on, call]
    on_floor = listed.on_floor
    if on_floor:
        found.append(Press("end-speech", _("End the speech"), on_floor.id))
    if speaking and speaking.clock.limit:
        found.append(Press("give-minute", _("One minute more"), speaking.id))
    if speaking:
        found.append(Press("pause", _("Stop the clock"), speaking.id))
    return [each for each in found if each]


def _call(first: SpeakerView, speaking: SpeakerView | None) -> Press:
    words = {
        "point-of-order": _("Hear the point of order: %(name)s"),
        "reply": _("Next, a reply: %(name)s"),
        "speech": _("Next speaker: %(name)s"),
    }[first.form]
    hint = label("point-of-order", first.about).capitalize() if first.about else ""
    if speaking and not first.about:
        hint = _("Ends the speech of %(name)s.") % {"name": in_language(speaking.names)}
    return Press("call", words % {"name": in_language(first.names)}, first.id, hint)


def _go_on(paused: SpeakerView) -> Press:
    return Press("go-on", _("%(name)s goes on") % {"name": in_language(paused.names)}, paused.id)


# Deeds of the tables


def _list(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    floor = floor_of(page.meeting_or_404(meeting))
    form = ListForm(request.POST, order=floor.listed.debate.order if floor else "")
    if not form.is_valid():
        return unacceptable("request-unknown" if "seat" in form.cleaned_data else "credential-unknown")
    seat = next((each for each in credentials.roll(meeting) if each.seat == form.cleaned_data["seat"]), None)
    return ask_for(request, seat.id, form.cleaned_data["what"]) if seat else unacceptable("credential-unknown")


def _set_debate(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    form = DebateForm(request.POST)
    if not form.is_valid():
        return unacceptable("speaking-time-unfit", limit=LONGEST // 60)
    if "everywhere" in request.POST:
        laid_down = actions.set_debate_of_meeting(actor=request.actor, at=at, meeting=meeting, debate=form.debate())
        if isinstance(laid_down, Refusal):
            return laid_down
    return actions.set_debate_of_point(actor=request.actor, at=at, item=subject, debate=form.debate())


def _put_closing(request: Request, at: datetime, meeting: str, subject: str) -> Receipt | Refusal:
    """Put to the vote whether the list is closed: under the ordinary rule, as a question of its own."""
    asked = poll_actions.prepare_question(
        actor=request.actor,
        at=at,
        meeting=meeting,
        item=subject,
        titles={each: phrases.closing_question(each) for each, _name in settings.LANGUAGES},
        effect="close-list",
    )
    if isinstance(asked, Refusal):
        return asked
    return poll_actions.prepare_poll(
        actor=request.actor,
        at=at,
        question=asked.subject,
        method=request.POST.get("method", "electronic"),
        rule_name=ORDINARY,
    )


type Deed = Callable[[Request, datetime, str, str], Receipt | Refusal]


def _on(action: Callable[..., Receipt | Refusal], name: str) -> Deed:
    """A deed that needs nothing but its subject."""
    return lambda request, at, meeting, subject: action(actor=request.actor, at=at, **{name: subject})


DEEDS: dict[str, tuple[Deed, str | Promise]] = {
    "call": (_on(speeches.call, "speaker"), gettext_lazy("The clock runs.")),
    "end-speech": (_on(speeches.end, "speaker"), gettext_lazy("The speech is over.")),
    "pause": (_on(speeches.pause, "speaker"), gettext_lazy("The clock stands still.")),
    "go-on": (_on(speeches.go_on, "speaker"), gettext_lazy("The clock runs on.")),
    "give-minute": (_on(speeches.give_time, "speaker"), gettext_lazy("One minute more was given.")),
    "move-up": (_on(actions.move_up, "speaker"), gettext_lazy("Moved up by one place.")),
    "strike": (_on(actions.leave, "speaker"), gettext_lazy("Struck off the list.")),
    "list": (_list, gettext_lazy("Put on the list.")),
    "close-list": (_on(actions.close_list, "item"), gettext_lazy("The list of speakers is closed.")),
    "reopen-list": (_on(actions.reopen_list, "item"), gettext_lazy("The list of speakers is open again.")),
    "put-closing": (_put_closing, gettext_lazy("The question is on the screen. Next: open the vote.")),
    "set-debate": (_set_debate, gettext_lazy("This counts from the next call on.")),
}
OF_SPEAKER = ("call", "end-speech", "pause", "go-on", "give-minute", "move-up", "strike")
OF_ITEM = ("close-list", "reopen-list", "put-closing", "set-debate")


def is_here(verb: str, subject: str, meeting: str) -> bool:
    """Whether what is to be changed belongs to this meeting."""
    if verb in OF_SPEAKER:
        return queries.meeting_of(subject) == meeting
    if verb in OF_ITEM:
        point = agenda.item(subject)
        return point is not None and point.meeting == meeting
    return True


# The clock


@require_GET
def clock(request: Request, meeting: str, fragment: bool = False) -> HttpResponse:
    """Who speaks and how long they have, as large as the screen: for the desk from which people speak."""
    view = page.meeting_or_404(meeting)
    return page.show(
        request,
        "clock",
        view,
        shown(view),
        title=_("Speakers' clock"),
        fragment=fragment,
        everything=True,
    )


def clock_live(request: Request, meeting: str) -> HttpResponse:
    """The part of the page that follows the meeting."""
    return clock(request, meeting, fragment=True)


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/clock", clock, name="hall-clock", permit="hall.see", where=page.where),
    route("hall/<str:meeting>/clock/live", clock_live, name="hall-clock-live", permit="hall.see", where=page.where),
]
