"""One resolution of the register with all that the public may see: texts, votes, what became of its clauses, files.

One that is neither published nor historical does not exist here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenaria.core.followup import overdue
from plenaria.core.resolutions import IN_REGISTER
from plenaria.core.text import canonical
from plenaria.core.text.resolution import Resolution
from plenaria.store import models
from plenaria.store.prepared import prepared
from plenaria.store.queries.publications import RecordView, records
from plenaria.store.queries.register import MeetingCard, meeting_card, titles

_MINE, _OF_MINE = {"resolution": OuterRef("pk")}, {"clause__resolution": OuterRef("pk")}
ASIDE: Mapping[str, QuerySet[Any]] = {
    "records": models.PublicationRecord.objects.filter(**_MINE),
    "corrigenda": models.Corrigendum.objects.filter(**_MINE),
    "subjects": models.SubjectMark.objects.filter(**_MINE),
    "requests": models.Dispatch.objects.filter(**_MINE, purpose="request"),
    "commitments": models.Commitment.objects.filter(**_OF_MINE),
    "nominations": models.Nomination.objects.filter(**_OF_MINE),
    "criteria": models.Criterion.objects.filter(**_OF_MINE),
    "changed": models.Effect.objects.filter(**_OF_MINE),
    "changes": models.Effect.objects.filter(by__resolution=OuterRef("pk")),
    "cites": models.Reference.objects.filter(**_MINE),
    "cited": models.Reference.objects.filter(cited=OuterRef("pk")),
}
"""What may stand beside a text, each with the rows that tell of it, shown or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCommitment:
    """What became of what a clause obliges."""

    state: str
    """Of the table in ``core.followup``, or ``overdue``."""
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseState:
    """Whether a clause is in force, and what became of it."""

    validity: str
    commitments: tuple[PublicCommitment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file of the resolution; ``language`` is empty for the bundle, ``ru-es`` for two side by side.

    The ``format`` of the paper from which a historical one was taken over is ``source``.
    """

    format: str
    language: str
    name: str
    media_type: str
    size: int
    sha256: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SealView:
    """What fixes the text."""

    at: datetime
    key: str
    manifest_sha256: str
    checkpoint_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A resolution of the register at the other end of a citation."""

    id: str
    body_slug: str
    body_names: Mapping[str, str]
    number: str
    slug: str
    titles: Mapping[str, str]
    clauses: tuple[tuple[str, str], ...]
    """Permalink and printed number of each of its clauses that is cited, or cites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation of the text in one language, and the resolution that it means."""

    language: str
    position: int
    """Among all citations of the text (``core.text.references.citing``)."""
    link: Link
    fragment: str
    """The clause that it speaks of; empty for the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published resolution."""

    id: str
    body_slug: str
    body_names: Mapping[str, str]
    body_accent: str
    has_emblem: bool
    number: str
    slug: str
    language: str
    """The authentic one."""
    validity: str
    adopted_on: date
    published_at: datetime
    texts: Mapping[str, Resolution]
    """As adopted, the authentic one first."""
    meeting: MeetingCard | None
    adopted_by: str | None
    """The id of the poll that adopted the whole."""
    clauses: Mapping[str, ClauseState]
    seal: SealView | None
    """Nothing where it is historical: what was adopted before Plenaria was taken over from its paper."""
    files: tuple[FileView, ...]
    appeared: tuple[RecordView, ...]
    """Where it was published: in the register, and elsewhere."""
    has: frozenset[str]
    """Which of ``ASIDE`` there is any of; of most resolutions there is little, and the rest need not be looked for."""


FILE = ("name", "media_type", "size", "sha256", "made_at")
_FILE = attrgetter(*FILE)
_VIEW = ("format", "language", *FILE)


def published(body_slug: str, slug: str, today: date) -> Published | None:
    """The published resolution at a public address."""
    row = next(iter(_rows_at(body_slug, slug)), None)
    if row is None or row.adopted_on is None or row.published_at is None:
        return None
    has = frozenset(each for each in ASIDE if getattr(row, f"has_{each}"))
    return Published(
        id=row.id,
        body_slug=row.body.slug,
        body_names=row.body.names,
        body_accent=row.body.accent,
        has_emblem=bool(row.body.emblem),
        number=row.number,
        slug=slug,
        language=row.language,
        validity=row.validity,
        adopted_on=row.adopted_on,
        published_at=row.published_at,
        texts=_texts(row),
        meeting=meeting_card(row.meeting) if row.meeting and row.meeting.state != "planned" else None,
        adopted_by=row.adopted_by_id,
        clauses=_clauses(row, today, "commitments" in has),
        seal=_seal(row),
        files=_files(row, _documents(row.id)),
        appeared=records(row.id) if "records" in has else (),
        has=has,
    )


def cited_in(resolution: str) -> tuple[Cited, ...]:
    """The citations of a resolution that mean one of the register, in all its languages, the earliest cited first."""
    rows = _cited(resolution)
    found: dict[models.Resolution, list[str]] = {}
    for row in rows:
        if row.cited is not None:
            found.setdefault(row.cited, []).append(row.cited_clause)
    links = {link.id: link for link in _links(found)}
    return tuple(
        Cited(
            language=row.language,
            position=row.position,
            link=links[row.cited_id or ""],
            fragment=next(
                (place for place, number in links[row.cited_id or ""].clauses if number == row.cited_clause), ""
            ),
        )
        for row in rows
    )


def rest_on(resolution: str) -> tuple[Link, ...]:
    """The resolutions of the register that cite this one, with their clauses that do."""
    found: dict[models.Resolution, list[str]] = {}
    for row in _citing(resolution):
        found.setdefault(row.resolution, []).append(row.clause)
    return _links(found)


def document(body_slug: str, slug: str, form: str, language: str) -> FileView | None:
    """A file of a published resolution: in that language, else in the authentic one; the bundle has none."""
    row = next(iter(_rows_at(body_slug, slug)), None)
    if row is None:
        return None
    kept = {each.language: each for each in _files(row, _documents(row.id)) if each.format == form}
    return kept.get("") or kept.get(language) or kept.get(row.language)


def emblem(body_slug: str) -> str | None:
    """The drawing of a body's emblem (SVG)."""
    return next(iter(_emblem(body_slug)), None)


@prepared
def _emblem(body_slug: str) -> QuerySet[models.Body, str]:
    return models.Body.objects.filter(slug=body_slug).exclude(emblem="").values_list("emblem", flat=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """Where a sealed thing is in the register, and what fixes it."""

    body_slug: str
    slug: str
    number: str
    key: str
    """The fingerprint of the seal key."""
    manifest_sha256: str


def sealed_at(body_slug: str, number: str) -> Sealed | None:
    """The seal of the published resolution with that number."""
    return _sealed(Q(resolution__body__slug=body_slug, resolution__number=number))


def sealed_file(sha256: str) -> Sealed | None:
    """The seal of the published resolution of which this is a paper, byte for byte; the bundle proves itself."""
    return _sealed(Q(resolution__documents__file__sha256=sha256))


def _sealed(which: Q) -> Sealed | None:
    rows = models.Seal.objects.filter(which, resolution__state__in=IN_REGISTER)
    row = rows.select_related("resolution__body").first()
    return (
        None
        if row is None
        else Sealed(
            body_slug=row.resolution.body.slug,
            slug=row.resolution.slug or "",
            number=row.resolution.number,
            key=row.key,
            manifest_sha256=row.manifest_sha256,
        )
    )


@prepared
def _rows_at(body_slug: str, slug: str) -> QuerySet[models.Resolution]:
    rows = models.Resolution.objects.filter(state__in=IN_REGISTER, body__slug=body_slug, slug=slug)
    rows = rows.annotate(**{f"has_{name}": Exists(aside) for name, aside in ASIDE.items()})
    return rows.select_related("body", "meeting__body", "seal__bundle")


@prepared
def _documents(resolution: str) -> QuerySet[models.Document, tuple[Any, ...]]:
    """Each as a view has it, field by field."""
    rows = models.Document.objects.filter(resolution_id=resolution)
    return rows.values_list("format", "language", *(f"file__{name}" for name in FILE))


@prepared
def _versions(resolution: str) -> QuerySet[models.TextVersion, tuple[str, str, Any]]:
    rows = models.TextVersion.objects.filter(resolution_id=resolution)
    return rows.values_list("language", "sha256", "content")


@prepared
def _commitments(resolution: str) -> QuerySet[models.Commitment, tuple[str, str, date | None]]:
    rows = models.Commitment.objects.filter(clause__resolution_id=resolution, confirmed=True, visibility="public")
    return rows.order_by("due", "id").values_list("clause_id", "state", "due")


@prepared
def _validities(resolution: str) -> QuerySet[models.Clause, tuple[str, str]]:
    return models.Clause.objects.filter(resolution_id=resolution).values_list("id", "validity")


@prepared
def _cited(resolution: str) -> QuerySet[models.Reference]:
    rows = models.Reference.objects.filter(resolution_id=resolution, cited__state__in=IN_REGISTER)
    return rows.select_related("cited__body").order_by("cited__adopted_on", "cited_id", "position")


@prepared
def _citing(resolution: str) -> QuerySet[models.Reference]:
    rows = models.Reference.objects.filter(cited_id=resolution, resolution__state__in=IN_REGISTER)
    return rows.select_related("resolution__body").order_by("resolution__adopted_on", "resolution_id", "position")


@prepared
def _printed(resolutions: list[str], numbers: list[str]) -> QuerySet[models.Clause, tuple[str, str, str]]:
    of_them = models.Clause.objects.filter(resolution__in=resolutions, number__in=numbers)
    rows = of_them.filter(removed=False, lost_in=None)
    return rows.values_list("resolution_id", "number", "fragment")


def _seal(row: models.Resolution) -> SealView | None:
    seal = getattr(row, "seal", None)
    if seal is None:
        return None
    return SealView(
        at=seal.at, key=seal.key, manifest_sha256=seal.manifest_sha256, checkpoint_size=seal.checkpoint_size
    )


def _texts(row: models.Resolution) -> dict[str, Resolution]:
    adopted = {
        language: canonical.load(content)
        for language, sha256, content in _versions(row.id)
        if sha256 == row.adopted_sha256.get(language)
    }
    return {language: adopted[language] for language in [row.language, *sorted(adopted.keys() - {row.language})]}


def _clauses(row: models.Resolution, today: date, has_commitments: bool) -> dict[str, ClauseState]:
    done: dict[str, list[PublicCommitment]] = {}
    for clause, state, due in _commitments(row.id) if has_commitments else ():
        shown = "overdue" if overdue(state, due, today) else state
        done.setdefault(clause, []).append(PublicCommitment(state=shown, due=due))
    return {
        clause: ClauseState(validity=validity, commitments=tuple(done.get(clause, ())))
        for clause, validity in _validities(row.id)
    }


def _files(row: models.Resolution, documents: Iterable[tuple[Any, ...]]) -> tuple[FileView, ...]:
    """The files of a resolution; of a historical one the papers from which it was taken over."""
    seal, files = getattr(row, "seal", None), list(documents)
    if seal is None:
        papers = sorted(row.papers.all(), key=lambda each: each.name)
        files += [("source", each.language, *_FILE(each.file)) for each in papers]
    else:
        files.append(("bundle", "", *_FILE(seal.bundle)))
    return tuple(FileView(**dict(zip(_VIEW, each, strict=True))) for each in files)


def _links(found: Mapping[models.Resolution, list[str]]) -> tuple[Link, ...]:
    named = titles(row.id for row in found)
    places: dict[str, dict[str, str]] = {}
    wanted = {number for numbers in found.values() for number in numbers}
    for resolution, number, fragment in _printed([row.id for row in found], sorted(wanted)):
        places.setdefault(resolution, {}).setdefault(number, fragment)
    return tuple(
        Link(
            id=row.id,
            body_slug=row.body.slug,
            body_names=row.body.names,
            number=row.number,
            slug=row.slug or "",
            titles=named.get(row.id, {}),
            clauses=tuple(
                (fragment, number) for number, fragment in places.get(row.id, {}).items() if number in numbers
            ),
        )
        for row, numbers in found.items()
    )
