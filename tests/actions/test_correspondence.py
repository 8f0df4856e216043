"""Votes that stay open for days beside everything else, and end by themselves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from plenaria.actions import correspondence, counts, credentials, meetings, polls, presence
from plenaria.actions._perform import Receipt
from plenaria.actions.cast import Ballot, cast
from plenaria.core.journal.entry import read
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.voting.presets import SIMPLE
from plenaria.core.voting.rule import Quorum
from plenaria.store import models
from plenaria.store.queries import correspondence as queries
from plenaria.store.queries import polls as poll_queries
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

BY_POST = replace(SIMPLE.rule, correspondence="to-the-end")
DAY = timedelta(days=1)
CLOSES = AT + 4 * DAY


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary")


def sitting_of(secretary: Actor, **rule: Any) -> Sitting:
    (_, body), *_ = secretary.roles
    return builders.meeting(str(body), secretary, seats=4, rule=replace(BY_POST, **rule))


@pytest.fixture
def sitting(secretary: Actor) -> Sitting:
    return sitting_of(secretary)


def vote(poll: str, seat: str, choice: str, at: datetime) -> Receipt | Refusal:
    ballot = Ballot(actor=builders.holder(seat), poll=poll, credential=seat, choice=choice, key=f"{seat}{choice}")
    return cast(ballots=[ballot], at=at)[0]


def all_vote(sitting: Sitting, poll: str, choices: Sequence[str], at: datetime) -> None:
    for seat, choice in zip(sitting.credentials, choices, strict=False):
        done(vote(poll, seat, choice, at))


def view(poll: str) -> poll_queries.PollView:
    found = poll_queries.poll(poll)
    assert found is not None
    return found


@pytest.mark.parametrize("method", ["electronic", "secret"])
def test_it_closes_by_itself_and_declares_what_those_who_voted_decided(sitting: Sitting, method: str) -> None:
    for seat in sitting.credentials:
        done(presence.check_out(actor=sitting.secretary, at=AT, credential=seat))
    poll = builders.open_poll(sitting, method=method, closes_at=CLOSES)
    all_vote(sitting, poll, ("for", "for", "against"), AT + 2 * DAY)
    assert correspondence.close_on_time(at=CLOSES - timedelta(microseconds=1)) == ()
    assert [isinstance(each, Receipt) for each in correspondence.close_on_time(at=CLOSES)] == [True]
    found = view(poll)
    assert found.decision is not None
    tally = found.decision.tally
    assert (found.state, found.decision.outcome) == ("declared", "adopted")
    assert (tally.roll, tally.present, tally.in_favour, tally.against) == (4, 3, 2, 1)
    assert correspondence.close_on_time(at=CLOSES + DAY) == ()


def test_who_is_in_the_room_and_does_not_vote_takes_no_part(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, closes_at=CLOSES)
    all_vote(sitting, poll, ("for", "for"), AT)
    correspondence.close_on_time(at=CLOSES)
    # More than half of four seats had to take part; all four are in the room, two voted.
    assert (view(poll).state, view(poll).reason) == ("void", "no-quorum")


def test_the_base_present_is_those_who_voted(secretary: Actor) -> None:
    sitting = sitting_of(secretary, base="present", quorum=Quorum(first=SIMPLE.rule.quorum.first))  # type: ignore[union-attr]
    poll = builders.open_poll(sitting, closes_at=CLOSES)
    all_vote(sitting, poll, ("for", "for", "abstain"), AT)
    correspondence.close_on_time(at=CLOSES)
    decision = view(poll).decision
    assert decision is not None
    assert (decision.base, decision.needed, decision.outcome) == (3, 2, "adopted")


@pytest.mark.parametrize("method", ["electronic", "secret"])
def test_nothing_is_taken_at_its_time_or_after_even_if_nobody_has_closed_it(sitting: Sitting, method: str) -> None:
    poll = builders.open_poll(sitting, method=method, closes_at=CLOSES)
    first, second, *_ = sitting.credentials
    early = vote(poll, first, "for", CLOSES - timedelta(milliseconds=1))
    assert isinstance(early, Receipt)
    for late in (CLOSES, CLOSES + DAY):
        assert vote(poll, second, "for", late) == conflict("poll-time-over")
    # The same vote sent again gets its receipt again, however late.
    again = vote(poll, first, "for", CLOSES + DAY)
    assert isinstance(again, Receipt)
    assert again.leaves == early.leaves
    assert view(poll).state == "open"


def test_the_clerk_enters_no_answer_after_its_time(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, closes_at=CLOSES)
    entered = {"actor": sitting.secretary, "poll": poll, "seat": sitting.credentials[0], "choice": "for"}
    done(counts.answer_call(**entered, at=CLOSES - DAY, key="a"))  # type: ignore[arg-type]
    assert counts.answer_call(**entered, at=CLOSES, key="b") == conflict("poll-time-over")  # type: ignore[arg-type]


def test_the_room_goes_on_beside_it(sitting: Sitting) -> None:
    by_post = builders.open_poll(sitting, closes_at=CLOSES)
    assert poll_queries.on_now(sitting.id) is None
    another = builders.open_poll(sitting, closes_at=CLOSES + DAY)
    at_once = builders.open_poll(sitting)
    assert poll_queries.on_now(sitting.id) == view(at_once)
    builders.votes(sitting, at_once, "for", "for", "for")
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=at_once))
    all_vote(sitting, by_post, ("for", "for", "for"), AT)
    correspondence.close_on_time(at=CLOSES)
    # Its result does not take the screen from what the room looks at.
    assert poll_queries.on_now(sitting.id) == view(at_once)
    assert [each.id for each in queries.open_now(sitting.id)] == [another]
    assert [each.id for each in queries.over(sitting.id)] == [by_post]
    later = builders.prepared_poll(sitting, closes_at=CLOSES + DAY)
    assert poll_queries.on_now(sitting.id) == view(later)


def test_a_meeting_is_suspended_beside_it_and_closed_after_it(sitting: Sitting) -> None:
    builders.open_poll(sitting, closes_at=CLOSES)
    act = {"actor": sitting.secretary, "meeting": sitting.id}
    done(meetings.suspend_meeting(**act, at=AT, resumes_at=AT + DAY))  # type: ignore[arg-type]
    assert meetings.close_meeting(**act, at=AT) == conflict("poll-still-open", number=1)  # type: ignore[arg-type]
    correspondence.close_on_time(at=CLOSES)
    done(meetings.close_meeting(**act, at=CLOSES))  # type: ignore[arg-type]


def test_votes_and_proxies_are_changed_while_it_is_open(sitting: Sitting) -> None:
    builders.open_poll(sitting, closes_at=CLOSES)
    done(credentials.change_votes(actor=sitting.secretary, at=AT, credential=sitting.credentials[0], weight=2))


@pytest.mark.parametrize(
    ("says", "voted", "answer"),
    [
        ("to-the-end", 4, conflict("closes-later")),
        ("all-voted", 3, conflict("closes-later-unless-all", missing=1)),
        ("all-voted", 4, None),
        ("early", 0, None),
    ],
)
def test_the_chair_closes_it_before_its_time_as_the_rule_allows(
    secretary: Actor, says: str, voted: int, answer: Refusal | None
) -> None:
    sitting = sitting_of(secretary, correspondence=says)
    poll = builders.open_poll(sitting, closes_at=CLOSES)
    all_vote(sitting, poll, ("for",) * voted, AT)
    closed = polls.close_poll(actor=secretary, at=AT + DAY, poll=poll)
    assert closed == answer if answer else isinstance(closed, Receipt)
    # The installation never does.
    if answer:
        assert polls.close_poll(actor=MACHINE, at=AT + DAY, poll=poll) == conflict("closes-later")
        assert isinstance(polls.close_poll(actor=secretary, at=CLOSES, poll=poll), Receipt)


def test_more_time_is_given_with_a_reason(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, closes_at=CLOSES)
    later = CLOSES + 3 * DAY

    def extend(closes_at: datetime = later, reason: str = "The post is late.", **given: Any) -> Receipt | Refusal:
        who: dict[str, Any] = {"actor": sitting.secretary, "at": AT + DAY, "poll": poll} | given
        return correspondence.extend_poll(**who, closes_at=closes_at, reason=reason)

    assert extend(reason=" ") == unacceptable("reason-missing")
    assert extend(closes_at=CLOSES - timedelta(hours=1)) == unacceptable("closing-time-earlier")
    assert extend(at=CLOSES) == conflict("poll-time-over")
    assert extend(actor=builders.holder(sitting.credentials[0])) == forbidden("not-permitted", verb="polls.conduct")
    receipt = extend()
    assert isinstance(receipt, Receipt)
    entry = read(bytes(models.Leaf.objects.get(index=receipt.leaves[0]).data))
    assert (entry.kind, entry.data["reason"]) == ("poll-extended", "The post is late.")
    assert entry.data["before"] == "2026-05-13T14:03:00.000Z"
    assert isinstance(vote(poll, sitting.credentials[0], "for", CLOSES + DAY), Receipt)
    assert correspondence.close_on_time(at=CLOSES) == ()
    assert queries.next_due(CLOSES + 2 * DAY + timedelta(hours=1)) == later
    builders.open_poll(sitting)
    assert extend(poll=builders.prepared_poll(sitting)) == conflict("not-by-correspondence")


def test_what_is_put_by_correspondence_and_what_is_not(sitting: Sitting) -> None:
    question = models.Question.objects.get(id=view(builders.prepared_poll(sitting, closes_at=CLOSES)).question.id)

    def put(**given: Any) -> Receipt | Refusal:
        asked = {"actor": sitting.secretary, "at": AT, "question": question.id, "method": "electronic"}
        return polls.prepare_poll(**{**asked, "closes_at": CLOSES, **given})

    assert put(closes_at=AT) == unacceptable("closing-time-past")
    assert put(method="hands") == unacceptable("correspondence-not-so", method="hands")
    assert put(mixed=True) == unacceptable("correspondence-not-so", method="electronic")
    assert put(rule=SIMPLE.rule) == conflict("correspondence-not-allowed")
    late = done(put())
    opened = polls.open_poll(actor=sitting.secretary, at=CLOSES, poll=late)
    assert opened == conflict("closing-time-past")


def test_put_again_it_stays_open_as_long_as_before(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, closes_at=CLOSES)
    correspondence.close_on_time(at=CLOSES)
    again = done(polls.put_again(actor=sitting.secretary, at=CLOSES, poll=poll))
    assert view(again).closes_at == CLOSES + 4 * DAY


def test_a_meeting_by_correspondence_opens_without_a_door_and_puts_everything_so(secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    sitting = builders.convened_meeting(str(body), secretary, rule=BY_POST)
    models.Meeting.objects.filter(id=sitting.id).update(kind="correspondence")
    first = sitting.credentials[0]
    assert presence.check_in(actor=secretary, at=AT, credential=first) == conflict("door-closed")
    done(meetings.open_meeting(actor=secretary, at=AT, meeting=sitting.id))
    poll = builders.open_poll(sitting, closes_at=CLOSES)
    all_vote(sitting, poll, ("for", "for", "for"), AT)
    correspondence.close_on_time(at=CLOSES)
    assert view(poll).state == "declared"
    asked = view(poll).question.id
    refused = polls.prepare_poll(actor=secretary, at=AT, question=asked, method="electronic")
    assert refused == conflict("closing-time-missing")
