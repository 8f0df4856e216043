"""The board of a body or of a resolution: its commitments by state, by owner, by date, or as a timeline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import URLPattern, get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from plenaria.core.visibility import eyes_of
from plenaria.interfaces.desk.adopted import today
from plenaria.interfaces.desk.board_filters import FilterForm
from plenaria.interfaces.desk.board_lines import Look, drawn, owners
from plenaria.interfaces.desk.bodies import of_body, the_body, where
from plenaria.interfaces.desk.page import may_do, show
from plenaria.interfaces.kit.access import route
from plenaria.interfaces.kit.pieces import after_of, told
from plenaria.interfaces.kit.progress import bar, done
from plenaria.interfaces.kit.requests import Request
from plenaria.interfaces.kit.timelines import timeline_of
from plenaria.interfaces.kit.wording import in_language
from plenaria.store.queries import board, followup
from plenaria.store.queries.board import Charge, Line
from plenaria.store.queries.board_scope import Scope
from plenaria.store.queries.keyset import Piece
from plenaria.store.queries.people import below

NAMES: dict[str, str | Promise] = {
    "overdue": gettext_lazy("Overdue"),
    "blocked": gettext_lazy("Blocked"),
    "under-way": gettext_lazy("Under way"),
    "not-begun": gettext_lazy("Not begun"),
    "reported": gettext_lazy("Reported done"),
    "settled": gettext_lazy("Settled"),
    "week": gettext_lazy("Within a week"),
    "month": gettext_lazy("Within a month"),
    "quarter": gettext_lazy("Within three months"),
    "later": gettext_lazy("Later"),
    "undated": gettext_lazy("Without a date"),
    "over": gettext_lazy("Settled"),
}
TABS: tuple[tuple[str, str | Promise], ...] = (
    ("state", gettext_lazy("By state")),
    ("owner", gettext_lazy("By owner")),
    ("due", gettext_lazy("By date")),
    ("time", gettext_lazy("Timeline")),
)
FEW = 100
"""A board of so many shows all of them; one of more shows the first of each group, and the others on pages."""
FIRST = 12
ON_A_PAGE = 50
PEOPLE = 20
"""So many owners on a page, each with the first things that they answer for."""
THEIRS = 5


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the board with how many are under it, its first lines, and where all of them are."""

    name: str
    count: int
    drawn: SafeString
    rest: str = ""
    charge: Charge | None = None


@require_safe
def page(request: Request, body: str) -> HttpResponse:
    """All that a body has to do, of all its resolutions."""
    view = the_body(body)
    under = below(body)
    bodies = (body, *under) if "below" in request.GET else (body,)
    scope = Scope(bodies=bodies, eyes=eyes_of(request.actor), today=today())
    context = {
        **of_body(view),
        **shown(request, scope, body, slug=view.slug, has_below=bool(under)),
        "title": _("Follow up"),
        "over": in_language(view.names),
        "public_url": f"{get_script_prefix()}b/{view.slug}/progress/",
        "over_url": reverse("desk-body", args=[body]) if may_do(request.actor, "desk.see", body) else "",
    }
    return show(request, "desk/board.html", context)


def shown(
    request: Request, scope: Scope, body: str, *, slug: str, authentic: str = "", has_below: bool = False
) -> dict[str, Any]:
    """What the template of a board is filled with; ``slug`` is the body's."""
    known = board.choices(replace(scope, owner=request.GET.get("owner", "")))
    form = FilterForm(request.GET, known, of_resolution=bool(scope.resolution), has_below=has_below)
    narrowed = form.narrowed(scope)
    by = request.GET.get("by", "state")
    states = board.by_state(narrowed)
    acts = {
        "may_remind": may_do(request.actor, "reminders.send", body),
        "may_hand_over": may_do(request.actor, "plans.confirm", body),
        "may_note": may_do(request.actor, "commitments.note", body),
    }
    look = Look(
        body_slug=slug,
        authentic=authentic,
        ticked=any(acts.values()),
        several=not scope.resolution,
        linked=may_do(request.actor, "desk.see", body),
    )
    return {
        "body_id": body,
        "body_slug": slug,
        "authentic": authentic,
        "form": form,
        "narrows": form.narrows,
        "by": by,
        "tabs": [(code, name, _address(request, by=code, group="", after="", page="")) for code, name in TABS],
        "states": states,
        "total": sum(states.values()),
        "done": done(states),
        "bar": bar(states, legend=True),
        "several": look.several,
        "query": request.GET.urlencode(),
        "new_owners": owners(followup.owners(body)) if acts["may_hand_over"] else "",
        "acts": look.ticked,
        **acts,
        **_VIEWS.get(by, _by_state)(request, narrowed, states, look),
    }


def _by_state(request: Request, scope: Scope, states: Mapping[str, int], look: Look) -> dict[str, Any]:
    return _grouped(request, scope, "state", board.in_groups(states), look)


def _by_date(request: Request, scope: Scope, states: Mapping[str, int], look: Look) -> dict[str, Any]:
    return _grouped(request, scope, "date", board.by_date(scope, states), look)


def _grouped(request: Request, scope: Scope, by: str, counted: Mapping[str, int], look: Look) -> dict[str, Any]:
    wanted = request.GET.get("group", "")
    if wanted in counted:
        piece = board.of_group(scope, by, wanted, ON_A_PAGE, after_of(request))
        group = Group(str(NAMES[wanted]), counted[wanted], drawn(piece.found, look))
        return {"groups": [group], "alone": True, "next": _next(request, piece)}
    size = FEW if sum(counted.values()) <= FEW else FIRST
    found = board.of_groups(scope, by, counted, size)

    def rest(group: str) -> str:
        return _address(request, group=group)

    groups = [
        Group(str(NAMES[each]), counted[each], drawn(lines, look), rest(each) if counted[each] > len(lines) else "")
        for each, lines in found.items()
    ]
    return {"groups": groups}


def _by_owner(request: Request, scope: Scope, states: Mapping[str, int], look: Look) -> dict[str, Any]:
    if scope.owner:
        piece = board.of_all(scope, ON_A_PAGE, after_of(request))
        name = in_language(piece.found[0].of.owner_names) if piece.found else ""
        total = sum(states.values())
        return {
            "groups": [Group(name, total, drawn(piece.found, look))] if total else [],
            "next": _next(request, piece),
        }
    pages = Paginator(range(board.owners(scope)), PEOPLE)
    here = pages.get_page(request.GET.get("page"))
    charged = board.charges(scope, max(here.start_index() - 1, 0), PEOPLE)
    theirs = board.of_owners(scope, tuple(each.owner for each in charged), THEIRS)
    groups = [
        Group(
            in_language(each.names),
            each.all,
            drawn(theirs.get(each.owner, ()), look),
            _address(request, owner=each.owner, page="") if each.all > THEIRS else "",
            each,
        )
        for each in charged
    ]
    return {"groups": groups, "page": here, "page_numbers": pages.get_elided_page_range(here.number)}


def _as_timeline(request: Request, scope: Scope, states: Mapping[str, int], look: Look) -> dict[str, Any]:
    """By date; of a body from a year ago on, unless all was asked for."""
    every = bool(scope.resolution or "all" in request.GET)
    part = scope if every else board.lately(scope)
    piece = board.of_all(part, ON_A_PAGE, after_of(request))
    return {
        "timeline": timeline_of([(line, line.of) for line in piece.found], scope.today),
        "groups": [],
        "next": _next(request, piece),
        "all_url": "" if every else _address(request, all="1", after=""),
    }


_VIEWS: dict[str, Callable[[Request, Scope, Mapping[str, int], Look], dict[str, Any]]] = {
    "state": _by_state,
    "owner": _by_owner,
    "due": _by_date,
    "time": _as_timeline,
}


def _next(request: Request, piece: Piece[Line]) -> str:
    return _address(request, after=told(piece.last)) if piece.last else ""


def _address(request: Request, **changed: str) -> str:
    """This page with another query; what is empty is left out."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = value
        if not value:
            del query[name]
    return f"?{query.urlencode()}"


urlpatterns: list[URLPattern] = [
    route("desk/b/<str:body>/board", page, name="desk-board", permit="board.see", where=where),
]
