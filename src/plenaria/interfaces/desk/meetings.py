"""Meetings at the desk: planning one, its path, and the steps from its convocation to its close."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from babel import Locale
from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from plenaria.actions import meetings as actions
from plenaria.actions._perform import Receipt
from plenaria.core.meetings import BY_CORRESPONDENCE
from plenaria.core.permits import Where
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk import path
from plenaria.interfaces.desk.page import may_do, next_step, show, show_meeting
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.phrases.dates import timezones
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import bodies, meetings, people, presence
from plenaria.store.queries.bodies import BodyView
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.path import papers_of, path_of
from plenaria.store.queries.zones import zone_of_body

KINDS: list[tuple[str, str | Promise]] = [
    ("conference", pgettext_lazy("kind of meeting", "Conference")),
    ("assembly", pgettext_lazy("kind of meeting", "General assembly")),
    ("session", pgettext_lazy("kind of meeting", "Session")),
    (BY_CORRESPONDENCE, pgettext_lazy("kind of meeting", "Held by correspondence")),
]


class MeetingForm(forms.Form):
    """A meeting, its names and places in each of its languages."""

    number = forms.CharField(
        label=gettext_lazy("Number"), required=False, max_length=20, help_text=gettext_lazy("As it is printed: XIV.")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    first_day = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    last_day = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    timezone = forms.ChoiceField(label=gettext_lazy("Time zone"))
    link = forms.URLField(
        label=gettext_lazy("Link for those who take part from afar"), required=False, assume_scheme="https"
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the meeting"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, tongues: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tongues = tuple(tongues)
        offer(self, "timezone", [(each, each) for each in zones()])
        offer(self, "languages", [(each, language_name(each)) for each in tongues])
        for each in tongues:
            named = {"language": language_name(each)}
            self.fields[f"name_{each}"] = forms.CharField(
                label=_("Name (%(language)s)") % named, required=False, max_length=200
            )
            self.fields[f"place_{each}"] = forms.CharField(
                label=_("Place (%(language)s)") % named, required=False, max_length=200
            )

    def names(self) -> list[forms.BoundField]:
        """The fields of the name, a language each."""
        return [self[f"name_{each}"] for each in self.tongues]

    def places(self) -> list[forms.BoundField]:
        """The fields of the place, a language each."""
        return [self[f"place_{each}"] for each in self.tongues]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        plain = ("number", "kind", "first_day", "last_day", "timezone", "link", "languages")
        return {
            **{field: data[field] for field in plain},
            "names": {each: data[f"name_{each}"] for each in self.tongues if data[f"name_{each}"]},
            "places": {each: data[f"place_{each}"] for each in self.tongues if data[f"place_{each}"]},
        }


def zones() -> list[str]:
    """The time zones to choose from: those named after a place, and UTC."""
    return ["UTC", *sorted(each for each in timezones() if "/" in each and not each.startswith("Etc/"))]


def language_name(code: str) -> str:
    """A language in its own words: русский, español."""
    return str(Locale.parse(code).get_display_name(code))


@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Plan a meeting of the body that the address names."""
    body = bodies.body(request.GET.get("body", ""))
    assert body is not None  # the guard found it
    person = people.person(str(request.actor.person))
    earlier = meetings.meetings_of(body.id)
    zone = earlier[0].timezone if earlier else person.timezone if person else zone_of_body(body.id)
    initial = {"kind": "conference", "languages": body.languages, "timezone": zone}
    form = MeetingForm(request.POST or None, initial=initial, tongues=body.languages)
    if request.method == "POST" and form.is_valid():
        given = form.given()
        result = actions.plan_meeting(
            actor=request.actor, at=datetime.now(UTC), body=body.id, slug=_slug(body, given), **given
        )
        if isinstance(result, Receipt):
            messages.success(request, _("The meeting is planned. Next: write its agenda."))
            return redirect("desk-meeting", result.subject)
        return _again(request, form, body, result)
    return _again(request, form, body, None)


def _again(request: Request, form: MeetingForm, body: BodyView, refusal: Refusal | None) -> HttpResponse:
    if refusal:
        form.add_error(None, sentence(refusal, request.LANGUAGE_CODE))
    status = refusal.because.value if refusal else 422 if form.errors else 200
    context = {
        "form": form,
        "body": body,
        "title": _("Plan a meeting"),
        "action": _("Plan the meeting"),
        "back": reverse("desk"),
        "trail": [{"label": _("Desk"), "url": reverse("desk")}, {"label": _("Plan a meeting")}],
    }
    return show(request, "desk/meetings-form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def change(request: Request, meeting: str) -> HttpResponse:
    """Correct what was planned."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    body = bodies.body(view.body)
    tongues = tuple(dict.fromkeys([*view.languages, *(body.languages if body else ())]))
    initial = {
        **{field: getattr(view, field) for field in ("number", "kind", "first_day", "last_day", "timezone", "link")},
        "languages": view.languages,
        **{f"name_{language}": text for language, text in view.names.items()},
        **{f"place_{language}": text for language, text in view.places.items()},
    }
    form = MeetingForm(request.POST or None, initial=initial, tongues=tongues)
    status = 200
    if request.method == "POST" and form.is_valid():
        result = actions.change_meeting(actor=request.actor, at=at, meeting=meeting, **form.given())
        if isinstance(result, Receipt):
            messages.success(request, _("The changes are stored."))
            return redirect("desk-meeting", meeting)
        form.add_error(None, sentence(result, request.LANGUAGE_CODE))
        status = result.because.value
    elif request.method == "POST":
        status = 422
    context = {"form": form, "action": _("Store"), "back": reverse("desk-meeting", args=[meeting])}
    return show_meeting(
        request, "desk/meetings-form.html", view, at, context, title=_("Date, place, languages"), status=status
    )


def meeting_page(request: Request, meeting: str) -> HttpResponse:
    """Where the meeting stands: the path, what is done, what is missing, and the one next step."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    walked, papers = path_of(meeting, at), papers_of([meeting])[meeting]
    following = next_step(view, walked)
    quorum = presence.quorum(meeting)
    offered = [verb for verb in OFFERED.get(view.state, ()) if not (quorum.met and verb in WITHOUT_QUORUM)]
    context = {
        "stages": path.stages(walked, view, papers, lambda verb: may_do(request.actor, verb, view.body)),
        "next": following,
        "may_next": following is not None and may_do(request.actor, following.permit, view.body),
        "quorum": quorum,
        "steps": [
            (STEPS[verb].button, verb, verb in CONFIRMED)
            for verb in offered
            if may_do(request.actor, STEPS[verb].permit, view.body)
            and not (following and following.url == reverse("desk-meeting-step", args=[meeting, verb]))
        ],
        "may_plan": may_do(request.actor, "meetings.plan", view.body),
    }
    return show_meeting(request, "desk/meetings-page.html", view, at, context)


class MeetingStep:
    """A step from one state to the next: its button, the action, and what is said afterwards."""

    def __init__(
        self,
        act: Callable[..., Receipt | Refusal],
        button: str | Promise,
        done: str | Promise,
        permit: str = "meetings.conduct",
    ) -> None:
        self.act, self.button, self.done, self.permit = act, button, done, permit


STEPS = {
    "convene": MeetingStep(
        actions.convene_meeting,
        gettext_lazy("Convene the meeting"),
        gettext_lazy("The meeting is convened, under the voting rule that the body has today."),
        "meetings.plan",
    ),
    "open": MeetingStep(
        actions.open_meeting,
        gettext_lazy("Open the meeting"),
        gettext_lazy("The meeting is open. The quorum is recorded."),
    ),
    "suspend": MeetingStep(
        actions.suspend_meeting, gettext_lazy("Suspend the meeting"), gettext_lazy("The meeting is suspended.")
    ),
    "resume": MeetingStep(
        actions.resume_meeting, gettext_lazy("Resume the meeting"), gettext_lazy("The meeting goes on.")
    ),
    "call-again": MeetingStep(
        actions.call_again,
        gettext_lazy("Call the meeting again"),
        gettext_lazy("The meeting is called again; the quorum of the second call applies from now on."),
    ),
    "close": MeetingStep(
        actions.close_meeting, gettext_lazy("Close the meeting"), gettext_lazy("The meeting is closed.")
    ),
    "cancel": MeetingStep(
        actions.cancel_meeting,
        gettext_lazy("Cancel the meeting"),
        gettext_lazy("The meeting is cancelled."),
        "meetings.plan",
    ),
    "void": MeetingStep(
        actions.void_meeting,
        gettext_lazy("Declare the meeting void"),
        gettext_lazy("It is recorded that the meeting did not come about."),
    ),
}

CONFIRMED: dict[str, str | Promise] = {
    "close": gettext_lazy(
        "A closed meeting is not opened again: nothing more can be put to the vote, and everybody is recorded as "
        "having left. Texts are adopted, sealed and sent afterwards."
    ),
    "cancel": gettext_lazy("A cancelled meeting is not convened again. Its papers and credentials stay on record."),
    "void": gettext_lazy("For want of a quorum the meeting does not take place. This can't be undone."),
    "call-again": gettext_lazy("The voting rule may ask for fewer people at the second call. This can't be undone."),
}
"""What can't be undone, said before."""

WITHOUT_QUORUM = ("call-again", "void")
"""What is done when too few have come."""

OFFERED = {
    "planned": ("cancel",),
    "convened": ("open", "call-again", "void", "cancel"),
    "open": ("suspend", "close"),
    "suspended": ("resume", "close"),
}


@require_http_methods(["GET", "POST"])
def step(request: Request, meeting: str, verb: str) -> HttpResponse:
    """Take the meeting a step on; on opening the address the page says what the step means."""
    if verb not in STEPS:
        raise Http404
    view, at, taken = the_meeting(meeting), datetime.now(UTC), STEPS[verb]
    context = {"verb": verb, "step": taken, "text": CONFIRMED.get(verb, "")}
    status = 200
    if request.method == "POST":
        result = taken.act(actor=request.actor, at=at, meeting=meeting)
        if isinstance(result, Receipt):
            messages.success(request, str(taken.done))
            return redirect("desk-meeting", meeting)
        context["refusal"], status = sentence(result, request.LANGUAGE_CODE), result.because.value
    return show_meeting(request, "desk/meetings-step.html", view, at, context, title=str(taken.button), status=status)


def _slug(body: BodyView, given: dict[str, Any]) -> str:
    """The meeting's part of its address: the number, else year and month; counted on where that is taken."""
    first: date = given["first_day"]
    wanted = slugify(given["number"]) or f"{first:%Y-%m}"
    taken = {each.slug for each in meetings.meetings_of(body.id)}
    return next(
        slug for slug in (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))) if slug not in taken
    )


def the_meeting(meeting_id: str) -> MeetingView:
    """The meeting that the address names; 404 where there is none."""
    view = meetings.meeting(meeting_id)
    if view is None:
        raise Http404
    return view


def where_of_body(request: Request) -> Where | None:
    """The body that the address names."""
    body = bodies.body(request.GET.get("body", ""))
    return Where(body=body.id) if body else None


def where(request: Request, meeting: str, **_rest: str) -> Where | None:
    """The body of the meeting that the address names."""
    return meetings.where_of_meeting(meeting)


urlpatterns: list[URLPattern] = [
    route("desk/meetings/new", new, name="desk-meeting-new", permit="meetings.plan", where=where_of_body),
    route("desk/m/<str:meeting>/", meeting_page, name="desk-meeting", permit="desk.see", where=where),
    route("desk/m/<str:meeting>/change", change, name="desk-meeting-change", permit="meetings.plan", where=where),
    route(
        "desk/m/<str:meeting>/step/<str:verb>", step, name="desk-meeting-step", permit="meetings.conduct", where=where
    ),
]
