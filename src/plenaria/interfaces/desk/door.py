"""The door: who comes in and who leaves, the quorum beside it, and the badges."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from plenaria.actions import presence as actions
from plenaria.actions._perform import Receipt
from plenaria.core.refusal import Refusal, forbidden, unacceptable
from plenaria.interfaces.desk.credentials import the_seat
from plenaria.interfaces.desk.meetings import the_meeting, where
from plenaria.interfaces.desk.page import may_do, show_meeting
from plenaria.interfaces.kit import network
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import credentials, presence, proxies
from plenaria.store.queries.credentials import SeatView
from plenaria.store.queries.criteria import CriterionView, FoundView, criteria_of, found_on
from plenaria.store.queries.proxies import ProxyView

LISTED = 100
"""So many people on one page; whoever minds the door of a larger hall searches by name."""

CONVENED = ("convened", "open", "suspended")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: the seat, the proxy that it has given, which seat held one until its holder came in, and what
    was found that is not as it should be."""

    seat: SeatView
    proxy: ProxyView | None
    returned: int | None
    findings: tuple[FoundView, ...] = ()


@require_GET
def page(request: Request, meeting: str) -> HttpResponse:
    """The seats that have a vote, to search and to check in or out with one tap."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    sought, only = request.GET.get("q", "").strip(), request.GET.get("only", "")
    roll = credentials.roll(meeting)
    # Whoever was just marked stays in the list, to be seen and put right; the cursor stays on their button too.
    last = request.GET.get("last", "")
    held = {each.giver: each for each in proxies.proxies_of(meeting)}
    returned = proxies.returned(meeting)
    asked = criteria_of(meeting, dropped=True)
    found = [each for each in roll if _fits(each, sought) and (_in_list(each, only, held) or each.id == last)]
    context = {
        "seats": [
            Row(each, held.get(each.id), returned.get(each.id), _wanting(asked, each)) for each in found[:LISTED]
        ],
        "more": max(0, len(found) - LISTED),
        "sought": sought,
        "only": only,
        "lists": _lists(roll, only, held),
        "query": urlencode({key: value for key, value in (("q", sought), ("only", only)) if value}),
        "quorum": presence.quorum(meeting),
        "door_open": view.state in CONVENED and may_do(request.actor, "presence.record", view.body),
        "scanned": "scanned" in request.GET,
        "in_clear": network.in_clear(),
        "may_badge": may_do(request.actor, "credentials.issue", view.body),
    }
    return show_meeting(request, "desk/door.html", view, at, context, title=_("Door"))


@require_GET
def quorum(request: Request, meeting: str) -> HttpResponse:
    """The quorum alone, for the page that asks for it every few seconds."""
    return render(request, "desk/door-quorum.html", {"quorum": presence.quorum(meeting)})


@require_POST
def mark(request: Request, meeting: str, credential: str, verb: str) -> HttpResponse:
    """Somebody is in, or has left."""
    if verb not in ("in", "out"):
        raise Http404
    the_seat(meeting, credential)
    act = actions.check_in if verb == "in" else actions.check_out
    result = act(actor=request.actor, at=datetime.now(UTC), credential=credential)
    # A second tap on what another desk has just recorded needs no page of its own.
    if isinstance(result, Refusal) and result.code not in ("already-in", "not-in"):
        return refused(request, result)
    query = urlencode({**request.GET.dict(), "last": credential})
    return redirect(f"{reverse('desk-door', args=[meeting])}?{query}#seat-{credential}")


@require_POST
def scan(request: Request, meeting: str) -> HttpResponse:
    """A badge held to a reader or a camera, or the number of a seat: whoever it belongs to is in.

    The camera's script asks for JSON and goes on to the next; a form goes back to the list, its cursor in the field.
    """
    result, seat = _let_in(request, meeting, request.POST.get("badge", "").strip())
    if isinstance(result, Refusal):
        said, status = sentence(result, request.LANGUAGE_CODE), result.because.value
    else:
        assert seat is not None
        words = _("Seat %(seat)s, %(name)s: present.")
        said, status = words % {"seat": seat.seat, "name": in_language(seat.names)}, 200
    if request.accepts("text/html"):
        (messages.success if status == 200 else messages.error)(request, said)
        return redirect(f"{reverse('desk-door', args=[meeting])}?scanned=1")
    return JsonResponse({"state": "good" if status == 200 else "bad", "text": said}, status=status)


def _let_in(request: Request, meeting: str, given: str) -> tuple[Receipt | Refusal, SeatView | None]:
    """Mark the holder of what was scanned or typed as present."""
    if given.isdecimal():
        seat = next((each for each in credentials.roll(meeting) if each.seat == int(given)), None)
        unknown = unacceptable("seat-not-accredited")
    else:
        seat = credentials.seat_of_badge(given.rstrip("/").rpartition("/")[2])
        unknown = forbidden("badge-unknown")
    if seat is None or seat.meeting != meeting:
        return unknown, None
    return actions.check_in(actor=request.actor, at=datetime.now(UTC), credential=seat.id), seat


def _wanting(asked: Sequence[CriterionView], seat: SeatView) -> tuple[FoundView, ...]:
    """What the door should know: the criteria that were waived, and recommended ones that are not met."""
    return tuple(each for each in found_on(asked, seat.findings) if each.found in ("waived", "not-met"))


def _fits(seat: SeatView, sought: str) -> bool:
    """Whether every word that is sought begins a word of the names, or is the seat's number."""
    texts = " ".join([*seat.names.values(), *seat.delegation_names.values(), str(seat.seat)])
    words = texts.casefold().replace("-", " ").split()
    return all(any(word.startswith(each) for word in words) for each in sought.casefold().replace("-", " ").split())


def _in_list(seat: SeatView, only: str, held: Container[str]) -> bool:
    """Whether the seat belongs in the list ``only``; ``held`` are those whose mandate another holds."""
    represented = seat.id in held
    lists = {"present": seat.present, "missing": not seat.present and not represented, "represented": represented}
    return lists.get(only, True)


def _lists(roll: Sequence[SeatView], only: str, held: Container[str]) -> list[dict[str, Any]]:
    words = [("", _("All")), ("missing", _("Missing")), ("present", _("Present")), ("represented", _("Represented"))]
    counted = [(code, word, sum(_in_list(each, code, held) for each in roll)) for code, word in words]
    return [
        {"code": code, "word": word, "count": count, "current": code == only}
        for code, word, count in counted
        if count or code != "represented"
    ]


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/door", page, name="desk-door", permit="desk.see", where=where),
    route("desk/m/<str:meeting>/door/quorum", quorum, name="desk-door-quorum", permit="desk.see", where=where),
    route("desk/m/<str:meeting>/door/scan", scan, name="desk-door-scan", permit="presence.record", where=where),
    route(
        "desk/m/<str:meeting>/door/<str:credential>/<str:verb>",
        mark,
        name="desk-door-mark",
        permit="presence.record",
        where=where,
    ),
]
