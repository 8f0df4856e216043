"""Of what a board is, as conditions of a query, and where its pieces begin: the first ids of each group, by date.

A board of fifty thousand asks a dozen questions that look alike; what is asked most often is prepared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from plenaria.core.followup import OPEN, SETTLED
from plenaria.core.visibility import PUBLIC, Eyes
from plenaria.store import models
from plenaria.store.prepared import Value as Given
from plenaria.store.prepared import prepared
from plenaria.store.queries.keyset import Place
from plenaria.store.queries.seen import seen

BY_STATE: dict[str, tuple[str, ...]] = {
    "overdue": (),
    "blocked": ("blocked",),
    "under-way": ("well-advanced", "begun"),
    "not-begun": ("no-word", "not-started"),
    "reported": ("reported-done",),
    "settled": ("noted-done", "carried-on", "declared-unachieved"),
}
"""The groups by state, what needs somebody first. What is overdue is in no other group."""

BY_DATE = ("overdue", "week", "month", "quarter", "later", "undated", "over")
"""The groups by date, of what is not settled; what is settled is *over*."""
DAYS = {"week": 7, "month": 31, "quarter": 92}
"""How many days from today on each reaches."""
ENDED = {"settled": BY_STATE["settled"], "over": tuple(SETTLED)}
"""The groups that grow for ever, with the latest first."""

LAST = date.max
"""Where what has no date stands in a group: at its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Of what a board is: of bodies, narrowed to a resolution, a programme, an owner and so on; empty: not narrowed.

    ``until`` is a last due day, included; ``since`` the first of what is settled. ``silent``: a reminder was sent, and
    nothing was said since.
    """

    bodies: tuple[str, ...]
    eyes: Eyes
    today: date
    resolution: str = ""
    programme: str = ""
    owner: str = ""
    kind: str = ""
    state: str = ""
    until: date | None = None
    since: date | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a group (``by`` state or date; by nothing: of all), and how much of it is read."""

    by: str
    group: str
    size: int
    dated: bool
    """What has a date, by it; or what has none."""
    begun: bool
    """Whether it goes on after a place."""


def places(scope: Scope, by: str, group: str, size: int, after: Place | None = None) -> list[Place]:
    """The first places of a group, ``size`` at most: what has a date, by it, and then what has none; each part begins
    at its place in an index."""
    found: list[Place] = []
    for dated in _parts(by, group):
        begun = after is not None and (after.moment == LAST) != dated
        if (after is not None and after.moment == LAST and dated) or len(found) == size:
            continue
        read = _asked(scope, Part(by, group, size, dated, begun), after if begun else None)
        found += [Place(due or LAST, key) for key, due in read]
    return found[:size]


def counted(scope: Scope) -> dict[str, tuple[int, int]]:
    """State → how many are in it, and how many of them are late."""
    every, behind = dict(_counted(scope, behind=False)), dict(_counted(scope, behind=True))
    return {state: (count, behind.get(state, 0)) for state, count in every.items()}


def rows(scope: Scope, *, hides: Q, in_order: bool = False) -> QuerySet[models.Commitment]:
    """What a board is of; ``in_order`` where only the first are wanted, or each owner's after the other."""
    found = models.Commitment.objects.filter(confirmed=True)
    if scope.resolution:
        found = found.filter(clause__resolution=scope.resolution)
    if scope.programme:
        found = found.filter(programme=scope.programme)
    if scope.owner:
        found = found.filter(owner=scope.owner)
    if scope.kind:
        found = found.filter(kind=scope.kind)
    if scope.state == "overdue":
        found = found.filter(late(scope.today))
    elif scope.state:
        found = found.filter(state=scope.state)
    if scope.until:
        found = found.filter(due__lte=scope.until)
    if scope.since:
        found = found.filter(Q(due__gte=scope.since) | ~Q(state__in=SETTLED))
    if scope.silent:
        found = found.filter(silent())
    found = found.filter(hides)
    return of_bodies(found, scope.bodies) if in_order else found.filter(body__in=scope.bodies)


FEW = 8
"""So many bodies are looked up one by one."""


def of_bodies[M: (models.Commitment, models.Resolution)](found: QuerySet[M], bodies: Sequence[str]) -> QuerySet[M]:
    """Those of these bodies, in whatever order an index of all gives."""
    if len(bodies) <= FEW:
        return found.filter(body__in=bodies)
    # An index that begins with the body would be read for each and all of it sorted: hide it, and dates are in order.
    return found.alias(of=Coalesce("body_id", Value(""))).filter(of__in=bodies)


def late(today: date) -> Q:
    """What is overdue."""
    return Q(due__lt=today, state__in=OPEN)


def silent() -> Q:
    """What somebody was reminded of, and nothing was said of since."""
    return Q(unanswered__gt=0, state__in=OPEN)


def ahead(today: date) -> dict[str, date]:
    """The last day of each group by date that has one."""
    return {group: today + timedelta(days=each) for group, each in DAYS.items()}


def grouped(by: str, group: str, today: date, ends: Mapping[str, date]) -> Q:
    """What is in a group of ``BY_STATE`` or ``BY_DATE``; ``ends`` are those of ``ahead``."""
    if group == "overdue":
        # In the order of days: who asks for the states that are open gets them one after the other, to be sorted.
        return Q(due__lt=today) & ~Q(state__in=SETTLED)
    if by == "state":
        mine = BY_STATE[group]
        return Q(state__in=mine) if set(mine) <= SETTLED else Q(state__in=mine) & ~Q(due__lt=today, due__isnull=False)
    if group == "over":
        return Q(state__in=SETTLED)
    if group == "undated":
        return Q(due__isnull=True) & ~Q(state__in=SETTLED)
    before = {"week": "", "month": "week", "quarter": "month", "later": "quarter"}[group]
    begins = Q(due__gt=ends[before]) if before else Q(due__gte=today)
    return begins & (Q(due__lte=ends[group]) if group in ends else Q()) & ~Q(state__in=SETTLED)


def _parts(by: str, group: str) -> tuple[bool, ...]:
    """Whether a group has what is dated, and what is not."""
    if group == "undated":
        return (False,)
    return (True,) if group == "overdue" or (by == "date" and group != "over") else (True, False)


def _asked(scope: Scope, part: Part, after: Place | None) -> Iterable[tuple[str, date | None]]:
    narrowed = _narrowed(scope)
    if narrowed is None:
        return _first(scope, seen(scope.eyes, scope.bodies), part, ahead(scope.today), after or Place(LAST, ""))
    name, value = narrowed
    moment, key = (after.moment, after.id) if after else (scope.today, "")
    week, month, quarter = ahead(scope.today).values()
    hides, bodies, today = not _sees_all(scope), scope.bodies, scope.today
    return _prepared_first(bodies, today, week, month, quarter, value, moment, key, part=part, by=name, hides=hides)


def _narrowed(scope: Scope) -> tuple[str, Given] | None:
    """The one thing by which it is narrowed, or none; nothing where its question is asked too seldom to prepare it."""
    kept = [each for each in _ONE if getattr(scope, each)]
    if len(kept) > 1 or scope.silent or scope.state == "overdue" or not (_sees_all(scope) or scope.eyes == PUBLIC):
        return None
    return (kept[0], getattr(scope, kept[0])) if kept else ("", "")


_ONE = ("resolution", "programme", "owner", "kind", "state", "until", "since")


def _sees_all(scope: Scope) -> bool:
    return scope.eyes.keeps.issuperset(scope.bodies)


@prepared
def _prepared_first(
    bodies: Sequence[str],
    today: date,
    week: date,
    month: date,
    quarter: date,
    value: Any,
    moment: date,
    key: str,
    *,
    part: Part,
    by: str,
    hides: bool,
) -> "QuerySet[models.Commitment, tuple[str, date | None]]":
    scope = _of_places(bodies, today, by, value)
    ends = dict(zip(DAYS, (week, month, quarter), strict=True))
    return _first(scope, seen(PUBLIC) if hides else Q(), part, ends, Place(moment, key))


def _counted(scope: Scope, *, behind: bool) -> Iterable[tuple[str, int]]:
    narrowed = _narrowed(scope)
    if narrowed is None:
        return _counts(scope, seen(scope.eyes, scope.bodies), behind=behind)
    name, value = narrowed
    return _prepared_counts(scope.bodies, scope.today, value, by=name, hides=not _sees_all(scope), behind=behind)


@prepared
def _prepared_counts(
    bodies: Sequence[str], today: date, value: Any, *, by: str, hides: bool, behind: bool
) -> "QuerySet[models.Commitment, tuple[str, int]]":
    return _counts(_of_places(bodies, today, by, value), seen(PUBLIC) if hides else Q(), behind=behind)


def _of_places(bodies: Sequence[str], today: date, by: str, value: Any) -> Scope:
    """A scope whose values are still to come."""
    return Scope(bodies=tuple(bodies), eyes=PUBLIC, today=today, **({by: value} if by else {}))


def _first(
    scope: Scope, hides: Q, part: Part, ends: Mapping[str, date], after: Place
) -> "QuerySet[models.Commitment, tuple[str, date | None]]":
    found = rows(scope, hides=hides, in_order=True)
    over = ENDED.get(part.group)
    if over is not None:
        # Most of an old board: by date the first are found at once, by state all of them would be sorted.
        found = found.alias(stands=Coalesce("state", Value(""))).filter(stands__in=over)
    elif part.by:
        found = found.filter(grouped(part.by, part.group, scope.today, ends))
    found = found.filter(due__isnull=not part.dated)
    if part.begun:
        found = found.filter(_later(after, dated=part.dated, latest_first=over is not None))
    order = (("-due" if over is not None else "due"), "id") if part.dated else ("id",)
    return found.order_by(*order).values_list("id", "due")[: part.size]


def _later(after: Place, *, dated: bool, latest_first: bool) -> Q:
    if not dated:
        return Q(id__gt=after.id)
    way = "lt" if latest_first else "gt"
    later = Q(**{f"due__{way}": after.moment}) | Q(due=after.moment, id__gt=after.id)
    # Said once more, so that an index of the dates is begun at the right place.
    return later & Q(**{f"due__{way}e": after.moment})


def _counts(scope: Scope, hides: Q, *, behind: bool) -> "QuerySet[models.Commitment, tuple[str, int]]":
    # Counted in the order of an index, and those that are late apart: of ten years they are few.
    found = rows(scope, hides=hides, in_order=True).order_by()
    return (found.filter(late(scope.today)) if behind else found).values_list("state").annotate(every=Count("*"))
