"""Persons, their accounts, and the roles that they hold.

1. An e-mail address belongs to one person: it is what they log in with.
2. Whoever could change the address of somebody with more rights could log in as them. So an address that logs in is
   changed by its owner, or by who may grant the roles that it opens.
3. A role is never removed, it ends; and the installation keeps one administrator.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.permits import ROLES, Actor, Where, may
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store.models import Body, Membership, Person, User
from plenaria.store.queries.zones import zone_of_body


def add_person(
    *,
    actor: Actor,
    at: datetime,
    body: str,
    names: Mapping[str, str],
    email: str = "",
    language: str = "en",
    timezone: str = "",
) -> Receipt | Refusal:
    """Enter a person, on behalf of ``body``, by whose clock they live where ``timezone`` is empty.

    Name and e-mail enter the journal as HMACs that can be erased.

    Refused: ``body-unknown``, ``name-missing``, ``email-taken``.
    """

    def load() -> tuple[Body, Where] | Refusal:
        row = Body.objects.filter(id=body).first()
        return (row, Where(body=body)) if row else unacceptable("body-unknown")

    def decide(_: Body) -> bool | Refusal:
        return _particulars(names, email)

    def write(deed: Deed, there: Body, decision: bool) -> str:
        zone = timezone or zone_of_body(body)
        person = Person.objects.create(
            body=there, names=dict(names), email=email.lower(), language=language, timezone=zone
        )
        deed.record("person-added", person.id, _personal(names, email), body=body)
        return person.id

    return perform(actor=actor, verb="people.edit", at=at, load=load, decide=decide, write=write)


def change_person(
    *,
    actor: Actor,
    at: datetime,
    person: str,
    names: Mapping[str, str],
    email: str,
    language: str,
    timezone: str,
) -> Receipt | Refusal:
    """Correct the particulars of a person; whoever has an account logs in with the new address from now on.

    Refused: ``person-unknown``, ``name-missing``, ``email-taken``, ``email-needed``, ``not-permitted``.
    """

    def load() -> tuple[Person, Where] | Refusal:
        row = Person.objects.select_for_update(of=("self",)).select_related("user").filter(id=person).first()
        return (row, Where(body=row.body_id, person=row.id)) if row else unacceptable("person-unknown")

    def decide(row: Person) -> bool | Refusal:
        if email.lower() != row.email and row.user_id is not None:
            if not email:
                return unacceptable("email-needed")
            refusal = _may_change_log_in(actor, row, at.date())
            if refusal is not None:
                return refusal
        return _particulars(names, email, but=row.id)

    def write(deed: Deed, row: Person, decision: bool) -> str:
        row.names, row.email, row.language, row.timezone = dict(names), email.lower(), language, timezone
        row.save(update_fields=("names", "email", "language", "timezone"))
        if row.user and row.user.email != row.email:
            row.user.email = row.email
            row.user.save(update_fields=("email",))
        deed.record("person-changed", row.id, _personal(names, email))
        return row.id

    return perform(actor=actor, verb="people.edit", at=at, load=load, decide=decide, write=write)


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
    """Give a person a role in a body (and below it), and an account to log in with if they have an e-mail address.

    Refused: ``person-unknown``, ``body-unknown``, ``role-unknown``, ``dates-reversed``.
    """

    def load() -> tuple[Person, Where] | Refusal:
        row = Person.objects.select_for_update(of=("self",)).filter(id=person).first()
        if row is None:
            return unacceptable("person-unknown")
        return (row, Where(body=body)) if Body.objects.filter(id=body).exists() else unacceptable("body-unknown")

    def decide(row: Person) -> bool | Refusal:
        if since and until and until < since:
            return unacceptable("dates-reversed")
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


def revoke_role(*, actor: Actor, at: datetime, membership: str) -> Receipt | Refusal:
    """End a role at once: the day before is its last.

    Refused: ``role-unknown``, ``role-ended``, ``last-administrator``.
    """
    yesterday = at.date() - timedelta(days=1)

    def load() -> tuple[Membership, Where] | Refusal:
        row = Membership.objects.select_for_update().filter(id=membership).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("role-unknown", role="")

    def decide(row: Membership) -> bool | Refusal:
        if row.until is not None and row.until <= yesterday:
            return conflict("role-ended")
        others = _held(at.date()).filter(role="administrator", person__user__isnull=False).exclude(id=row.id)
        return conflict("last-administrator") if row.role == "administrator" and not others.exists() else True

    def write(deed: Deed, row: Membership, decision: bool) -> str:
        row.until = yesterday
        row.save(update_fields=("until",))
        deed.record("role-revoked", row.id, person=row.person_id, role=row.role)
        return row.id

    return perform(actor=actor, verb="roles.grant", at=at, load=load, decide=decide, write=write)


def _particulars(names: Mapping[str, str], email: str, but: str = "") -> bool | Refusal:
    """Whether somebody can be entered so; ``but`` is who they are already."""
    if not any(names.values()):
        return unacceptable("name-missing")
    taken = email and Person.objects.filter(email=email.lower()).exclude(id=but).exists()
    return conflict("email-taken", email=email) if taken else True


def _personal(names: Mapping[str, str], email: str) -> dict[str, str]:
    return {"name": next(each for each in names.values() if each), "email": email.lower()}


def _may_change_log_in(actor: Actor, row: Person, today: date) -> Refusal | None:
    """Nothing for themselves, and for whoever could have granted each role that the address opens."""
    if actor.person == row.id:
        return None
    held = _held(today).filter(person=row).values_list("body_id", flat=True)
    refusals = (may(actor, "roles.grant", Where(body=body)) for body in held)
    return next((each for each in refusals if each is not None), None)


def _held(today: date) -> "QuerySet[Membership]":
    """The roles that are held now or will be: who gets one tomorrow has the same address then."""
    return Membership.objects.filter(Q(until=None) | Q(until__gte=today))
