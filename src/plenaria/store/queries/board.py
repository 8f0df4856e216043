"""The board: the commitments of a body, a resolution or a programme by state, by owner or by date, in pieces.

Whoever asks gets what they may see (``core.visibility``). A group is counted by one question for all of them and read
in pieces that begin after the last of the one before, so that a board of fifty thousand is as quick as one of fifty.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

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
    When,
    Window,
)
from django.db.models.functions import RowNumber

from plenaria.core.followup import OPEN, SETTLED
from plenaria.store import models
from plenaria.store.prepared import prepared
from plenaria.store.queries import board_scope, followup
from plenaria.store.queries.board_scope import BY_DATE, BY_STATE, Scope, ahead, grouped, late, of_bodies, places, silent
from plenaria.store.queries.followup import CommitmentView
from plenaria.store.queries.keyset import Piece, Place
from plenaria.store.queries.seen import seen
from plenaria.store.rows import Among


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
    for state, (every, behind) in board_scope.counted(scope).items():
        counted["overdue"] = counted.get("overdue", 0) + behind
        counted[state] = every - behind
    return {state: count for state, count in counted.items() if count}


def in_groups(states: Mapping[str, int]) -> dict[str, int]:
    """The same by the groups of ``BY_STATE``, those that have any."""
    found = {group: sum(states.get(each, 0) for each in some or (group,)) for group, some in BY_STATE.items()}
    return {group: count for group, count in found.items() if count}


def by_date(scope: Scope, states: Mapping[str, int]) -> dict[str, int]:
    """How many are in which group of ``BY_DATE``, those that have any; ``states`` are those of ``by_state``."""
    *dated, over = BY_DATE
    ends = ahead(scope.today)
    asked = {group: Count("state", filter=grouped("date", group, scope.today, ends)) for group in dated}
    counted = _rows(scope, in_order=True).order_by().filter(state__in=OPEN).aggregate(**asked)
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
    rows, behind = _rows(scope, in_order=True).order_by(), _most_behind(scope, first + most)
    theirs = rows.filter(owner__isnull=False) if behind is None else rows.filter(Among("owner_id", behind))
    counted = theirs.values("owner_id").annotate(
        every=Count("*"),
        late=Count("state", filter=late(scope.today)),
        silent=Count("state", filter=silent()),
        next=Min("due", filter=~Q(state__in=SETTLED)),
    )
    found = list(counted.order_by("-late", F("next").asc(nulls_last=True), "-every", "owner_id")[first : first + most])
    names = dict(_people([each["owner_id"] for each in found]))
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


def _most_behind(scope: Scope, count: int) -> list[str] | None:
    """The first ``count`` in the order of ``charges``, and whoever comes level with the last, if all of them are
    late with something: of ten years that is little, and the rest need not be added up."""
    rows = _rows(scope, in_order=True).order_by().filter(late(scope.today), owner__isnull=False).values_list("owner_id")
    counted = rows.annotate(late=Count("*"), next=Min("due")).order_by("-late", "next")
    found = [(owner, (-behind, due)) for owner, behind, due in counted[: count + LEVEL]]
    if len(found) < count or (len(found) == count + LEVEL and found[-1][1] == found[count - 1][1]):
        return None
    return [owner for owner, place in found if place <= found[count - 1][1]]


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
    return _piece(scope, by, group, size, after)


def of_groups(scope: Scope, by: str, groups: Iterable[str], size: int) -> dict[str, tuple[Line, ...]]:
    """The first of each of these groups, which are read at once."""
    wanted = {group: [each.id for each in places(scope, by, group, size)] for group in groups}
    found = {each.id: each for each in lines([each for ids in wanted.values() for each in ids], scope.today)}
    return {group: tuple(found[each] for each in ids) for group, ids in wanted.items()}


def of_all(scope: Scope, size: int, after: Place | None = None) -> Piece[Line]:
    """A piece of all, by date."""
    return _piece(scope, "", "", size, after)


def lately(scope: Scope) -> Scope:
    """The same without what was settled and due more than a year ago."""
    return replace(scope, since=scope.today - timedelta(days=366))


def lines(ids: list[str], today: date) -> tuple[Line, ...]:
    """These commitments in this order; without those that there aren't."""
    rows = _named(ids)
    views = followup.views(rows, today)
    found = {view.id: _line(view, *row[len(followup.FIELDS) :]) for view, row in zip(views, rows, strict=True)}
    return tuple(found[each] for each in ids if each in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """By what a board of bodies can be narrowed; each with its words."""

    resolutions: tuple[tuple[str, str, Mapping[str, str]], ...]
    """Id, number, names of the body."""
    programmes: tuple[tuple[str, Mapping[str, str]], ...]
    owners: tuple[tuple[str, Mapping[str, str]], ...]


MOST = 200
"""So many of each are offered to choose from."""
LEVEL = 200
"""So many who are as much behind as each other are looked at."""


def choices(scope: Scope) -> Choices:
    """The latest resolutions that oblige somebody, the programmes, and who answers for most; of several bodies nobody
    but who was chosen, for their owners are too many."""
    latest = [key for (key,) in _adopted(scope.bodies)]
    charged = _charged(scope) if len(scope.bodies) == 1 else [scope.owner] * bool(scope.owner)
    return Choices(
        resolutions=tuple(_planned(latest)),
        programmes=tuple(_programmes(scope.bodies)),
        owners=tuple(_people(charged)),
    )


@prepared
def _adopted(bodies: Sequence[str]) -> "QuerySet[models.Resolution, tuple[str]]":
    rows = of_bodies(models.Resolution.objects.filter(adopted_on__isnull=False), bodies)
    return rows.order_by("-adopted_on", "id").values_list("id")[:MOST]


@prepared
def _planned(resolutions: Sequence[str]) -> "QuerySet[models.Resolution, tuple[str, str, Mapping[str, str]]]":
    planned = models.Commitment.objects.filter(clause__resolution=OuterRef("pk"), confirmed=True)
    rows = models.Resolution.objects.filter(Exists(planned), id__in=resolutions)
    return rows.order_by("-adopted_on", "id").values_list("id", "number", "body__names")


@prepared
def _programmes(bodies: Sequence[str]) -> "QuerySet[models.Programme, tuple[str, Mapping[str, str]]]":
    rows = models.Programme.objects.filter(body__in=bodies).order_by("ended", "slug")
    return rows.values_list("id", "names")[:MOST]


@prepared
def _people(ids: Sequence[str]) -> "QuerySet[models.Person, tuple[str, Mapping[str, str]]]":
    return models.Person.objects.filter(id__in=ids).values_list("id", "names")


def _charged(scope: Scope) -> list[str]:
    """Who answers for most."""
    rows = _rows(replace(scope, owner="")).order_by().filter(owner__isnull=False).values_list("owner_id")
    return [str(owner) for (owner, _count) in rows.annotate(every=Count("*")).order_by("-every", "owner_id")[:MOST]]


def _by(scope: Scope, column: str) -> dict[str, dict[str, int]]:
    counted: dict[str, dict[str, int]] = {}
    found = _rows(scope).order_by().values_list(column, "state")
    counts = found.annotate(every=Count("*"), late=Count("state", filter=late(scope.today)))
    for key, state, every, behind in counts:
        states = counted.setdefault(key, {})
        states["overdue"] = states.get("overdue", 0) + behind
        states[state] = every - behind
    return {key: {state: count for state, count in states.items() if count} for key, states in counted.items()}


def _rows(scope: Scope, *, in_order: bool = False) -> QuerySet[models.Commitment]:
    return board_scope.rows(scope, hides=seen(scope.eyes, scope.bodies), in_order=in_order)


def _piece(scope: Scope, by: str, group: str, size: int, after: Place | None) -> Piece[Line]:
    found = places(scope, by, group, size + 1, after)
    kept = found[:size]
    return Piece(lines([each.id for each in kept], scope.today), kept[-1] if len(found) > size else None)


def _open_first() -> Case:
    return Case(When(state__in=SETTLED, then=1), default=0, output_field=IntegerField())


@prepared
def _named(ids: Sequence[str]) -> "QuerySet[models.Commitment, tuple[Any, ...]]":
    rows = models.Commitment.objects.filter(id__in=ids)
    return rows.values_list(
        *followup.FIELDS.values(), *(f"clause__resolution__{each}" for each in _OF_RESOLUTION), *_OWN
    )


_OF_RESOLUTION = ("number", "slug", "published_at", "body__slug", "body__names")
_OWN = ("programme_id", "programme__names", "unanswered")


def _line(
    view: CommitmentView,
    number: str,
    slug: str | None,
    published_at: datetime | None,
    body_slug: str,
    body_names: Mapping[str, str],
    programme: str | None,
    programme_names: Mapping[str, str] | None,
    unanswered: int,
) -> Line:
    return Line(
        of=view,
        number=number,
        resolution_slug=(slug or "") if published_at else "",
        body_slug=body_slug,
        body_names=body_names,
        programme=programme or "",
        programme_names=programme_names or {},
        unanswered=0 if view.state in SETTLED else unanswered,
    )
