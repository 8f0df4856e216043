"""Corrigenda: what was put right in a sealed text, which itself stays as it was sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import Meta

from plenaria.interfaces.api.addresses import of_api, page
from plenaria.interfaces.api.v1.declared import Asked, Nothing, Operation
from plenaria.interfaces.api.v1.files import File, file
from plenaria.interfaces.api.v1.kinds import Created, Id, Modified, OfBody, Texts, Url, Web
from plenaria.interfaces.api.v1.pages import cut
from plenaria.phrases.catalogue import N_
from plenaria.store.queries import open_changes, open_lists, open_resolutions
from plenaria.store.queries.corrigenda import CorrigendumView
from plenaria.store.queries.keyset import Piece
from plenaria.store.queries.open_resolutions import ResolutionData


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Words that were put right in one language."""

    language: str
    place: Annotated[str, Meta(description=N_("Where: the id of a clause, or a word for another part of the text."))]
    number: Annotated[str, Meta(description=N_("The printed number of the clause."))]
    stood: Annotated[str, Meta(description=N_("The words as they were sealed."))]
    reads: Annotated[str, Meta(description=N_("The words as they are to be read."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrigendum:
    """A sealed paper that puts right a slip in a resolution; the resolution itself is never rewritten."""

    id: Id
    url: Url
    web: Web
    resolution: Id
    body: Id
    number: Annotated[int, Meta(description=N_("Its number among those to the resolution, from 1."))]
    symbol: Annotated[str, Meta(description=N_("As printed: XIV/3/Corr.1."))]
    on: Annotated[date, Meta(description=N_("The day on which it was decided."))]
    corrections: Sequence[Correction]
    reasons: Texts
    vote: Annotated[Id | None, Meta(description=N_("The vote that decided it; where none did, an office."))]
    office: Annotated[str, Meta(description=N_("The office that decided it; empty where it was a vote."))]
    files: Sequence[File]
    created: Created
    modified: Modified


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrigenda(OfBody):
    """Parameters of the list of corrigenda."""

    resolution: Annotated[Id, Meta(description=N_("Only those to that resolution."))] = ""


def listed(asked: Asked[Corrigenda, Nothing]) -> Piece[Corrigendum]:
    """The sealed corrigenda."""
    given = asked.given
    bodies = open_lists.among(given.body, with_below=given.below)
    found = open_changes.corrected(cut(given), bodies, resolution=given.resolution)
    return Piece(corrigenda(found.found), found.last)


def one(asked: Asked[Nothing, Nothing]) -> Corrigendum | None:
    """One corrigendum."""
    found = open_changes.corrigendum(asked.arguments["corrigendum"])
    return None if found is None else next(iter(corrigenda([found])), None)


def corrigenda(found: Sequence[CorrigendumView]) -> tuple[Corrigendum, ...]:
    """What is told of these."""
    if not found:
        return ()
    named = {each.id: each for each in open_resolutions.resolutions_named({view.resolution for view in found})}
    return tuple(
        _corrigendum(view, at) for view in found if isinstance(at := named.get(view.resolution), ResolutionData)
    )


def _corrigendum(of: CorrigendumView, at: ResolutionData) -> Corrigendum:
    here = (at.body_slug, at.slug, of.number)
    return Corrigendum(
        id=of.id,
        url=of_api(f"corrigenda/{of.id}"),
        web=page("register-corrigendum", *here),
        resolution=of.resolution,
        body=at.body,
        number=of.number,
        symbol=of.symbol,
        on=of.on,
        corrections=[
            Correction(language=each.language, place=each.place, number=each.number, stood=each.stood, reads=each.reads)
            for each in of.corrections
        ],
        reasons=of.reasons,
        vote=of.poll or None,
        office="" if of.poll else of.office,
        files=[file(each, page("register-corrigendum-file", *here, each.format)) for each in of.files],
        created=open_changes.moment(of),
        modified=open_changes.moment(of),
    )


OPERATIONS = (
    Operation(
        name="corrigenda",
        path="corrigenda",
        noun="corrigenda",
        summary=N_("What was put right in sealed texts"),
        answer=Corrigendum,
        view=listed,
        many=True,
        given=Corrigenda,
    ),
    Operation(
        name="corrigendum",
        path="corrigenda/{corrigendum}",
        noun="corrigenda",
        summary=N_("One corrigendum"),
        answer=Corrigendum,
        view=one,
        arguments={"corrigendum": N_("The id of a corrigendum.")},
    ),
)
