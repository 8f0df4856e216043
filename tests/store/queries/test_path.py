from datetime import UTC, datetime, timedelta

import pytest

from plenaria.actions import agenda, credentials, meetings
from plenaria.core.path import Facts
from plenaria.core.permits import Actor
from plenaria.store.models import Resolution
from plenaria.store.queries import path
from plenaria.store.queries.agenda import agenda as points
from tests import builders
from tests.builders import AT

pytestmark = pytest.mark.django_db

EVE = datetime(2026, 5, 8, 21, 30, tzinfo=UTC)
"""Half an hour before midnight in Madrid on the eve of the meeting."""


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary")


def paper(body: str, state: str, meeting: str | None = None, published: bool = False) -> str:
    """A row in a state to which only a long way would lead."""
    row = Resolution.objects.create(
        body_id=body,
        meeting_id=meeting,
        language="ru",
        state=state,
        created_at=AT,
        published_at=AT if published else None,
    )
    return row.id


def test_the_facts_of_a_meeting(secretary: Actor) -> None:
    (_, found), *_ = secretary.roles
    body = str(found)
    sitting = builders.meeting(body, secretary, seats=3)
    guest = str(builders.person("Frida", body).person)
    builders.done(credentials.invite(actor=secretary, at=AT, meeting=sitting.id, person=guest))
    debated = paper(body, "debated")
    paper(body, "put", sitting.id)
    paper(body, "sealed", sitting.id)
    paper(body, "published", sitting.id, published=True)
    paper(body, "draft")
    items: list[agenda.Point] = [({"en": "One"}, None), ({"en": "Two"}, debated)]
    builders.done(agenda.set_agenda(actor=secretary, at=AT, meeting=sitting.id, items=items))
    builders.done(agenda.open_item(actor=secretary, at=AT, item=points(sitting.id)[0].id))
    builders.done(agenda.close_item(actor=secretary, at=AT, item=points(sitting.id)[0].id))
    assert path.facts_of([sitting.id], AT) == {
        sitting.id: Facts(
            state="open",
            day_has_come=True,
            items=2,
            items_left=1,
            credentials=4,
            credentials_to_decide=1,
            quorum_met=True,
            papers=4,
            undecided_papers=1,
            put=1,
            adopted=2,
            sealed=2,
            published=1,
        )
    }


def test_the_day_comes_where_the_meeting_is(secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    planned = builders.planned_meeting(str(body), secretary)
    halves = [EVE, EVE + timedelta(minutes=30)]
    assert [path.facts_of([planned], each)[planned].day_has_come for each in halves] == [False, True]


def test_the_path_of_several_meetings(secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    sitting = builders.meeting(str(body), secretary)
    planned = builders.planned_meeting(str(body), secretary, slug="xv")
    called_off = builders.planned_meeting(str(body), secretary, slug="xvi")
    builders.done(meetings.cancel_meeting(actor=secretary, at=AT, meeting=called_off))
    found = path.paths_of([sitting.id, planned, called_off], AT)
    assert {meeting: walked.next for meeting, walked in found.items()} == {
        sitting.id: "closed",
        planned: "agenda",
        called_off: "",
    }
    assert path.paths_of([], AT) == {}


def test_papers_come_in_the_order_of_the_agenda(secretary: Actor) -> None:
    (_, found), *_ = secretary.roles
    body = str(found)
    planned = builders.planned_meeting(body, secretary)
    first, second = paper(body, "draft"), paper(body, "draft", planned)
    items: list[agenda.Point] = [({"en": "A"}, second), ({"en": "B"}, first)]
    builders.done(agenda.set_agenda(actor=secretary, at=AT, meeting=planned, items=items))
    assert [each[0] for each in path.papers_of([planned])[planned]] == [second, first]
