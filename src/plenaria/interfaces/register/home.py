"""The first page of the register, and its search."""

from django.http import HttpResponse
from django.urls import URLPattern

from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.register.page import show, today
from plenaria.store.queries import register
from plenaria.store.queries import search as queries
from plenaria.store.queries.search import Wanted

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
    found = queries.search(Wanted(query=query), today(), request.LANGUAGE_CODE)
    return show(request, "register/search.html", {"query": query, "bodies": found.bodies, "hits": found.hits})


urlpatterns: list[URLPattern] = [
    route("", home, name="register", permit=PUBLIC),
    route("search", search, name="register-search", permit=PUBLIC),
]
