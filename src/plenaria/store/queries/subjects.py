"""What resolutions of the register are about, and the lists that one finds them by: year, body, kind, subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from plenaria.core.resolutions import IN_REGISTER
from plenaria.store.models import Body, Clause, Resolution, Subject
from plenaria.store.prepared import prepared
from plenaria.store.queries.people import below
from plenaria.store.queries.register import ResolutionCard, cards, some_of

type Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectView:
    """A subject of a body's list; ``resolutions`` are those of the register that deal with it, wholly or in part."""

    id: str
    slug: str
    names: Texts
    resolutions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which resolutions are asked for; what is empty asks nothing. ``body`` is the slug of one at or below."""

    year: int | None = None
    body: str = ""
    kind: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be asked for: its word, its names where it has any, and how many fit, with all else that is asked."""

    value: str
    names: Texts
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many fit, and the choices that narrow them further."""

    total: int
    years: tuple[Choice, ...]
    bodies: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    subjects: tuple[Choice, ...]


def of_body(body: str) -> tuple[SubjectView, ...]:
    """The list of a body, by address, with how many resolutions of the register deal with each."""
    in_register = Q(marks__resolution__state__in=IN_REGISTER)
    rows = Subject.objects.filter(body_id=body).annotate(
        counted=Count("marks__resolution", filter=in_register, distinct=True)
    )
    return tuple(
        SubjectView(id=row.id, slug=row.slug, names=row.names, resolutions=row.counted) for row in rows.order_by("slug")
    )


def subject_at(body: str, slug: str) -> SubjectView | None:
    """The subject at a public address."""
    row = Subject.objects.filter(body__slug=body, slug=slug).first()
    return next((each for each in of_body(row.body_id) if each.id == row.id), None) if row else None


def of_resolution(resolution: str) -> tuple[SubjectView, ...]:
    """With what a resolution deals, wholly or in a clause."""
    return tuple(SubjectView(id=row.id, slug=row.slug, names=row.names) for row in _dealt_with(resolution))


@prepared
def _dealt_with(resolution: str) -> "QuerySet[Subject]":
    return Subject.objects.filter(marks__resolution_id=resolution).distinct().order_by("slug")


def marks(resolution: str) -> frozenset[tuple[str, str | None]]:
    """Each subject's id with the clause that deals with it, or nothing for the whole."""
    rows = Resolution.objects.filter(id=resolution, subject_marks__isnull=False)
    return frozenset(rows.values_list("subject_marks__subject_id", "subject_marks__clause_id"))


def found(body: str, wanted: Wanted) -> Found:
    """How many resolutions of a body, and of those below it where one is named, fit; and what narrows them."""
    rows = _rows(body, wanted)
    years = _rows(body, wanted, but="year").annotate(year=ExtractYear("adopted_on")).values_list("year")
    clauses = Clause.objects.filter(resolution__in=_rows(body, wanted, but="kind"), removed=False, lost_in=None)
    subjects = Subject.objects.filter(marks__resolution__in=_rows(body, wanted, but="subject"))
    of_bodies = _rows(body, wanted, but="body", below_too=True).values_list("body__slug", "body__names")
    return Found(
        total=rows.count(),
        years=tuple(
            Choice(str(year), {}, count) for year, count in years.annotate(Count("id")).order_by("-year") if year
        ),
        bodies=tuple(
            Choice(slug, names, count) for slug, names, count in of_bodies.annotate(Count("id")).order_by("body__slug")
        ),
        kinds=tuple(
            Choice(kind, {}, count)
            for kind, count in clauses.order_by("kind")
            .values_list("kind")
            .annotate(Count("resolution_id", distinct=True))
        ),
        subjects=tuple(
            Choice(slug, names, count)
            for slug, names, count in subjects.values_list("slug", "names")
            .annotate(Count("marks__resolution_id", distinct=True))
            .order_by("slug")
        ),
    )


def listed(body: str, wanted: Wanted, today: date, first: int, last: int) -> tuple[ResolutionCard, ...]:
    """Those that fit, the latest first, from number ``first`` up to ``last`` of that order."""
    rows = _rows(body, wanted).select_related("body", "meeting").order_by("-adopted_on", "-published_at", "id")
    return cards(some_of(rows, first, last), today)


def _rows(body: str, wanted: Wanted, *, but: str = "", below_too: bool = False) -> "QuerySet[Resolution]":
    """The resolutions that fit all that is asked, except ``but``."""
    rows = Resolution.objects.filter(state__in=IN_REGISTER, adopted_on__isnull=False).order_by()
    asked = "" if but == "body" else wanted.body
    if below_too or asked:
        rows = rows.filter(body_id__in=[body, *below(body)])
    rows = rows.filter(body__slug=asked) if asked else rows if below_too else rows.filter(body_id=body)
    if wanted.year and but != "year":
        rows = rows.filter(adopted_on__gte=date(wanted.year, 1, 1), adopted_on__lte=date(wanted.year, 12, 31))
    if wanted.kind and but != "kind":
        fitting = Clause.objects.filter(kind=wanted.kind, removed=False, lost_in=None)
        rows = rows.filter(id__in=fitting.values("resolution_id"))
    if wanted.subject and but != "subject":
        rows = rows.filter(id__in=Subject.objects.filter(slug=wanted.subject).values("marks__resolution_id"))
    return rows


def body_of(slug: str) -> tuple[str, Texts, str, bool] | None:
    """Id, names, accent of the body at an address, and whether it has an emblem."""
    row = Body.objects.filter(slug=slug).first()
    return None if row is None else (row.id, row.names, row.accent, bool(row.emblem))
