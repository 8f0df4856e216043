"""Small pages for the frames of other sites: a body with its latest resolutions, a resolution, a clause of one.

They hold no form and know nobody, and only they may be framed.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, reverse
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from plenaria.core.text.identifiers import fragments
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.progress import bar
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.register import listed
from plenaria.interfaces.register.beside import Beside, html
from plenaria.interfaces.register.page import today
from plenaria.store.queries import published, register

SHOWN = 10
"""So many of a body's resolutions."""
POLICY = {**settings.SECURE_CSP, "frame-ancestors": ["*"], "form-action": ["'none'"]}


@require_safe
@xframe_options_exempt
@csp_override(POLICY)
def body(request: Request, body: str) -> HttpResponse:
    """What a body adopted lately."""
    found = register.body_page(body, today())
    if found is None:
        raise Http404
    lately = register.resolutions_of(found.body.id, today(), 0, SHOWN)
    context = {"names": found.body.names, "resolutions": listed.resolutions(lately)}
    page = reverse("register-body", args=[body])
    return _framed(request, "body", page, found.accent, context)


@require_safe
@xframe_options_exempt
@csp_override(POLICY)
def resolution(request: Request, body: str, number: str, fragment: str = "") -> HttpResponse:
    """A resolution, or one of its clauses with what became of it."""
    found = published.published(body, number, today())
    if found is None:
        raise Http404
    reader = request.LANGUAGE_CODE
    text = found.texts.get(reader) or found.texts[found.language]
    links = fragments(text)
    clause = next((each for each in text.walk() if links[each.id] == fragment), None) if fragment else None
    if fragment and clause is None:
        raise Http404
    context = {
        "found": found,
        "text": text,
        "clause": clause,
        "clauses": [clause] if clause else text.clauses,
        "beside": {
            clause: html(Beside(state), found, request.LANGUAGE_CODE) for clause, state in found.clauses.items()
        },
        "bar": "" if clause else bar(register.progress([found.id], today()).get(found.id, {})),
    }
    page = reverse("register-resolution", args=[body, number])
    context["out_url"] = f"{page}#{fragment}" if clause else page
    return _framed(request, "resolution", page, found.body_accent, context)


def address(*path: str) -> str:
    """The address of a page for a frame, in the language of the present page: what is embedded keeps its language."""
    return f"{settings.BASE_URL}/{get_language()}/embed/{'/'.join(path)}/"


def _framed(request: Request, name: str, page: str, accent: str, context: Mapping[str, Any]) -> HttpResponse:
    frame = {"page_url": page, "accent": accent.removeprefix("#").lower(), "language_links": ()}
    return render(request, f"register/embed-{name}.html", {**frame, **context})


urlpatterns: list[URLPattern] = [
    route("embed/b/<slug:body>/", body, name="embed-body", permit=PUBLIC),
    route("embed/r/<slug:body>/<slug:number>/", resolution, name="embed-resolution", permit=PUBLIC),
    route("embed/r/<slug:body>/<slug:number>/<slug:fragment>/", resolution, name="embed-clause", permit=PUBLIC),
]
