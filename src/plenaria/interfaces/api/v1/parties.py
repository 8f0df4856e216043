"""The address book of a body, for programs with a token: who is in it, and entering somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta

from plenaria.actions import bodies as actions
from plenaria.core.permits import Actor, Where, may
from plenaria.core.refusal import Refusal
from plenaria.interfaces.api.addresses import of_api
from plenaria.interfaces.api.v1.commitments import read_by
from plenaria.interfaces.api.v1.declared import Asked, Made, Nothing, Operation
from plenaria.interfaces.api.v1.kinds import Created, Id, Listing, Modified, Texts, Url
from plenaria.interfaces.api.v1.pages import cut, told
from plenaria.phrases.catalogue import N_
from plenaria.store.queries import member_lists
from plenaria.store.queries.keyset import Piece
from plenaria.store.queries.member_lists import PartyData

Tongue = Annotated[str, Meta(pattern="^[a-z]{2,3}$", description=N_("In which it is written to (BCP 47)."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An institution that a body writes to."""

    id: Id
    url: Url
    body: Annotated[Id, Meta(description=N_("In whose address book it is."))]
    names: Texts
    aliases: Annotated[Sequence[str], Meta(description=N_("Other names by which papers call it."))]
    language: Annotated[str, Meta(description=N_("In which it is written to (BCP 47)."))]
    email: str
    address: Annotated[Sequence[str], Meta(description=N_("As on an envelope."))]
    created: Created
    modified: Modified


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties(Listing):
    """Parameters of the address book."""

    body: Annotated[Id, Meta(description=N_("Only of the body with that id."))] = ""


Line = Annotated[str, Meta(min_length=1, max_length=200)]


class NewParty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An institution to be entered in the address book of a body."""

    body: Annotated[Id, Meta(description=N_("In whose address book it is."))]
    names: Annotated[
        dict[Annotated[str, Meta(pattern="^[a-z]{2,3}$")], Line],
        Meta(min_length=1, max_length=20, description=N_("A text in several languages: language (BCP 47) → text.")),
    ]
    language: Tongue
    email: Annotated[
        str, Meta(max_length=254, pattern="^([^@\\s]+@[^@\\s]+)?$", description=N_("Where it can be written to."))
    ] = ""
    address: Annotated[list[Line], Meta(max_length=10, description=N_("As on an envelope."))] = []
    aliases: Annotated[list[Line], Meta(max_length=50, description=N_("Other names by which papers call it."))] = []


def listed(asked: Asked[Parties, Nothing]) -> Piece[Party]:
    """The address books that the token opens."""
    bodies = seen(asked.actor, asked.given.body)
    return told(member_lists.parties(cut(asked.given), bodies), party)


def one(asked: Asked[Nothing, Nothing]) -> Party | None:
    """One institution."""
    return _found(asked.arguments["party"], read_by(asked.actor))


def enter(asked: Asked[Nothing, NewParty]) -> Made | Refusal | None:
    """Enter an institution; in a body that the token is not of, there is nothing to see, nor to enter."""
    sent = asked.sent
    if may(asked.actor, "parties.enter", Where(body=sent.body)) is not None:
        return None
    done = actions.add_party(
        actor=asked.actor,
        at=asked.at,
        body=sent.body,
        names=sent.names,
        language=sent.language,
        email=sent.email,
        address=sent.address,
        aliases=sent.aliases,
    )
    if isinstance(done, Refusal):
        return done
    made = _found(done.subject, frozenset({sent.body}))
    return None if made is None else Made(made, made.url)


def seen(actor: Actor, body: str) -> frozenset[str]:
    """The bodies whose correspondence a token reads; of one that it is not of, nothing."""
    every = read_by(actor)
    return every & {body} if body else every


def _found(key: str, bodies: frozenset[str]) -> Party | None:
    found = member_lists.parties_named([key], bodies)
    return party(found[0]) if found else None


def party(data: PartyData) -> Party:
    """What is told of an institution."""
    of = data.of
    return Party(
        id=of.id,
        url=of_api(f"parties/{of.id}"),
        body=data.body,
        names=of.names,
        aliases=of.aliases,
        language=of.language,
        email=of.email,
        address=of.address,
        created=data.created,
        modified=data.modified,
    )


OPERATIONS = (
    Operation(
        name="parties",
        path="parties",
        noun="parties",
        summary=N_("The address book"),
        answer=Party,
        view=listed,
        many=True,
        given=Parties,
        scope="read:members",
    ),
    Operation(
        name="party",
        path="parties/{party}",
        noun="parties",
        summary=N_("One institution"),
        answer=Party,
        view=one,
        scope="read:members",
        arguments={"party": N_("The id of an institution.")},
    ),
    Operation(
        name="enter_party",
        method="POST",
        path="parties",
        noun="parties",
        summary=N_("Enter an institution in the address book"),
        answer=Party,
        view=enter,
        sent=NewParty,
        scope="write:parties",
    ),
)
