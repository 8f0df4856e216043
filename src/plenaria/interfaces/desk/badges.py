"""Badges at the desk: one on the screen or on paper, a sheet of them to be cut, their PINs apart.

What opens a seat is shown or handed over once, and kept by no cache.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import batched
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plenaria.actions import credentials as actions
from plenaria.core.refusal import Refusal
from plenaria.formats.badge_sheet import Card, Sheet, pdf_isolated
from plenaria.interfaces.desk.credentials import the_seat
from plenaria.interfaces.desk.meetings import the_meeting, where
from plenaria.interfaces.desk.page import may_do, show_meeting
from plenaria.interfaces.kit import links, network, qr
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, votes
from plenaria.store.queries import credentials, pins
from plenaria.store.queries.credentials import SeatView
from plenaria.store.queries.meetings import MeetingView

AT_ONCE = 25
"""Badges that are made in one transaction: nothing else waits for long."""


@never_cache
@require_http_methods(["GET", "POST"])
def badge(request: Request, meeting: str, credential: str) -> HttpResponse:
    """A new badge for one seat, shown this once, or as a page to print."""
    view, at, seat = the_meeting(meeting), datetime.now(UTC), the_seat(meeting, credential)
    context: dict[str, Any] = {"seat": seat}
    if request.method == "POST":
        result = actions.issue_badge(actor=request.actor, at=at, credential=credential)
        if isinstance(result, Refusal):
            return refused(request, result)
        if request.POST.get("as") == "pdf":
            return _sheet(request, view, [_card(view, seat, links.badge(result.secret))])
        link = links.badge(result.secret)
        title = _("Badge of seat %(seat)s") % {"seat": seat.seat}
        context["badge"] = {"seat": seat, "link": link, "code": qr.svg(link, title)}
    if pins.asked(meeting):
        context["pin"] = pins.pin(credential)
    return show_meeting(request, "desk/badge.html", view, at, context, title=_("Badge"))


@never_cache
@require_http_methods(["GET", "POST"])
def badges(request: Request, meeting: str) -> HttpResponse:
    """A sheet of badges to print: for the seats that have none, or new ones for all; and the PINs apart."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    roll = credentials.roll(meeting)
    without = [each for each in roll if each.badge == "none"]
    match request.POST.get("which", ""):
        case "without" | "all" as which:
            return _issued(request, view, roll if which == "all" else without, at)
        case "pins":
            return _pins(request, view, roll)
        case "ask-pin" | "no-pin" as which:
            asked = which == "ask-pin"
            answer = actions.ask_pin(actor=request.actor, at=at, meeting=meeting, asked=asked)
            if isinstance(answer, Refusal):
                return refused(request, answer)
            said = _("Badges open with their PIN from now on. Print the PINs.") if asked else _("No PIN is asked for.")
            messages.success(request, said)
            return redirect("desk-badges", meeting)
    context = {
        "roll": roll,
        "without": without,
        "asks_pin": pins.asked(meeting),
        "may_ask_pin": may_do(request.actor, "credentials.decide", view.body),
        "in_clear": network.in_clear(),
    }
    return show_meeting(request, "desk/badges.html", view, at, context, title=_("Badges"))


def _issued(request: Request, view: MeetingView, seats: Sequence[SeatView], at: datetime) -> HttpResponse:
    """New badges for those seats as a sheet."""
    if not seats:
        messages.info(request, _("Every accredited seat has a badge."))
        return redirect("desk-badges", view.id)
    tokens: dict[str, str] = {}
    for some in batched(seats, AT_ONCE):
        made = actions.issue_badges(actor=request.actor, at=at, meeting=view.id, credentials=[each.id for each in some])
        if isinstance(made, Refusal):
            return refused(request, made)
        tokens |= made
    return _sheet(request, view, [_card(view, each, links.badge(tokens[each.id])) for each in seats])


def _pins(request: Request, view: MeetingView, seats: Iterable[SeatView]) -> HttpResponse:
    """The PINs of all badges as slips."""
    known = pins.pins(view.id)
    cards = [_card(view, each, pin=known[each.id]) for each in seats if each.id in known]
    if not cards:
        messages.info(request, _("No seat has a badge yet, and so there is no PIN."))
        return redirect("desk-badges", view.id)
    return _sheet(request, view, cards, kind="pins")


def _sheet(request: Request, view: MeetingView, cards: Sequence[Card], kind: str = "badges") -> HttpResponse:
    """The cards as PDF."""
    badges = kind == "badges"
    made = pdf_isolated(
        Sheet(
            kind="badges" if badges else "pins",
            title=f"{in_language(view.names)}: {_('Badges') if badges else 'PIN'}",
            head=_each(view.names, view.languages),
            foot=_foot(view) if badges else "PIN",
            accent=view.body_accent,
            cards=cards,
        )
    )
    if isinstance(made, Refusal):
        return refused(request, made)
    headers = {"Content-Disposition": f'attachment; filename="{kind}.pdf"', "Cache-Control": "no-store, private"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _card(view: MeetingView, seat: SeatView, link: str = "", pin: str = "") -> Card:
    """What stands on a seat's badge, in the first language of the meeting, the name in each."""
    with translation.override(_languages(view)[0]):
        return Card(
            names=_each(seat.names, view.languages)[:3],
            delegation=in_language(seat.delegation_names),
            seat=_("Seat %(seat)s") % {"seat": seat.seat},
            votes="" if seat.weight == 1 else votes(seat.weight),
            link=link,
            pin=pin,
        )


def _foot(view: MeetingView) -> str:
    """How the badge is used, in each language of the meeting; and the fingerprint of the hall's own certificate."""
    said = []
    for language in _languages(view):
        with translation.override(language):
            said.append(_("Scan the code with your phone and press “This is me”."))
    certificate = network.own_certificate()
    return f"{said[0]} SHA-256: {certificate}" if certificate else " ".join(dict.fromkeys(said))


def _languages(view: MeetingView) -> list[str]:
    """The languages of the meeting in which there are words; English where it has none of these."""
    return [each for each in view.languages if each in dict(settings.LANGUAGES)] or ["en"]


def _each(texts: dict[str, str], languages: Sequence[str]) -> tuple[str, ...]:
    """A name in each of the languages and then in any other, each way of writing it once."""
    ordered = [*languages, *(each for each in texts if each not in languages)]
    return tuple(dict.fromkeys(texts[each] for each in ordered if texts.get(each)))


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/badges", badges, name="desk-badges", permit="credentials.issue", where=where),
    route(
        "desk/m/<str:meeting>/badges/<str:credential>",
        badge,
        name="desk-badge",
        permit="credentials.issue",
        where=where,
    ),
]
