"""What shows that something was done, and what else a plan says of a commitment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from plenaria.core.followup import Indicator
from plenaria.core.resolutions import IN_REGISTER
from plenaria.store import models


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
    rows = _rows().filter(update__commitment__in=list(commitments))
    for row in rows.order_by("-update__at", "update_id", "position"):
        found[row.update.commitment_id] = (*found.get(row.update.commitment_id, ()), _view(row))
    return found


def evidence(evidence_id: str, commitment: str) -> EvidenceView | None:
    """A piece of evidence of that commitment."""
    row = _rows().filter(id=evidence_id, update__commitment_id=commitment).first()
    return _view(row) if row else None


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
    return _view(row) if row else None


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
    for row in models.Milestone.objects.filter(commitment__in=list(commitments)).order_by("commitment_id", "position"):
        late = row.done_on is None and row.due is not None and row.due < today
        view = MilestoneView(id=row.id, names=row.names, due=row.due, done_on=row.done_on, late=late)
        found[row.commitment_id] = (*found.get(row.commitment_id, ()), view)
    return found


def letters_of(resolution: str) -> tuple[tuple[str, Mapping[str, str], str], ...]:
    """The letters that went out for a resolution: id, to whom, and how each stands."""
    rows = models.Dispatch.objects.select_related("party").filter(resolution_id=resolution, sent_at__isnull=False)
    return tuple((row.id, row.party.names, row.state) for row in rows.order_by("sent_at", "id"))


def _rows() -> QuerySet[models.Evidence]:
    return models.Evidence.objects.select_related("update", "file", "dispatch__party")


def _view(row: models.Evidence) -> EvidenceView:
    return EvidenceView(
        id=row.id,
        update=row.update_id,
        commitment=row.update.commitment_id,
        kind=row.kind,
        caption=row.caption,
        link=row.link,
        name=row.file.name if row.file else "",
        media_type=row.file.media_type if row.file else "",
        size=row.file.size if row.file else 0,
        sha256=row.file.sha256 if row.file else "",
        letter=row.dispatch_id,
        party_names=row.dispatch.party.names if row.dispatch else {},
        letter_state=row.dispatch.state if row.dispatch else "",
    )


def _named(
    rows: "Iterable[models.Person] | Iterable[models.Party]", order: list[str]
) -> tuple[tuple[str, Mapping[str, str]], ...]:
    names = {row.id: row.names for row in rows}
    return tuple((each, names[each]) for each in order if each in names)
