"""The files of the open point on phones and at the chair's table, and handing them out to those in the hall."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_safe

from plenaria.core.permits import Where, may
from plenaria.interfaces.hall import page
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.downloads import handed_out
from plenaria.interfaces.kit.requests import Request
from plenaria.store.queries import item_files as queries
from plenaria.store.queries.meetings import MeetingView


def of_point(meeting: MeetingView) -> dict[str, Any]:
    """What everybody in the hall sees of the open point's files; before the meeting opens, of all points."""
    shown = queries.shown_files(meeting.id, public=False)
    if meeting.item:
        return {"item_files": shown.get(meeting.item, ())}
    return {"item_files": tuple(file for files in shown.values() for file in files)}


@require_safe
def download(request: Request, meeting: str, file: str) -> HttpResponse:
    """A file that is shown to the delegates now; the desk gets it at any time."""
    found = queries.file(file)
    if found is None or found.meeting != meeting:
        raise Http404
    view = page.meeting_or_404(meeting)
    if not found.is_shown(public=False) and may(request.actor, "desk.see", Where(body=view.body)) is not None:
        raise Http404
    return handed_out(found.sha256, found.name, found.media_type)


urlpatterns: list[URLPattern] = [
    route("hall/<str:meeting>/files/<str:file>", download, name="hall-item-file", permit="hall.see", where=page.where),
]
