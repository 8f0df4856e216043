"""Corrigenda of a resolution as pages show them, and everything that a seal over one is made of."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from plenaria.core.corrigenda import Correction
from plenaria.core.resolutions import IN_REGISTER
from plenaria.core.text import canonical
from plenaria.core.text.resolution import Resolution
from plenaria.phrases import corrigenda as phrases
from plenaria.store.models import Clause, Corrigendum
from plenaria.store.prepared import prepared
from plenaria.store.queries import sealing as sealing_queries
from plenaria.store.queries.published import FileView
from plenaria.store.queries.sealing import Sealing
from plenaria.store.rows import Among

FORM = "plenaria-corrigendum-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One correction, with the printed number and permalink of the clause that it is in, both empty elsewhere."""

    language: str
    place: str
    number: str
    fragment: str
    stood: str
    reads: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrigendumView:
    """One corrigendum; ``vote`` is the number of the one that decided it, with its meeting's names."""

    id: str
    resolution: str
    number: int
    symbol: str
    """*XIV/3/Corr.1*."""
    state: str
    corrections: tuple[Corrected, ...]
    reasons: Mapping[str, str]
    vote: int | None
    poll: str
    meeting_names: Mapping[str, str]
    office: str
    on: date
    texts: Mapping[str, Resolution]
    """As it was issued."""
    manifest_sha256: str
    key: str
    sealed_at: datetime | None
    files: tuple[FileView, ...]


def of_resolution(resolution: str) -> tuple[CorrigendumView, ...]:
    """All of them, with drafts and those withdrawn, for the desk."""
    return _views(_rows().filter(resolution_id=resolution))


def sealed_of(resolution: str) -> tuple[CorrigendumView, ...]:
    """Those that are sealed: what the public sees."""
    return _views(_sealed_of(resolution))


def public_corrigenda() -> "QuerySet[Corrigendum]":
    """Those that are sealed, to resolutions of the register."""
    return Corrigendum.objects.filter(state="sealed", sealed_at__isnull=False, resolution__state__in=IN_REGISTER)


def sealed_named(ids: Collection[str]) -> tuple[CorrigendumView, ...]:
    """These, as far as the public sees them."""
    return _views(_rows().filter(Among("id", ids), state="sealed", resolution__state__in=IN_REGISTER))


def corrigendum(corrigendum_id: str) -> CorrigendumView | None:
    """One of them, for the desk."""
    return next(iter(_views(_rows().filter(id=corrigendum_id))), None)


def sealed_at(body: str, number: str, corrigendum_number: int) -> CorrigendumView | None:
    """The sealed one at a public address."""
    rows = _rows().filter(
        resolution__body__slug=body,
        resolution__slug=number,
        resolution__state__in=IN_REGISTER,
        number=corrigendum_number,
        state="sealed",
    )
    return next(iter(_views(rows)), None)


def file_of(view: CorrigendumView, form: str, language: str) -> FileView | None:
    """A file of it, in that language or, where there is none, in the first; the bundle has no language."""
    fitting = [each for each in view.files if each.format == form]
    return next((each for each in fitting if each.language == language), next(iter(fitting), None))


def papers(corrigendum_id: str) -> dict[str, Resolution]:
    """Its paper in each language of the resolution, as it would be issued now."""
    row = _rows().get(id=corrigendum_id)
    work = sealing_queries.sealing(row.resolution_id)
    if work is None:
        return {}
    view = _view(row, _clauses([row.resolution_id]))
    numbers = dict(row.resolution.clauses.values_list("id", "number"))
    return {
        language: phrases.text(
            language,
            number=row.resolution.number,
            corrigendum=row.number,
            title=text.title,
            adopted_on=work.adopted_on,
            corrections=[Correction.from_data(each) for each in row.corrections],
            numbers=numbers,
            reason=_in(row.reasons, language),
            decided=_decided(view, language),
            on=row.on,
        )
        for language, text in work.texts.items()
    }


def sealing(corrigendum_id: str) -> Sealing | None:
    """Everything that the seal of an issued corrigendum is made of."""
    row = _rows().filter(id=corrigendum_id, state="issued").first()
    resolution = sealing_queries.sealing(row.resolution_id) if row else None
    if row is None or resolution is None:
        return None
    return Sealing(
        id=row.id,
        number=phrases.number_of(resolution.number, row.number),
        slug=f"{resolution.slug}/corr/{row.number}",
        state=row.state,
        adopted_on=row.on,
        authentic=resolution.authentic,
        adopted_sha256=dict(row.text_sha256),
        body_id=resolution.body_id,
        body_slug=resolution.body_slug,
        body_names=resolution.body_names,
        letterhead=resolution.letterhead,
        accent=resolution.accent,
        emblem=resolution.emblem,
        texts={language: canonical.load(row.texts[language]) for language in resolution.texts},
        names_shown=False,
        polls=(sealing_queries.counted(row.poll, resolution.authentic),) if row.poll else (),
        form=FORM,
        corrects=resolution.number,
    )


@prepared
def _sealed_of(resolution: str) -> "QuerySet[Corrigendum]":
    return _rows().filter(resolution_id=resolution, state="sealed")


def _rows() -> "QuerySet[Corrigendum]":
    rows = Corrigendum.objects.select_related("resolution__body", "poll__meeting", "poll__question", "bundle")
    return rows.prefetch_related("files__file").order_by("number")


def _views(rows: Iterable[Corrigendum]) -> tuple[CorrigendumView, ...]:
    listed = list(rows)
    clauses = _clauses({row.resolution_id for row in listed}) if listed else {}
    return tuple(_view(row, clauses) for row in listed)


def _clauses(resolutions: Iterable[str]) -> dict[str, tuple[str, str]]:
    rows = Clause.objects.filter(resolution__in=list(resolutions))
    return {each: (number, fragment) for each, number, fragment in rows.values_list("id", "number", "fragment")}


def _view(row: Corrigendum, clauses: Mapping[str, tuple[str, str]]) -> CorrigendumView:
    said = [Correction.from_data(each) for each in row.corrections]
    files = [(each.format, each.language, each.file) for each in row.files.all()]
    files += [("bundle", "", row.bundle)] if row.bundle else []
    return CorrigendumView(
        id=row.id,
        resolution=row.resolution_id,
        number=row.number,
        symbol=phrases.number_of(row.resolution.number, row.number),
        state=row.state,
        corrections=tuple(
            Corrected(
                language=each.language,
                place=each.place,
                number=clauses.get(each.place, ("", ""))[0],
                fragment=clauses.get(each.place, ("", ""))[1],
                stood=each.stood,
                reads=each.reads,
            )
            for each in said
        ),
        reasons=row.reasons,
        vote=row.poll.number if row.poll else None,
        poll=row.poll_id or "",
        meeting_names=row.poll.meeting.names if row.poll else {},
        office=row.office,
        on=row.on,
        texts={language: canonical.load(content) for language, content in row.texts.items()},
        manifest_sha256=row.manifest_sha256,
        key=row.key,
        sealed_at=row.sealed_at,
        files=tuple(
            FileView(
                format=form,
                language=language,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
                made_at=file.made_at,
            )
            for form, language, file in files
        ),
    )


def _decided(view: CorrigendumView, language: str) -> str:
    if view.vote is None:
        return phrases.decided_by_office(view.office, language)
    return phrases.decided_by_vote(view.vote, _in(view.meeting_names, language), language)


def _in(texts: Mapping[str, str], language: str) -> str:
    return next((texts[each] for each in (language, "en", *texts) if texts.get(each)), "")
