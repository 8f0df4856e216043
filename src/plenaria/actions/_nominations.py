"""What an adoption does to the nominations that its clauses make."""

from plenaria.actions._perform import Deed
from plenaria.core.credentials import Finding
from plenaria.core.criteria import not_accredited
from plenaria.core.nominations import NOMINATION
from plenaria.core.refusal import Refusal
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
