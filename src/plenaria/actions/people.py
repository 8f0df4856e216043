"""Persons, their accounts, and the roles that they hold."""

from collections.abc import Mapping
from datetime import date, datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.permits import ROLES, Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.store.models import Membership, Person, User


def add_person(
    *,
    actor: Actor,
    at: datetime,
    body: str,
    names: Mapping[str, str],
    email: str = "",
    language: str = "en",
    timezone: str = "UTC",
) -> Receipt | Refusal:
    """Enter a person, on behalf of ``body``. Name and e-mail enter the journal as HMACs that can be erased."""

    def decide(_: None) -> bool | Refusal:
        return True if any(names.values()) else unacceptable("name-missing")

    def write(deed: Deed, _: None, decision: bool) -> str:
        person = Person.objects.create(names=dict(names), email=email.lower(), language=language, timezone=timezone)
        personal = {"name": next(each for each in names.values() if each), "email": email.lower()}
        deed.record("person-added", person.id, personal, body=body)
        return person.id

    return perform(
        actor=actor, verb="people.edit", at=at, load=lambda: (None, Where(body=body)), decide=decide, write=write
    )


def grant_role(
    *,
    actor: Actor,
    at: datetime,
    person: str,
    body: str,
    role: str,
    title: Mapping[str, str] | None = None,
    since: date | None = None,
    until: date | None = None,
    includes_below: bool = False,
) -> Receipt | Refusal:
    """Give a person a role in a body (and below it), and an account to log in with if they have an e-mail address."""

    def load() -> tuple[Person, Where] | Refusal:
        row = Person.objects.select_for_update().filter(id=person).first()
        return (row, Where(body=body)) if row else unacceptable("person-unknown")

    def decide(row: Person) -> bool | Refusal:
        return True if role in ROLES else unacceptable("role-unknown", role=role)

    def write(deed: Deed, row: Person, decision: bool) -> str:
        membership = Membership.objects.create(
            person=row,
            body_id=body,
            role=role,
            title=dict(title or {}),
            since=since,
            until=until,
            includes_below=includes_below,
        )
        if row.email and row.user_id is None:
            row.user = User.objects.filter(email=row.email).first() or User.objects.create_user(row.email)
            row.save(update_fields=("user",))
        deed.record("role-granted", membership.id, person=person, role=role)
        return membership.id

    return perform(actor=actor, verb="roles.grant", at=at, load=load, decide=decide, write=write)
