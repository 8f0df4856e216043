"""The resolutions of the register with their files, for other programs: a page of them has files by the hundred, so
these are read as they are told, and no row is made of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from plenaria.core.resolutions import IN_REGISTER
from plenaria.store import models
from plenaria.store.prepared import Many, prepared
from plenaria.store.queries.corrigenda import sealed_of
from plenaria.store.queries.open_data import (
    Listed,
    MeetingData,
    Wanted,
    dated,
    listed,
    one,
    when,
)
from plenaria.store.queries.published import FILE, FileView
from plenaria.store.queries.register import titles
from plenaria.store.rows import Among


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperData:
    """A resolution of the register, with the points at which it was dealt with."""

    id: str
    body: str
    body_slug: str
    slug: str
    number: str
    titles: Mapping[str, str]
    language: str
    adopted_on: date
    files: tuple[FileView, ...]
    items: tuple[tuple[str, str], ...] = ()
    """Each point's id, and its meeting's."""
    corrigendum: int = 0
    """Its number, where it is a corrigendum to the resolution at that address."""
    related: tuple[str, ...] = ()
    """The ids of its corrigenda; of a corrigendum that of what it corrects."""
    subjects: tuple[Mapping[str, str], ...] = ()
    """The names of each subject with which it deals."""
    deleted: bool = False
    """Whether it was taken back, and is in the register no more."""
    created: datetime
    modified: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PointData:
    """That a resolution of the register was dealt with at a point of an agenda: since when its meeting is known, and
    when it last changed."""

    id: str
    paper: str
    meeting: str
    body: str
    created: datetime
    modified: datetime


def papers(body_id: str, wanted: Wanted) -> Listed[PaperData]:
    """What a body has in the register; asked for what was changed, also what was taken back."""
    gone = wanted.modified_since is not None
    return listed(_registered(gone=gone).filter(body_id=body_id), wanted, _resolutions, _rows)


def paper(paper_id: str) -> PaperData | None:
    """One of them, or a sealed corrigendum to one."""
    return next(iter(_resolutions(_rows([paper_id]))), None) or one(_corrigenda().filter(id=paper_id), _corrections)


def dealt_with(papers: Iterable[PaperData]) -> dict[str, PointData]:
    """The points at which these resolutions were dealt with, by their ids."""
    ids = Many(item for each in papers for item, _meeting in each.items)
    return {each.id: each for each in map(_point, _dealt(ids))} if ids else {}


def points(meeting: MeetingData) -> tuple[PointData, ...]:
    """The points of an agenda at which a resolution of the register was dealt with."""
    when = {"created": meeting.created, "modified": meeting.modified}
    return tuple(
        PointData(id=each.id, paper=each.paper, meeting=meeting.id, body=meeting.body, **when)
        for each in meeting.items
        if each.paper
    )


def _point(row: Sequence[Any]) -> PointData:
    point, paper, meeting, body, created, modified = row
    return PointData(
        id=point, paper=paper, meeting=meeting, body=body, created=created, modified=max(created, modified)
    )


@prepared
def _dealt(points: Many) -> "QuerySet[models.AgendaItem, tuple[Any, ...]]":
    rows = models.AgendaItem.objects.filter(Among("id", points), resolution__state__in=IN_REGISTER)
    told: QuerySet[Any, Any] = dated(rows.exclude(meeting__state="planned"), "meeting_id")
    return told.values_list("id", "resolution_id", "meeting_id", "meeting__body_id", "created", "modified")


def _registered(*, gone: bool) -> QuerySet[models.Resolution]:
    """The resolutions of the register; and those that were taken back."""
    states = Q(state__in=(*IN_REGISTER, "withdrawn") if gone else IN_REGISTER)
    rows = models.Resolution.objects.filter(states, adopted_on__isnull=False, published_at__isnull=False)
    return rows.select_related("body")


class _Row(NamedTuple):
    """A resolution as it stands in the tables."""

    id: str
    body_id: str
    body__slug: str
    slug: str | None
    number: str
    language: str
    adopted_on: date | None
    state: str
    created: datetime
    modified: datetime


def _rows(ids: Sequence[str]) -> list[_Row]:
    """Also those that were taken back; in the order in which they came."""
    return [_Row._make(row) for row in _registered_of(Many(ids))]


@prepared
def _registered_of(ids: Many) -> "QuerySet[models.Resolution, tuple[Any, ...]]":
    rows: QuerySet[Any, Any] = dated(_registered(gone=True).filter(Among("id", ids)))
    return rows.order_by("created", "pk").values_list(*_Row._fields)


def _resolutions(rows: Iterable[_Row]) -> tuple[PaperData, ...]:
    found = list(rows)
    ids = [row.id for row in found]
    if not ids:
        return ()
    named, files = titles(ids), _files(ids)
    items = _grouped((resolution, (item, meeting)) for resolution, item, meeting in _points(ids))
    corrigenda = _grouped(_sealed(ids))
    subjects = _grouped((resolution, (subject, names)) for resolution, subject, names in _marks(ids))
    return tuple(
        PaperData(
            id=row.id,
            body=row.body_id,
            body_slug=row.body__slug,
            slug=row.slug or "",
            number=row.number,
            titles=named.get(row.id, {}),
            language=row.language,
            adopted_on=row.adopted_on,
            files=tuple(files.get(row.id, ())),
            items=tuple(items.get(row.id, ())),
            related=tuple(corrigenda.get(row.id, ())),
            subjects=tuple(dict(subjects.get(row.id, ())).values()),
            deleted=row.state not in IN_REGISTER,
            created=row.created,
            modified=max(row.created, row.modified),
        )
        for row in found
        if row.adopted_on is not None
    )


def _files(resolutions: Sequence[str]) -> dict[str, list[FileView]]:
    """Resolution → its files: those made of it and its bundle; or the papers from which it was taken over."""
    found: dict[str, list[FileView]] = {}
    bundles = _bundles(resolutions)
    sealed = {resolution for resolution, *_file in bundles}
    listed = [
        *_documents(resolutions),
        *((resolution, "bundle", "", *file) for resolution, *file in bundles),
        *(
            (resolution, "source", language, *file)
            for resolution, language, *file in _taken_over(resolutions)
            if resolution not in sealed
        ),
    ]
    for resolution, form, language, name, media_type, size, sha256, made_at in listed:
        view = FileView(
            format=form,
            language=language,
            name=name,
            media_type=media_type,
            size=size,
            sha256=sha256,
            made_at=made_at,
        )
        found.setdefault(resolution, []).append(view)
    return found


@prepared
def _documents(resolutions: Sequence[str]) -> "QuerySet[models.Document, tuple[Any, ...]]":
    rows = models.Document.objects.filter(resolution_id__in=resolutions).order_by("id")
    return rows.values_list("resolution_id", "format", "language", *(f"file__{name}" for name in FILE))


@prepared
def _bundles(resolutions: Sequence[str]) -> "QuerySet[models.Seal, tuple[Any, ...]]":
    rows = models.Seal.objects.filter(resolution_id__in=resolutions)
    return rows.values_list("resolution_id", *(f"bundle__{name}" for name in FILE))


@prepared
def _taken_over(resolutions: Sequence[str]) -> "QuerySet[models.Paper, tuple[Any, ...]]":
    rows = models.Paper.objects.filter(resolution_id__in=resolutions).order_by("name")
    return rows.values_list("resolution_id", "language", *(f"file__{name}" for name in FILE))


@prepared
def _points(resolutions: Sequence[str]) -> "QuerySet[models.AgendaItem, tuple[str | None, str, str]]":
    rows = models.AgendaItem.objects.filter(resolution_id__in=resolutions).order_by("meeting_id", "position")
    return rows.values_list("resolution_id", "id", "meeting_id")


@prepared
def _sealed(resolutions: Sequence[str]) -> "QuerySet[models.Corrigendum, tuple[str, str]]":
    rows = models.Corrigendum.objects.filter(resolution_id__in=resolutions, state="sealed").order_by("number")
    return rows.values_list("resolution_id", "id")


@prepared
def _marks(resolutions: Sequence[str]) -> "QuerySet[models.SubjectMark, tuple[str, str, Any]]":
    rows = models.SubjectMark.objects.filter(resolution_id__in=resolutions).order_by("id")
    return rows.values_list("resolution_id", "subject_id", "subject__names")


def _grouped[Value](rows: Iterable[tuple[str | None, Value]]) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for resolution, value in rows:
        found.setdefault(resolution or "", []).append(value)
    return found


def _corrigenda() -> QuerySet[models.Corrigendum]:
    rows = models.Corrigendum.objects.filter(state="sealed", resolution__state__in=IN_REGISTER)
    return rows.select_related("resolution__body")


def _corrections(rows: Iterable[models.Corrigendum]) -> tuple[PaperData, ...]:
    """Corrigenda as papers of their own."""
    found = list(rows)
    views = {each.id: each for row in found for each in sealed_of(row.resolution_id)}
    return tuple(
        PaperData(
            id=row.id,
            body=row.resolution.body_id,
            body_slug=row.resolution.body.slug,
            slug=row.resolution.slug or "",
            number=views[row.id].symbol,
            titles={language: text.title for language, text in views[row.id].texts.items()},
            language=row.resolution.language,
            adopted_on=row.on,
            files=views[row.id].files,
            corrigendum=row.number,
            related=(row.resolution_id,),
            created=when(row)["created"],
            modified=when(row)["modified"],
        )
        for row in found
    )
