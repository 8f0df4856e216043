"""Saying otherwise what one has just reported: a slip of the thumb is no fact about the world.

The journal keeps both. Only whoever reported may correct, for a day, and only while nobody has reported after them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions.commitments import Report, keep_evidence, unfit
from plenaria.actions.plans import drop
from plenaria.core import plans
from plenaria.core.followup import COMMITMENT, CORRECTABLE, DONE
from plenaria.core.journal.canonical import Value
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store import models


@dataclass(frozen=True, slots=True)
class _Row:
    """A report with its commitment, locked, and how things stood before it."""

    update: models.Update
    commitment: models.Commitment
    before: str


def correct_update(
    *, actor: Actor, at: datetime, update: str, verb: str, report: Report, without: Sequence[str] = ()
) -> Receipt | Refusal:
    """Put ``report`` in the place of one's last report; evidence is added to it, ``without`` what is taken away.

    The period that a mistaken *done* had opened is dropped again. Refused: ``report-uncorrectable``, and what a report
    is refused for.
    """

    def load() -> tuple[_Row, Where] | Refusal:
        found = models.Update.objects.filter(id=update).values_list("commitment_id", flat=True).first()
        rows = models.Commitment.objects.select_for_update(of=("self",)).select_related("clause__resolution")
        row = rows.filter(id=found).first()
        if row is None:
            return unacceptable("commitment-unknown")
        last, *earlier = row.updates.order_by("-at", "-id")[:2]
        if last.id != update:
            return conflict("report-uncorrectable")
        before = earlier[0].state if earlier else COMMITMENT.initial
        return _Row(last, row, before), Where(body=row.body_id, person=row.owner_id)

    def decide(row: _Row) -> str | Refusal:
        mine = actor.person is not None and row.update.person_id == actor.person
        fresh = timedelta(0) <= at - row.update.at < CORRECTABLE
        if not (mine and fresh and row.commitment.state == row.update.state):
            return conflict("report-uncorrectable")
        return unfit(row.commitment, report) or COMMITMENT.after(row.before, verb)

    def write(deed: Deed, row: _Row, state: str) -> str:
        commitment, last = row.commitment, row.update
        deed.meeting = commitment.clause.resolution.meeting_id or ""
        dropped = _drop_next_period(commitment, at) if commitment.state in DONE and state not in DONE else ""
        commitment.state = last.state = state
        commitment.save(update_fields=("state",))
        last.sentence, last.language, last.link = report.sentence.strip(), report.language, report.link
        last.save(update_fields=("state", "sentence", "language", "link"))
        last.evidence.filter(id__in=list(without)).delete()
        place = last.evidence.count()
        shown = [keep_evidence(last, place + number, each) for number, each in enumerate(report.evidence, 1)]
        besides: dict[str, Value] = {"evidence": shown} if shown else {}
        if dropped:
            besides["dropped"] = dropped
        personal = {"sentence": last.sentence} if last.sentence else None
        deed.record("update-corrected", commitment.id, personal, state=state, verb=verb, **besides)
        return commitment.id

    return perform(actor=actor, verb="commitments.update", at=at, load=load, decide=decide, write=write)


def _drop_next_period(row: models.Commitment, at: datetime) -> str:
    """Drop the period that was opened when this one was done, unless somebody has reported on it; its id, or none."""
    period = plans.next_period(row.due, row.recurrence)
    if period is None:
        return ""
    following = models.Commitment.objects.filter(clause=row.clause, kind=row.kind, due=period[1], updates=None).first()
    if following is None:
        return ""
    drop(row.clause.resolution, following.id, at)
    return str(following.id)
