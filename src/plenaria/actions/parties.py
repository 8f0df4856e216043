"""The address book of a body, beside its entries: under which other names a party is known."""

from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.store.models import Party


def know_as(*, actor: Actor, at: datetime, party: str, alias: str) -> Receipt | Refusal:
    """Note that papers also call a party by this name. Refused: ``party-unknown``, ``name-missing``."""

    def load() -> tuple[Party, Where] | Refusal:
        row = Party.objects.select_for_update().filter(id=party).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("party-unknown")

    def write(deed: Deed, row: Party, decision: bool) -> str:
        if alias not in row.aliases:
            row.aliases = [*row.aliases, alias]
            row.save(update_fields=("aliases",))
            deed.record("party-changed", row.id, alias=alias)
        return row.id

    def decide(row: Party) -> bool | Refusal:
        return True if alias.strip() else unacceptable("name-missing")

    return perform(actor=actor, verb="people.edit", at=at, load=load, decide=decide, write=write)
