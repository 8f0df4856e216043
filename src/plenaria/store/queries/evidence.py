"""What shows that something was done, and what else a plan says of a commitment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from plenaria.core.followup import Indicator
from plenaria.core.resolutions import IN_REGISTER
from plenaria.store import models
from plenaria.store.prepared import prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """A piece of evidence; what is not of its ``kind`` is empty."""

    id: str
    update: str
    commitment: str
    kind: str
    caption: str
    link: str
    name: str
    media_type: str
    size: int
    sha256: str
    letter: str | None
    party_names: Mapping[str, str]
    """To whom the letter went, and how that stands."""
    letter_state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneView:
    """A step on the way; ``late`` where its day is over and nobody said that it is done."""

    id: str
    names: Mapping[str, str]
    due: date | None
    done_on: date | None
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsView:
    """What a plan says of a commitment beside owner and dates; people, parties and others with their names."""

    helpers: tuple[tuple[str, Mapping[str, str]], ...]
    parties: tuple[tuple[str, Mapping[str, str]], ...]
    visibility: str
    indicator: Indicator | None
    value: str
    """The latest that was reported of the indicator."""
    share: float | None
    """How much of its target that is."""
    programme: str | None
    programme_names: Mapping[str, str]
    programme_slug: str
    serves: str | None
    serves_names: Mapping[str, str]
    milestones: tuple[MilestoneView, ...]


def evidence_of(commitments: Iterable[str]) -> dict[str, tuple[EvidenceView, ...]]:
    """Commitment → its evidence, the latest report first."""
    found: dict[str, tuple[EvidenceView, ...]] = {}
    for each in map(_view, _of_commitments(list(commitments))):
        found[each.commitment] = (*found.get(each.commitment, ()), each)
    return found


def evidence(evidence_id: str, commitment: str) -> EvidenceView | None:
    """A piece of evidence of that commitment."""
    row = _rows().filter(id=evidence_id, update__commitment_id=commitment).first()
    return None if row is None else _view(row)


def public_evidence(body_slug: str, slug: str, evidence_id: str) -> EvidenceView | None:
    """A piece of evidence that everybody may see, with the resolution at that address."""
    row = (
        _rows()
        .filter(
            id=evidence_id,
            update__commitment__visibility="public",
            update__commitment__confirmed=True,
            update__commitment__clause__resolution__body__slug=body_slug,
            update__commitment__clause__resolution__slug=slug,
            update__commitment__clause__resolution__state__in=IN_REGISTER,
        )
        .first()
    )
    return None if row is None else _view(row)


def details(commitment: str, today: date) -> DetailsView | None:
    """All details of one commitment."""
    row = models.Commitment.objects.select_related("programme", "serves").filter(id=commitment).first()
    if row is None:
        return None
    value = row.updates.exclude(value="").order_by("-at").values_list("value", flat=True).first() or ""
    indicator = Indicator(**row.indicator) if row.indicator else None
    return DetailsView(
        helpers=_named(models.Person.objects.filter(id__in=row.helpers), row.helpers),
        parties=_named(models.Party.objects.filter(id__in=row.parties), row.parties),
        visibility=row.visibility,
        indicator=indicator,
        value=value,
        share=indicator.share(value) if indicator else None,
        programme=row.programme_id,
        programme_names=row.programme.names if row.programme else {},
        programme_slug=row.programme.slug if row.programme else "",
        serves=row.serves_id,
        serves_names=row.serves.names if row.serves else {},
        milestones=milestones_of([commitment], today).get(commitment, ()),
    )


def milestones_of(commitments: Iterable[str], today: date) -> dict[str, tuple[MilestoneView, ...]]:
    """Commitment → its milestones in their order."""
    found: dict[str, tuple[MilestoneView, ...]] = {}
    for commitment, own, names, due, done_on in _steps(list(commitments)):
        late = done_on is None and due is not None and due < today
        view = MilestoneView(id=own, names=names, due=due, done_on=done_on, late=late)
        found[commitment] = (*found.get(commitment, ()), view)
    return found


@prepared
def _steps(commitments: Sequence[str]) -> "QuerySet[models.Milestone, tuple[Any, ...]]":
    rows = models.Milestone.objects.filter(commitment__in=commitments).order_by("commitment_id", "position")
    return rows.values_list("commitment_id", "id", "names", "due", "done_on")


def letters_of(resolution: str) -> tuple[tuple[str, Mapping[str, str], str], ...]:
    """The letters that went out for a resolution: id, to whom, and how each stands."""
    rows = models.Dispatch.objects.select_related("party").filter(resolution_id=resolution, sent_at__isnull=False)
    return tuple((row.id, row.party.names, row.state) for row in rows.order_by("sent_at", "id"))


_FIELDS = {
    "id": "id",
    "update": "update_id",
    "commitment": "update__commitment_id",
    "kind": "kind",
    "caption": "caption",
    "link": "link",
    "name": "file__name",
    "media_type": "file__media_type",
    "size": "file__size",
    "sha256": "file__sha256",
    "letter": "dispatch_id",
    "party_names": "dispatch__party__names",
    "letter_state": "dispatch__state",
}
"""Of which column each is."""
_EMPTY: dict[str, Any] = {
    "name": "",
    "media_type": "",
    "size": 0,
    "sha256": "",
    "letter": None,
    "party_names": {},
    "letter_state": "",
}
"""What is said of a file or a letter where there is none."""


def _rows() -> "QuerySet[models.Evidence, tuple[Any, ...]]":
    return models.Evidence.objects.values_list(*_FIELDS.values())


@prepared
def _of_commitments(commitments: Sequence[str]) -> "QuerySet[models.Evidence, tuple[Any, ...]]":
    rows = _rows().filter(update__commitment__in=commitments)
    return rows.order_by("-update__at", "update_id", "position")


def _view(row: Sequence[Any]) -> EvidenceView:
    told = {name: value for name, value in zip(_FIELDS, row, strict=True) if value is not None}
    return EvidenceView(**{**_EMPTY, **told})


def _named(
    rows: "Iterable[models.Person] | Iterable[models.Party]", order: list[str]
) -> tuple[tuple[str, Mapping[str, str]], ...]:
    names = {row.id: row.names for row in rows}
    return tuple((each, names[each]) for each in order if each in names)
