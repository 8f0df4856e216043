"""The register in pieces for programs that follow it: what came, what was changed, what is gone.

What is told of a thing is read as ``open_data`` reads it, so that one rule says what is public.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenaria.core.resolutions import IN_REGISTER
from plenaria.store import models
from plenaria.store.queries.keyset import Cut, Gone, Piece, changed, piece
from plenaria.store.queries.open_data import (
    BodyData,
    MeetingData,
    PersonData,
    body_data,
    convened,
    dated,
    meetings_data,
    offices,
    people_data,
)
from plenaria.store.queries.open_resolutions import ResolutionData, resolutions_named
from plenaria.store.queries.people import below

type Among = Collection[str] | None
"""The bodies to which a list is narrowed; nothing where it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationData:
    """Where and when a resolution appeared."""

    id: str
    resolution: str
    body: str
    clause: str | None
    outlet: str
    address: str
    archived: str
    language: str
    on: date


def among(body: str, *, with_below: bool) -> Among:
    """The bodies that a list is narrowed to by one, and by those below it."""
    if not body:
        return None
    return [body, *below(body)] if with_below else [body]


def bodies(cut: Cut, *, level: str = "", parent: str = "") -> Piece[BodyData]:
    """All bodies, or those of a level, or right below one."""
    rows = models.Body.objects.filter(changed(cut), **only(level=level, parent=parent))
    return piece(dated(rows), "created", cut, lambda ids: map(body_data, dated(_of(models.Body, ids))), _id)


def people(cut: Cut, bodies: Among = None, *, on: date | None = None) -> Piece[PersonData]:
    """Who holds or held an office; ``on`` a day, who held one then."""
    held = offices().filter(**only(body__in=bodies))
    if on is not None:
        held = held.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gte=on))
    rows = models.Person.objects.filter(id__in=held.values("person"))
    if cut.modified_since is not None:
        its = models.Leaf.objects.filter(at__gte=cut.modified_since)
        roles = held.filter(Exists(its.filter(subject=OuterRef("pk"))))
        rows = rows.filter(Exists(its.filter(subject=OuterRef("pk"))) | Q(id__in=roles.values("person")))
    return piece(dated(rows), "created", cut, lambda ids: people_data(dated(_of(models.Person, ids))), _id)


def meetings(
    cut: Cut, bodies: Among = None, *, state: str = "", since: date | None = None, until: date | None = None
) -> Piece[MeetingData]:
    """The meetings that were convened; those of a body, in a state, held between two days."""
    kept = only(body__in=bodies, state=state, last_day__gte=since, first_day__lte=until)
    rows = models.Meeting.objects.exclude(state="planned").filter(changed(cut), **kept)
    return piece(
        dated(rows), "created", cut, lambda ids: meetings_data(dated(convened(agendas=False).filter(id__in=ids))), _id
    )


def resolutions(
    cut: Cut,
    bodies: Among = None,
    *,
    meeting: str = "",
    subject: str = "",
    validity: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Piece[ResolutionData | Gone]:
    """The resolutions of the register, in the order in which they came into it; with ``modified_since`` also those
    that were taken back."""
    kept = only(body__in=bodies, meeting=meeting, validity=validity, adopted_on__gte=since, adopted_on__lte=until)
    public = Q(state__in=IN_REGISTER)
    if cut.modified_since is not None:
        public = (public & (changed(cut) | Q(id__in=_touched_since(cut.modified_since)))) | (
            Q(state="withdrawn") & changed(cut)
        )
    rows = models.Resolution.objects.filter(public, published_at__isnull=False, adopted_on__isnull=False, **kept)
    if subject:
        rows = rows.filter(id__in=models.SubjectMark.objects.filter(subject=subject).values("resolution_id"))
    return piece(rows, "published_at", cut, resolutions_named, _id)


def _touched_since(moment: datetime) -> list[str]:
    """The resolutions to which that happened since then."""
    updates = models.Update.objects.filter(at__gte=moment)
    clauses = models.Leaf.objects.filter(subject__in=models.Effect.objects.values("clause_id"), at__gte=moment)
    effects = models.Effect.objects.filter(clause__in=clauses.values("subject"))
    return [
        *updates.values_list("commitment__clause__resolution_id", flat=True).distinct(),
        *effects.values_list("clause__resolution_id", flat=True).distinct(),
        *(of for of in effects.values_list("by__resolution_id", flat=True).distinct() if of),
        *models.Corrigendum.objects.filter(sealed_at__gte=moment).values_list("resolution_id", flat=True).distinct(),
    ]


def publications(cut: Cut, bodies: Among = None, *, resolution: str = "") -> Piece[PublicationData]:
    """Where resolutions of the register appeared, by day."""
    rows = _publications().filter(**only(body__in=bodies, resolution=resolution))
    return piece(
        rows, "on", cut, lambda ids: map(_publication, _publications().filter(id__in=ids)), lambda each: each.id
    )


def publication(record: str) -> PublicationData | None:
    """One of them."""
    row = _publications().filter(id=record).first()
    return None if row is None else _publication(row)


def publications_of(resolution: str) -> tuple[PublicationData, ...]:
    """Where one resolution of the register appeared, by day."""
    return tuple(map(_publication, _publications().filter(resolution=resolution).order_by("on", "id")))


def _publications() -> QuerySet[models.PublicationRecord]:
    return models.PublicationRecord.objects.filter(resolution__state__in=IN_REGISTER, struck_at=None)


def _publication(row: models.PublicationRecord) -> PublicationData:
    return PublicationData(
        id=row.id,
        resolution=row.resolution_id,
        body=row.body_id,
        clause=row.clause_id,
        outlet=row.outlet,
        address=row.address,
        archived=row.archived,
        language=row.language,
        on=row.on,
    )


def _of[M: (models.Body, models.Person)](model: type[M], ids: Iterable[str]) -> QuerySet[M]:
    return model.objects.filter(id__in=list(ids))


def _id(of: BodyData | MeetingData | PersonData | ResolutionData | Gone) -> str:
    return of.id


def only(**filters: object) -> dict[str, Any]:
    """The filters that were asked for."""
    return {name: value for name, value in filters.items() if value is not None and value != ""}
