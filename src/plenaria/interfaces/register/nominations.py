"""Whom a body has put forward, as everybody may see it: for what, by which vote, and what came of it."""

from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.downloads import handed_out
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.register.page import show_of_body
from plenaria.store.queries import open_nominations


def page(request: Request, body: str) -> HttpResponse:
    """All of them, the latest first."""
    found = open_nominations.of_body(body)
    if found is None:
        raise Http404
    nominations = found.nominations
    return show_of_body(
        request,
        "register/nominations.html",
        slug=found.slug,
        names=found.names,
        accent=found.accent,
        has_emblem=found.has_emblem,
        context={
            "found": found,
            "nominations": nominations,
            "names_people": any(each.named for each in nominations),
        },
        trail=_("Nominations"),
    )


@require_safe
def file(request: Request, body: str, file: str) -> HttpResponse:
    """A file of a report that the body shows."""
    found = open_nominations.report_file(body, file)
    if found is None:
        raise Http404
    return handed_out(found.sha256, found.name, found.media_type, public=True)


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/nominations/", kept(page), name="register-nominations", permit=PUBLIC),
    route("b/<slug:body>/nominations/files/<str:file>", file, name="register-nomination-file", permit=PUBLIC),
]
