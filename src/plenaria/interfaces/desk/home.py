"""The first page of the desk: what needs me today."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.urls import URLPattern

from plenaria.interfaces.desk import today
from plenaria.interfaces.desk.page import may_do, show
from plenaria.interfaces.kit.access import SIGNED_IN, route
from plenaria.interfaces.kit.requests import Request
from plenaria.store.queries import bodies, meetings


def home(request: Request) -> HttpResponse:
    """Everything that waits, section by section; then all meetings of one's bodies."""
    at = datetime.now(UTC)
    mine = today.bodies_of(request.actor)
    filled = [(each.template, each.load(mine, request.actor, at)) for each in today.SECTIONS]
    listed = {row.meeting.id for _, rows in filled for row in rows if isinstance(row, today.MeetingRow)}
    context = {
        "sections": [{"template": template, "rows": rows} for template, rows in filled if rows],
        "works": bool(mine),
        "planning": [each for each in bodies.bodies(mine) if may_do(request.actor, "meetings.plan", each.id)],
        "others": [each for each in meetings.meetings_of_bodies(mine) if each.id not in listed],
    }
    return show(request, "desk/home.html", context)


urlpatterns: list[URLPattern] = [route("desk/", home, name="desk", permit=SIGNED_IN)]
