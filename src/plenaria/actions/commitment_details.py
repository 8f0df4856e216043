"""What else a plan says of a commitment: who helps, with whom, who sees it, what is counted, its milestones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.followup import VISIBILITIES, Indicator, number_written
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.store import models

MOST_MILESTONES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A milestone as it is planned; ``id`` is empty for a new one."""

    names: Mapping[str, str]
    due: date | None = None
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Everything about a commitment beside owner and dates; persons, parties, programme and meeting by their ids."""

    helpers: Sequence[str] = ()
    parties: Sequence[str] = ()
    visibility: str = "public"
    indicator: Indicator | None = None
    programme: str | None = None
    serves: str | None = None
    milestones: Sequence[Step] = ()


def detail_commitment(*, actor: Actor, at: datetime, commitment: str, details: Details) -> Receipt | Refusal:
    """Say all of it anew; a milestone that is left out is taken away, unless it is done already.

    Refused: ``commitment-unknown``, ``person-unknown``, ``party-unknown``, ``programme-unknown``, ``meeting-unknown``,
    ``visibility-unknown``, ``number-unreadable`` (number), ``name-missing``, ``too-many-milestones`` (limit).
    """

    def write(deed: Deed, row: models.Commitment, target: str) -> str:
        row.helpers, row.parties = list(dict.fromkeys(details.helpers)), list(dict.fromkeys(details.parties))
        row.visibility, row.programme_id, row.serves_id = details.visibility, details.programme, details.serves
        row.indicator = _kept(details.indicator, target)
        row.save(update_fields=("helpers", "parties", "visibility", "programme", "serves", "indicator"))
        _steps(row, details.milestones)
        deed.record(
            "commitment-detailed",
            row.id,
            helpers=row.helpers,
            parties=row.parties,
            visibility=row.visibility,
            programme=row.programme_id or "",
            serves=row.serves_id or "",
            target=target,
            milestones=[
                {"id": each.id, "due": each.due.isoformat() if each.due else ""} for each in row.milestones.all()
            ],
        )
        return row.id

    return _on(actor, "plans.confirm", at, commitment, lambda row: _target(row, details), write)


def milestone_done(*, actor: Actor, at: datetime, milestone: str, on: date | None) -> Receipt | Refusal:
    """Note on which day a milestone was reached, or with none that it was not. Refused: ``milestone-unknown``."""
    found = models.Milestone.objects.filter(id=milestone).values_list("commitment_id", flat=True).first()

    def write(deed: Deed, row: models.Commitment, decision: bool) -> str:
        row.milestones.filter(id=milestone).update(done_on=on)
        deed.record("milestone-done", row.id, milestone=milestone, on=on.isoformat() if on else "")
        return row.id

    if found is None:
        return unacceptable("milestone-unknown")
    return _on(actor, "commitments.update", at, found, lambda _: True, write)


def _target(row: models.Commitment, details: Details) -> str | Refusal:
    """The target of the indicator as it is kept, where everything is fit."""
    people, parties = set(details.helpers), set(details.parties)
    if models.Person.objects.filter(id__in=people).count() != len(people):
        return unacceptable("person-unknown")
    if models.Party.objects.filter(id__in=parties, body_id=row.body_id).count() != len(parties):
        return unacceptable("party-unknown")
    programmes = models.Programme.objects.filter(id=details.programme, body_id=row.body_id)
    if details.programme and not programmes.exists():
        return unacceptable("programme-unknown")
    if details.serves and not models.Meeting.objects.filter(id=details.serves).exists():
        return unacceptable("meeting-unknown")
    if details.visibility not in VISIBILITIES:
        return unacceptable("visibility-unknown")
    if len(details.milestones) > MOST_MILESTONES:
        return unacceptable("too-many-milestones", limit=MOST_MILESTONES)
    if not all(any(name.strip() for name in each.names.values()) for each in details.milestones):
        return unacceptable("name-missing")
    return number_written(details.indicator.target if details.indicator else "")


def _kept(indicator: Indicator | None, target: str) -> dict[str, object]:
    if indicator is None or not any(name.strip() for name in indicator.names.values()):
        return {}
    return {"names": dict(indicator.names), "unit": indicator.unit.strip()[:40], "target": target}


def _steps(row: models.Commitment, steps: Sequence[Step]) -> None:
    """Bring the milestones into the given order; what is done stays behind them."""
    there = {each.id: each for each in row.milestones.all()}
    for place, step in enumerate(steps, 1):
        known = there.pop(step.id, None) or models.Milestone(commitment=row)
        known.position, known.due = place, step.due
        known.names = {language: " ".join(name.split())[:300] for language, name in step.names.items() if name.strip()}
        known.save()
    for left in there.values():
        if left.done_on is None:
            left.delete()
        else:
            left.position = len(steps) + 1
            left.save(update_fields=("position",))


def _on[Decision](
    actor: Actor,
    permit: str,
    at: datetime,
    commitment: str,
    decide: Callable[[models.Commitment], Decision | Refusal],
    write: Callable[[Deed, models.Commitment, Decision], str],
) -> Receipt | Refusal:
    def load() -> tuple[models.Commitment, Where] | Refusal:
        rows = models.Commitment.objects.select_for_update(of=("self",)).select_related("clause__resolution")
        row = rows.filter(id=commitment).first()
        return (row, Where(body=row.body_id, person=row.owner_id)) if row else unacceptable("commitment-unknown")

    def written(deed: Deed, row: models.Commitment, decision: Decision) -> str:
        deed.meeting = row.clause.resolution.meeting_id or ""
        return write(deed, row, decision)

    return perform(actor=actor, verb=permit, at=at, load=load, decide=decide, write=written)
