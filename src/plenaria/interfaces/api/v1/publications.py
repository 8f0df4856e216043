"""Publication records: where resolutions appeared; a program can file one, with a token."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from plenaria.actions import publication as actions
from plenaria.core.permits import Where, may
from plenaria.core.refusal import Refusal
from plenaria.interfaces.api.addresses import of_api
from plenaria.interfaces.api.v1.declared import Asked, Made, Nothing, Operation
from plenaria.interfaces.api.v1.kinds import Id, Pieces, Url
from plenaria.interfaces.api.v1.pages import cut, told
from plenaria.phrases.catalogue import N_
from plenaria.store.queries import open_lists, open_resolutions
from plenaria.store.queries.keyset import Piece
from plenaria.store.queries.open_lists import PublicationData


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Where and when a resolution appeared: the register itself, another site, the press."""

    id: Id
    url: Url
    resolution: Id
    body: Id
    clause: Annotated[Id | None, Meta(description=N_("The clause that asked for it."))]
    outlet: Annotated[str, Meta(description=N_("Where, by name."))]
    address: Annotated[str, Meta(description=N_("Where, on the web; empty where it is not there."))]
    archived: Annotated[str, Meta(description=N_("Where an archive of the web keeps a copy."))]
    language: Annotated[str, Meta(description=N_("In which it appeared (BCP 47); empty for several."))]
    on: Annotated[date, Meta(description=N_("When."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publications(Pieces):
    """Parameters of the list of publication records."""

    body: Annotated[Id, Meta(description=N_("Only of the body with that id."))] = ""
    below: Annotated[bool, Meta(description=N_("Of the bodies below it, too."))] = False
    resolution: Annotated[Id, Meta(description=N_("Only those of that resolution."))] = ""


class NewPublication(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a resolution appeared."""

    resolution: Annotated[Id, Meta(description=N_("Which resolution."))]
    outlet: Annotated[str, Meta(min_length=1, max_length=200, description=N_("Where, by name."))]
    address: Annotated[str, Meta(max_length=500, pattern="^https?://[^\\s]+$", description=N_("Where, on the web."))]
    on: Annotated[date, Meta(description=N_("When."))]
    language: Annotated[
        str, Meta(pattern="^([a-z]{2,3})?$", description=N_("In which it appeared (BCP 47); empty for several."))
    ] = ""
    clause: Annotated[Id | None, Meta(description=N_("The clause that asked for it."))] = None
    archived: Annotated[
        str,
        Meta(
            max_length=500, pattern="^(https?://[^\\s]+)?$", description=N_("Where an archive of the web keeps a copy.")
        ),
    ] = ""


def listed(asked: Asked[Publications, Nothing]) -> Piece[Publication]:
    """Where resolutions appeared, by day."""
    given = asked.given
    bodies = open_lists.among(given.body, with_below=given.below)
    return told(open_lists.publications(cut(given, date), bodies, resolution=given.resolution), publication)


def one(asked: Asked[Nothing, Nothing]) -> Publication | None:
    """One publication record."""
    found = open_lists.publication(asked.arguments["publication"])
    return None if found is None else publication(found)


def record(asked: Asked[Nothing, NewPublication]) -> Made | Refusal | None:
    """File a publication record of a resolution of the token's bodies."""
    sent = asked.sent
    card = next(iter(open_resolutions.resolutions_named([sent.resolution])), None)
    body = getattr(card, "body", None)
    if body is None or may(asked.actor, "publications.record", Where(body=body)) is not None:
        return None
    known = {each.id for each in open_lists.publications_of(sent.resolution)}
    done = actions.record_publication(
        actor=asked.actor,
        at=asked.at,
        resolution=sent.resolution,
        outlet=sent.outlet,
        address=sent.address,
        on=sent.on,
        language=sent.language,
        clause=sent.clause,
        archived=sent.archived,
    )
    if isinstance(done, Refusal):
        return done
    made = next(each for each in open_lists.publications_of(sent.resolution) if each.id not in known)
    return Made(publication(made), of_api(f"publications/{made.id}"))


def publication(of: PublicationData) -> Publication:
    """What is told of a publication record."""
    return Publication(
        id=of.id,
        url=of_api(f"publications/{of.id}"),
        resolution=of.resolution,
        body=of.body,
        clause=of.clause,
        outlet=of.outlet,
        address=of.address,
        archived=of.archived,
        language=of.language,
        on=of.on,
    )


OPERATIONS = (
    Operation(
        name="publications",
        path="publications",
        noun="publications",
        summary=N_("Where resolutions appeared"),
        answer=Publication,
        view=listed,
        many=True,
        given=Publications,
    ),
    Operation(
        name="publication",
        path="publications/{publication}",
        noun="publications",
        summary=N_("One publication record"),
        answer=Publication,
        view=one,
        arguments={"publication": N_("The id of a publication record.")},
    ),
    Operation(
        name="record_publication",
        method="POST",
        path="publications",
        noun="publications",
        summary=N_("File where a resolution appeared"),
        answer=Publication,
        view=record,
        sent=NewPublication,
        scope="write:publications",
    ),
)
