"""What programs are told of resolutions of the register in a list: many at once, as values, in prepared words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Max, Q, QuerySet

from plenaria.core.resolutions import IN_REGISTER
from plenaria.store import models
from plenaria.store.prepared import Many, prepared
from plenaria.store.queries.keyset import Gone
from plenaria.store.queries.open_data import dated
from plenaria.store.queries.register import titles
from plenaria.store.rows import Among


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionData:
    """A resolution of the register in a list."""

    id: str
    body: str
    body_slug: str
    meeting: str | None
    slug: str
    number: str
    titles: Mapping[str, str]
    language: str
    adopted_on: date
    validity: str
    historical: bool
    created: datetime
    modified: datetime


def resolutions_named(ids: Collection[str]) -> list[ResolutionData | Gone]:
    """These resolutions, as far as they are or were in the register."""
    if not ids:
        return []
    many = Many(ids)
    named, touched = titles(ids), _touched(many)
    found = (_Row._make(row) for row in _published(many))
    return [_resolution(row, named.get(row.id, {}), touched.get(row.id)) for row in found]


class _Row(NamedTuple):
    """What a list tells of a resolution, as it stands in the tables."""

    id: str
    body_id: str
    body__slug: str
    meeting_id: str | None
    meeting__state: str | None
    slug: str | None
    number: str
    language: str
    adopted_on: date | None
    validity: str
    state: str
    created: datetime
    modified: datetime


def _resolution(row: _Row, named: Mapping[str, str], touched: datetime | None) -> ResolutionData | Gone:
    modified = max(each for each in (row.created, row.modified, touched) if each)
    if row.state not in IN_REGISTER or row.adopted_on is None:
        return Gone(id=row.id, created=row.created, modified=modified)
    return ResolutionData(
        id=row.id,
        body=row.body_id,
        body_slug=row.body__slug,
        meeting=row.meeting_id if row.meeting_id and row.meeting__state != "planned" else None,
        slug=row.slug or "",
        number=row.number,
        titles=named,
        language=row.language,
        adopted_on=row.adopted_on,
        validity=row.validity,
        historical=row.state == "historical",
        created=row.created,
        modified=modified,
    )


def _touched(ids: Many) -> dict[str, datetime]:
    """When something last happened to what they oblige to, to whether their clauses are in force, or a corrigendum
    came."""
    found: dict[str, datetime] = {}
    ends = _ends(ids)
    changed_at = dict(_last_entries(Many({clause for clause, _on, _by in ends}))) if ends else {}
    done = [(of, changed_at[clause]) for clause, *both in ends for of in both if of and clause in changed_at]
    for resolution, at in [*_reported(ids), *_corrected(ids), *done]:
        found[resolution] = max(at, found.get(resolution, at))
    return found


@prepared
def _published(ids: Many) -> "QuerySet[models.Resolution, tuple[Any, ...]]":
    rows = models.Resolution.objects.filter(Among("id", ids), published_at__isnull=False)
    return dated(rows).values_list(*_Row._fields)


@prepared
def _reported(resolutions: Many) -> "QuerySet[models.Update, tuple[str, datetime]]":
    rows = models.Update.objects.filter(Among("commitment__clause__resolution_id", resolutions)).order_by()
    return rows.values_list("commitment__clause__resolution_id").annotate(Max("at"))


@prepared
def _corrected(resolutions: Many) -> "QuerySet[models.Corrigendum, tuple[str, datetime]]":
    rows = models.Corrigendum.objects.filter(Among("resolution_id", resolutions), sealed_at__isnull=False).order_by()
    return rows.values_list("resolution_id").annotate(Max("sealed_at"))


@prepared
def _ends(resolutions: Many) -> "QuerySet[models.Effect, tuple[str, str, str | None]]":
    either = Q(Among("clause__resolution_id", resolutions)) | Q(Among("by__resolution_id", resolutions))
    rows = models.Effect.objects.filter(either)
    return rows.values_list("clause_id", "clause__resolution_id", "by__resolution_id")


@prepared
def _last_entries(subjects: Many) -> "QuerySet[models.Leaf, tuple[str, datetime]]":
    return models.Leaf.objects.filter(Among("subject", subjects)).order_by().values_list("subject").annotate(Max("at"))
