"""The first page of the register."""

from django.http import HttpResponse
from django.urls import URLPattern

from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.clauses import joined
from plenaria.interfaces.kit.exported import bodies_of
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.register import listed
from plenaria.interfaces.register.page import show, today
from plenaria.store.queries import register

LEVELS = ("world", "regional", "country", "local")


def home(request: Request) -> HttpResponse:
    """Find a body or a resolution; what was adopted lately; meetings to come."""
    found = register.home(today(), bodies_of(request))
    levels = [(level, [each for each in found.bodies if each.level == level]) for level in LEVELS]
    context = {
        "levels": [(level, bodies) for level, bodies in levels if bodies],
        "lately": joined(listed.resolution(each) for each in found.lately),
        "coming": found.coming,
    }
    return show(request, "register/home.html", context)


urlpatterns: list[URLPattern] = [
    route("", kept(home), name="register", permit=PUBLIC),
]
