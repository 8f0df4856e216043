"""What became of all that a body decided, as everybody may see it: by state, by kind, below it, and when."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plenaria.core.visibility import PUBLIC as EVERYBODY
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.kept import kept
from plenaria.interfaces.kit.pieces import after_of, told
from plenaria.interfaces.kit.progress import bar, done
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.timelines import timeline_of
from plenaria.interfaces.kit.wording import in_language, label
from plenaria.interfaces.register.page import show_of_body, today
from plenaria.store.queries import board, programmes, register
from plenaria.store.queries.board_scope import Scope

ON_A_PAGE = 40
LATE = 12
"""So many of what is overdue stand on the first page, the longest first."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of it with its own bar: a kind of clause, or a body below with the address of its page."""

    name: str
    bar: SafeString | str
    done: int
    total: int
    address: str = ""


def page(request: Request, body: str) -> HttpResponse:
    """Bars, what is overdue, and a timeline of what was or is due from a year ago on."""
    found = register.body_page(body, today())
    if found is None:
        raise Http404
    scope = Scope(bodies=(found.body.id,), eyes=EVERYBODY, today=today())
    states, after = board.by_state(scope), after_of(request)
    piece = board.of_all(board.lately(scope), ON_A_PAGE, after)
    below = {each.id: each for each in found.below}
    of_bodies = board.by_body(Scope(bodies=tuple(below), eyes=EVERYBODY, today=today())) if below else {}
    context = {
        "title": _("What became of it"),
        "found": found,
        "first": after is None,
        "bar": bar(states, legend=True),
        "done": done(states),
        "total": sum(states.values()),
        "late": states.get("overdue", 0),
        "overdue": board.of_group(scope, "state", "overdue", LATE).found if after is None else (),
        "kinds": [_part(label("kind", kind).capitalize(), some) for kind, some in sorted(board.by_kind(scope).items())],
        "below": [
            _part(in_language(each.names), of_bodies[each.id], reverse("register-body-progress", args=[each.slug]))
            for each in below.values()
            if each.id in of_bodies
        ],
        "programmes": [
            _part(in_language(each.names), each.states, reverse("register-programme", args=[body, each.slug]))
            for each in programmes.public_of_body(body, today())
            if each.states
        ],
        "timeline": timeline_of([(line, line.of) for line in piece.found], today()),
        "next": f"?after={told(piece.last)}" if piece.last else "",
    }
    return show_of_body(
        request,
        "register/body-progress.html",
        slug=found.body.slug,
        names=found.body.names,
        accent=found.accent,
        has_emblem=found.has_emblem,
        context=context,
        trail=_("What became of it"),
    )


def _part(name: str, states: Mapping[str, int], address: str = "") -> Part:
    return Part(name, bar(states), done(states), sum(states.values()), address)


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/progress/", kept(page), name="register-body-progress", permit=PUBLIC),
]
