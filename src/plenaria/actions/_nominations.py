"""What the actions on nominations share, and what an adoption does to those that its clauses make."""

from collections.abc import Callable
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.credentials import Finding
from plenaria.core.criteria import not_accredited
from plenaria.core.nominations import NOMINATION
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.store import models
from plenaria.store.queries.criteria import criteria


def approve_with(deed: Deed, row: models.Resolution) -> None:
    """Approve whom the clauses of an adopted resolution nominate, by the vote on the clause or on the whole.

    Who does not meet a required criterion stays proposed: the desk shows it, and the body decides on it by itself.
    """
    proposed = models.Nomination.objects.filter(
        clause__resolution=row, clause__removed=False, clause__lost_in=None, state=NOMINATION.initial
    )
    for nomination in proposed.order_by("made_at", "id"):
        if unmet(nomination) is None:
            approve(deed, nomination, _vote_on(nomination) or row.adopted_by)


def unmet(row: models.Nomination) -> Refusal | None:
    """The required criterion that keeps somebody from being approved, if there is one."""
    return not_accredited(criteria(nomination=row.id), findings_of(row))


def findings_of(row: models.Nomination) -> tuple[Finding, ...]:
    """What was found so far."""
    return tuple(Finding(**each) for each in row.findings)


def approve(deed: Deed, row: models.Nomination, poll: models.Poll | None) -> None:
    """Write down that the body has approved somebody, and by which vote."""
    row.state, row.poll, row.decided_at = "approved", poll, deed.at
    row.save(update_fields=("state", "poll", "decided_at"))
    deed.record("nomination-decided", row.id, verb="approve", state=row.state, poll=poll.id if poll else "")


def _vote_on(row: models.Nomination) -> models.Poll | None:
    """The vote on the clause by itself, if there was one."""
    polls = models.Poll.objects.filter(question__clause_id=row.clause_id, state="declared", decision__outcome="adopted")
    return polls.order_by("-number").first()


def on_nomination[Decision](
    actor: Actor,
    permit: str,
    at: datetime,
    nomination: str,
    decide: Callable[[models.Nomination], Decision | Refusal],
    write: Callable[[Deed, models.Nomination, Decision], str],
) -> Receipt | Refusal:
    """Do one thing to a nomination, in the meeting of its clause. Refused: ``nomination-unknown``."""

    def load() -> tuple[models.Nomination, Where] | Refusal:
        rows = models.Nomination.objects.select_for_update(of=("self",)).select_related(
            "clause__resolution__adopted_by", "letter", "party", "host"
        )
        row = rows.filter(id=nomination).first()
        return (row, Where(body=row.body_id, person=row.person_id)) if row else unacceptable("nomination-unknown")

    def written(deed: Deed, row: models.Nomination, decision: Decision) -> str:
        deed.meeting = (row.clause.resolution.meeting_id or "") if row.clause else ""
        return write(deed, row, decision)

    return perform(actor=actor, verb=permit, at=at, load=load, decide=decide, write=written)
