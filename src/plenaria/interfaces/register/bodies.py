"""A body in public: what it decided, when it meets, who is in office, and its emblem."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.csp import csp_override

from plenaria.formats.linked_data import organization
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.kept import kept, until_told
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language
from plenaria.interfaces.register import listed
from plenaria.interfaces.register.page import linked, show_of_body, there, today
from plenaria.store.queries import open_nominations, published, register
from plenaria.store.queries.register import BodyPage

ON_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class _OfEachPage:
    """What every page of a body's list says, and the list of its meetings as it stands there."""

    found: BodyPage
    nominates: bool
    meetings: str
    data: SafeString


_known: Callable[[], dict[tuple[str, ...], _OfEachPage]] = until_told(dict)


def _of_each_page(slug: str) -> _OfEachPage | None:
    known, key = _known(), (slug, get_script_prefix(), get_language() or "", today().isoformat())
    if key not in known:
        found = register.body_page(slug, today())
        if found is None:
            return None
        meetings = render_to_string("register/parts/meetings.html", {"meetings": found.meetings})
        known[key] = _OfEachPage(found, open_nominations.has_any(found.body.id), meetings, _linked(found))
    return known[key]


def _linked(found: BodyPage) -> SafeString:
    """The body for machines."""
    name = in_language(found.body.names)
    above = found.above[-1] if found.above else None
    return linked(
        organization(
            name=name,
            url=there("register-body", found.body.slug),
            others=sorted({each for each in found.body.names.values() if each and each != name}),
            above=(in_language(above.names), there("register-body", above.slug)) if above else None,
        )
    )


def page(request: Request, body: str) -> HttpResponse:
    """What this body decided and what came of it."""
    of_each = _of_each_page(body)
    if of_each is None:
        raise Http404
    found = of_each.found
    pages = Paginator(range(found.body.resolutions), ON_A_PAGE)
    here = pages.get_page(request.GET.get("page"))
    first = max(here.start_index() - 1, 0)
    resolutions = register.resolutions_of(found.body.id, today(), first, first + ON_A_PAGE)
    context = {
        "found": found,
        "data": of_each.data,
        "nominates": of_each.nominates,
        "meetings": of_each.meetings,
        "resolutions": listed.resolutions(resolutions),
        "page": here,
        "page_numbers": pages.get_elided_page_range(here.number, on_each_side=2, on_ends=1),
    }
    return show_of_body(
        request,
        "register/body.html",
        slug=found.body.slug,
        names=found.body.names,
        accent=found.accent,
        has_emblem=found.has_emblem,
        context=context,
    )


@csp_override({"default-src": ["'none'"], "sandbox": [""]})
def emblem(_request: Request, body: str) -> HttpResponse:
    """The emblem as a picture; whatever else a drawing may hold stays dead."""
    drawing = published.emblem(body)
    if drawing is None:
        raise Http404
    response = HttpResponse(drawing, content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/", kept(page), name="register-body", permit=PUBLIC),
    route("b/<slug:body>/emblem.svg", emblem, name="register-emblem", permit=PUBLIC),
]
