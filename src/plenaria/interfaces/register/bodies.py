"""A body in public: what it decided, when it meets, who is in office, and its emblem."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.views.decorators.csp import csp_override

from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.register.page import show_of_body, today
from plenaria.interfaces.register.progress_bar import barred
from plenaria.store.queries import open_nominations, published, register

ON_A_PAGE = 40


def page(request: Request, body: str) -> HttpResponse:
    """What this body decided and what came of it."""
    found = register.body_page(body, today())
    if found is None:
        raise Http404
    pages = Paginator(range(found.body.resolutions), ON_A_PAGE)
    here = pages.get_page(request.GET.get("page"))
    first = max(here.start_index() - 1, 0)
    resolutions = register.resolutions_of(found.body.id, today(), first, first + ON_A_PAGE)
    context = {
        "found": found,
        "nominates": open_nominations.has_any(found.body.id),
        "resolutions": [barred(each) for each in resolutions],
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
