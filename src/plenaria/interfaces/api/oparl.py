"""The register by OParl 1.1, read only: from ``/oparl/v1.1/system`` every object can be reached by its address.

Lists come in pages, oldest first, and can be narrowed to what came or changed (``created_since``, ``created_until``,
``modified_since``, ``modified_until``; 2.5). Any page of the web may read them (2.6). What is in the register stays
there, and who leaves an office stays with its end: only a paper that was read wrongly and taken back is ``deleted``
(2.8), and is told of to whoever asks for what was changed.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.utils.http import urlencode
from django.views.decorators.http import conditional_page, require_safe

from plenaria.interfaces.api import oparl_objects as objects
from plenaria.interfaces.api.oparl_objects import Json, address
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.requests import Request
from plenaria.store.queries import open_data, open_papers
from plenaria.store.queries.open_data import ItemData, Listed, MeetingData, Wanted
from plenaria.store.queries.open_papers import PaperData

SIZE = 25
"""A resolution has some two dozen files, each an object of its own in the page."""
MOST = 500
FRESH = 60
"""Seconds for which an answer is good."""
TIMES = ("created_since", "created_until", "modified_since", "modified_until")

type Filter = Mapping[str, str]


class UnfitError(Exception):
    """A parameter that cannot be understood; its name is the message."""


@require_safe
@conditional_page
def system(request: Request) -> HttpResponse:
    """Where everything begins."""
    first = open_data.bodies(Wanted(size=1)).found
    return _sent(objects.system(first[0].names if first else {}))


@require_safe
@conditional_page
def bodies(request: Request) -> HttpResponse:
    """All bodies, on whatever level."""
    return _answer(request, "bodies", (), open_data.bodies, objects.body)


@require_safe
@conditional_page
def listed(request: Request, key: str, kind: str) -> HttpResponse:
    """One of the lists of a body; ``kind`` is the name of the property that leads here."""
    if not open_data.is_body(key):
        raise Http404
    given = (key, kind)
    match kind:
        case "organization":
            return _answer(request, "list", given, lambda wanted: _itself(key, wanted), objects.organization)
        case "person":
            return _answer(request, "list", given, lambda wanted: open_data.people(key, wanted), objects.person)
        case "membership":
            return _answer(
                request, "list", given, lambda wanted: open_data.memberships(key, wanted), objects.membership
            )
        case "meeting":
            return _answer(request, "list", given, lambda wanted: open_data.meetings(key, wanted), objects.meeting)
        case "paper":
            return _answer(
                request, "list", given, lambda wanted: _papers(open_papers.papers(key, wanted)), lambda made: made
            )
        case "agendaItem" | "consultation" | "locationList":
            return _answer(request, "list", given, lambda wanted: open_data.meetings(key, wanted), _PARTS[kind])
        case "file":
            return _answer(request, "list", given, lambda wanted: open_papers.papers(key, wanted), objects.files)
        case "legislativeTermList":
            return _answer(request, "list", given, lambda wanted: Listed((), 0), _paper)
    raise Http404


@require_safe
@conditional_page
def one(request: Request, key: str, kind: str = "") -> HttpResponse:
    """One object."""
    found = _ONE[kind](key)
    if found is None:
        raise Http404
    return _sent(found)


@require_safe
@conditional_page
def file(request: Request, key: str, form: str, language: str) -> HttpResponse:
    """One file of a resolution."""
    of = open_papers.paper(key)
    which = address("file", key, form, language)
    found = next((each for each in objects.files(of) if each["id"] == which), None) if of else None
    if found is None:
        raise Http404
    return _sent(found)


def _itself(body: str, wanted: Wanted) -> Listed[open_data.BodyData]:
    """The one organisation of a body, where it came and changed as was asked."""
    of = open_data.body(body)
    fits = of is not None and all(
        (
            wanted.created_since is None or of.created >= wanted.created_since,
            wanted.created_until is None or of.created <= wanted.created_until,
            wanted.modified_since is None or of.modified >= wanted.modified_since,
            wanted.modified_until is None or of.modified <= wanted.modified_until,
        )
    )
    return Listed((of,), 1) if of and fits else Listed((), 0)


def _answer[T](
    request: Request,
    name: str,
    given: tuple[str, ...],
    read: Callable[[Wanted], Listed[T]],
    shown: Callable[[T], Json | list[Json]],
) -> HttpResponse:
    """A page of a list with the way to the others; 400 where a parameter cannot be understood."""
    try:
        wanted = _wanted(request.GET)
    except UnfitError as error:
        return _sent({"type": "https://schema.oparl.org/1.1/Error", "message": f"{error} cannot be understood"}, 400)
    found = read(wanted)
    made = [shown(each) for each in found.found]
    whole = [each for each in made if not isinstance(each, list)]
    parts = [part for each in made if isinstance(each, list) for part in each]
    last = max(1, -(-found.total // wanted.size))
    kept: dict[str, str | int] = {key: request.GET[key] for key in (*TIMES, "limit") if key in request.GET}
    pages = {"first": 1, "self": wanted.page, "last": last}
    pages |= {"prev": wanted.page - 1} if wanted.page > 1 else {}
    pages |= {"next": wanted.page + 1} if wanted.page < last else {}
    start = address(name, *given)
    links = {rel: f"{start}?{urlencode({**kept, 'page': page})}" for rel, page in pages.items()}
    pagination = {
        "totalElements": found.total,
        "elementsPerPage": wanted.size,
        "currentPage": wanted.page,
        "totalPages": last,
    }
    # How many parts all objects together have is not known here, and need not be said.
    counted = {} if parts else {"pagination": pagination}
    return _sent({"data": whole + parts, "links": links, **counted})


def _wanted(query: Filter) -> Wanted:
    return Wanted(
        page=_number(query, "page", 1, 1_000_000),
        size=_number(query, "limit", SIZE, MOST),
        **{name: _moment(query[name], name) for name in TIMES if name in query},
    )


def _number(query: Filter, name: str, usual: int, most: int) -> int:
    written = query.get(name, str(usual))
    if not (written.isascii() and written.isdigit() and len(written) < 9 and int(written) > 0):
        raise UnfitError(name)
    return min(int(written), most)


def _moment(written: str, name: str) -> datetime:
    """An instant of RFC 3339; a day without a time is its beginning in Greenwich."""
    try:
        # A plus that was not escaped arrives as a space.
        moment = datetime.fromisoformat(written.replace(" ", "+"))
    except ValueError:
        raise UnfitError(name) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _paper(of: PaperData) -> Json:
    return objects.paper(of, open_papers.dealt_with([of]))


def _papers(found: Listed[PaperData]) -> Listed[Json]:
    """With the points of agendas, asked for together."""
    points = open_papers.dealt_with(found.found)
    return Listed(tuple(objects.paper(each, points) for each in found.found), found.total)


def _items(of: MeetingData) -> list[Json]:
    return [objects.agenda_item(each, of) for each in of.items]


def _consultations(of: MeetingData) -> list[Json]:
    return [objects.consultation(each) for each in open_papers.points(of)]


def _location(of: MeetingData) -> list[Json]:
    place = objects.location(of)
    return [place] if place else []


_PARTS: dict[str, Callable[[MeetingData], list[Json]]] = {
    "agendaItem": _items,
    "consultation": _consultations,
    "locationList": _location,
}


def _of_item(key: str, shown: Callable[[ItemData, MeetingData], Json]) -> Json | None:
    at = open_data.meeting_of_item(key)
    return next((shown(each, at) for each in at.items if each.id == key), None) if at else None


def _consultation(key: str) -> Json | None:
    at = open_data.meeting_of_item(key)
    return next((objects.consultation(each) for each in open_papers.points(at) if each.id == key), None) if at else None


def _shown[T](found: T | None, make: Callable[[T], Json | None]) -> Json | None:
    return None if found is None else make(found)


_ONE: dict[str, Callable[[str], Json | None]] = {
    "body": lambda key: _shown(open_data.body(key), objects.body),
    "organization": lambda key: _shown(open_data.body(key), objects.organization),
    "person": lambda key: _shown(open_data.person(key), objects.person),
    "membership": lambda key: _shown(open_data.membership(key), objects.membership),
    "meeting": lambda key: _shown(open_data.meeting(key), objects.meeting),
    "location": lambda key: _shown(open_data.meeting(key), objects.location),
    "agendaItem": lambda key: _of_item(key, objects.agenda_item),
    "consultation": _consultation,
    "paper": lambda key: _shown(open_papers.paper(key), _paper),
}


def _sent(value: object, status: int = 200) -> HttpResponse:
    response = HttpResponse(msgspec.json.encode(value), status=status, content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={FRESH}"
    return response


def _routes(kinds: Iterable[str]) -> list[URLPattern]:
    return [
        route(f"oparl/v1.1/{kind}/<slug:key>", kept(_viewing(kind)), name=f"oparl-{kind}", permit=PUBLIC)
        for kind in kinds
    ]


def _viewing(kind: str) -> Callable[..., Any]:
    def view(request: Request, key: str) -> HttpResponse:
        return one(request, key, kind)

    view.__doc__ = one.__doc__
    return view


urlpatterns: list[URLPattern] = [
    route("oparl/v1.1/system", kept(system), name="oparl-system", permit=PUBLIC),
    route("oparl/v1.1/bodies", kept(bodies), name="oparl-bodies", permit=PUBLIC),
    route("oparl/v1.1/body/<slug:key>/<slug:kind>", kept(listed), name="oparl-list", permit=PUBLIC),
    route("oparl/v1.1/file/<slug:key>/<slug:form>/<slug:language>", file, name="oparl-file", permit=PUBLIC),
    *_routes(_ONE),
]
