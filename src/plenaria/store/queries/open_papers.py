"""The resolutions of the register with their files, for other programs: a page of them has files by the hundred, so
these are read as they are told, and no row is made of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from plenaria.core.resolutions import IN_REGISTER
from plenaria.store import models
from plenaria.store.prepared import prepared
from plenaria.store.queries.corrigenda import sealed_of
from plenaria.store.queries.open_data import (
    ItemData,
    Listed,
    MeetingData,
    Wanted,
    convened,
    dated,
    listed,
    meetings_data,
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


def papers(body_id: str, wanted: Wanted) -> Listed[PaperData]:
    """What a body has in the register; asked for what was changed, also what was taken back."""
    gone = wanted.modified_since is not None
    return listed(_registered(gone=gone).filter(body_id=body_id), wanted, _resolutions)


def paper(paper_id: str) -> PaperData | None:
    """One of them, or a sealed corrigendum to one."""
    return one(_registered(gone=True).filter(id=paper_id), _resolutions) or one(
        _corrigenda().filter(id=paper_id), _corrections
    )


def dealt_with(papers: Iterable[PaperData]) -> dict[str, tuple[ItemData, MeetingData]]:
    """The points at which these resolutions were dealt with, by their ids, each with its meeting; of a meeting no other
    points are told."""
    ids = {item: meeting for each in papers for item, meeting in each.items}
    items = Prefetch("items", models.AgendaItem.objects.filter(Among("id", ids)).select_related("resolution"))
    rows = convened().prefetch_related(None).prefetch_related(items).filter(Among("id", set(ids.values())))
    return {item.id: (item, meeting) for meeting in meetings_data(dated(rows)) for item in meeting.items}


def _registered(*, gone: bool) -> QuerySet[models.Resolution]:
    """The resolutions of the register; and those that were taken back."""
    states = Q(state__in=(*IN_REGISTER, "withdrawn") if gone else IN_REGISTER)
    rows = models.Resolution.objects.filter(states, adopted_on__isnull=False, published_at__isnull=False)
    return rows.select_related("body")


def _resolutions(rows: Iterable[models.Resolution]) -> tuple[PaperData, ...]:
    found = list(rows)
    ids = [row.id for row in found]
    named, files = titles(ids), _files(ids)
    items = _grouped((resolution, (item, meeting)) for resolution, item, meeting in _points(ids))
    corrigenda = _grouped(_sealed(ids))
    subjects = _grouped((resolution, (subject, names)) for resolution, subject, names in _marks(ids))
    return tuple(
        PaperData(
            id=row.id,
            body=row.body_id,
            body_slug=row.body.slug,
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
            created=when(row)["created"],
            modified=when(row)["modified"],
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
