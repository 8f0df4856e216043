"""What follows from a resolution: its plan, the board of its commitments, what an owner answers for."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from plenaria.core.followup import DONE, SETTLED, overdue
from plenaria.core.permits import Where
from plenaria.store import models
from plenaria.store.prepared import prepared
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
    return tuple(sorted(views(_of_resolution(resolution), today), key=lambda view: (view.position, not view.leads)))


def public_commitments(resolution: str, today: date) -> tuple[CommitmentView, ...]:
    """Those of a confirmed plan that everybody may see."""
    found = commitments(resolution, today)
    return tuple(view for view in found if view.confirmed and view.visibility == "public")


def of_person(person: str, today: date) -> tuple[CommitmentView, ...]:
    """What somebody answers for, by the day when it is due."""
    return views(_of_person(person), today)


def late(bodies: Iterable[str], today: date, most: int = 20) -> tuple[CommitmentView, ...]:
    """What is overdue at these bodies, the longest first, so many at most: the board has all."""
    rows = _rows().filter(body_id__in=list(bodies), confirmed=True, due__lt=today).exclude(state__in=SETTLED)
    return views(rows.order_by("due", "id")[:most], today)


def helped_by(person: str, today: date) -> tuple[CommitmentView, ...]:
    """What somebody helps with and others answer for, as far as it is not settled, by the day when it is due."""
    rows = _rows().filter(helping(person), confirmed=True).exclude(state__in=SETTLED).exclude(owner_id=person)
    return views(rows.order_by("due", "id"), today)


def commitment(commitment_id: str, today: date) -> CommitmentView | None:
    """One commitment."""
    return next(iter(commitments_named([commitment_id], today)), None)


def commitments_named(ids: Iterable[str], today: date) -> tuple[CommitmentView, ...]:
    """These commitments, in no order."""
    return views(_named(list(ids)), today)


def history(commitment_id: str) -> tuple[UpdateView, ...]:
    """Everything that was reported on a commitment, the latest first."""
    return tuple(update for _commitment, update in histories([commitment_id]))


def histories(commitments: Iterable[str]) -> tuple[tuple[str, UpdateView], ...]:
    """The same of several, each report with its commitment, the latest first."""
    return tuple((commitment, _update(told)) for commitment, *told in _updates_of(list(commitments)))


def counts(found: Iterable[CommitmentView]) -> dict[str, int]:
    """How many are in which state, in the order from done to undone; ``overdue`` is a state here."""
    counted = Counter(view.shown for view in found)
    order = ("noted-done", "reported-done", "well-advanced", "begun", "not-started", "no-word", "blocked", "overdue")
    return {state: counted[state] for state in (*order, "carried-on", "declared-unachieved") if counted[state]}


def is_done(view: CommitmentView) -> bool:
    """Whether its owner has nothing more to do."""
    return view.state in DONE


def owners(body: str) -> tuple[OwnerView, ...]:
    """Who holds a role in a body, each person once, by the first of their roles."""
    found: dict[str, OwnerView] = {}
    # A sector's leader is one because of what clauses oblige: that title says more than any other of theirs.
    for person, names, titles, role in sorted(_in_office(body), key=lambda row: row[3] != "owner"):
        found.setdefault(person, OwnerView(id=person, names=names, titles=titles, role=role))
    return tuple(found.values())


@prepared
def _in_office(body: str) -> "QuerySet[models.Membership, tuple[Any, ...]]":
    rows = models.Membership.objects.filter(body_id=body, until=None).order_by("since", "id")
    return rows.values_list("person_id", "person__names", "title", "role")


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


FIELDS = {
    "id": "id",
    "resolution": "clause__resolution_id",
    "body": "body_id",
    "clause_id": "clause_id",
    "clause": "clause__number",
    "fragment": "clause__fragment",
    "position": "clause__position",
    "texts": "summaries",
    "kind": "kind",
    "leads": "clause__kind",
    "owner": "owner_id",
    "owner_names": "owner__names",
    "owner_role": "owner_role",
    "start": "start",
    "due": "due",
    "recurrence": "recurrence",
    "state": "state",
    "confirmed": "confirmed",
    "visibility": "visibility",
}
"""Of which column each is, or follows; the rows of ``views`` begin with these."""
REPORTED = {
    "id": "id",
    "state": "state",
    "sentence": "sentence",
    "language": "language",
    "link": "link",
    "value": "value",
    "person": "person__names",
    "at": "at",
}


def views(rows: Iterable[Sequence[Any]], today: date) -> tuple[CommitmentView, ...]:
    """Rows of ``FIELDS``, each with what was reported last."""
    found = list(rows)
    last = {commitment: _update(told) for commitment, *told in _last([row[0] for row in found])}
    return tuple(_view(row, last.get(row[0]), today) for row in found)


def _rows() -> "QuerySet[models.Commitment, tuple[Any, ...]]":
    return models.Commitment.objects.values_list(*FIELDS.values())


@prepared
def _named(ids: Sequence[str]) -> "QuerySet[models.Commitment, tuple[Any, ...]]":
    return _rows().filter(id__in=ids)


@prepared
def _of_resolution(resolution: str) -> "QuerySet[models.Commitment, tuple[Any, ...]]":
    return _rows().filter(clause__resolution_id=resolution).order_by("clause__position", "start", "due", "id")


@prepared
def _of_person(person: str) -> "QuerySet[models.Commitment, tuple[Any, ...]]":
    return _rows().filter(owner_id=person, confirmed=True).order_by("due", "id")


@prepared
def _last(commitments: Sequence[str]) -> "QuerySet[models.Update, tuple[Any, ...]]":
    """The latest report of each alone: of what is reported every month there are many."""
    latest = models.Update.objects.filter(commitment=OuterRef("pk")).order_by("-at", "-id").values("id")[:1]
    named = models.Commitment.objects.filter(id__in=commitments).values(last=Subquery(latest))
    return models.Update.objects.filter(id__in=named).order_by().values_list("commitment_id", *REPORTED.values())


@prepared
def _updates_of(commitments: Sequence[str]) -> "QuerySet[models.Update, tuple[Any, ...]]":
    return (
        models.Update.objects.filter(commitment__in=commitments)
        .order_by("-at")
        .values_list("commitment_id", *REPORTED.values())
    )


def _view(row: Sequence[Any], last: UpdateView | None, today: date) -> CommitmentView:
    told = dict(zip(FIELDS, row, strict=False))
    told["leads"] = told["leads"] == told["kind"]
    told["owner_names"] = told["owner_names"] or {}
    late = told["confirmed"] and overdue(told["state"], told["due"], today)
    return CommitmentView(**told, late=late, last=last)


def _update(row: Sequence[Any]) -> UpdateView:
    told = dict(zip(REPORTED, row, strict=True))
    return UpdateView(**{**told, "person": told["person"] or {}})


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
