"""The text in force: a resolution as it stands on a day, in the words that later clauses gave it."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.urls import URLPattern

from plenaria.core.validity import NOT_YET, Standing
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.clauses import beside
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.wording import day
from plenaria.interfaces.register.page import show_of_body, today
from plenaria.store.queries import validity
from plenaria.store.queries.validity import EffectView, InForce


@dataclass(frozen=True, slots=True)
class Line:
    """How a clause stands on that day, and what made it so."""

    standing: Standing
    effects: tuple[EffectView, ...]


def page(request: Request, body: str, number: str) -> HttpResponse:
    """Read the text in force today, or on the day that ``?on=`` names."""
    on = _day(request.GET.get("on", ""))
    found = validity.in_force(body, number, on or today())
    if found is None:
        raise Http404
    wanted = (request.GET.get("in", ""), request.LANGUAGE_CODE)
    language = next((each for each in wanted if each in found.texts), found.language)
    text, said = found.texts[language], {"lines": _lines(found), "reader": request.LANGUAGE_CODE}
    context = {
        "found": found,
        "text": text,
        "day": on or today(),
        "beside": beside(text, "register/parts/in-force-state.html", said),
        "ended": {clause for clause, each in found.standings.items() if not each.in_force and each.state != NOT_YET},
        "days": found.turning_days,
        "before": (on or today()) < found.adopted_on,
    }
    return show_of_body(
        request,
        "register/in-force.html",
        slug=found.body_slug,
        names=found.body_names,
        accent=found.accent,
        has_emblem=found.has_emblem,
        context=context,
        trail=found.number or day(found.adopted_on),
    )


def _lines(found: InForce) -> dict[str, Line]:
    return {clause: Line(each, _effects(found, clause)) for clause, each in found.standings.items()}


def _effects(found: InForce, clause: str) -> tuple[EffectView, ...]:
    """What was done to the clause itself; what ended the clause above it is said there."""
    standing = found.standings.get(clause)
    views = (found.links.get(each.id) for each in standing.effects) if standing else ()
    return tuple(each for each in views if each is not None and each.on.id == clause)


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/r/<slug:number>/in-force/", page, name="register-in-force", permit=PUBLIC),
]
