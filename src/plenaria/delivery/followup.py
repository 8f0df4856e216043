"""What sets itself going: the plan after an adoption, the letters after a seal, what a successor inherits."""

from collections.abc import Iterable
from datetime import datetime

from plenaria.actions._wake import Fact
from plenaria.actions.dispatches import prepare_dispatches
from plenaria.actions.inheritance import bodies_to_settle, inherit
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
        elif fact.kind in ("role-granted", "role-revoked"):
            hand_on(at)


def hand_on(at: datetime) -> None:
    """Let successors inherit what those answered for who are no longer in office."""
    for body in bodies_to_settle(at.date()):
        inherit(actor=MACHINE, at=at, body=body)
