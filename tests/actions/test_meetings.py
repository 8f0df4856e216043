from datetime import date, timedelta
from typing import Any

import pytest

from plenaria.actions import bodies, credentials, meetings, presence
from plenaria.actions._perform import Receipt
from plenaria.core.journal.entry import read
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.voting.presets import SIMPLE, TWO_THIRDS
from plenaria.store.models import Leaf
from plenaria.store.queries import meetings as queries
from plenaria.store.queries import presence as presence_queries
from tests import builders
from tests.builders import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> str:
    return builders.body()


@pytest.fixture
def secretary(body: str) -> Actor:
    return builders.person("Ann", body, "secretary")


def state(meeting: str) -> str:
    view = queries.meeting(meeting)
    assert view is not None
    return view.state


def told(meeting: str) -> list[str]:
    return list(Leaf.objects.filter(meeting_id=meeting).order_by("index").values_list("kind", flat=True))


def plan(actor: Actor, body: str, **changed: Any) -> Receipt | Refusal:
    given: dict[str, Any] = {
        "slug": "xv",
        "number": "XV",
        "kind": "conference",
        "names": {"en": "Conference"},
        "places": {},
        "first_day": date(2026, 5, 9),
        "last_day": date(2026, 5, 9),
        "languages": ["ru"],
        "timezone": "Europe/Madrid",
    }
    return meetings.plan_meeting(actor=actor, at=AT, body=body, **{**given, **changed})


def test_a_meeting_goes_its_way_and_the_journal_tells_it(body: str, secretary: Actor) -> None:
    sitting = builders.meeting(body, secretary, seats=2)
    for step in (
        meetings.suspend_meeting,
        meetings.resume_meeting,
        meetings.close_meeting,
    ):
        builders.done(step(actor=secretary, at=AT, meeting=sitting.id))
    assert state(sitting.id) == "closed"
    assert told(sitting.id) == [
        "meeting-planned",
        *["credential-invited", "credential-decided"] * 2,
        "meeting-convened",
        *["presence-recorded"] * 2,
        "meeting-opened",
        "meeting-suspended",
        "meeting-resumed",
        "meeting-closed",
    ]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"slug": "Fifteen!"}, unacceptable("slug-unfit", slug="Fifteen!")),
        ({"slug": "xiv"}, conflict("slug-taken", slug="xiv")),
        ({"names": {"en": ""}}, unacceptable("name-missing")),
        ({"last_day": date(2026, 5, 8)}, unacceptable("days-reversed")),
        ({"languages": []}, unacceptable("language-missing")),
        ({"timezone": "Europe/Valdehoz"}, unacceptable("timezone-unknown", timezone="Europe/Valdehoz")),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(
    body: str, secretary: Actor, changed: dict[str, Any], refusal: Refusal
) -> None:
    builders.planned_meeting(body, secretary, slug="xiv")
    assert plan(secretary, body, **changed) == refusal
    assert len(queries.meetings_of(body)) == 1


def test_only_the_secretary_of_that_body_plans(body: str) -> None:
    elsewhere = builders.person("Bea", builders.body("other"), "secretary")
    chair = builders.person("Carl", body, "chair")
    for actor in (elsewhere, chair):
        assert plan(actor, body) == forbidden("not-permitted", verb="meetings.plan")


def test_a_meeting_keeps_the_rule_that_it_was_convened_under(body: str, secretary: Actor) -> None:
    sitting = builders.convened_meeting(body, secretary)
    builders.done(bodies.set_rule(actor=MACHINE, at=AT, body=body, rule=TWO_THIRDS.rule))
    view = queries.meeting(sitting.id)
    assert view is not None
    assert view.rule == SIMPLE.rule


def test_nothing_is_convened_without_a_rule(body: str, secretary: Actor) -> None:
    planned = builders.planned_meeting(body, secretary)
    assert meetings.convene_meeting(actor=secretary, at=AT, meeting=planned) == conflict("rule-missing")
    assert state(planned) == "planned"


def test_it_opens_with_its_quorum_and_the_journal_holds_the_figures(body: str, secretary: Actor) -> None:
    sitting = builders.convened_meeting(body, secretary, seats=4)
    for credential in sitting.credentials[:2]:
        builders.done(presence.check_in(actor=secretary, at=AT, credential=credential))
    refused = meetings.open_meeting(actor=secretary, at=AT, meeting=sitting.id)
    assert refused == conflict("no-quorum", needed=3, present=2)
    builders.done(presence.check_in(actor=secretary, at=AT, credential=sitting.credentials[2]))
    receipt = meetings.open_meeting(actor=secretary, at=AT, meeting=sitting.id)
    assert isinstance(receipt, Receipt)
    assert read(bytes(Leaf.objects.get(index=receipt.leaves[0]).data)).data == {
        "call": 1,
        "quorum": {"whole": 4, "present": 3, "needed": 3, "of": "seats"},
    }


def test_without_a_quorum_it_is_called_again_or_void(body: str, secretary: Actor) -> None:
    sitting = builders.convened_meeting(body, secretary)
    builders.done(meetings.call_again(actor=secretary, at=AT, meeting=sitting.id))
    view = queries.meeting(sitting.id)
    assert view is not None
    assert (view.state, view.call) == ("convened", 2)
    builders.done(presence.check_in(actor=secretary, at=AT, credential=sitting.credentials[0]))
    builders.done(meetings.void_meeting(actor=secretary, at=AT, meeting=sitting.id))
    assert state(sitting.id) == "void"
    assert presence_queries.present_count(sitting.id) == 0


def test_with_a_quorum_it_is_not_void(body: str, secretary: Actor) -> None:
    sitting = builders.convened_meeting(body, secretary, seats=1)
    builders.done(presence.check_in(actor=secretary, at=AT, credential=sitting.credentials[0]))
    assert meetings.void_meeting(actor=secretary, at=AT, meeting=sitting.id) == conflict("quorum-met")


def test_the_close_sends_everybody_home(body: str, secretary: Actor) -> None:
    sitting = builders.meeting(body, secretary)
    later = AT + timedelta(hours=3)
    builders.done(meetings.close_meeting(actor=secretary, at=later, meeting=sitting.id))
    assert presence_queries.present_count(sitting.id) == 0
    assert presence_queries.present_count(sitting.id, AT + timedelta(hours=2)) == 3
    assert credentials.invite(actor=secretary, at=later, meeting=sitting.id, person=str(secretary.person)) == conflict(
        "meeting-over"
    )


def test_an_open_meeting_is_not_called_off(body: str, secretary: Actor) -> None:
    sitting = builders.meeting(body, secretary)
    refused = meetings.cancel_meeting(actor=secretary, at=AT, meeting=sitting.id)
    assert refused == conflict("wrong-state", name="meeting", state="open", verb="cancel")
    planned = builders.planned_meeting(body, secretary, slug="xv")
    builders.done(meetings.cancel_meeting(actor=secretary, at=AT, meeting=planned, reason="storm"))
    assert state(planned) == "cancelled"


def test_the_chair_conducts_and_the_clerk_does_not(body: str, secretary: Actor) -> None:
    sitting = builders.meeting(body, secretary)
    clerk, chair = builders.person("Dan", body, "clerk"), builders.person("Eve", body, "chair")
    assert meetings.suspend_meeting(actor=clerk, at=AT, meeting=sitting.id) == forbidden(
        "not-permitted", verb="meetings.conduct"
    )
    builders.done(meetings.suspend_meeting(actor=chair, at=AT, meeting=sitting.id))


def test_a_meeting_that_is_not_there(secretary: Actor) -> None:
    assert meetings.open_meeting(actor=secretary, at=AT, meeting="none") == unacceptable("meeting-unknown")
    assert queries.meeting("none") is None
    assert queries.where_of_meeting("none") is None
