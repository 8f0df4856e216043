"""What was sent to whom, and what came back, for programs with a token; the words of letters and answers stay here."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from msgspec import Meta

from plenaria.core.correspondence import CORRESPONDENCE
from plenaria.interfaces.api.addresses import of_api
from plenaria.interfaces.api.v1.commitments import read_by
from plenaria.interfaces.api.v1.declared import Asked, Nothing, Operation
from plenaria.interfaces.api.v1.kinds import Id, Listing, Url, one_of
from plenaria.interfaces.api.v1.pages import cut, told
from plenaria.interfaces.api.v1.parties import seen
from plenaria.phrases.catalogue import N_
from plenaria.store.queries import member_lists
from plenaria.store.queries.keyset import Piece
from plenaria.store.queries.member_lists import DispatchData

Purpose = Annotated[str, one_of(("dispatch", "request", "thanks", "reminder", "mandate"), N_("What it is for."))]
UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One sending to one party: the resolution itself, or a letter that a clause calls for."""

    id: Id
    url: Url
    body: Id
    resolution: Id
    clause: Annotated[Id | None, Meta(description=N_("The clause that calls for it; null for the resolution itself."))]
    party: Annotated[Id, Meta(description=N_("To whom."))]
    purpose: Purpose
    reference: Annotated[str, Meta(description=N_("The number that the body gave it; empty before it goes."))]
    language: Annotated[str, Meta(description=N_("In which it is (BCP 47)."))]
    state: Annotated[
        str,
        one_of(
            (*CORRESPONDENCE.states, UNANSWERED),
            N_("How far it has come; unanswered where an answer was due and none came."),
        ),
    ]
    answer_due: date | None
    sent_at: datetime | None
    acknowledged_at: datetime | None
    answered_at: datetime | None
    modified: Annotated[datetime | None, Meta(description=N_("When it was last changed; null while it waits."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatches(Listing):
    """Parameters of the list of dispatches."""

    body: Annotated[Id, Meta(description=N_("Only of the body with that id."))] = ""
    resolution: Annotated[Id, Meta(description=N_("Only those of that resolution."))] = ""
    party: Annotated[Id, Meta(description=N_("Only those to that institution."))] = ""
    purpose: Purpose = ""


def listed(asked: Asked[Dispatches, Nothing]) -> Piece[Dispatch]:
    """What went to whom."""
    given = asked.given
    found = member_lists.dispatches(
        cut(given, date),
        asked.at.date(),
        seen(asked.actor, given.body),
        resolution=given.resolution,
        party=given.party,
        purpose=given.purpose,
    )
    return told(found, dispatch)


def one(asked: Asked[Nothing, Nothing]) -> Dispatch | None:
    """One dispatch."""
    found = member_lists.dispatches_named([asked.arguments["dispatch"]], asked.at.date(), read_by(asked.actor))
    return dispatch(found[0]) if found else None


def dispatch(data: DispatchData) -> Dispatch:
    """What is told of a dispatch."""
    of = data.of
    # Silence begins with the day after; no entry of the journal says that.
    silent = of.state == UNANSWERED and of.answer_due is not None
    since = datetime.combine(of.answer_due + timedelta(days=1), time(), UTC) if silent and of.answer_due else None
    return Dispatch(
        id=of.id,
        url=of_api(f"dispatches/{of.id}"),
        body=of.body,
        resolution=of.resolution,
        clause=of.clause_id,
        party=of.party.id,
        purpose=of.purpose,
        reference=of.reference,
        language=of.language,
        state=of.state,
        answer_due=of.answer_due,
        sent_at=of.sent_at,
        acknowledged_at=of.acknowledged_at,
        answered_at=of.answered_at,
        modified=max((each for each in (data.modified, since) if each), default=None),
    )


OPERATIONS = (
    Operation(
        name="dispatches",
        path="dispatches",
        noun="dispatches",
        summary=N_("What was sent to whom, and what came back"),
        answer=Dispatch,
        view=listed,
        many=True,
        given=Dispatches,
        scope="read:members",
    ),
    Operation(
        name="dispatch",
        path="dispatches/{dispatch}",
        noun="dispatches",
        summary=N_("One dispatch"),
        answer=Dispatch,
        view=one,
        scope="read:members",
        arguments={"dispatch": N_("The id of a dispatch.")},
    ),
)
