"""The board: the commitments of a body, a resolution or a programme by state, by owner or by date, in pieces.

Whoever asks gets what they may see (``core.visibility``). A group is counted by one question for all of them and read
in pieces that begin after the last of the one before, so that a board of fifty thousand is as quick as one of fifty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from plenaria.core.followup import SETTLED
from plenaria.core.visibility import Eyes
from plenaria.store import models
from plenaria.store.queries import followup
from plenaria.store.queries.followup import CommitmentView
from plenaria.store.queries.keyset import Piece, Place
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A commitment on a board, with the resolution that it is from."""

    of: CommitmentView
    number: str
    resolution_slug: str
    body_slug: str
    body_names: Mapping[str, str]
    programme: str
    programme_names: Mapping[str, str]
    unanswered: int
    """How many reminders were sent since somebody last said how things stand."""

    @property
    def id(self) -> str:
        """The commitment's."""
        return self.of.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What somebody answers for on a board."""

    owner: str
    names: Mapping[str, str]
    all: int
    late: int
    silent: int
    next: date | None
    """The first day on which something of it is due, over or not."""


def by_state(scope: Scope) -> dict[str, int]:
    """How many are in which state; ``overdue`` is one here."""
    counted: dict[str, int] = {}
    rows = _rows(scope).order_by().values_list("state")
    for state, every, late in rows.annotate(every=Count("id"), late=Count("id", filter=_late(scope.today))):
        counted["overdue"] = counted.get("overdue", 0) + late
        counted[state] = every - late
    return {state: count for state, count in counted.items() if count}


def in_groups(states: Mapping[str, int]) -> dict[str, int]:
    """The same by the groups of ``BY_STATE``, those that have any."""
    found = {group: sum(states.get(each, 0) for each in some or (group,)) for group, some in BY_STATE.items()}
    return {group: count for group, count in found.items() if count}


def by_date(scope: Scope, states: Mapping[str, int]) -> dict[str, int]:
    """How many are in which group of ``BY_DATE``, those that have any; ``states`` are those of ``by_state``."""
    *dated, over = BY_DATE
    asked = {group: Count("id", filter=_group("date", group, scope.today)) for group in dated}
    counted = _rows(scope).order_by().exclude(state__in=SETTLED).aggregate(**asked)
    counted[over] = sum(states.get(each, 0) for each in SETTLED)
    return {group: counted[group] for group in BY_DATE if counted[group]}


def by_kind(scope: Scope) -> dict[str, dict[str, int]]:
    """Kind → how many are in which state, as ``by_state``."""
    return _by(scope, "kind")


def by_body(scope: Scope) -> dict[str, dict[str, int]]:
    """The id of a body → how many of its commitments are in which state, as ``by_state``."""
    return _by(scope, "body_id")


def charges(scope: Scope, first: int, most: int) -> tuple[Charge, ...]:
    """Who answers for what, whoever is most behind first."""
    rows = _rows(scope, in_order=True).order_by().filter(owner__isnull=False).values("owner_id")
    counted = rows.annotate(
        every=Count("id"),
        late=Count("id", filter=_late(scope.today)),
        silent=Count("id", filter=_silent()),
        next=Min("due", filter=~Q(state__in=SETTLED)),
    )
    found = list(counted.order_by("-late", F("next").asc(nulls_last=True), "-every", "owner_id")[first : first + most])
    names = dict(models.Person.objects.filter(id__in=[each["owner_id"] for each in found]).values_list("id", "names"))
    return tuple(
        Charge(
            owner=each["owner_id"],
            names=names[each["owner_id"]],
            all=each["every"],
            late=each["late"],
            silent=each["silent"],
            next=each["next"],
        )
        for each in found
    )


def owners(scope: Scope) -> int:
    """How many people answer for something of it."""
    return _rows(scope, in_order=True).order_by().filter(owner__isnull=False).values("owner_id").distinct().count()


def of_owners(scope: Scope, wanted: tuple[str, ...], most: int) -> dict[str, tuple[Line, ...]]:
    """The first things that each of these people answers for: what is not settled, by date, then the rest."""
    rows = _rows(scope).filter(owner__in=wanted)
    place = Window(RowNumber(), partition_by=F("owner_id"), order_by=(_open_first(), F("due").asc(nulls_last=True)))
    ids = list(rows.annotate(place=place).filter(place__lte=most).order_by("owner_id", "place").values_list("id"))
    found: dict[str, tuple[Line, ...]] = {}
    for each in lines([key for (key,) in ids], scope.today):
        owner = each.of.owner or ""
        found[owner] = (*found.get(owner, ()), each)
    return found


def of_group(scope: Scope, by: str, group: str, size: int, after: Place | None = None) -> Piece[Line]:
    """A piece of a group (``state`` or ``date``): by date, the latest first of what is settled."""
    rows, over = _rows(scope, in_order=True), {"settled": BY_STATE["settled"], "over": tuple(SETTLED)}.get(group)
    if over is None:
        return _piece(rows.filter(_group(by, group, scope.today)), scope.today, size, after)
    # Most of an old board: by date the first are found at once, by state all of them would be sorted.
    ended = rows.alias(stands=Coalesce("state", Value(""))).filter(stands__in=over)
    return _piece(ended, scope.today, size, after, latest_first=True)


def of_all(scope: Scope, size: int, after: Place | None = None) -> Piece[Line]:
    """A piece of all, by date."""
    return _piece(_rows(scope, in_order=True), scope.today, size, after)


def lately(scope: Scope) -> Scope:
    """The same without what was settled and due more than a year ago."""
    return replace(scope, since=scope.today - timedelta(days=366))


def lines(ids: list[str], today: date) -> tuple[Line, ...]:
    """These commitments in this order; without those that there aren't."""
    rows = models.Commitment.objects.filter(id__in=ids)
    views = {view.id: view for view in followup.commitments_named(ids, today)}
    told = rows.select_related("clause__resolution__body", "programme")
    found = {row.id: _line(row, views[row.id]) for row in told}
    return tuple(found[each] for each in ids if each in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """By what a board of bodies can be narrowed; each with its words."""

    resolutions: tuple[tuple[str, str, Mapping[str, str]], ...]
    """Id, number, names of the body."""
    programmes: tuple[tuple[str, Mapping[str, str]], ...]
    owners: tuple[tuple[str, Mapping[str, str]], ...]


FEW = 8
"""So many bodies are looked up one by one."""
MOST = 200
"""So many of each are offered to choose from."""


def choices(scope: Scope) -> Choices:
    """The latest resolutions that oblige somebody, the programmes, and who answers for most; of several bodies nobody
    but who was chosen, for their owners are too many."""
    planned = models.Commitment.objects.filter(clause__resolution=OuterRef("pk"), confirmed=True)
    adopted = _of_bodies(models.Resolution.objects.filter(adopted_on__isnull=False), scope.bodies)
    latest = [key for (key,) in adopted.order_by("-adopted_on", "id").values_list("id")[:MOST]]
    resolutions = models.Resolution.objects.filter(Exists(planned), id__in=latest)
    listed = resolutions.order_by("-adopted_on", "id").values_list("id", "number", "body__names")
    programmes = models.Programme.objects.filter(body__in=scope.bodies).order_by("ended", "slug")[:MOST]
    charged = _charged(scope) if len(scope.bodies) == 1 else [scope.owner] * bool(scope.owner)
    people = models.Person.objects.filter(id__in=charged).values_list("id", "names")
    return Choices(
        resolutions=tuple(listed),
        programmes=tuple(programmes.values_list("id", "names")),
        owners=tuple(people),
    )


def _charged(scope: Scope) -> list[str]:
    """Who answers for most."""
    rows = _rows(replace(scope, owner="")).order_by().filter(owner__isnull=False).values_list("owner_id")
    return [str(owner) for (owner, _count) in rows.annotate(every=Count("id")).order_by("-every", "owner_id")[:MOST]]


def _by(scope: Scope, column: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    rows = _rows(scope).order_by().values_list(column, "state")
    for key, state, every, late in rows.annotate(every=Count("id"), late=Count("id", filter=_late(scope.today))):
        states = found.setdefault(key, {})
        states["overdue"] = states.get("overdue", 0) + late
        states[state] = every - late
    return {key: {state: count for state, count in states.items() if count} for key, states in found.items()}


def _rows(scope: Scope, *, in_order: bool = False) -> QuerySet[models.Commitment]:
    """What a board is of; ``in_order`` where only the first are wanted, or each owner's after the other."""
    rows = models.Commitment.objects.filter(confirmed=True)
    if scope.resolution:
        rows = rows.filter(clause__resolution=scope.resolution)
    if scope.programme:
        rows = rows.filter(programme=scope.programme)
    if scope.owner:
        rows = rows.filter(owner=scope.owner)
    if scope.kind:
        rows = rows.filter(kind=scope.kind)
    if scope.state == "overdue":
        rows = rows.filter(_late(scope.today))
    elif scope.state:
        rows = rows.filter(state=scope.state)
    if scope.until:
        rows = rows.filter(due__lte=scope.until)
    if scope.since:
        rows = rows.filter(Q(due__gte=scope.since) | ~Q(state__in=SETTLED))
    if scope.silent:
        rows = rows.filter(_silent())
    rows = rows.filter(seen(scope.eyes, scope.bodies))
    return _of_bodies(rows, scope.bodies) if in_order else rows.filter(body__in=scope.bodies)


def _of_bodies[M: (models.Commitment, models.Resolution)](rows: QuerySet[M], bodies: tuple[str, ...]) -> QuerySet[M]:
    if len(bodies) <= FEW:
        return rows.filter(body__in=bodies)
    # An index that begins with the body would be read for each and all of it sorted: hide it, and dates are in order.
    return rows.alias(of=Coalesce("body_id", Value(""))).filter(of__in=bodies)


def _late(today: date) -> Q:
    return Q(due__lt=today) & ~Q(state__in=SETTLED)


def _silent() -> Q:
    return Q(unanswered__gt=0) & ~Q(state__in=SETTLED)


def _group(by: str, group: str, today: date) -> Q:
    """What is in a group of ``BY_STATE`` or ``BY_DATE``."""
    if group == "overdue":
        return _late(today)
    if by == "state":
        mine = BY_STATE[group]
        return Q(state__in=mine) if set(mine) <= SETTLED else Q(state__in=mine) & ~Q(due__lt=today, due__isnull=False)
    if group == "over":
        return Q(state__in=SETTLED)
    if group == "undated":
        return Q(due__isnull=True) & ~Q(state__in=SETTLED)
    reach = [0, *DAYS.values()]
    place = list(BY_DATE).index(group) - 1
    first = today + timedelta(days=reach[place])
    begins = Q(due__gte=first) if place == 0 else Q(due__gt=first)
    ends = Q(due__lte=today + timedelta(days=DAYS[group])) if group in DAYS else Q()
    return begins & ends & ~Q(state__in=SETTLED)


def _piece(
    rows: QuerySet[models.Commitment], today: date, size: int, after: Place | None, *, latest_first: bool = False
) -> Piece[Line]:
    """What has a date, by it, and then what has none; each part begins at its place in an index."""
    places: list[Place] = []
    for dated in (True, False):
        begun = after is not None and after.moment == LAST
        if begun and dated:
            continue
        part = rows.filter(due__isnull=not dated)
        if after is not None and (dated or begun):
            part = part.filter(_later(after, dated=dated, latest_first=latest_first))
        order = (("-due" if latest_first else "due"), "id") if dated else ("id",)
        found = part.order_by(*order).values_list("id", "due")[: size + 1 - len(places)]
        places += [Place(due or LAST, key) for key, due in found]
        if len(places) > size:
            break
    kept = places[:size]
    return Piece(lines([each.id for each in kept], today), kept[-1] if len(places) > size else None)


def _later(after: Place, *, dated: bool, latest_first: bool) -> Q:
    if not dated:
        return Q(id__gt=after.id)
    way = "lt" if latest_first else "gt"
    later = Q(**{f"due__{way}": after.moment}) | Q(due=after.moment, id__gt=after.id)
    # Said once more, so that an index of the dates is begun at the right place.
    return later & Q(**{f"due__{way}e": after.moment})


def _open_first() -> Case:
    return Case(When(state__in=SETTLED, then=1), default=0, output_field=IntegerField())


def _line(row: models.Commitment, view: CommitmentView) -> Line:
    resolution = row.clause.resolution
    return Line(
        of=view,
        number=resolution.number,
        resolution_slug=(resolution.slug or "") if resolution.published_at else "",
        body_slug=resolution.body.slug,
        body_names=resolution.body.names,
        programme=row.programme_id or "",
        programme_names=row.programme.names if row.programme else {},
        unanswered=0 if row.state in SETTLED else row.unanswered,
    )
