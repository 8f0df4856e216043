"""A resolution as it stands on a day: which of its clauses are in force, and in which words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from plenaria.core.resolutions import VALIDITY
from plenaria.core.text.resolution import Clause
from plenaria.core.validity import NOT_YET, Standing
from plenaria.interfaces.api.addresses import page
from plenaria.interfaces.api.v1.declared import Asked, Nothing, Operation
from plenaria.interfaces.api.v1.kinds import Id, Texts, Web, one_of
from plenaria.phrases.catalogue import N_
from plenaria.store.queries import keyset, open_resolutions, validity
from plenaria.store.queries.validity import InForce as Found


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingClause:
    """How a clause stands on that day."""

    id: Id
    number: Annotated[str, Meta(description=N_("As printed; empty where the paper prints none."))]
    state: Annotated[str, one_of((*VALIDITY.states, NOT_YET), N_("Whether it is in force on that day."))]
    in_force: bool
    since: Annotated[date | None, Meta(description=N_("The day from which it stands so."))]
    effects: Annotated[Sequence[Id], Meta(description=N_("What made it so: ids of effects, in their order."))]
    texts: Annotated[Texts, Meta(description=N_("In the words that it has on that day."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInForce:
    """A resolution as it stands on a day; the words that were adopted stay as they are."""

    resolution: Id
    web: Web
    on: Annotated[date, Meta(description=N_("The day."))]
    days: Annotated[Sequence[date], Meta(description=N_("Those on which it became another text, the first with them."))]
    clauses: Annotated[Sequence[StandingClause], Meta(description=N_("All, in the order in which they are printed."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Parameters of a text in force."""

    on: Annotated[date, Meta(description=N_("The day; today, where none is named."))] | UnsetType = UNSET


def one(asked: Asked[Day, Nothing]) -> TextInForce | None:
    """A resolution of the register as it stands on a day."""
    named = next(iter(open_resolutions.resolutions_named([asked.arguments["resolution"]])), None)
    if named is None or isinstance(named, keyset.Gone):
        return None
    day = asked.given.on or asked.at.date()
    found = validity.in_force(named.body_slug, named.slug, day)
    if found is None:
        return None
    words: dict[str, dict[str, str]] = {}
    for language, text in found.texts.items():
        for clause in text.walk():
            words.setdefault(clause.id, {})[language] = "\n".join(filter(None, (clause.text, clause.tail)))
    return TextInForce(
        resolution=found.id,
        web=f"{page('register-in-force', found.body_slug, found.slug)}?on={day.isoformat()}",
        on=day,
        days=found.turning_days,
        clauses=[_clause(each, found, words[each.id]) for each in found.texts[found.language].walk()],
    )


def _clause(of: Clause, found: Found, words: Mapping[str, str]) -> StandingClause:
    standing = found.standings.get(of.id, Standing(state="in-force", since=found.adopted_on))
    return StandingClause(
        id=of.id,
        number=of.number,
        state=standing.state,
        in_force=standing.in_force,
        since=standing.since,
        effects=[each.id for each in standing.effects if each.id in found.links],
        texts=words,
    )


OPERATIONS = (
    Operation(
        name="in_force",
        path="resolutions/{resolution}/in-force",
        noun="resolutions",
        summary=N_("One resolution as it stands on a day: which clauses are in force, and in which words"),
        answer=TextInForce,
        view=one,
        given=Day,
        exact=False,
        arguments={"resolution": N_("The id of a resolution.")},
    ),
)
