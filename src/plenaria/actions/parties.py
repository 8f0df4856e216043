"""The address book of a body, beside its entries: their particulars, and under which other names a party is known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.store.models import Party

WAYS = ("", "mail", "post")
"""How a party is written to; empty: by mail where there is an address for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Of an institution (see ``store.models.Party``)."""

    names: dict[str, str]
    language: str
    email: str = ""
    address: tuple[str, ...] = ()
    contact: str = ""
    salutation: str = ""
    way: str = ""


def change_party(*, actor: Actor, at: datetime, party: str, particulars: Particulars) -> Receipt | Refusal:
    """Correct the particulars of an institution. Letters that went stay as they are.

    Refused: ``party-unknown``, ``name-missing``, ``party-way-unfit`` (by mail, without an address for it).
    """
    given = particulars

    def decide(row: Party) -> bool | Refusal:
        if given.way not in WAYS or (given.way == "mail" and not given.email):
            return unacceptable("party-way-unfit")
        return True if any(given.names.values()) else unacceptable("name-missing")

    def write(deed: Deed, row: Party, decision: bool) -> str:
        row.names, row.language, row.email, row.way = given.names, given.language, given.email, given.way
        row.address, row.contact, row.salutation = list(given.address), given.contact, given.salutation
        row.save(update_fields=("names", "language", "email", "way", "address", "contact", "salutation"))
        deed.record("party-changed", row.id, names=given.names)
        return row.id

    return _on_party(actor, at, party, decide, write)


def know_as(*, actor: Actor, at: datetime, party: str, alias: str) -> Receipt | Refusal:
    """Note that papers also call a party by this name. Refused: ``party-unknown``, ``name-missing``."""

    def decide(row: Party) -> bool | Refusal:
        return True if alias.strip() else unacceptable("name-missing")

    def write(deed: Deed, row: Party, decision: bool) -> str:
        if alias not in row.aliases:
            row.aliases = [*row.aliases, alias]
            row.save(update_fields=("aliases",))
            deed.record("party-changed", row.id, alias=alias)
        return row.id

    return _on_party(actor, at, party, decide, write)


def _on_party(
    actor: Actor,
    at: datetime,
    party: str,
    decide: Callable[[Party], bool | Refusal],
    write: Callable[[Deed, Party, bool], str],
) -> Receipt | Refusal:
    def load() -> tuple[Party, Where] | Refusal:
        row = Party.objects.select_for_update().filter(id=party).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("party-unknown")

    return perform(actor=actor, verb="people.edit", at=at, load=load, decide=decide, write=write)
