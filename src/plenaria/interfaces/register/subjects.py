"""Resolutions found by year, body, kind and subject; and a page for each subject."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from plenaria.core.text.resolution import KINDS
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.interfaces.register import listed
from plenaria.interfaces.register.bodies import ON_A_PAGE
from plenaria.interfaces.register.page import show_of_body, today
from plenaria.store.queries import subjects as queries
from plenaria.store.queries.subjects import Choice, Wanted


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice: its word, how many fit, the address that asks for it or no longer does, and whether it is asked."""

    word: str
    count: int
    url: str
    current: bool


def page(request: Request, body: str) -> HttpResponse:
    """The resolutions of a body, narrowed by year, body, kind and subject."""
    wanted = _wanted(request)
    return _page(request, body, wanted, _("All resolutions"), reverse("register-list", args=[body]))


def subject(request: Request, body: str, subject: str) -> HttpResponse:
    """The resolutions that deal with one subject."""
    view = queries.subject_at(body, subject)
    if view is None:
        raise Http404
    here = reverse("register-subject", args=[body, subject])
    wanted = Wanted(year=_wanted(request).year, kind=_wanted(request).kind, subject=subject)
    feed = reverse("feed-subject", args=[body, subject])
    return _page(request, body, wanted, in_language(view.names), here, feed=feed)


def _page(request: Request, body: str, wanted: Wanted, title: str, here: str, feed: str = "") -> HttpResponse:
    of = queries.body_of(body)
    if of is None:
        raise Http404
    key, names, accent, has_emblem = of
    found = queries.found(key, wanted)
    pages = Paginator(range(found.total), ON_A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    first = max(shown.start_index() - 1, 0)
    asked = _asked(wanted, fixed="subject" if feed else "")
    groups = [
        (_("Year"), _filters("year", found.years, asked, here)),
        (_("Body"), _filters("body", found.bodies, asked, here) if not feed and len(found.bodies) > 1 else []),
        (_("Kind of clause"), _filters("kind", found.kinds, asked, here)),
        (_("Subject"), _filters("subject", found.subjects, asked, here) if not feed else []),
    ]
    rows = queries.listed(key, wanted, today(), first, first + ON_A_PAGE)
    context = {
        "title": title,
        "total": found.total,
        "groups": [(name, filters) for name, filters in groups if filters],
        "resolutions": listed.resolutions(rows, bodied=True),
        "page": shown,
        "page_numbers": pages.get_elided_page_range(shown.number, on_each_side=2, on_ends=1),
        "asked": urlencode(asked),
        "feed": feed,
        "all_url": here if asked else "",
    }
    return show_of_body(
        request,
        "register/list.html",
        slug=body,
        names=names,
        accent=accent,
        has_emblem=has_emblem,
        context=context,
        trail=title,
    )


def _wanted(request: Request) -> Wanted:
    """What the address asks for; what can't be asked is not."""
    year, kind = request.GET.get("year", ""), request.GET.get("kind", "")
    return Wanted(
        year=int(year) if year.isascii() and year.isdecimal() and 0 < int(year[:5]) <= 9999 else None,
        body=request.GET.get("body", "")[:60],
        kind=kind if kind in KINDS else "",
        subject=request.GET.get("subject", "")[:60],
    )


def _asked(wanted: Wanted, fixed: str) -> dict[str, str]:
    said = {"year": str(wanted.year or ""), "body": wanted.body, "kind": wanted.kind, "subject": wanted.subject}
    return {name: value for name, value in said.items() if value and name != fixed}


def _filters(name: str, choices: tuple[Choice, ...], asked: dict[str, str], here: str) -> list[Filter]:
    """Each choice with the address that asks for it too, or that no longer asks for it."""
    found = []
    for each in choices:
        current = asked.get(name) == each.value
        others = {key: value for key, value in asked.items() if key != name}
        query = urlencode(others if current else {**others, name: each.value})
        word = label("kind", each.value) if name == "kind" else in_language(each.names) or each.value
        found.append(Filter(word, each.count, f"{here}?{query}" if query else here, current))
    return found


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/resolutions/", kept(page), name="register-list", permit=PUBLIC),
    route("b/<slug:body>/s/<slug:subject>/", kept(subject), name="register-subject", permit=PUBLIC),
]
