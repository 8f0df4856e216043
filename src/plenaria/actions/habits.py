"""When mail comes to people: their quiet hours and how often, as they say themselves or as their body does for them."""

from collections.abc import Mapping
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core import reminding
from plenaria.core.journal.canonical import Value
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.phrases.dates import timezones
from plenaria.store.models import Body, Person


def set_habits(
    *,
    actor: Actor,
    at: datetime,
    person: str,
    kept: Mapping[str, str],
    language: str | None = None,
    timezone: str | None = None,
) -> Receipt | Refusal:
    """Say when somebody wants mail (``core.reminding.Habits``), in which language, by the clock of which zone.

    What is empty or missing in ``kept`` is as in the body. Refused: ``person-unknown``, ``habits-unfit``,
    ``quiet-too-long`` (hours).
    """
    said = {name: value for name, value in kept.items() if value}

    def load() -> tuple[Person, Where] | Refusal:
        row = Person.objects.select_for_update(of=("self",)).select_related("body").filter(id=person).first()
        return (row, Where(body=row.body_id, person=row.id)) if row else unacceptable("person-unknown")

    def decide(row: Person) -> bool | Refusal:
        if timezone is not None and timezone not in timezones():
            return unacceptable("habits-unfit")
        # One end may be theirs and the other the body's.
        return reminding.checked(said) or reminding.checked({**row.body.mailing, **said}) or True

    def write(deed: Deed, row: Person, decision: bool) -> str:
        row.mailing = said
        row.language, row.timezone = language or row.language, timezone or row.timezone
        row.save(update_fields=("mailing", "language", "timezone"))
        deed.record("person-changed", row.id, mailing=_plain(said))
        return row.id

    return perform(actor=actor, verb="people.edit", at=at, load=load, decide=decide, write=write)


def only_overdue(*, actor: Actor, at: datetime, person: str) -> Receipt | Refusal:
    """Switch reminders off; of what is overdue they still hear once a week. Refused: ``person-unknown``."""
    row = Person.objects.filter(id=person).first()
    kept = {**(row.mailing if row else {}), "rhythm": reminding.OVERDUE}
    return set_habits(actor=actor, at=at, person=person, kept=kept)


def set_body_habits(*, actor: Actor, at: datetime, body: str, kept: Mapping[str, str]) -> Receipt | Refusal:
    """Say when mail comes to the people of a body who don't say otherwise.

    Refused: ``body-unknown``, ``habits-unfit``, ``quiet-too-long`` (hours).
    """
    said = {name: value for name, value in kept.items() if value}

    def load() -> tuple[Body, Where] | Refusal:
        row = Body.objects.select_for_update().filter(id=body).first()
        return (row, Where(body=body)) if row else unacceptable("body-unknown")

    def decide(_: Body) -> bool | Refusal:
        return reminding.checked(said) or True

    def write(deed: Deed, row: Body, decision: bool) -> str:
        row.mailing = said
        row.save(update_fields=("mailing",))
        deed.record("body-changed", row.id, mailing=_plain(said))
        return row.id

    return perform(actor=actor, verb="bodies.edit", at=at, load=load, decide=decide, write=write)


def _plain(said: Mapping[str, str]) -> dict[str, Value]:
    return dict(said)
