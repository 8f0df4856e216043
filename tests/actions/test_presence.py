from dataclasses import replace
from datetime import timedelta

import pytest

from plenaria.actions import bodies, polls, presence
from plenaria.actions._perform import Receipt
from plenaria.actions.cast import Ballot, cast
from plenaria.actions.credentials import change_attendance, decide_credential, invite
from plenaria.actions.meetings import call_again, convene_meeting
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.core.voting.presets import SIMPLE
from plenaria.core.voting.quorum import Attendance
from plenaria.core.voting.rule import Number, Quorum, Rule
from plenaria.store.models import Presence, RollSeat
from plenaria.store.queries import credentials, meetings
from plenaria.store.queries import polls as poll_queries
from plenaria.store.queries import presence as queries
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary")


@pytest.fixture
def sitting(secretary: Actor) -> Sitting:
    (_, body), *_ = secretary.roles
    return builders.meeting(str(body), secretary, seats=4)


def test_presence_is_known_at_any_moment(secretary: Actor, sitting: Sitting) -> None:
    first = sitting.credentials[0]
    builders.done(presence.check_out(actor=secretary, at=AT + HOUR, credential=first))
    builders.done(presence.check_in(actor=secretary, at=AT + 2 * HOUR, credential=first))
    moments = [AT - HOUR, AT, AT + HOUR, AT + 2 * HOUR]
    assert [queries.present_count(sitting.id, each) for each in moments] == [0, 4, 3, 4]
    view = credentials.credential(first)
    assert view is not None
    assert view.present_since == AT + 2 * HOUR


def test_nobody_comes_in_twice_or_leaves_twice(secretary: Actor, sitting: Sitting) -> None:
    first = sitting.credentials[0]
    assert presence.check_in(actor=secretary, at=AT, credential=first) == conflict("already-in")
    builders.done(presence.check_out(actor=secretary, at=AT, credential=first))
    assert presence.check_out(actor=secretary, at=AT, credential=first) == conflict("not-in")
    assert presence.check_in(actor=secretary, at=AT, credential="none") == unacceptable("credential-unknown")


def test_a_clock_that_was_set_back_makes_no_interval_negative(secretary: Actor, sitting: Sitting) -> None:
    first = sitting.credentials[0]
    builders.done(presence.check_out(actor=secretary, at=AT - HOUR, credential=first))
    assert list(Presence.objects.filter(credential=first).values_list("since", "until")) == [(AT, AT)]
    assert queries.present_count(sitting.id) == 3


def test_the_door_is_minded_by_secretary_and_clerk(sitting: Sitting) -> None:
    clerk = builders.person("Dan", sitting.body, "clerk")
    builders.done(presence.check_out(actor=clerk, at=AT, credential=sitting.credentials[0]))
    delegate = builders.holder(sitting.credentials[0])
    assert presence.check_in(actor=delegate, at=AT, credential=sitting.credentials[0]) == forbidden(
        "not-permitted", verb="presence.record"
    )


def test_the_quorum_follows_the_door(secretary: Actor, sitting: Sitting) -> None:
    assert queries.quorum(sitting.id) == Attendance(whole=4, present=4, needed=3, of="seats")
    for credential in sitting.credentials[:2]:
        builders.done(presence.check_out(actor=secretary, at=AT, credential=credential))
    found = queries.quorum(sitting.id)
    assert (found.present, found.met) == (2, False)


def test_before_it_is_convened_a_meeting_has_no_quorum_and_no_door(secretary: Actor, sitting: Sitting) -> None:
    planned = builders.planned_meeting(sitting.body, secretary, slug="xv")
    assert queries.quorum(planned) == Attendance(whole=0, present=0, needed=None, of="seats")
    person = str(builders.person("Frida", sitting.body).person)
    invited = builders.done(invite(actor=secretary, at=AT, meeting=planned, person=person))
    builders.done(decide_credential(actor=secretary, at=AT, credential=invited))
    assert presence.check_in(actor=secretary, at=AT, credential=invited) == conflict("door-closed")


def test_the_second_call_may_ask_for_less_and_votes_may_be_counted(secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    quorum = Quorum(first=Number(5), second=Number(2), of="votes")
    builders.done(
        bodies.set_rule(
            actor=MACHINE,
            at=AT,
            body=str(body),
            rule=Rule(threshold=SIMPLE.rule.threshold, quorum=quorum, weights="delegation"),
        )
    )
    planned = builders.planned_meeting(str(body), secretary)
    person = str(builders.person("Frida", str(body)).person)
    invited = builders.done(invite(actor=secretary, at=AT, meeting=planned, person=person, weight=3))
    builders.done(decide_credential(actor=secretary, at=AT, credential=invited))
    builders.done(convene_meeting(actor=secretary, at=AT, meeting=planned))
    builders.done(presence.check_in(actor=secretary, at=AT, credential=invited))
    assert queries.quorum(planned) == Attendance(whole=3, present=3, needed=5, of="votes")
    builders.done(call_again(actor=secretary, at=AT, meeting=planned))
    assert queries.quorum(planned) == Attendance(whole=3, present=3, needed=2, of="votes")
    assert queries.quorum(planned).met
    view = meetings.meeting(planned)
    assert view is not None
    assert view.call == 2


def test_whoever_takes_part_from_elsewhere_counts_and_votes_unless_the_rule_says_not(secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    for allowed in (True, False):
        rule = replace(SIMPLE.rule, remote=allowed)
        sitting = builders.meeting(str(body), secretary, slug=f"remote-{allowed}".lower(), seats=4, rule=rule)
        seat = sitting.credentials[0]
        builders.done(change_attendance(actor=secretary, at=AT, credential=seat, attends="remote"))
        assert queries.quorum(sitting.id).present == 3 + allowed
        poll = builders.open_poll(sitting)
        assert RollSeat.objects.get(poll=poll, credential=seat).present is allowed
        ballot = Ballot(actor=builders.holder(seat), poll=poll, credential=seat, choice="for", key="key")
        answer = cast(ballots=[ballot], at=AT)[0]
        assert isinstance(answer, Receipt) if allowed else answer == conflict("remote-not-allowed")
        builders.votes(sitting, poll, "", "for", "for", "against")
        builders.done(polls.close_poll(actor=secretary, at=AT, poll=poll))
        decision = poll_queries.poll(poll)
        assert decision is not None
        assert decision.decision is not None
        assert decision.decision.tally.present == 3 + allowed
        builders.done(presence.check_out(actor=secretary, at=AT, credential=seat))


def test_they_say_themselves_that_they_are_there_and_nobody_else_does(secretary: Actor, sitting: Sitting) -> None:
    first, second, *_ = sitting.credentials
    for seat in sitting.credentials:
        builders.done(presence.check_out(actor=secretary, at=AT, credential=seat))
    builders.done(change_attendance(actor=secretary, at=AT, credential=first, attends="remote"))
    own = builders.holder(first)
    assert presence.announce(actor=builders.holder(second), at=AT, credential=second) == conflict("not-remote")
    assert presence.announce(actor=builders.holder(second), at=AT, credential=first) == forbidden(
        "not-permitted", verb="presence.announce"
    )
    builders.done(presence.announce(actor=own, at=AT, credential=first))
    assert presence.announce(actor=own, at=AT, credential=first) == conflict("already-in")
    assert queries.present_count(sitting.id) == 1
    # The door can end it too.
    builders.done(presence.check_out(actor=secretary, at=AT, credential=first))
    assert presence.take_leave(actor=own, at=AT, credential=first) == conflict("not-in")
    assert change_attendance(actor=secretary, at=AT, credential=first, attends="moon") == unacceptable(
        "attends-unknown"
    )
