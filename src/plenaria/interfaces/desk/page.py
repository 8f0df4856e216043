"""What every page of the desk has: who works here, where one is, and the path of the meeting."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _

from plenaria.core.path import Path
from plenaria.core.permits import Actor, Where, may
from plenaria.interfaces.desk import path
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.store.queries import people
from plenaria.store.queries.meetings import MeetingView
from plenaria.store.queries.path import papers_of, path_of


def show(
    request: Request, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of the desk that belongs to no meeting."""
    return render(request, template, {**_frame(request), **(context or {})}, status=status)


def show_meeting(
    request: Request,
    template: str,
    meeting: MeetingView,
    at: datetime,
    context: Mapping[str, Any] | None = None,
    *,
    title: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page of a meeting's desk: its path above, the way back to it; ``title`` is what the page itself is called."""
    walked = path_of(meeting.id, at)
    home = reverse("desk-meeting", args=[meeting.id])
    name = in_language(meeting.names)
    # An owner sees the page of what they answer for, and not the desk around it.
    inside = may_do(request.actor, "desk.see", meeting.body)
    above = [{"label": name, "url": home}] if title and inside else []
    trail = [{"label": _("Desk"), "url": reverse("desk")}, *above, {"label": title or name}]
    frame = {
        **_frame(request),
        "meeting": meeting,
        "title": title or name,
        "trail": trail,
        "path": walked,
        "path_steps": path.steps(walked, home) if inside else [],
        "body_name": in_language(meeting.body_names),
        "accent": meeting.body_accent.removeprefix("#").lower(),
    }
    return render(request, template, {**frame, **(context or {})}, status=status)


def next_step(meeting: MeetingView, walked: Path) -> "path.Next | None":
    """The one thing that comes next at a meeting."""
    papers = papers_of([meeting.id])[meeting.id]
    return path.following(walked, meeting, papers)


def may_do(actor: Actor, verb: str, body: str) -> bool:
    """Whether a button is worth showing; the action asks again."""
    return may(actor, verb, Where(body=body)) is None


def address(path_from_root: str) -> str:
    """An address of another interface, in the language of this page: ``hall/abc/chair``."""
    return get_script_prefix() + path_from_root


def _frame(request: Request) -> dict[str, Any]:
    person = people.person(str(request.actor.person)) if request.actor.person else None
    mine = {"label": _("What I answer for"), "url": reverse("mine")}
    logout = reverse("account_logout")
    menu = {"name": in_language(person.names), "links": [mine], "logout_url": logout} if person else None
    desk = reverse("desk")
    places = [(_("Desk"), desk)]
    if any(may_do(request.actor, "desk.see", str(body)) for _role, body in request.actor.roles):
        places += [(_("Bodies"), reverse("desk-bodies")), (_("People"), reverse("desk-people"))]
    here = get_script_prefix().rstrip("/") + request.path_info
    return {
        "nav_links": [{"label": label, "url": url, "current": here == url} for label, url in places],
        "home_url": desk,
        "user_menu": menu,
    }
