"""Programmes and what they have come to; what bodies below do for a clause, and clauses above that ours carry out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from plenaria.core.followup import DONE, overdue
from plenaria.core.permits import Where
from plenaria.core.resolutions import DECIDED, IN_REGISTER
from plenaria.core.visibility import PUBLIC, Eyes
from plenaria.store import models
from plenaria.store.prepared import prepared
from plenaria.store.queries.criteria import superior
from plenaria.store.queries.dispatches import adopted_texts
from plenaria.store.queries.register import titles
from plenaria.store.queries.seen import seen


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView:
    """Work that goes on from resolution to resolution."""

    id: str
    body: str
    body_slug: str
    body_names: Mapping[str, str]
    accent: str
    has_emblem: bool
    slug: str
    names: Mapping[str, str]
    summaries: Mapping[str, str]
    begun: date | None
    ended: date | None
    states: Mapping[str, int]
    """How many of its commitments are in which state; ``overdue`` is one here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one resolution gave a programme to do, and what came of it."""

    commitment: str
    words: Mapping[str, str]
    clause: str
    fragment: str
    number: str
    slug: str
    adopted_on: date
    due: date | None
    state: str
    late: bool
    sentence: str
    sentence_language: str
    reported_on: date | None


def of_body(body: str) -> tuple[ProgrammeView, ...]:
    """The programmes of a body: those that go on, then those that ended."""
    rows = models.Programme.objects.select_related("body").filter(body_id=body)
    return _views(sorted(rows, key=lambda row: (row.ended is not None, row.slug)), date.max, PUBLIC)


def going_of_body(body: str, today: date, eyes: Eyes) -> tuple[ProgrammeView, ...]:
    """Those of a body that go on, with what they have come to."""
    rows = models.Programme.objects.select_related("body").filter(body_id=body, ended=None)
    return _views(rows, today, eyes)


def programmes_of(commitments: Iterable[str]) -> dict[str, str]:
    """Commitment → the programme of which it is a part, of those that are part of one."""
    rows = models.Commitment.objects.filter(id__in=list(commitments), programme__isnull=False)
    return {key: programme or "" for key, programme in rows.values_list("id", "programme_id")}


def public_of_body(body_slug: str, today: date) -> tuple[ProgrammeView, ...]:
    """The same, as everybody may see them."""
    rows = models.Programme.objects.select_related("body").filter(body__slug=body_slug)
    return _views(sorted(rows, key=lambda row: (row.ended is not None, row.slug)), today, PUBLIC)


def programme(programme_id: str, today: date, eyes: Eyes) -> ProgrammeView | None:
    """One programme."""
    rows = models.Programme.objects.select_related("body").filter(id=programme_id)
    return next(iter(_views(rows, today, eyes)), None)


def public_programme(body_slug: str, slug: str, today: date) -> ProgrammeView | None:
    """The programme at a public address."""
    rows = models.Programme.objects.select_related("body").filter(body__slug=body_slug, slug=slug)
    return next(iter(_views(rows, today, PUBLIC)), None)


def stages(programme_id: str, today: date, eyes: Eyes) -> tuple[Stage, ...]:
    """What it was given to do, resolution by resolution, the latest first."""
    rows = models.Commitment.objects.select_related("clause__resolution").filter(
        seen(eyes), programme_id=programme_id, confirmed=True
    )
    found = list(rows.order_by("-clause__resolution__adopted_on", "clause__position", "-due", "id"))
    last = {
        row.commitment_id: row
        for row in models.Update.objects.filter(commitment__in=[each.id for each in found]).order_by("at")
    }
    return tuple(_stage(row, last.get(row.id), today) for row in found if row.clause.resolution.adopted_on)


def where_of_programme(programme_id: str) -> Where | None:
    """Where it is acted on."""
    body = models.Programme.objects.filter(id=programme_id).values_list("body_id", flat=True).first()
    return None if body is None else Where(body=body)


def meetings_to_serve(body: str, today: date) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """The meetings to come of the body and of those above it, which a commitment can help to prepare."""
    rows = models.Meeting.objects.filter(Q(body_id=body) | Q(body_id__in=superior(body)), last_day__gte=today)
    return tuple(rows.order_by("first_day", "id").values_list("id", "names"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A clause at the other end: above, what is carried out; below, what carries it out, with how that stands."""

    clause_id: str
    clause: str
    fragment: str
    number: str
    slug: str
    body_slug: str
    body_names: Mapping[str, str]
    titles: Mapping[str, str]
    states: Mapping[str, int]


def carries_out(resolution: str, today: date) -> dict[str, tuple[Carried, ...]]:
    """Clause → the clauses of bodies above that it carries out."""
    rows = models.Implementing.objects.select_related("above__resolution__body").filter(clause__resolution=resolution)
    return _carried([(row.clause_id, row.above) for row in rows.order_by("at", "id")], today)


def carried_out_by(resolution: str, today: date) -> dict[str, tuple[Carried, ...]]:
    """Clause → the clauses in the register of bodies below by which it is carried out."""
    rows = models.Implementing.objects.select_related("clause__resolution__body").filter(
        above__resolution=resolution, clause__resolution__state__in=IN_REGISTER
    )
    ordered = rows.order_by("clause__resolution__body__slug", "at", "id")
    return _carried([(row.above_id, row.clause) for row in ordered], today)


def is_taken_up(resolution: str) -> bool:
    """Whether a clause in the register of a body below carries out one of it."""
    return bool(_taken_up(resolution))


@prepared
def _taken_up(resolution: str) -> "QuerySet[models.Implementing, tuple[str]]":
    rows = models.Implementing.objects.filter(above__resolution=resolution, clause__resolution__state__in=IN_REGISTER)
    return rows.order_by().values_list("id")[:1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Which clauses of a resolution the bodies below have taken up: a row for each clause, a column for each body."""

    bodies: tuple[tuple[str, Mapping[str, str]], ...]
    """Address and names."""
    rows: tuple[tuple[str, str, Mapping[str, str], tuple[tuple[Carried, ...], ...]], ...]
    """Printed number, permalink and words of the clause, then what each body does about it."""


def matrix(resolution: str, today: date) -> Matrix:
    """The matrix of a resolution; every body below that has decided anything has a column."""
    row = models.Resolution.objects.filter(id=resolution).first()
    if row is None:
        return Matrix(bodies=(), rows=())
    below = models.Body.objects.filter(parent_id=row.body_id).order_by("slug")
    columns = tuple(below.values_list("slug", "names"))
    found = carried_out_by(resolution, today)
    slugs = {slug for slug, _ in columns}
    every = [each for some in found.values() for each in some if each.body_slug not in slugs]
    deeper = {each.body_slug: dict(each.body_names) for each in every}
    columns += tuple(sorted(deeper.items()))
    clauses = row.clauses.filter(removed=False, lost_in=None, level=1).order_by("position")
    words: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for language, text in adopted_texts(row).items():
        for each in text.clauses:
            words[each.id][language] = each.text
    return Matrix(
        bodies=columns,
        rows=tuple(
            (
                clause.number,
                clause.fragment,
                words[clause.id],
                tuple(
                    tuple(each for each in found.get(clause.id, ()) if each.body_slug == slug) for slug, _ in columns
                ),
            )
            for clause in clauses
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A clause above that can be carried out."""

    id: str
    clause: str
    number: str
    body_names: Mapping[str, str]
    words: Mapping[str, str]


def clauses_above(body: str, most: int = 200) -> tuple[Choice, ...]:
    """The clauses in force of bodies above, the latest first, to choose from."""
    rows = models.Clause.objects.select_related("resolution__body").filter(
        resolution__body_id__in=superior(body),
        resolution__state__in=DECIDED | IN_REGISTER,
        validity__in=("in-force", "amended"),
        removed=False,
        lost_in=None,
        level=1,
    )
    found = list(rows.order_by("-resolution__adopted_on", "resolution_id", "position")[:most])
    words: dict[str, dict[str, str]] = {}
    passages = models.Passage.objects.filter(clause__in=[row.id for row in found])
    for clause, language, text in passages.values_list("clause_id", "language", "text"):
        words.setdefault(str(clause), {})[language] = text
    return tuple(
        Choice(
            id=row.id,
            clause=row.number,
            number=row.resolution.number,
            body_names=row.resolution.body.names,
            words=words.get(row.id, {}),
        )
        for row in found
    )


def _views(rows: Iterable[models.Programme], today: date, eyes: Eyes) -> tuple[ProgrammeView, ...]:
    found = list(rows)
    commitments = models.Commitment.objects.filter(seen(eyes), programme__in=[row.id for row in found], confirmed=True)
    states: dict[str, Counter[str]] = {}
    for programme_id, state, due in commitments.values_list("programme_id", "state", "due"):
        late = today != date.max and overdue(state, due, today)
        states.setdefault(str(programme_id), Counter())["overdue" if late else state] += 1
    return tuple(
        ProgrammeView(
            id=row.id,
            body=row.body_id,
            body_slug=row.body.slug,
            body_names=row.body.names,
            accent=row.body.accent,
            has_emblem=bool(row.body.emblem),
            slug=row.slug,
            names=row.names,
            summaries=row.summaries,
            begun=row.begun,
            ended=row.ended,
            states=states.get(row.id, {}),
        )
        for row in found
    )


def _stage(row: models.Commitment, last: models.Update | None, today: date) -> Stage:
    resolution = row.clause.resolution
    assert resolution.adopted_on is not None
    return Stage(
        commitment=row.id,
        words=row.summaries,
        clause=row.clause.number,
        fragment=row.clause.fragment,
        number=resolution.number,
        slug=resolution.slug or "",
        adopted_on=resolution.adopted_on,
        due=row.due,
        state=row.state,
        late=overdue(row.state, row.due, today),
        sentence=last.sentence if last else "",
        sentence_language=last.language if last else "",
        reported_on=last.at.date() if last else None,
    )


def _carried(pairs: list[tuple[str, models.Clause]], today: date) -> dict[str, tuple[Carried, ...]]:
    named = titles({clause.resolution_id for _, clause in pairs}) if pairs else {}
    states: dict[str, Counter[str]] = {}
    commitments = models.Commitment.objects.filter(
        clause__in=[clause.id for _, clause in pairs], confirmed=True, visibility="public"
    )
    for clause_id, state, due in commitments.values_list("clause_id", "state", "due"):
        states.setdefault(clause_id, Counter())["overdue" if overdue(state, due, today) else state] += 1
    found: dict[str, tuple[Carried, ...]] = {}
    for own, other in pairs:
        resolution = other.resolution
        view = Carried(
            clause_id=other.id,
            clause=other.number,
            fragment=other.fragment,
            number=resolution.number,
            slug=(resolution.slug or "") if resolution.state in IN_REGISTER else "",
            body_slug=resolution.body.slug,
            body_names=resolution.body.names,
            titles=named.get(resolution.id, {}),
            states=states.get(other.id, {}),
        )
        found[own] = (*found.get(own, ()), view)
    return found


def is_done(view: Carried) -> bool:
    """Whether everything that follows from a clause is done."""
    return bool(view.states) and set(view.states) <= DONE
