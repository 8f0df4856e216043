"""Commitments that the body itself ends: as the meeting decided on the report, or by going on with them elsewhere."""

from plenaria.actions._perform import Deed
from plenaria.core.followup import COMMITMENT, LIVE
from plenaria.core.refusal import Refusal
from plenaria.core.reports import CARRIED
from plenaria.store import models
from plenaria.store.queries.going_on import goes_on_from


def settle(deed: Deed, row: models.Commitment, verb: str) -> None:
    """Bring one into the state that follows; the change stands in its history and in the journal."""
    after = COMMITMENT.after(row.state, verb)
    assert not isinstance(after, Refusal)
    row.state = after
    row.save(update_fields=("state",))
    models.Update.objects.create(commitment=row, state=after, person_id=deed.actor.person, at=deed.at)
    deed.record("commitment-updated", row.id, state=after, verb=verb)


def carry_on(deed: Deed, resolution: str) -> None:
    """Settle what a report let go on, or left open, and a clause of this text cites: it is answered for here from now
    on.

    Otherwise its owner would be asked about both, and both would count.
    """
    left = (*CARRIED, "rejected")
    decided = models.ReportSection.objects.filter(clause__in=goes_on_from(resolution), decision__in=left)
    rows = models.Commitment.objects.filter(
        clause__in=decided.values("clause"), confirmed=True, state__in=LIVE
    ).select_for_update()
    for row in rows.order_by("id"):
        settle(deed, row, "carry-on")
