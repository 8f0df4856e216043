"""The register for other programs, a page of a list at a time: what it holds, since when, and when it last changed.

An object is as old as the first entry of the journal about it, and was changed by the last one. Nothing here shows
what the pages of the register don't show.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Model, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from plenaria.core.resolutions import IN_REGISTER
from plenaria.store import models
from plenaria.store.queries import publication
from plenaria.store.queries.register import OFFICES


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which page of a list, how long a page is, and when its objects came or changed (OParl 1.1, 2.5)."""

    page: int = 1
    size: int = 100
    created_since: datetime | None = None
    created_until: datetime | None = None
    modified_since: datetime | None = None
    modified_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listed[T]:
    """A page of a list, and how many there are on all of its pages."""

    found: tuple[T, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyData:
    """A body, with its parent's id."""

    id: str
    slug: str
    names: Mapping[str, str]
    short_names: Mapping[str, str]
    languages: tuple[str, ...]
    level: str
    parent: str | None
    email: str
    created: datetime
    modified: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipData:
    """An office that somebody holds or held in a body."""

    id: str
    person: str
    body: str
    role: str
    titles: Mapping[str, str]
    since: date | None
    until: date | None
    created: datetime
    modified: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonData:
    """Somebody who holds or held an office of the body; nobody else is told of."""

    id: str
    names: Mapping[str, str]
    memberships: tuple[MembershipData, ...]
    created: datetime
    modified: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemData:
    """A point of an agenda; ``paper`` is the published resolution that was dealt with."""

    id: str
    position: int
    titles: Mapping[str, str]
    state: str
    paper: str | None
    adopted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingData:
    """A meeting that was convened."""

    id: str
    body: str
    body_slug: str
    slug: str
    names: Mapping[str, str]
    places: Mapping[str, str]
    state: str
    first: date
    last: date
    timezone: str
    items: tuple[ItemData, ...]
    created: datetime
    modified: datetime


def bodies(wanted: Wanted) -> Listed[BodyData]:
    """All bodies."""
    return listed(models.Body.objects.all(), wanted, lambda rows: tuple(body_data(row) for row in rows))


def body(body_id: str) -> BodyData | None:
    """One body."""
    return one(models.Body.objects.filter(id=body_id), lambda rows: tuple(body_data(row) for row in rows))


def is_body(body_id: str) -> bool:
    """Whether there is such a body."""
    return models.Body.objects.filter(id=body_id).exists()


def people(body_id: str, wanted: Wanted) -> Listed[PersonData]:
    """Who holds or held an office there."""
    held = offices().filter(body_id=body_id)
    rows = models.Person.objects.filter(id__in=held.values("person"))
    return listed(rows, wanted, people_data)


def person(person_id: str) -> PersonData | None:
    """Somebody who holds or held an office."""
    return one(models.Person.objects.filter(id=person_id, id__in=offices().values("person")), people_data)


def memberships(body_id: str, wanted: Wanted) -> Listed[MembershipData]:
    """The offices of a body, with who holds or held them."""
    return listed(offices().filter(body_id=body_id), wanted, lambda rows: tuple(_membership(row) for row in rows))


def membership(membership_id: str) -> MembershipData | None:
    """One of them."""
    return one(offices().filter(id=membership_id), lambda rows: tuple(_membership(row) for row in rows))


def meetings(body_id: str, wanted: Wanted) -> Listed[MeetingData]:
    """The meetings of a body that were convened."""
    return listed(convened().filter(body_id=body_id), wanted, meetings_data)


def meeting(meeting_id: str) -> MeetingData | None:
    """One of them."""
    return one(convened().filter(id=meeting_id), meetings_data)


def meeting_of_item(item_id: str) -> MeetingData | None:
    """The meeting on whose agenda that point is."""
    return one(convened().filter(items=item_id), meetings_data)


def offices() -> QuerySet[models.Membership]:
    """Those of the bodies whose rule of publication names who holds them."""
    return models.Membership.objects.filter(role__in=OFFICES).exclude(body_id__in=publication.without_officers())


def convened(*, agendas: bool = True) -> QuerySet[models.Meeting]:
    """The meetings that the public sees, with what their data are read from; without agendas these are not read."""
    agenda = models.AgendaItem.objects.select_related("resolution")
    items = Prefetch("items", agenda if agendas else agenda.none())
    return models.Meeting.objects.exclude(state="planned").select_related("body").prefetch_related(items)


def dated[M: Model](rows: QuerySet[M], subject: str = "pk") -> QuerySet[M]:
    """The rows with ``created`` and ``modified``, of themselves or of what that column names; what has no entry of its
    own is as old as the journal."""
    of_it = models.Leaf.objects.filter(subject=OuterRef(subject))
    opened = models.Leaf.objects.order_by("index").values("at")[:1]
    with_dates: Any = rows.annotate(
        created=Coalesce(Subquery(of_it.order_by("index").values("at")[:1]), Subquery(opened)),
        modified=Coalesce(Subquery(of_it.order_by("-index").values("at")[:1]), Subquery(opened)),
    )
    if rows.model is models.Resolution:
        # What it was as a draft is nobody's business here.
        with_dates = with_dates.annotate(created=F("published_at"))
    found: QuerySet[M] = with_dates
    return found


def listed[M: Model, T](
    rows: QuerySet[M], wanted: Wanted, read: Any, named: Callable[[list[str]], Any] | None = None
) -> Listed[T]:
    """A page of these rows, by when they came; ``read`` makes of rows with their dates what is told of them.

    ``named`` reads these rows by their ids, where there is another way than the common one.
    """
    asked = Q()
    for field, value in (
        ("created__gte", wanted.created_since),
        ("created__lte", wanted.created_until),
        ("modified__gte", wanted.modified_since),
        ("modified__lte", wanted.modified_until),
    ):
        if value is not None:
            asked &= Q(**{field: value})
    found = dated(rows).filter(asked).order_by("created", "pk")
    first = (wanted.page - 1) * wanted.size
    # First which, then what is told of them: what is told of those before the page is asked of nobody.
    page = list(found.select_related(None).values_list("pk", flat=True)[first : first + wanted.size])
    these = named(page) if named else dated(rows.filter(pk__in=page)).order_by("created", "pk")
    return Listed(read(these), found.count())


def one[M: Model, T](rows: QuerySet[M], read: Any) -> T | None:
    """What is told of the first of these rows."""
    return next(iter(read(dated(rows)[:1])), None)


def when(row: Any) -> dict[str, datetime]:
    """When it came and was changed, of a row that is ``dated``."""
    return {"created": row.created, "modified": max(row.created, row.modified)}


def body_data(row: models.Body) -> BodyData:
    """What is told of a body."""
    return BodyData(
        id=row.id,
        slug=row.slug,
        names=row.names,
        short_names=row.short_names,
        languages=tuple(row.languages),
        level=row.level,
        parent=row.parent_id,
        email=row.email,
        **when(row),
    )


def people_data(rows: Iterable[models.Person]) -> tuple[PersonData, ...]:
    """What is told of these people."""
    listed = list(rows)
    held: dict[str, list[MembershipData]] = {}
    for each in dated(offices().filter(person__in=listed)).order_by("since", "pk"):
        held.setdefault(each.person_id, []).append(_membership(each))
    return tuple(
        PersonData(id=row.id, names=row.names, memberships=tuple(held.get(row.id, ())), **when(row)) for row in listed
    )


def _membership(row: models.Membership) -> MembershipData:
    return MembershipData(
        id=row.id,
        person=row.person_id,
        body=row.body_id,
        role=row.role,
        titles=row.title,
        since=row.since,
        until=row.until,
        **when(row),
    )


def meetings_data(rows: Iterable[models.Meeting]) -> tuple[MeetingData, ...]:
    """What is told of these meetings."""
    return tuple(
        MeetingData(
            id=row.id,
            body=row.body_id,
            body_slug=row.body.slug,
            slug=row.slug,
            names=row.names,
            places=row.places,
            state=row.state,
            first=row.first_day,
            last=row.last_day,
            timezone=row.timezone,
            items=tuple(_item(each) for each in row.items.all()),
            **when(row),
        )
        for row in rows
    )


def _item(row: models.AgendaItem) -> ItemData:
    public = row.resolution is not None and row.resolution.state in IN_REGISTER
    return ItemData(
        id=row.id,
        position=row.position,
        titles=row.titles,
        state=row.state,
        paper=row.resolution_id if public else None,
        adopted=public,
    )
