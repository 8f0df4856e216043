"""A small world for tests, built through the actions as a person would."""

from datetime import UTC, datetime

from plenaria.actions import bodies, people
from plenaria.actions._perform import Receipt
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal
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
