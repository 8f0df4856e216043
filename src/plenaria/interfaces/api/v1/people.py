"""People in office, as far as their bodies name them (see ``core.publication``)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from plenaria.interfaces.api.addresses import of_api
from plenaria.interfaces.api.v1.declared import Asked, Nothing, Operation
from plenaria.interfaces.api.v1.kinds import Created, Id, Modified, OfBody, Texts, Url
from plenaria.interfaces.api.v1.pages import cut, told
from plenaria.phrases.catalogue import N_
from plenaria.store.queries import open_data, open_lists
from plenaria.store.queries.keyset import Piece
from plenaria.store.queries.open_data import PersonData


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """An office that somebody holds or held."""

    id: Id
    body: Annotated[Id, Meta(description=N_("Where."))]
    role: Annotated[str, Meta(description=N_("A word: chair, secretary."))]
    titles: Texts
    since: Annotated[date | None, Meta(description=N_("The first day, where it is known."))]
    until: Annotated[date | None, Meta(description=N_("The last day; null while it has no end."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who holds or held an office; nobody else is told of."""

    id: Id
    url: Url
    names: Texts
    memberships: Annotated[Sequence[Membership], Meta(description=N_("Their offices, the first ones first."))]
    created: Created
    modified: Modified


@dataclass(frozen=True, slots=True, kw_only=True)
class People(OfBody):
    """Parameters of the list of people in office."""

    on: Annotated[date, Meta(description=N_("Only those who held an office on that day."))] | UnsetType = UNSET


def listed(asked: Asked[People, Nothing]) -> Piece[Person]:
    """People in office."""
    given = asked.given
    bodies = open_lists.among(given.body, with_below=given.below)
    return told(open_lists.people(cut(given), bodies, on=given.on or None), person)


def one(asked: Asked[Nothing, Nothing]) -> Person | None:
    """One of them."""
    found = open_data.person(asked.arguments["person"])
    return None if found is None else person(found)


def person(of: PersonData) -> Person:
    """What is told of somebody."""
    return Person(
        id=of.id,
        url=of_api(f"people/{of.id}"),
        names=of.names,
        memberships=[
            Membership(
                id=each.id, body=each.body, role=each.role, titles=each.titles, since=each.since, until=each.until
            )
            for each in of.memberships
        ],
        created=min([of.created, *(each.created for each in of.memberships)]),
        modified=max([of.modified, *(each.modified for each in of.memberships)]),
    )


OPERATIONS = (
    Operation(
        name="people",
        path="people",
        noun="people",
        summary=N_("People in office"),
        answer=Person,
        view=listed,
        many=True,
        given=People,
    ),
    Operation(
        name="person",
        path="people/{person}",
        noun="people",
        summary=N_("Somebody in office"),
        answer=Person,
        view=one,
        arguments={"person": N_("The id of a person.")},
    ),
)
