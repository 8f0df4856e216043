"""Who takes part from elsewhere or by correspondence, and whether the link to their seat has reached them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from plenaria.actions import credentials as credential_actions
from plenaria.actions.seat_links import send_link
from plenaria.core.credentials import ATTENDS
from plenaria.core.refusal import Refusal
from plenaria.interfaces.desk.credentials import the_seat
from plenaria.interfaces.desk.meetings import the_meeting, where
from plenaria.interfaces.desk.page import may_do, show_meeting
from plenaria.interfaces.kit.access import refused, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import label
from plenaria.phrases.refusals import sentence
from plenaria.store.queries import credentials, remote
from plenaria.store.queries.credentials import SeatView
from plenaria.store.queries.remote import LinkView

NONE = LinkView("none", datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Row:
    """A seat, and what became of the mail with its link."""

    seat: SeatView
    link: LinkView


@require_GET
def page(request: Request, meeting: str) -> HttpResponse:
    """Those who are not in the room; ``?all=1`` lists every accredited seat."""
    view, at = the_meeting(meeting), datetime.now(UTC)
    roll = credentials.roll(meeting)
    links = remote.links(meeting)
    every = "all" in request.GET
    shown = [each for each in roll if every or each.attends != "room"]
    context = {
        "rows": [Row(each, links.get(each.id, NONE)) for each in shown],
        "every": every,
        "in_room": len(roll) - len(shown),
        "ways": [(code, label("attends", code).capitalize()) for code in ATTENDS],
        "unsent": sum(each.attends != "room" and each.id not in links and bool(each.email) for each in roll),
        "may_issue": may_do(request.actor, "credentials.issue", view.body),
    }
    return show_meeting(request, "desk/remote.html", view, at, context, title=_("Not in the room"))


@require_POST
def attends(request: Request, meeting: str, credential: str) -> HttpResponse:
    """How one seat takes part."""
    the_seat(meeting, credential)
    result = credential_actions.change_attendance(
        actor=request.actor,
        at=datetime.now(UTC),
        credential=credential,
        attends=request.POST.get("attends", ""),
    )
    if isinstance(result, Refusal):
        return refused(request, result)
    messages.success(request, _("It is stored. Next: send the link to those who are not in the room."))
    return _back(request, meeting, credential)


@require_POST
def send(request: Request, meeting: str, credential: str) -> HttpResponse:
    """Send one seat its link; an earlier one ends."""
    seat = the_seat(meeting, credential)
    result = send_link(actor=request.actor, at=datetime.now(UTC), credential=credential)
    if isinstance(result, Refusal):
        return refused(request, result)
    said = _("The link to seat %(seat)s goes to %(email)s. Earlier links of this seat are not valid any more.")
    messages.success(request, said % {"seat": seat.seat, "email": seat.email})
    return _back(request, meeting, credential)


@require_POST
def send_all(request: Request, meeting: str) -> HttpResponse:
    """Send their links to those who are not in the room and have none yet."""
    the_meeting(meeting)
    links, sent, problems = remote.links(meeting), 0, []
    for seat in credentials.roll(meeting):
        if seat.attends == "room" or seat.id in links:
            continue
        result = send_link(actor=request.actor, at=datetime.now(UTC), credential=seat.id)
        if isinstance(result, Refusal):
            problems.append(result)
        else:
            sent += 1
    if problems:
        messages.error(request, sentence(problems[0], request.LANGUAGE_CODE))
    if sent:
        messages.success(request, ngettext("%d link is sent.", "%d links are sent.", sent) % sent)
    return redirect("desk-remote", meeting)


def _back(request: Request, meeting: str, credential: str) -> HttpResponse:
    answer = redirect("desk-remote", meeting)
    answer["Location"] += f"{'?all=1' if 'all' in request.GET else ''}#seat-{credential}"
    return answer


urlpatterns: list[URLPattern] = [
    route("desk/m/<str:meeting>/remote", page, name="desk-remote", permit="desk.see", where=where),
    route(
        "desk/m/<str:meeting>/remote/send", send_all, name="desk-remote-all", permit="credentials.issue", where=where
    ),
    route(
        "desk/m/<str:meeting>/remote/<str:credential>/send",
        send,
        name="desk-remote-send",
        permit="credentials.issue",
        where=where,
    ),
    route(
        "desk/m/<str:meeting>/remote/<str:credential>/attends",
        attends,
        name="desk-remote-attends",
        permit="credentials.issue",
        where=where,
    ),
]
