"""What an owner sees of a commitment beside its text: what they said last, and whether they may still say otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from plenaria.core.followup import CORRECTABLE, SETTLED
from plenaria.store.models import Commitment, Milestone, Update


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReport:
    """The last report on a commitment, where it is one's own."""

    id: str
    state: str
    sentence: str
    language: str
    link: str
    at: datetime
    evidence: tuple[tuple[str, str], ...]
    """Id, and the name of a file or what a photograph shows."""
    correctable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A milestone that is not reached yet."""

    id: str
    names: Mapping[str, str]
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedView:
    """When its owner was reminded last, how often since they said anything, and who else does it, as they say."""

    on: date | None
    unanswered: int
    hand_over: str


def own_report(commitment: str, person: str, at: datetime) -> OwnReport | None:
    """What ``person`` said, if nobody has said anything since."""
    row = Update.objects.select_related("commitment").filter(commitment=commitment).order_by("-at", "-id").first()
    if row is None or row.person_id != person:
        return None
    shown = row.evidence.select_related("file").order_by("position")
    return OwnReport(
        id=row.id,
        state=row.state,
        sentence=row.sentence,
        language=row.language,
        link=row.link,
        at=row.at,
        evidence=tuple((each.id, each.caption or (each.file.name if each.file else each.link)) for each in shown),
        correctable=timedelta(0) <= at - row.at < CORRECTABLE and row.commitment.state == row.state,
    )


def steps_left(commitment: str) -> tuple[StepView, ...]:
    """The milestones that are not reached yet, in their order."""
    rows = Milestone.objects.filter(commitment=commitment, done_on=None).order_by("position")
    return tuple(StepView(id=row.id, names=row.names, due=row.due) for row in rows)


def asked(commitment: str) -> AskedView:
    """How its owner was asked, and what they say."""
    row = Commitment.objects.get(id=commitment)
    said = row.hand_over if row.owner_id == row.hand_over_by_id else ""
    return AskedView(on=row.reminded_on, unanswered=0 if row.state in SETTLED else row.unanswered, hand_over=said)
