"""A question from its putting to its declaration: on a frozen roll, under a frozen rule, with the arithmetic."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from plenaria.actions import bodies, meetings, polls, presence
from plenaria.actions._perform import Receipt
from plenaria.core.journal.recount import roll_hash
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.voting.rule import NoObjection, Quorum, Rule, Share
from plenaria.store.models import Leaf, Resolution
from tests import builders
from tests.actions.polled import (
    act,
    count,
    decision,
    entry,
    outcome,
    row,
    tellers,
    told,
)
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db

HALF = Share(Fraction(1, 2), strict=True)


# Electronic, by name


def test_an_electronic_vote_is_declared_when_it_closes(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "for", "against", "abstain")
    builders.done(act(polls.close_poll, sitting, poll))
    assert outcome(poll) == ("declared", "adopted", "reached")
    tally = decision(poll).tally
    assert (tally.in_favour, tally.against, tally.abstaining, tally.present, tally.roll) == (2, 1, 1, 4, 4)
    assert decision(poll).needed == 2
    assert told(poll) == [
        "poll-prepared",
        "roll-frozen",
        "poll-opened",
        *["vote-cast"] * 4,
        "poll-closed",
        "poll-declared",
    ]
    assert entry(poll, "poll-declared")["outcome"] == "adopted"
    assert (row(poll).opened_at, row(poll).closed_at, row(poll).declared_at) == (AT, AT, AT)


def test_the_roll_is_frozen_at_the_opening(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    seats = {each.credential_id: each.weight for each in row(poll).roll.all()}
    assert set(seats) == set(sitting.credentials)
    assert (row(poll).roll_size, row(poll).present) == (4, 4)
    assert entry(poll, "roll-frozen") == {"sha256": roll_hash(seats), "seats": 4, "present": 4}


def test_only_one_vote_is_open_at_a_time_and_only_while_the_meeting_is(sitting: Sitting) -> None:
    first, second = builders.prepared_poll(sitting), builders.prepared_poll(sitting)
    assert [row(first).number, row(second).number] == [1, 2]
    builders.done(act(polls.open_poll, sitting, first))
    assert act(polls.open_poll, sitting, second) == conflict("another-poll-open")
    assert meetings.suspend_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id) == conflict(
        "poll-still-open", number=1
    )
    builders.done(act(polls.close_poll, sitting, first))
    builders.done(meetings.suspend_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    assert act(polls.open_poll, sitting, second) == conflict("meeting-not-open")


@pytest.mark.parametrize(
    ("verb", "more", "state"),
    [
        (polls.close_poll, {}, "prepared"),
        (polls.declare_poll, {}, "prepared"),
        (polls.declare_poll, {}, "open"),
        (polls.open_poll, {}, "declared"),
        (polls.close_poll, {}, "declared"),
        (polls.void_poll, {"reason": "a fault"}, "declared"),
        (polls.open_poll, {}, "void"),
    ],
)
def test_what_the_table_of_states_does_not_know_is_refused(
    sitting: Sitting, verb: Callable[..., Receipt | Refusal], more: dict[str, str], state: str
) -> None:
    poll = builders.prepared_poll(sitting)
    if state == "void":
        builders.done(act(polls.void_poll, sitting, poll, reason="a slip"))
    elif state != "prepared":
        builders.done(act(polls.open_poll, sitting, poll))
        builders.votes(sitting, poll, "for")
    if state == "declared":
        builders.done(act(polls.close_poll, sitting, poll))
    before = Leaf.objects.count()
    refusal = act(verb, sitting, poll, **more)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.data["state"]) == ("wrong-state", state)
    assert (row(poll).state, Leaf.objects.count()) == (state, before)


# Quorum


def test_a_vote_does_not_open_without_a_quorum(sitting: Sitting) -> None:
    poll = builders.prepared_poll(sitting)
    for seat in sitting.credentials[:2]:
        builders.done(presence.check_out(actor=sitting.secretary, at=AT, credential=seat))
    assert act(polls.open_poll, sitting, poll) == conflict("no-quorum", needed=3, present=2)
    assert row(poll).state == "prepared"


def test_a_vote_whose_quorum_left_is_void_not_lost(sitting: Sitting) -> None:
    resolution = builders.debated_text(sitting)
    poll = builders.open_poll(sitting, resolution=resolution)
    builders.votes(sitting, poll, "for")
    for seat in sitting.credentials[1:]:
        builders.done(presence.check_out(actor=sitting.secretary, at=AT, credential=seat))
    builders.done(act(polls.close_poll, sitting, poll))
    assert outcome(poll) == ("void", "void", "no-quorum")
    assert row(poll).reason == "no-quorum"
    assert Resolution.objects.get(id=resolution).state == "debated"
    assert told(poll)[-2:] == ["poll-closed", "poll-voided"]


def test_whoever_voted_was_there_whatever_the_door_says(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "for", "against")
    for seat in sitting.credentials:
        builders.done(presence.check_out(actor=sitting.secretary, at=AT, credential=seat))
    builders.done(act(polls.close_poll, sitting, poll))
    assert outcome(poll) == ("declared", "adopted", "reached")
    assert decision(poll).tally.present == 3


def test_who_comes_and_goes_after_the_close_changes_nothing(sitting: Sitting, body: str) -> None:
    teller, _ = tellers(body)
    away = sitting.credentials[0]
    builders.done(presence.check_out(actor=sitting.secretary, at=AT, credential=away))
    poll = builders.open_poll(sitting, method="hands")
    builders.done(count(teller, poll, 2, 1))
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT + timedelta(minutes=1), poll=poll))
    later = AT + timedelta(minutes=2)
    builders.done(presence.check_in(actor=sitting.secretary, at=later, credential=away))
    for seat in sitting.credentials[1:]:
        builders.done(presence.check_out(actor=sitting.secretary, at=later, credential=seat))
    builders.done(polls.declare_poll(actor=sitting.secretary, at=later, poll=poll))
    assert outcome(poll) == ("declared", "adopted", "reached")
    assert decision(poll).tally.present == 3


def test_the_roll_of_a_vote_is_not_empty(body: str, secretary: Actor) -> None:
    rule = Rule(threshold=HALF)
    builders.done(bodies.set_rule(actor=MACHINE, at=AT, body=body, rule=rule))
    planned = builders.planned_meeting(body, secretary)
    builders.done(meetings.convene_meeting(actor=secretary, at=AT, meeting=planned))
    builders.done(meetings.open_meeting(actor=secretary, at=AT, meeting=planned))
    poll = builders.prepared_poll(Sitting(planned, body, secretary, ()))
    assert polls.open_poll(actor=secretary, at=AT, poll=poll) == conflict("roll-empty")


# Hands


def test_counted_hands_wait_for_the_declaration(sitting: Sitting, body: str) -> None:
    teller, other = tellers(body)
    poll = builders.open_poll(sitting, method="hands")
    builders.done(act(polls.close_poll, sitting, poll))
    assert row(poll).state == "closed"
    assert act(polls.declare_poll, sitting, poll) == conflict("no-count")
    builders.done(count(teller, poll, 3, 1))
    builders.done(count(other, poll, 2, 1, 1))
    assert act(polls.declare_poll, sitting, poll) == conflict("counts-differ")
    builders.done(count(other, poll, 3, 1))
    builders.done(act(polls.declare_poll, sitting, poll))
    assert outcome(poll) == ("declared", "adopted", "reached")
    assert (decision(poll).tally.in_favour, decision(poll).tally.against) == (3, 1)
    assert row(poll).counts.count() == 2
    assert count(teller, poll, 4) == conflict("poll-not-open")


def test_a_count_that_cannot_be_is_refused_when_it_is_entered(sitting: Sitting, body: str) -> None:
    teller, _ = tellers(body)
    builders.done(presence.check_out(actor=sitting.secretary, at=AT, credential=sitting.credentials[0]))
    poll = builders.prepared_poll(sitting, method="hands")
    assert count(teller, poll, 1) == conflict("poll-not-open")
    builders.done(act(polls.open_poll, sitting, poll))
    assert count(teller, poll, 3, -1) == unacceptable("count-negative", count=-1)
    assert count(teller, poll, 3, 1) == unacceptable("more-votes-than-present", votes=4, present=3)
    assert not row(poll).counts.exists()


def test_hands_and_phones_make_one_vote(sitting: Sitting, body: str) -> None:
    teller, _ = tellers(body)
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "against", "abstain")
    builders.done(count(teller, poll, 2))
    builders.done(act(polls.close_poll, sitting, poll))
    assert row(poll).state == "closed"
    builders.done(act(polls.declare_poll, sitting, poll))
    tally = decision(poll).tally
    assert (tally.in_favour, tally.against, tally.abstaining) == (2, 1, 1)
    assert outcome(poll) == ("declared", "adopted", "reached")


def test_hands_beyond_those_who_voted_by_phone_are_refused(sitting: Sitting, body: str) -> None:
    teller, _ = tellers(body)
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "against", "abstain")
    assert count(teller, poll, 3) == unacceptable("more-votes-than-present", votes=5, present=4)


def test_nobody_objected(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, method="no-objection", rule=Rule(threshold=NoObjection()))
    builders.done(act(polls.close_poll, sitting, poll))
    builders.done(act(polls.declare_poll, sitting, poll))
    assert outcome(poll) == ("declared", "adopted", "no-objection")


# Ties


def test_a_tie_is_lost_under_a_rule_that_says_so(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "against")
    builders.done(act(polls.close_poll, sitting, poll))
    assert outcome(poll) == ("declared", "rejected", "tie-lost")


@pytest.mark.parametrize(
    ("tie", "voice", "expected"),
    [("chair", "for", "adopted"), ("chair", "against", "rejected"), ("lot", "for", "adopted")],
)
def test_a_tie_waits_closed_for_who_settles_it(sitting: Sitting, tie: str, voice: str, expected: str) -> None:
    rule = Rule(threshold=HALF, quorum=Quorum(first=HALF), tie=tie)
    poll = builders.open_poll(sitting, rule=rule)
    builders.votes(sitting, poll, "for", "against")
    builders.done(act(polls.close_poll, sitting, poll))
    assert outcome(poll) == ("closed", "tie", f"tie-{tie}")
    builders.done(act(polls.declare_poll, sitting, poll))
    assert row(poll).state == "closed"
    assert act(polls.declare_poll, sitting, poll, **{tie: "perhaps"}) == unacceptable(
        "choice-unknown", seat="", choice="perhaps"
    )
    builders.done(act(polls.declare_poll, sitting, poll, **{tie: voice}))
    assert outcome(poll) == ("declared", expected, f"tie-{tie}")
    assert entry(poll, "poll-declared")["settled"] == voice


# Texts and their clauses


def test_a_question_is_about_something_of_its_meeting(sitting: Sitting, body: str, secretary: Actor) -> None:
    elsewhere = builders.debated_text(builders.meeting(body, secretary, slug="xv"))
    here = builders.debated_text(sitting)

    def ask(**about: Any) -> Receipt | Refusal:
        return polls.prepare_question(actor=secretary, at=AT, meeting=sitting.id, **about)

    assert ask() == unacceptable("question-empty")
    assert ask(titles={"en": ""}) == unacceptable("question-empty")
    assert ask(resolution=elsewhere) == unacceptable("resolution-unknown")
    assert ask(resolution=here, clause=builders.clauses_of(elsewhere)[0]) == unacceptable("clause-unknown")
    assert ask(resolution=here, item="nowhere") == unacceptable("item-unknown")
    question = builders.done(ask(resolution=here))
    assert polls.prepare_poll(actor=secretary, at=AT, question=question, method="shouting") == unacceptable(
        "method-unknown", method="shouting"
    )
    assert polls.prepare_poll(actor=secretary, at=AT, question="nothing", method="hands") == unacceptable(
        "question-unknown"
    )


def test_who_may_put_open_and_count(sitting: Sitting, body: str) -> None:
    foreign = builders.person("Fay", builders.body("other"), "chair", "secretary", "clerk", "teller")
    teller = builders.person("Tom", body, "teller")
    clerk = builders.person("Cleo", body, "clerk")
    poll = builders.prepared_poll(sitting, method="hands")
    question = row(poll).question_id
    for actor in (foreign, teller, builders.holder(sitting.credentials[0])):
        assert polls.open_poll(actor=actor, at=AT, poll=poll) == forbidden("not-permitted", verb="polls.conduct")
        assert polls.prepare_poll(actor=actor, at=AT, question=question, method="hands") == forbidden(
            "not-permitted", verb="polls.prepare"
        )
    builders.done(polls.open_poll(actor=clerk, at=AT, poll=poll))
    assert count(foreign, poll, 3) == forbidden("not-permitted", verb="polls.count")
    builders.done(count(teller, poll, 3))
    assert polls.open_poll(actor=clerk, at=AT, poll="nothing") == unacceptable("poll-unknown")


def test_the_decision_knows_who_was_there_at_the_opening_and_at_the_close(sitting: Sitting) -> None:
    late = sitting.credentials[0]
    builders.done(presence.check_out(actor=sitting.secretary, at=AT, credential=late))
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "", "for", "for")
    builders.done(presence.check_in(actor=sitting.secretary, at=AT, credential=late))
    builders.done(act(polls.close_poll, sitting, poll))
    tally = decision(poll).tally
    assert (tally.opening, tally.opening_votes, tally.present, tally.roll) == (3, 3, 4, 4)
