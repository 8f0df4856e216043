"""Credentials at the desk: who is invited, what was found, and the decision, for one or for many at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_http_methods

from plenaria.actions import credentials as actions
from plenaria.actions import people as people_actions
from plenaria.actions._perform import Receipt
from plenaria.core.credentials import ATTENDS, CREDENTIAL, Finding
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.meetings import language_name, the_meeting, where
from plenaria.interfaces.desk.page import may_do, show_meeting
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.forms import offer
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import bodies, credentials, people, proxies
from plenaria.store.queries.credentials import SeatView
from plenaria.store.queries.criteria import FoundView, criteria_of, found_on
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.proxies import ProxyView

FINDINGS = 3
"""Lines for findings in the form that decides on many."""


class FindingForm(forms.Form):
    """What was found on one criterion."""

    criterion = forms.CharField(label=gettext_lazy("Criterion"), required=False, max_length=200)
    met = forms.ChoiceField(
        label=gettext_lazy("Finding"),
        choices=[("yes", gettext_lazy("met")), ("no", gettext_lazy("not met"))],
    )
    note = forms.CharField(label=gettext_lazy("Proof, or what is missing"), required=False, max_length=500)


FindingFormSet = forms.formset_factory(FindingForm, extra=FINDINGS)


class InviteForm(forms.Form):
    """Somebody known, by choice or by e-mail address, or somebody new."""

    person = forms.ChoiceField(label=gettext_lazy("Person"), required=False)
    email = forms.EmailField(
        label=gettext_lazy("Or by e-mail address"),
        required=False,
        help_text=gettext_lazy("Whoever is known by this address is invited; otherwise a person is added."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of a new person"))
    delegation = forms.ChoiceField(label=gettext_lazy("Delegation"), required=False)
    weight = forms.CharField(
        label=gettext_lazy("Votes"), max_length=24, initial="1", help_text=gettext_lazy("Exact: 3, 0.35 or 1/3.")
    )
    attends = forms.ChoiceField(label=gettext_lazy("Takes part"), required=False)
    seat = forms.IntegerField(
        label=gettext_lazy("Seat"),
        min_value=1,
        max_value=9_999,
        required=False,
        help_text=gettext_lazy("The next free one where empty."),
    )

    def __init__(self, *args: Any, meeting: MeetingView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted((in_language(each.names), each.person) for each in credentials.candidates(meeting.id))
        around = bodies.bodies([meeting.body, *people.below(meeting.body)])
        self.tongues = meeting.languages
        for name, choices in (
            ("person", [("", _("somebody else")), *((person, name) for name, person in known)]),
            ("attends", [(each, label("attends", each).capitalize()) for each in ATTENDS]),
            ("language", [(each, language_name(each)) for each in meeting.languages]),
            ("delegation", [("", _("none")), *((each.id, in_language(each.names)) for each in around)]),
        ):
            offer(self, name, choices)
        for each in meeting.languages:
            self.fields[f"name_{each}"] = forms.CharField(
                label=pgettext("of a person", "Name (%(language)s)") % {"language": language_name(each)},
                required=False,
                max_length=200,
            )

    def names(self) -> list[forms.BoundField]:
        """The fields of the name of somebody new."""
        return [self[f"name_{each}"] for each in self.tongues]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: the seat, the proxy that it has given, and what was found on each criterion."""

    seat: SeatView
    proxy: ProxyView | None
    findings: tuple[FoundView, ...] = ()

    @property
    def checked(self) -> tuple[FoundView, ...]:
        """The criteria on which something was found."""
        return tuple(each for each in self.findings if each.found != "unchecked")

    @property
    def unchecked(self) -> int:
        """On how many nothing was found yet."""
        return len(self.findings) - len(self.checked)


@require_http_methods(["GET", "POST"])
def page(request: Request, meeting: str) -> HttpResponse:
    """All credentials of a meeting; a POST decides on those that are ticked."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    seats = credentials.credentials_of(meeting)
    findings = FindingFormSet(request.POST or None, prefix="findings")
    state = request.GET.get("state", "")
    shown = [each for each in seats if _wanted(each, state)]
    every = bool(state) and "all" in request.POST
    chosen = {each.id for each in shown} if every else set(request.POST.getlist("seat"))
    problem, status = "", 200
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        if verb not in VERBS:
            raise Http404
        decided, refusals = _decide(request, at, [each for each in seats if each.id in chosen], verb, findings)
        if decided and not refusals:
            messages.success(request, _decided(verb, decided))
            return redirect("desk-credentials", meeting)
        problem, status = _problem(request, decided, refusals)
        seats = credentials.credentials_of(meeting)
        shown = [each for each in seats if _wanted(each, state)]
    held = {each.giver: each for each in proxies.proxies_of(meeting)}
    asked = criteria_of(meeting, dropped=True)
    context = {
        "seats": seats,
        "shown": [Row(each, held.get(each.id), found_on(asked, each.findings)) for each in shown],
        "criteria": sum(not each.dropped for each in asked),
        "elsewhere": sum(each.attends != "room" for each in seats),
        "proxies": len(held),
        "filtered": bool(state),
        "filters": _filters(seats, state),
        "all_chosen": every,
        "chosen": chosen,
        "findings": findings,
        "problem": problem,
        "may_decide": may_do(request.actor, "credentials.decide", view.body),
        "may_badge": may_do(request.actor, "credentials.issue", view.body),
    }
    return show_meeting(request, "desk/credentials.html", view, at, context, title=_("Credentials"), status=status)


VERBS = ("register", "accredit", "refuse", "reconsider")


def _decide(
    request: Request, at: datetime, seats: Sequence[SeatView], verb: str, findings: Any
) -> tuple[int, list[tuple[int, Refusal]]]:
    """How many were decided, and the refusals by seat."""
    found = _findings(findings) if findings.is_valid() else ()
    done, refusals = 0, []
    for seat in seats:
        result = actions.decide_credential(actor=request.actor, at=at, credential=seat.id, verb=verb, findings=found)
        if isinstance(result, Refusal):
            refusals.append((seat.seat, result))
        else:
            done += 1
    return done, refusals


def _findings(formset: Iterable[forms.Form]) -> tuple[Finding, ...]:
    given = [form.cleaned_data for form in formset if form.cleaned_data.get("criterion")]
    return tuple(Finding(each["criterion"], each["met"] == "yes", each["note"]) for each in given)


def _decided(verb: str, count: int) -> str:
    """What was done, and what comes next."""
    match verb:
        case "accredit":
            said = ngettext("%d credential is accredited.", "%d credentials are accredited.", count)
            return said % count + " " + _("Next: their badges.")
        case "refuse":
            return ngettext("%d credential is refused.", "%d credentials are refused.", count) % count
    return ngettext("%d credential is registered.", "%d credentials are registered.", count) % count


def _problem(request: Request, decided: int, refusals: Sequence[tuple[int, Refusal]]) -> tuple[str, int]:
    if not refusals:
        return _("No credential is ticked. Tick those that you decide on."), 422
    seats = ", ".join(str(seat) for seat, _refusal in refusals)
    first = refusals[0][1]
    said = _("Seats %(seats)s: %(reason)s") % {
        "seats": seats,
        "reason": sentence(first, request.LANGUAGE_CODE),
    }
    if decided:
        said += " " + ngettext("%d other was decided.", "%d others were decided.", decided) % decided
    return said, first.because.value


def _wanted(seat: SeatView, state: str) -> bool:
    match state:
        case "":
            return True
        case "undecided":
            return seat.state in ("invited", "registered")
    return seat.state == state


def _filters(seats: Sequence[SeatView], state: str) -> list[dict[str, Any]]:
    """The states to filter by, each with its number; only those that occur."""
    links = [("", _("All")), ("undecided", _("To decide"))]
    links += [(each, "") for each in CREDENTIAL.states if each not in ("invited", "registered")]
    counted = [(code, word, sum(_wanted(each, code) for each in seats)) for code, word in links]
    return [
        {"code": code, "word": word, "count": count, "current": code == state} for code, word, count in counted if count
    ]


@require_http_methods(["GET", "POST"])
def invite(request: Request, meeting: str) -> HttpResponse:
    """Give somebody a seat."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    form = InviteForm(request.POST or None, meeting=view, initial={"weight": 1})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            result = _invite(request, view, at, form.cleaned_data)
            if isinstance(result, Receipt):
                seat = credentials.credential(result.subject)
                assert seat is not None
                said = _("%(name)s has seat %(seat)s. Invite the next, or go to the credentials to decide.")
                messages.success(request, said % {"name": in_language(seat.names), "seat": seat.seat})
                return redirect("desk-credential-invite", meeting)
            form.add_error(_field(result), sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    context = {"form": form, "back": reverse("desk-credentials", args=[meeting])}
    return show_meeting(
        request, "desk/credentials-invite.html", view, at, context, title=_("Invite delegates"), status=status
    )


def _invite(request: Request, meeting: MeetingView, at: datetime, data: dict[str, Any]) -> Receipt | Refusal:
    person = _person(request, meeting, at, data)
    if isinstance(person, Refusal):
        return person
    return actions.invite(
        actor=request.actor,
        at=at,
        meeting=meeting.id,
        person=person,
        delegation=data["delegation"] or None,
        weight=data["weight"],
        seat=data["seat"],
        attends=data["attends"] or "room",
    )


def _person(request: Request, meeting: MeetingView, at: datetime, data: dict[str, Any]) -> str | Refusal:
    """Who is meant: the one chosen, the one known by that address, or somebody new."""
    if data["person"]:
        return str(data["person"])
    known = people.person_at(data["email"])
    if known:
        return known.id
    added = people_actions.add_person(
        actor=request.actor,
        at=at,
        body=meeting.body,
        names={each: data[f"name_{each}"] for each in meeting.languages if data[f"name_{each}"]},
        email=data["email"],
        language=data["language"],
        timezone=meeting.timezone,
    )
    return added if isinstance(added, Refusal) else added.subject


def _field(refusal: Refusal) -> str | None:
    """The field that a refusal is about, if it is about the votes of a seat."""
    return "weight" if refusal.code.startswith("weight-") or refusal.code == "roll-too-fine" else None


class VotesForm(forms.Form):
    """How many votes a seat has."""

    weight = forms.CharField(
        label=gettext_lazy("Votes"), max_length=24, help_text=gettext_lazy("Exact: 3, 0.35 or 1/3.")
    )


@require_http_methods(["GET", "POST"])
def votes(request: Request, meeting: str, credential: str) -> HttpResponse:
    """Correct the votes of a seat."""
    view, at, seat = the_meeting(meeting), datetime.now(UTC), the_seat(meeting, credential)
    form = VotesForm(request.POST or None, initial={"weight": seat.written})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            weight = form.cleaned_data["weight"]
            result = actions.change_votes(actor=request.actor, at=at, credential=credential, weight=weight)
            if isinstance(result, Receipt):
                messages.success(request, _("The votes are changed. They count from the next vote that is opened."))
                return redirect("desk-credentials", meeting)
            form.add_error(_field(result), sentence(result, request.LANGUAGE_CODE))
            status = result.because.value
    context = {"seat": seat, "form": form}
    return show_meeting(
        request, "desk/credentials-votes.html", view, at, context, title=_("Votes of a seat"), status=status
    )


@require_http_methods(["GET", "POST"])
def replace(request: Request, meeting: str, credential: str) -> HttpResponse:
    """Take a seat back, and give it to another where one is chosen."""
    view, at, seat = the_meeting(meeting), datetime.now(UTC), the_seat(meeting, credential)
    choices = [("", "—"), *((each.person, in_language(each.names)) for each in credentials.candidates(meeting))]
    problem, status = "", 200
    if request.method == "POST":
        result: Receipt | Refusal
        if request.POST.get("verb") == "withdraw":
            result = actions.withdraw_credential(actor=request.actor, at=at, credential=credential)
            said = _("The credential is withdrawn.")
        else:
            person = request.POST.get("person", "")
            result = actions.replace_credential(actor=request.actor, at=at, credential=credential, person=person)
            said = _("The seat is replaced. Next: decide on the new credential.")
        if isinstance(result, Receipt):
            messages.success(request, said)
            return redirect("desk-credentials", meeting)
        problem, status = sentence(result, request.LANGUAGE_CODE), result.because.value
    context = {"seat": seat, "choices": choices, "problem": problem}
    return show_meeting(
        request, "desk/credentials-replace.html", view, at, context, title=_("Replace or withdraw"), status=status
    )


def the_seat(meeting: str, credential: str) -> SeatView:
    """The credential that the address names, at that meeting; 404 where there is none."""
    seat = credentials.credential(credential)
    if seat is None or seat.meeting != meeting:
        raise Http404
    return seat


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/credentials", page, name="desk-credentials", permit="desk.see", where=where),
    route(
        "desk/m/<str:meeting>/credentials/invite",
        invite,
        name="desk-credential-invite",
        permit="credentials.decide",
        where=where,
    ),
    route(
        "desk/m/<str:meeting>/credentials/<str:credential>/votes",
        votes,
        name="desk-credential-votes",
        permit="credentials.decide",
        where=where,
    ),
    route(
        "desk/m/<str:meeting>/credentials/<str:credential>/replace",
        replace,
        name="desk-credential-replace",
        permit="credentials.decide",
        where=where,
    ),
]
