"""Programmes in public, and which clauses of a resolution the bodies below have taken up."""

from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _

from plenaria.core.visibility import PUBLIC as EVERYBODY
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.progress import bar
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.timelines import timeline_of
from plenaria.interfaces.kit.wording import in_language
from plenaria.interfaces.register.page import show_of_body, today
from plenaria.store.queries import board, followup
from plenaria.store.queries import programmes as queries
from plenaria.store.queries.board_scope import Scope
from plenaria.store.queries.programmes import Carried, is_done

TIMED = 60
"""So many are drawn on the timeline, what was due first."""


def page(request: Request, body: str, programme: str) -> HttpResponse:
    """What each resolution gave the programme to do, and what came of it."""
    found = queries.public_programme(body, programme, today())
    if found is None:
        raise Http404
    scope = Scope(bodies=(found.body,), eyes=EVERYBODY, today=today(), programme=found.id)
    context = {
        "programme": found,
        "stages": queries.stages(found.id, today(), EVERYBODY),
        "bar": bar(found.states, legend=True),
        "timeline": timeline_of([(line, line.of) for line in board.of_all(scope, TIMED).found], today()),
    }
    return show_of_body(
        request,
        "register/programme.html",
        slug=found.body_slug,
        names=found.body_names,
        accent=found.accent,
        has_emblem=found.has_emblem,
        context=context,
        trail=in_language(found.names),
    )


def matrix(request: Request, body: str, number: str) -> HttpResponse:
    """A row for each clause, a column for each body below: where it was taken up, and how far it came."""
    paper = followup.published_paper(body, number)
    if paper is None:
        raise Http404
    found = queries.matrix(paper.id, today())
    rows = [
        (clause, fragment, words, [[(each, _mark(each)) for each in cell] for cell in cells])
        for clause, fragment, words, cells in found.rows
    ]
    context = {"paper": paper, "columns": found.bodies, "rows": rows}
    return show_of_body(
        request,
        "register/matrix.html",
        slug=paper.body_slug,
        names=paper.body_names,
        accent=paper.accent,
        has_emblem=paper.has_emblem,
        context=context,
        trail=f"{paper.number}: {_('Taken up below')}",
    )


def _mark(carried: Carried) -> tuple[str, str, str]:
    """Tone, shape and word of how far a body came with a clause."""
    if is_done(carried):
        return "good", "check", _("done")
    if "overdue" in carried.states or "blocked" in carried.states:
        return "bad", "clock", _("behind")
    return ("live", "quarter", _("under way")) if carried.states else ("calm", "disc", _("taken up"))


urlpatterns: list[URLPattern] = [
    route("b/<slug:body>/programmes/<slug:programme>/", page, name="register-programme", permit=PUBLIC),
    route("b/<slug:body>/r/<slug:number>/matrix/", matrix, name="register-matrix", permit=PUBLIC),
]
