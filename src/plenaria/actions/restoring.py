"""What the journal says of itself after a real loss."""

from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, lawful, perform
from plenaria.core.permits import MACHINE, Actor, Where
from plenaria.core.refusal import Refusal


def record_loss(*, actor: Actor = MACHINE, at: datetime, size: int, seen: int, seen_root: str) -> Receipt | Refusal:
    """Say that the journal goes on from a backup of ``size`` entries although ``seen`` had been signed.

    ``seen_root`` (hexadecimal) is the root of the longer journal: whoever holds a proof from it can still show it.
    """

    def write(deed: Deed, _: None, decision: bool) -> str:
        deed.record("restored", "journal", size=size, seen=seen, seen_root=seen_root, missing=seen - size)
        return "journal"

    return perform(actor=actor, verb="journal.restore", at=at, load=lambda: (None, Where()), decide=lawful, write=write)
