"""Who people are and which roles they hold."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from django.db.models import Q, QuerySet

from plenaria.core.permits import PUBLIC, ROLES, Actor
from plenaria.store.models import Body, Credential, Membership, Person
from plenaria.store.prepared import prepared


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as pages show them."""

    id: str
    names: dict[str, str]
    email: str
    language: str
    timezone: str
    has_account: bool
    body: str
    """The body that entered them, whose register they are in."""


def actor(*, user: int | None = None, device: str = "", today: date | None = None) -> Actor:
    """Who is logged in as ``user`` or holds the seat of ``device`` (SHA-256), with the roles of today."""
    seat = Credential.objects.filter(device=device).values_list("id", flat=True).first() if device else None
    person = Person.objects.filter(user_id=user).values_list("id", flat=True).first() if user is not None else None
    if person is None:
        return Actor(seat=seat) if seat else PUBLIC
    return Actor(person=person, seat=seat, roles=roles(person, today or datetime.now(UTC).date()))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """A role that somebody holds, held or will hold: in which body, from when till when."""

    id: str
    person: str
    body: str
    body_names: dict[str, str]
    role: str
    title: dict[str, str]
    """What the office is called, by language; empty where it is called as the role."""
    since: date | None
    until: date | None
    includes_below: bool

    def holds_on(self, day: date) -> bool:
        """Whether it is held on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def everybody(sought: str = "", bodies: Collection[str] | None = None) -> tuple[PersonView, ...]:
    """Everybody whose name or e-mail address contains ``sought``, by name.

    With ``bodies`` only those who belong to one: entered for it, with a role in it, or with a seat at its meetings.
    """
    wanted = sought.strip().casefold()
    rows = Person.objects.all()
    if bodies is not None:
        theirs = Q(body__in=bodies) | Q(memberships__body__in=bodies) | Q(credentials__meeting__body__in=bodies)
        rows = rows.filter(theirs | Q(credentials__delegation__in=bodies)).distinct()
    found = (_view(row) for row in rows)
    fitting = [each for each in found if wanted in f"{' '.join(each.names.values())} {each.email}".casefold()]
    return tuple(sorted(fitting, key=lambda each: next(iter(each.names.values()), "").casefold()))


def roles_of(people: Iterable[str]) -> dict[str, tuple[RoleView, ...]]:
    """The roles of these people, those held longest first; nobody is left out."""
    found: dict[str, list[RoleView]] = {each: [] for each in people}
    rows = Membership.objects.filter(person_id__in=list(found)).select_related("body").order_by("since", "id")
    for row in rows:
        found[row.person_id].append(_role(row))
    return {person: tuple(held) for person, held in found.items()}


def calendar_key(person: str) -> str:
    """What the address of their calendar is signed with; empty where there is none."""
    return Person.objects.filter(id=person).values_list("calendar_key", flat=True).first() or ""


def roles(person: str, today: date) -> frozenset[tuple[str, str]]:
    """The roles that a person holds on a day, each with its body, and with those below where the role reaches them."""
    found = set()
    for role, body, includes_below in _held(person, today):
        found.add((role, body))
        if includes_below:
            found |= {(role, each) for each in below(body)}
    return frozenset(found)


def below(body: str) -> list[str]:
    """The bodies under a body, on every level."""
    found: list[str] = []
    layer = [body]
    while layer:
        layer = [each for (each,) in _right_below(layer)]
        found += layer
    return found


@prepared
def _held(person: str, today: date) -> "QuerySet[Membership, tuple[str, str, bool]]":
    held = Membership.objects.filter(
        Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today), person_id=person
    )
    return held.values_list("role", "body_id", "includes_below")


@prepared
def _right_below(bodies: Sequence[str]) -> "QuerySet[Body, tuple[str]]":
    return Body.objects.filter(parent_id__in=bodies).values_list("id")


def person(person_id: str) -> PersonView | None:
    """One person."""
    row = Person.objects.filter(id=person_id).first()
    return None if row is None else _view(row)


def person_at(email: str) -> PersonView | None:
    """The person with an e-mail address."""
    row = Person.objects.filter(email=email.lower()).first() if email else None
    return None if row is None else _view(row)


def bodies_of(person_id: str) -> tuple[str, ...]:
    """The bodies that a person belongs to: the one that entered them first, then those in which they hold a role."""
    row = Person.objects.filter(id=person_id).first()
    if row is None:
        return ()
    held = Membership.objects.filter(person=row).values_list("body_id", flat=True)
    return tuple(dict.fromkeys([row.body_id, *held]))


def role(membership: str) -> RoleView | None:
    """One role of somebody."""
    row = Membership.objects.filter(id=membership).select_related("body").first()
    return None if row is None else _role(row)


def roles_in(body: str, day: date) -> tuple[tuple[PersonView, RoleView], ...]:
    """Who holds which role in a body on a day, in the order of ``permits.ROLES``."""
    rows = Membership.objects.filter(body_id=body).select_related("body", "person")
    held = [(_view(row.person), _role(row)) for row in rows]
    kept = [(person, each) for person, each in held if each.holds_on(day)]
    return tuple(sorted(kept, key=lambda pair: (ROLES.index(pair[1].role), next(iter(pair[0].names.values()), ""))))


def person_of_link(token: str) -> PersonView | None:
    """Whom a log-in link lets in, while it is unused."""
    digest = sha256(token.encode()).hexdigest()
    row = Person.objects.filter(user__link=digest, user__is_active=True).first()
    return None if row is None else _view(row)


def _role(row: Membership) -> RoleView:
    return RoleView(
        id=row.id,
        person=row.person_id,
        body=row.body_id,
        body_names=row.body.names,
        role=row.role,
        title=row.title,
        since=row.since,
        until=row.until,
        includes_below=row.includes_below,
    )


def _view(row: Person) -> PersonView:
    return PersonView(row.id, row.names, row.email, row.language, row.timezone, row.user_id is not None, row.body_id)
