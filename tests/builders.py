"""A small world for tests, built through the actions as a person would."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.test import Client

from plenaria.actions import bodies, credentials, meetings, people, presence
from plenaria.actions._perform import Receipt
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal
from plenaria.core.voting.presets import SIMPLE
from plenaria.store.models import Person
from plenaria.store.queries import people as people_queries

AT = datetime(2026, 5, 9, 14, 3, tzinfo=UTC)


def done(result: Receipt | Refusal) -> str:
    """The subject of a receipt; a refusal fails the test with its code."""
    assert isinstance(result, Receipt), result
    return result.subject


def body(slug: str = "council", *, parent: str | None = None, level: str = "country") -> str:
    """A body whose language is Russian, with Spanish beside it."""
    return done(
        bodies.found_body(
            actor=MACHINE,
            at=AT,
            slug=slug,
            names={"en": f"Council {slug}", "ru": f"Совет {slug}", "es": f"Consejo {slug}"},
            level=level,
            languages=["ru", "es"],
            parent=parent,
        )
    )


def person(name: str, in_body: str, *roles: str, email: str = "") -> Actor:
    """A person with roles in a body, as the actor that they are when they have logged in."""
    added = done(people.add_person(actor=MACHINE, at=AT, body=in_body, names={"en": name}, email=email))
    for role in roles:
        done(people.grant_role(actor=MACHINE, at=AT, person=added, body=in_body, role=role))
    return Actor(person=added, roles=people_queries.roles(added, AT.date()))


@dataclass(frozen=True, slots=True)
class Sitting:
    """An open meeting, its secretary, and one credential for each seat, all accredited and present."""

    id: str
    body: str
    secretary: Actor
    credentials: tuple[str, ...]


def planned_meeting(in_body: str, secretary: Actor, *, slug: str = "xiv") -> str:
    """A conference of three days in Russian and Spanish, to which nobody is invited yet."""
    return done(
        meetings.plan_meeting(
            actor=secretary,
            at=AT,
            body=in_body,
            slug=slug,
            number=slug.upper(),
            kind="conference",
            names={"en": f"Conference {slug}", "ru": f"Конференция {slug}", "es": f"Conferencia {slug}"},
            places={"en": "Valdehoz", "ru": "Вальдеос", "es": "Valdehoz"},
            first_day=date(2026, 5, 9),
            last_day=date(2026, 5, 11),
            languages=["ru", "es"],
            timezone="Europe/Madrid",
        )
    )


def convened_meeting(in_body: str, secretary: Actor, *, seats: int = 3, slug: str = "xiv") -> Sitting:
    """A meeting convened under the simple majority, with that many accredited delegates, none in the room yet."""
    done(bodies.set_rule(actor=MACHINE, at=AT, body=in_body, rule=SIMPLE.rule))
    planned = planned_meeting(in_body, secretary, slug=slug)
    invited = []
    for number in range(1, seats + 1):
        delegate = person(f"Delegate {number}", in_body, email=f"delegate{number}@{slug}.example")
        credential = done(credentials.invite(actor=secretary, at=AT, meeting=planned, person=str(delegate.person)))
        done(credentials.decide_credential(actor=secretary, at=AT, credential=credential))
        invited.append(credential)
    done(meetings.convene_meeting(actor=secretary, at=AT, meeting=planned))
    return Sitting(planned, in_body, secretary, tuple(invited))


def meeting(in_body: str, secretary: Actor, *, seats: int = 3, slug: str = "xiv") -> Sitting:
    """The same, open, with everybody in the room."""
    sitting = convened_meeting(in_body, secretary, seats=seats, slug=slug)
    for credential in sitting.credentials:
        done(presence.check_in(actor=secretary, at=AT, credential=credential))
    done(meetings.open_meeting(actor=secretary, at=AT, meeting=sitting.id))
    return sitting


def holder(credential: str) -> Actor:
    """The delegate of a seat, come in with its badge."""
    return Actor(seat=credential)


def logged_in(client: Client, actor: Actor) -> Client:
    """The client, logged in as that person; they need an e-mail address and a role."""
    user = Person.objects.get(id=actor.person).user
    assert user is not None, "give the person an e-mail address and a role"
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client
