"""What an adoption and a seal set going by themselves: the proposed plan, and the drafts of the letters."""

from collections.abc import Iterable
from datetime import datetime

from plenaria.actions._wake import Fact
from plenaria.actions.dispatches import prepare_dispatches
from plenaria.actions.plans import propose_plan
from plenaria.core.permits import MACHINE


def propose_after(facts: Iterable[Fact], at: datetime) -> None:
    """Propose the plan of what was adopted, draft the letters of what was sealed; the secretary confirms both.

    Nothing is lost where this doesn't come about: the desk has a button for either.
    """
    for fact in facts:
        if fact.kind == "text-adopted":
            propose_plan(actor=MACHINE, at=at, resolution=fact.subject)
        elif fact.kind == "text-sealed":
            prepare_dispatches(actor=MACHINE, at=at, resolution=fact.subject)
