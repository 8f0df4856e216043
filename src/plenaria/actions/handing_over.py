"""Somebody else answers for commitments from now on."""

from collections.abc import Sequence
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions.reminders import tell_owners
from plenaria.core.followup import SETTLED
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.store import models
from plenaria.store.queries.followup import owners


def hand_over(*, actor: Actor, at: datetime, body: str, commitments: Sequence[str], owner: str) -> Receipt | Refusal:
    """Let ``owner``, who holds a role in the body, answer for these; they are told by mail.

    What is settled, and what is theirs already, stays as it is. Refused: ``commitment-unknown``, ``person-unknown``.
    """

    def load() -> tuple[list[models.Commitment], Where]:
        rows = models.Commitment.objects.select_for_update(of=("self",)).filter(id__in=commitments, body_id=body)
        return list(rows.filter(confirmed=True).order_by("due", "id")), Where(body=body)

    def decide(rows: list[models.Commitment]) -> str | Refusal:
        if not rows or len(rows) != len(set(commitments)):
            return unacceptable("commitment-unknown")
        role = next((each.role for each in owners(body) if each.id == owner), None)
        return unacceptable("person-unknown") if role is None else role

    def write(deed: Deed, rows: list[models.Commitment], role: str) -> str:
        given = [row for row in rows if row.state not in SETTLED and row.owner_id != owner]
        for row in given:
            deed.record("commitment-handed-over", row.id, former=row.owner_id or "", owner=owner, role=role)
        handed = [row.id for row in given]
        models.Commitment.objects.filter(id__in=handed).update(owner=owner, owner_role=role, unanswered=0)
        tell_owners(handed, at)
        return body

    return perform(actor=actor, verb="plans.confirm", at=at, load=load, decide=decide, write=write)
