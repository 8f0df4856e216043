"""What follows from a resolution: its plan, the board of its commitments, what an owner answers for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery

from plenaria.core.followup import DONE, SETTLED, overdue
from plenaria.core.permits import Where
from plenaria.store import models
from plenaria.store.queries.dispatches import adopted_texts
from plenaria.store.queries.seen import helping


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """The adopted resolution that all this follows from."""

    id: str
    body: str
    body_slug: str
    body_names: Mapping[str, str]
    accent: str
    has_emblem: bool
    meeting: str | None
    number: str
    slug: str
    state: str
    titles: Mapping[str, str]
    language: str
    adopted_on: date
    published: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateView:
    """What was reported: the state since then, and a sentence in the language in which it was written."""

    id: str
    state: str
    sentence: str
    language: str
    link: str
    value: str
    person: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView:
    """One thing to do for a clause."""

    id: str
    resolution: str
    body: str
    clause_id: str
    clause: str
    """Its printed number."""
    fragment: str
    position: int
    texts: Mapping[str, str]
    kind: str
    leads: bool
    """Whether this is what its clause does first of all, not what it does besides."""
    owner: str | None
    owner_names: Mapping[str, str]
    owner_role: str
    start: date | None
    due: date | None
    recurrence: str
    state: str
    """Of ``core.followup``."""
    late: bool
    confirmed: bool
    visibility: str
    last: UpdateView | None

    @property
    def shown(self) -> str:
        """The state as the board shows it: ``overdue`` is computed, never set."""
        return "overdue" if self.late else self.state


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerView:
    """Somebody who can answer for a commitment of a body."""

    id: str
    names: Mapping[str, str]
    titles: Mapping[str, str]
    role: str


def paper(resolution: str) -> PaperView | None:
    """The resolution; nothing where there is none with that id, or it is not adopted."""
    row = models.Resolution.objects.select_related("body").filter(id=resolution).first()
    return None if row is None or row.adopted_on is None else _paper(row, row.adopted_on)


def published_paper(body_slug: str, slug: str) -> PaperView | None:
    """The resolution at a public address, once it is published."""
    rows = models.Resolution.objects.select_related("body").exclude(published_at=None)
    row = rows.filter(body__slug=body_slug, slug=slug).first()
    return None if row is None or row.adopted_on is None else _paper(row, row.adopted_on)


def commitments(resolution: str, today: date) -> tuple[CommitmentView, ...]:
    """All commitments of a resolution: by clause, what leads there first, then by period."""
    rows = _rows().filter(clause__resolution_id=resolution).order_by("clause__position", "start", "due", "id")
    return tuple(sorted(_views(rows, today), key=lambda view: (view.position, not view.leads)))


def public_commitments(resolution: str, today: date) -> tuple[CommitmentView, ...]:
    """Those of a confirmed plan that everybody may see."""
    views = commitments(resolution, today)
    return tuple(view for view in views if view.confirmed and view.visibility == "public")


def of_person(person: str, today: date) -> tuple[CommitmentView, ...]:
    """What somebody answers for, by the day when it is due."""
    return _views(_rows().filter(owner_id=person, confirmed=True).order_by("due", "id"), today)


def late(bodies: Iterable[str], today: date, most: int = 20) -> tuple[CommitmentView, ...]:
    """What is overdue at these bodies, the longest first, so many at most: the board has all."""
    rows = _rows().filter(body_id__in=list(bodies), confirmed=True, due__lt=today).exclude(state__in=SETTLED)
    return _views(rows.order_by("due", "id")[:most], today)


def helped_by(person: str, today: date) -> tuple[CommitmentView, ...]:
    """What somebody helps with and others answer for, as far as it is not settled, by the day when it is due."""
    rows = _rows().filter(helping(person), confirmed=True).exclude(state__in=SETTLED).exclude(owner_id=person)
    return _views(rows.order_by("due", "id"), today)


def commitment(commitment_id: str, today: date) -> CommitmentView | None:
    """One commitment."""
    return next(iter(_views(_rows().filter(id=commitment_id), today)), None)


def commitments_named(ids: Iterable[str], today: date) -> tuple[CommitmentView, ...]:
    """These commitments, in no order."""
    return _views(_rows().filter(id__in=list(ids)), today)


def history(commitment_id: str) -> tuple[UpdateView, ...]:
    """Everything that was reported on a commitment, the latest first."""
    rows = models.Update.objects.select_related("person").filter(commitment_id=commitment_id)
    return tuple(_update(row) for row in rows.order_by("-at"))


def histories(commitments: Iterable[str]) -> tuple[tuple[str, UpdateView], ...]:
    """The same of several, each report with its commitment, the latest first."""
    rows = models.Update.objects.select_related("person").filter(commitment__in=list(commitments)).order_by("-at")
    return tuple((row.commitment_id, _update(row)) for row in rows)


def counts(views: Iterable[CommitmentView]) -> dict[str, int]:
    """How many are in which state, in the order from done to undone; ``overdue`` is a state here."""
    counted = Counter(view.shown for view in views)
    order = ("noted-done", "reported-done", "well-advanced", "begun", "not-started", "no-word", "blocked", "overdue")
    return {state: counted[state] for state in (*order, "carried-on", "declared-unachieved") if counted[state]}


def is_done(view: CommitmentView) -> bool:
    """Whether its owner has nothing more to do."""
    return view.state in DONE


def owners(body: str) -> tuple[OwnerView, ...]:
    """Who holds a role in a body, each person once, by the first of their roles."""
    rows = models.Membership.objects.select_related("person").filter(body_id=body, until=None).order_by("since", "id")
    found: dict[str, OwnerView] = {}
    # A sector's leader is one because of what clauses oblige: that title says more than any other of theirs.
    for row in sorted(rows, key=lambda row: row.role != "owner"):
        found.setdefault(
            row.person_id, OwnerView(id=row.person_id, names=row.person.names, titles=row.title, role=row.role)
        )
    return tuple(found.values())


def numbers_of(resolution: str) -> dict[str, str]:
    """Clause → its printed number."""
    return dict(models.Clause.objects.filter(resolution_id=resolution).values_list("id", "number"))


def where_of_resolution(resolution: str) -> Where | None:
    """Where its plan is acted on; nothing where there is no such resolution."""
    body = models.Resolution.objects.filter(id=resolution).values_list("body_id", flat=True).first()
    return None if body is None else Where(body=body)


def where_of_commitment(commitment_id: str) -> Where | None:
    """Where it is acted on, and whose it is."""
    row = models.Commitment.objects.filter(id=commitment_id).values_list("body_id", "owner_id").first()
    return None if row is None else Where(body=row[0], person=row[1])


def _rows() -> QuerySet[models.Commitment]:
    return models.Commitment.objects.select_related("clause", "owner")


def _views(rows: QuerySet[models.Commitment], today: date) -> tuple[CommitmentView, ...]:
    found = list(rows)
    # The latest report of each alone: of what is reported every month there are many.
    latest = models.Update.objects.filter(commitment=OuterRef("pk")).order_by("-at", "-id").values("id")[:1]
    named = models.Commitment.objects.filter(id__in=[row.id for row in found]).values(last=Subquery(latest))
    updates = models.Update.objects.select_related("person").filter(id__in=named)
    last = {row.commitment_id: _update(row) for row in updates}
    return tuple(_view(row, last.get(row.id), today) for row in found)


def _view(row: models.Commitment, last: UpdateView | None, today: date) -> CommitmentView:
    return CommitmentView(
        id=row.id,
        resolution=row.clause.resolution_id,
        body=row.body_id,
        clause_id=row.clause_id,
        clause=row.clause.number,
        fragment=row.clause.fragment,
        position=row.clause.position,
        texts=row.summaries,
        kind=row.kind,
        leads=row.kind == row.clause.kind,
        owner=row.owner_id,
        owner_names=row.owner.names if row.owner else {},
        owner_role=row.owner_role,
        start=row.start,
        due=row.due,
        recurrence=row.recurrence,
        state=row.state,
        late=row.confirmed and overdue(row.state, row.due, today),
        confirmed=row.confirmed,
        visibility=row.visibility,
        last=last,
    )


def _update(row: models.Update) -> UpdateView:
    return UpdateView(
        id=row.id,
        state=row.state,
        sentence=row.sentence,
        language=row.language,
        link=row.link,
        value=row.value,
        person=row.person.names if row.person else {},
        at=row.at,
    )


def _paper(row: models.Resolution, adopted_on: date) -> PaperView:
    return PaperView(
        id=row.id,
        body=row.body_id,
        body_slug=row.body.slug,
        body_names=row.body.names,
        accent=row.body.accent,
        has_emblem=bool(row.body.emblem),
        meeting=row.meeting_id,
        number=row.number,
        slug=row.slug or "",
        state=row.state,
        titles={language: text.title for language, text in adopted_texts(row).items()},
        language=row.language,
        adopted_on=adopted_on,
        published=row.published_at is not None,
    )
