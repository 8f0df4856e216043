"""The address of somebody's own calendar: a program reads it without logging in, so it holds a secret that ends.

It is signed with a key of the person's: another key ends the address, and no key says that there is none. Unlike the
links in mails it ends on no day, since a calendar asks for years.
"""

import secrets
from datetime import datetime

from django.core.signing import BadSignature, Signer

from plenaria.actions._perform import Deed, Receipt, lawful, perform
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.store.models import Person
from plenaria.store.queries.people import calendar_key


def make_calendar(*, actor: Actor, at: datetime, person: str) -> Receipt | Refusal:
    """Make the address of a person's calendar; one that there was before ends. Refused: ``person-unknown``."""
    return _change(actor, at, person, secrets.token_hex(16))


def end_calendar(*, actor: Actor, at: datetime, person: str) -> Receipt | Refusal:
    """End the address. Refused: ``person-unknown``."""
    return _change(actor, at, person, "")


def token_of(person: str) -> str:
    """The secret part of the address; empty where there is none."""
    key = calendar_key(person)
    return _signer().sign_object([person, key]) if key else ""


def holder_of(token: str) -> str | None:
    """Whose calendar it is; nothing for what is not signed by us, or has ended."""
    try:
        person, key = _signer().unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return person if key and secrets.compare_digest(key, calendar_key(person)) else None


def _change(actor: Actor, at: datetime, person: str, key: str) -> Receipt | Refusal:
    def load() -> tuple[Person, Where] | Refusal:
        row = Person.objects.select_for_update(of=("self",)).filter(id=person).first()
        return (row, Where(body=row.body_id, person=row.id)) if row else unacceptable("person-unknown")

    def write(deed: Deed, row: Person, decision: bool) -> str:
        row.calendar_key = key
        row.save(update_fields=("calendar_key",))
        deed.record("calendar-changed", row.id, open=int(bool(key)))
        return row.id

    return perform(actor=actor, verb="calendars.make", at=at, load=load, decide=lawful, write=write)


def _signer() -> Signer:
    return Signer(salt="plenaria.calendar")
