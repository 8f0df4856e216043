"""Who people are and which roles they hold."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from django.db.models import Q

from plenaria.core.permits import PUBLIC, Actor
from plenaria.store.models import Body, Credential, Membership, Person


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as pages show them."""

    id: str
    names: dict[str, str]
    email: str
    language: str
    timezone: str
    has_account: bool


def actor(*, user: int | None = None, device: str = "", today: date | None = None) -> Actor:
    """Who is logged in as ``user`` or holds the seat of ``device`` (SHA-256), with the roles of today."""
    seat = Credential.objects.filter(device=device).values_list("id", flat=True).first() if device else None
    person = Person.objects.filter(user_id=user).values_list("id", flat=True).first() if user is not None else None
    if person is None:
        return Actor(seat=seat) if seat else PUBLIC
    return Actor(person=person, seat=seat, roles=roles(person, today or datetime.now(UTC).date()))


def roles(person: str, today: date) -> frozenset[tuple[str, str]]:
    """The roles that a person holds on a day, each with its body, and with those below where the role reaches them."""
    held = Membership.objects.filter(
        Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today), person_id=person
    ).values_list("role", "body_id", "includes_below")
    found = set()
    for role, body, includes_below in held:
        found.add((role, body))
        if includes_below:
            found |= {(role, each) for each in below(body)}
    return frozenset(found)


def below(body: str) -> list[str]:
    """The bodies under a body, on every level."""
    found: list[str] = []
    layer = [body]
    while layer:
        layer = list(Body.objects.filter(parent_id__in=layer).values_list("id", flat=True))
        found += layer
    return found


def person(person_id: str) -> PersonView | None:
    """One person."""
    row = Person.objects.filter(id=person_id).first()
    return None if row is None else _view(row)


def person_at(email: str) -> PersonView | None:
    """The person with an e-mail address."""
    row = Person.objects.filter(email=email.lower()).first() if email else None
    return None if row is None else _view(row)


def person_of_link(token: str) -> PersonView | None:
    """Whom a log-in link lets in, while it is unused."""
    digest = sha256(token.encode()).hexdigest()
    row = Person.objects.filter(user__link=digest, user__is_active=True).first()
    return None if row is None else _view(row)


def _view(row: Person) -> PersonView:
    return PersonView(row.id, row.names, row.email, row.language, row.timezone, row.user_id is not None)
