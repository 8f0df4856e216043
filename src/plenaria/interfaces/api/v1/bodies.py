"""Bodies: the organisations that decide."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Annotated

from msgspec import Meta

from plenaria.core.bodies import LEVELS
from plenaria.interfaces.api.addresses import of_api, page
from plenaria.interfaces.api.v1.declared import Asked, Nothing, Operation
from plenaria.interfaces.api.v1.kinds import Created, Id, Listing, Modified, Texts, Url, Web, one_of
from plenaria.interfaces.api.v1.pages import cut, told
from plenaria.phrases.catalogue import N_
from plenaria.store.queries import open_data, open_lists, subjects
from plenaria.store.queries.keyset import Piece
from plenaria.store.queries.open_data import BodyData

Level = Annotated[str, one_of(LEVELS, N_("How far it reaches."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation that decides: an association, a council, a sector, a congress."""

    id: Id
    url: Url
    web: Web
    slug: Annotated[str, Meta(description=N_("Its short name in addresses."))]
    names: Texts
    short_names: Texts
    level: Level
    parent: Annotated[Id | None, Meta(description=N_("The body that it belongs to."))]
    languages: Annotated[Sequence[str], Meta(description=N_("Those of its papers (BCP 47), the first ones first."))]
    email: Annotated[str, Meta(description=N_("Where it can be written to; empty where it says nothing."))]
    created: Created
    modified: Modified


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What resolutions of the body are about, by its own list."""

    id: Id
    web: Web
    slug: Annotated[str, Meta(description=N_("Its short name in addresses, within its body."))]
    names: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeBody(Body):
    """An organisation that decides, with its list of subjects."""

    subjects: Sequence[Subject]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies(Listing):
    """Parameters of the list of bodies."""

    level: Level = ""
    parent: Annotated[Id, Meta(description=N_("Only those right below that body."))] = ""


def listed(asked: Asked[Bodies, Nothing]) -> Piece[Body]:
    """All bodies."""
    given = asked.given
    return told(open_lists.bodies(cut(given), level=given.level, parent=given.parent), body)


def one(asked: Asked[Nothing, Nothing]) -> WholeBody | None:
    """One body."""
    found = open_data.body(asked.arguments["body"])
    if found is None:
        return None
    listed = [
        Subject(id=each.id, web=page("register-subject", found.slug, each.slug), slug=each.slug, names=each.names)
        for each in subjects.of_body(found.id)
    ]
    card = body(found)
    return WholeBody(**{each.name: getattr(card, each.name) for each in fields(card)}, subjects=listed)


def body(of: BodyData) -> Body:
    """What is told of a body."""
    return Body(
        id=of.id,
        url=of_api(f"bodies/{of.id}"),
        web=page("register-body", of.slug),
        slug=of.slug,
        names=of.names,
        short_names=of.short_names,
        level=of.level,
        parent=of.parent,
        languages=of.languages,
        email=of.email,
        created=of.created,
        modified=of.modified,
    )


OPERATIONS = (
    Operation(
        name="bodies",
        path="bodies",
        noun="bodies",
        summary=N_("The bodies"),
        answer=Body,
        view=listed,
        many=True,
        given=Bodies,
    ),
    Operation(
        name="body",
        path="bodies/{body}",
        noun="bodies",
        summary=N_("One body"),
        answer=WholeBody,
        view=one,
        arguments={"body": N_("The id of a body.")},
    ),
)
