"""The users' guide: its pages in the reader's language, and a search within it. It needs no database."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _

from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.register import guide_pages
from plenaria.interfaces.register.page import show

LONGEST = 200
"""So many characters of a query are looked at."""


def front(request: Request) -> HttpResponse:
    """What there is to read."""
    return _page(request, guide_pages.FRONT)


def page(request: Request, page: str) -> HttpResponse:
    """One page, with the way to the one before and the one after."""
    if page == guide_pages.FRONT:
        raise Http404
    return _page(request, page)


def search(request: Request) -> HttpResponse:
    """Where something stands in the guide."""
    query = request.GET.get("q", "")[:LONGEST].strip()
    places = guide_pages.find(request.LANGUAGE_CODE, query)
    return show(request, "register/guide-search.html", {**_frame(_("Search")), "query": query, "places": places})


def _page(request: Request, name: str) -> HttpResponse:
    language = request.LANGUAGE_CODE
    try:
        shown = guide_pages.page(language, name)
    except KeyError:
        raise Http404 from None
    order = guide_pages.order(language)
    at = order.index(name)
    before, after = (order[place] if 0 <= place < len(order) else "" for place in (at - 1, at + 1))
    context = {
        **_frame(shown.title if at else ""),
        "page": shown,
        "name": name,
        "parts": guide_pages.parts(language) if at else (),
        "before": _link(language, before),
        "after": _link(language, after),
    }
    return show(request, "register/guide.html", context)


def _link(language: str, name: str) -> dict[str, str] | None:
    if not name:
        return None
    url = reverse("guide") if name == guide_pages.FRONT else reverse("guide-page", args=[name])
    return {"label": guide_pages.page(language, name).title, "url": url}


def _frame(title: str) -> dict[str, Any]:
    """Where in the guide the reader is; ``title``: of a page below the front page."""
    guide = {"label": _("Guide"), "url": reverse("guide")}
    return {"trail": [guide, {"label": title}] if title else []}


urlpatterns: list[URLPattern] = [
    route("guide/", front, name="guide", permit=PUBLIC),
    route("guide/search", search, name="guide-search", permit=PUBLIC),
    route("guide/<slug:page>", page, name="guide-page", permit=PUBLIC),
]
