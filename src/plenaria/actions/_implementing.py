"""Which clauses of bodies above a clause carries out."""

from collections.abc import Collection, Iterable
from datetime import datetime

from plenaria.actions._perform import Deed
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import DECIDED, IN_REGISTER
from plenaria.store import models
from plenaria.store.queries.criteria import superior


def unfit(body: str, above: Collection[str]) -> Refusal | None:
    """Why clauses of ``body`` can't carry these out: ``clause-unknown``, ``not-adopted``, ``not-above``."""
    theirs = list(models.Clause.objects.select_related("resolution").filter(id__in=above, removed=False))
    if len(theirs) != len(set(above)):
        return unacceptable("clause-unknown")
    if any(each.resolution.state not in DECIDED | IN_REGISTER for each in theirs):
        return conflict("not-adopted")
    chain = superior(body)
    return None if all(each.resolution.body_id in chain for each in theirs) else conflict("not-above")


def link(deed: Deed, clause: str, above: Iterable[str], at: datetime) -> None:
    """Add these to what a clause carries out, and say so in the journal."""
    for each in above:
        models.Implementing.objects.get_or_create(
            clause_id=clause, above_id=each, defaults={"at": at, "person_id": deed.actor.person}
        )
    every = models.Implementing.objects.filter(clause=clause).order_by("at", "id").values_list("above_id", flat=True)
    deed.record("implementing-changed", clause, above=list(every))
