"""Files that came with the answer to a request, where the body shows it to everybody."""

from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_safe

from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.downloads import handed_out
from plenaria.interfaces.kit.requests import Request
from plenaria.store.queries.answers import public_file


@require_safe
def file(request: Request, body: str, number: str, file: str) -> HttpResponse:
    """The file itself, saved and never run."""
    found = public_file(file, body, number)
    if found is None:
        raise Http404
    response = handed_out(found.sha256, found.name, found.media_type, public=True)
    response["X-Robots-Tag"] = "noindex"
    return response


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/r/<slug:number>/answers/<str:file>", file, name="register-answer-file", permit=PUBLIC),
]
