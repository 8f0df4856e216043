"""Meetings that were convened, with their agenda."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from plenaria.core.agenda import AGENDA_ITEM
from plenaria.core.meetings import MEETING
from plenaria.interfaces.api.addresses import of_api, page
from plenaria.interfaces.api.v1.declared import Asked, Nothing, Operation
from plenaria.interfaces.api.v1.kinds import Created, Id, Modified, OfBody, Texts, Url, Web, one_of
from plenaria.interfaces.api.v1.pages import cut, told
from plenaria.phrases.catalogue import N_
from plenaria.store.queries import open_data, open_lists
from plenaria.store.queries.keyset import Piece
from plenaria.store.queries.open_data import MeetingData

State = Annotated[str, one_of((each for each in MEETING.states if each != "planned"), N_("How far it has come."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A point of an agenda."""

    id: Id
    position: Annotated[int, Meta(description=N_("Its number, from 1."))]
    titles: Texts
    state: Annotated[str, one_of(AGENDA_ITEM.states, N_("How far it has come."))]
    resolution: Annotated[Id | None, Meta(description=N_("The resolution of the register that was dealt with."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A conference, assembly or session of one body."""

    id: Id
    url: Url
    web: Web
    body: Annotated[Id, Meta(description=N_("Whose meeting it is."))]
    slug: Annotated[str, Meta(description=N_("Its short name in addresses, within its body."))]
    names: Texts
    places: Texts
    state: State
    first_day: date
    last_day: date
    timezone: Annotated[str, Meta(description=N_("By whose clock (IANA)."))]
    created: Created
    modified: Modified


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeMeeting(Meeting):
    """A meeting with its agenda."""

    agenda: Annotated[Sequence[AgendaItem], Meta(description=N_("Its points, in order."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings(OfBody):
    """Parameters of the list of meetings."""

    state: State = ""
    held_since: Annotated[date, Meta(description=N_("Only those that ended on that day or later."))] | UnsetType = UNSET
    held_until: Annotated[date, Meta(description=N_("Only those that began on that day or earlier."))] | UnsetType = (
        UNSET
    )


def listed(asked: Asked[Meetings, Nothing]) -> Piece[Meeting]:
    """The meetings that were convened."""
    given = asked.given
    found = open_lists.meetings(
        cut(given),
        open_lists.among(given.body, with_below=given.below),
        state=given.state,
        since=given.held_since or None,
        until=given.held_until or None,
    )
    return told(found, meeting)


def one(asked: Asked[Nothing, Nothing]) -> WholeMeeting | None:
    """One of them, with its agenda."""
    found = open_data.meeting(asked.arguments["meeting"])
    if found is None:
        return None
    agenda = [
        AgendaItem(id=each.id, position=each.position, titles=each.titles, state=each.state, resolution=each.paper)
        for each in found.items
    ]
    card = meeting(found)
    return WholeMeeting(**{each.name: getattr(card, each.name) for each in fields(card)}, agenda=agenda)


def meeting(of: MeetingData) -> Meeting:
    """What is told of a meeting in a list."""
    return Meeting(
        id=of.id,
        url=of_api(f"meetings/{of.id}"),
        web=page("register-meeting", of.body_slug, of.slug),
        body=of.body,
        slug=of.slug,
        names=of.names,
        places=of.places,
        state=of.state,
        first_day=of.first,
        last_day=of.last,
        timezone=of.timezone,
        created=of.created,
        modified=of.modified,
    )


OPERATIONS = (
    Operation(
        name="meetings",
        path="meetings",
        noun="meetings",
        summary=N_("The meetings"),
        answer=Meeting,
        view=listed,
        many=True,
        given=Meetings,
    ),
    Operation(
        name="meeting",
        path="meetings/{meeting}",
        noun="meetings",
        summary=N_("One meeting, with its agenda"),
        answer=WholeMeeting,
        view=one,
        arguments={"meeting": N_("The id of a meeting.")},
    ),
)
