"""What later clauses do to earlier ones: amend, supersede, annul; and what a body notes as spent."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import Meta

from plenaria.core.validity import VERBS
from plenaria.interfaces.api.addresses import of_api, page
from plenaria.interfaces.api.v1.declared import Asked, Nothing, Operation
from plenaria.interfaces.api.v1.kinds import Id, Pieces, Texts, Url, one_of
from plenaria.interfaces.api.v1.pages import cut, told
from plenaria.phrases.catalogue import N_
from plenaria.store.queries import open_changes, open_lists
from plenaria.store.queries.keyset import Piece
from plenaria.store.queries.validity import ClauseLink, EffectView

Verb = Annotated[str, one_of(VERBS, N_("What is done to the clause."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A clause at one end of an effect."""

    resolution: Id
    clause: Id
    number: Annotated[str, Meta(description=N_("The printed number of the clause."))]
    web: Annotated[str, Meta(description=N_("Its permalink."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a clause does to an earlier one, from a day on; the words that were adopted stay as they are."""

    id: Id
    url: Url
    verb: Verb
    since: Annotated[date | None, Meta(description=N_("The first day on which it works."))]
    on: Annotated[End, Meta(description=N_("The clause to which it is done."))]
    by: Annotated[End | None, Meta(description=N_("The clause that does it; null where the body notes it."))]
    words: Annotated[Texts, Meta(description=N_("The words in which the clause then stands, where they change."))]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects(Pieces):
    """Parameters of the list of effects."""

    body: Annotated[Id, Meta(description=N_("Only on clauses of the body with that id."))] = ""
    below: Annotated[bool, Meta(description=N_("Of the bodies below it, too."))] = False
    resolution: Annotated[Id, Meta(description=N_("Only those of that resolution, at either end."))] = ""
    verb: Verb = ""


def listed(asked: Asked[Effects, Nothing]) -> Piece[Effect]:
    """What was decided on clauses, by day."""
    given = asked.given
    bodies = open_lists.among(given.body, with_below=given.below)
    found = open_changes.effects(cut(given, date), bodies, resolution=given.resolution, verb=given.verb)
    return told(found, effect)


def one(asked: Asked[Nothing, Nothing]) -> Effect | None:
    """One effect."""
    found = open_changes.effect(asked.arguments["effect"])
    return None if found is None else effect(found)


def effect(of: EffectView) -> Effect:
    """What is told of an effect."""
    return Effect(
        id=of.id,
        url=of_api(f"effects/{of.id}"),
        verb=of.verb,
        since=of.since,
        on=_end(of.on),
        by=None if of.by is None else _end(of.by),
        words=of.words,
        reason=of.reason,
    )


def _end(of: ClauseLink) -> End:
    return End(
        resolution=of.resolution,
        clause=of.id,
        number=of.clause,
        web=f"{page('register-resolution', of.body_slug, of.slug)}#{of.fragment}",
    )


OPERATIONS = (
    Operation(
        name="effects",
        path="effects",
        noun="effects",
        summary=N_("What clauses did to earlier ones"),
        answer=Effect,
        view=listed,
        many=True,
        given=Effects,
    ),
    Operation(
        name="effect",
        path="effects/{effect}",
        noun="effects",
        summary=N_("One effect of a clause on another"),
        answer=Effect,
        view=one,
        arguments={"effect": N_("The id of an effect.")},
    ),
)
