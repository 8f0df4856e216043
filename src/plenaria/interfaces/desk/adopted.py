"""What the pages of an adopted resolution have in common: where one is, and the path of its meeting."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from plenaria.core.permits import Where
from plenaria.interfaces.desk.page import may_do, show, show_meeting
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.store.queries import followup, meetings
from plenaria.store.queries.followup import PaperView


def the_paper(resolution: str) -> PaperView:
    """The adopted resolution that the address names; 404 where there is none."""
    paper = followup.paper(resolution)
    if paper is None:
        raise Http404
    return paper


def where(request: Request, resolution: str, **_rest: str) -> Where | None:
    """The body of the resolution that the address names."""
    return followup.where_of_resolution(resolution)


def today() -> date:
    """The day by which the desk judges what is overdue."""
    return datetime.now(UTC).date()


def show_paper(
    request: Request,
    template: str,
    paper: PaperView,
    context: Mapping[str, Any],
    *,
    title: str,
    under: tuple[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page about an adopted resolution; ``under`` is the label and address of the page that it belongs to."""
    meeting = meetings.meeting(paper.meeting) if paper.meeting else None
    steps = [{"label": _("Desk"), "url": reverse("desk")}]
    if meeting and may_do(request.actor, "desk.see", meeting.body):
        steps.append({"label": in_language(meeting.names), "url": reverse("desk-meeting", args=[meeting.id])})
    steps += [{"label": under[0], "url": under[1]}] if under else []
    over = f"{in_language(paper.body_names)} · {paper.number}"
    frame = {"paper": paper, "trail": [*steps, {"label": title}], "over": over, "title": title, **context}
    if meeting is None:
        return show(request, template, frame, status=status)
    return show_meeting(request, template, meeting, datetime.now(UTC), frame, title=title, status=status)
