"""The first page of the register, and its search."""

from django.http import HttpResponse
from django.urls import URLPattern

from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.register.page import show, today
from plenaria.store.queries import register

LEVELS = ("world", "regional", "country", "local")
LONGEST = 200
"""So many characters of a query are looked at."""


def home(request: Request) -> HttpResponse:
    """Find a body or a resolution; what was adopted lately; meetings to come."""
    found = register.home(today())
    levels = [(level, [each for each in found.bodies if each.level == level]) for level in LEVELS]
    context = {
        "levels": [(level, bodies) for level, bodies in levels if bodies],
        "lately": found.lately,
        "coming": found.coming,
    }
    return show(request, "register/home.html", context)


def search(request: Request) -> HttpResponse:
    """Bodies and published resolutions with these words."""
    query = request.GET.get("q", "")[:LONGEST].strip()
    hits = register.search(query, today())
    context = {
        "query": query,
        "bodies": register.bodies_called(query),
        "hits": [{"resolution": hit.resolution, "places": _places(hit, request.LANGUAGE_CODE)} for hit in hits],
    }
    return show(request, "register/search.html", context)


def _places(hit: register.Hit, language: str) -> list[register.Place]:
    """The first places, in the reader's language where the words were found in it; titles stand above anyway."""
    clauses = [each for each in hit.places if each.part != "title"]
    mine = [each for each in clauses if each.language == language]
    other = clauses[0].language if clauses else ""
    return (mine or [each for each in clauses if each.language == other])[:3]


urlpatterns: list[URLPattern] = [
    route("", home, name="register", permit=PUBLIC),
    route("search", search, name="register-search", permit=PUBLIC),
]
