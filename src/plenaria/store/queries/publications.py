"""Where a resolution appeared, with what shows it; and which commitments to publish it these records answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from plenaria.core.resolutions import IN_REGISTER
from plenaria.store.models import Clause, Commitment, PublicationRecord
from plenaria.store.prepared import prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A file that shows that it appeared."""

    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """One publication record; ``clause`` is the printed number of the one that asked for it, empty where none did."""

    id: str
    outlet: str
    address: str
    archived: str
    on: date
    language: str
    clause: str
    fragment: str
    evidence: Evidence | None


def records(resolution: str) -> tuple[RecordView, ...]:
    """Where a resolution appeared, by day; what was taken back as wrong is left out."""
    return _views(_of(resolution))


def of_commitment(commitment: str) -> tuple[RecordView, ...]:
    """The records that answer a commitment to publish: of its clause, and those that name no clause."""
    row = Commitment.objects.select_related("clause").filter(id=commitment, kind="publication").first()
    if row is None:
        return ()
    mine = Q(clause_id=row.clause_id) | Q(clause=None)
    return _views(_rows().filter(mine, resolution_id=row.clause.resolution_id))


def evidence_at(body: str, number: str, record: str) -> Evidence | None:
    """The evidence of a record of a published resolution."""
    rows = _rows().filter(resolution__body__slug=body, resolution__slug=number, resolution__state__in=IN_REGISTER)
    row = rows.filter(id=record).first()
    return _evidence(row) if row else None


def clauses(resolution: str) -> tuple[tuple[str, str], ...]:
    """Id and printed number of each clause that a record can answer."""
    rows = Clause.objects.filter(resolution_id=resolution, removed=False, lost_in=None).exclude(number="")
    return tuple(rows.values_list("id", "number"))


@prepared
def _of(resolution: str) -> "QuerySet[PublicationRecord]":
    return _rows().filter(resolution_id=resolution)


def _rows() -> "QuerySet[PublicationRecord]":
    rows = PublicationRecord.objects.filter(struck_at=None).select_related("clause", "evidence")
    return rows.order_by("on", "id")


def _views(rows: Iterable[PublicationRecord]) -> tuple[RecordView, ...]:
    return tuple(
        RecordView(
            id=row.id,
            outlet=row.outlet,
            address=row.address,
            archived=row.archived,
            on=row.on,
            language=row.language,
            clause=row.clause.number if row.clause else "",
            fragment=row.clause.fragment if row.clause else "",
            evidence=_evidence(row),
        )
        for row in rows
    )


def _evidence(row: PublicationRecord) -> Evidence | None:
    file = row.evidence
    if file is None:
        return None
    return Evidence(sha256=file.sha256, name=file.name, media_type=file.media_type, size=file.size)
