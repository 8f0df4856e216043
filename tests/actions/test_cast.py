"""Casting: many votes in one transaction, one answer each; never lost, never counted twice."""

from datetime import timedelta
from fractions import Fraction

import pytest

from plenaria.actions import _wake, credentials, polls
from plenaria.actions._perform import Receipt
from plenaria.actions.cast import Ballot, cast
from plenaria.core.journal.entry import read
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.voting.rule import Rule, Share
from plenaria.store.models import Credential, Leaf, Vote
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"), seats=4)


@pytest.fixture
def poll(sitting: Sitting) -> str:
    return builders.open_poll(sitting)


def ballot(poll: str, seat: str, choice: str = "for", key: str = "k1", actor: Actor | None = None) -> Ballot:
    return Ballot(actor=actor or builders.holder(seat), poll=poll, credential=seat, choice=choice, key=key)


def one(*args: str, actor: Actor | None = None) -> Receipt | Refusal:
    (answer,) = cast(ballots=[ballot(*args, actor=actor)], at=AT)
    return answer


def current(poll: str) -> dict[str, str]:
    return dict(Vote.objects.filter(poll_id=poll, current=True).values_list("credential_id", "choice"))


def test_a_batch_is_answered_in_its_order_with_a_leaf_for_each_vote(sitting: Sitting, poll: str) -> None:
    first, second, third, _ = sitting.credentials
    before = Leaf.objects.count()
    answers = cast(
        ballots=[ballot(poll, second, "against"), ballot(poll, first, "maybe"), ballot(poll, third, "abstain")], at=AT
    )
    assert answers == [
        Receipt(poll, (before,)),
        unacceptable("choice-unknown", seat="", choice="maybe"),
        Receipt(poll, (before + 1,)),
    ]
    assert current(poll) == {second: "against", third: "abstain"}
    entry = read(bytes(Leaf.objects.get(index=before).data))
    assert (entry.kind, entry.subject, entry.actor) == ("vote-cast", poll, second)
    assert dict(entry.data) == {"seat": second, "choice": "against", "key": "k1"}


def test_an_empty_batch_does_nothing() -> None:
    assert cast(ballots=[], at=AT) == []


def test_the_same_key_is_the_same_vote_in_a_batch_and_after_it(sitting: Sitting, poll: str) -> None:
    seat = sitting.credentials[0]
    answers = cast(ballots=[ballot(poll, seat)] * 20, at=AT)
    assert len(set(map(str, answers))) == 1
    assert one(poll, seat, "against", "k1") == answers[0]
    assert Vote.objects.filter(poll_id=poll).count() == 1
    assert current(poll) == {seat: "for"}


def test_a_change_replaces_the_vote_and_the_journal_keeps_both(sitting: Sitting, poll: str) -> None:
    seat = sitting.credentials[0]
    first, second = one(poll, seat, "for", "k1"), one(poll, seat, "against", "k2")
    assert current(poll) == {seat: "against"}
    assert Leaf.objects.filter(kind="vote-cast", subject=poll).count() == 2
    # The first press, sent again by a phone that never heard the answer, does not undo the second.
    assert one(poll, seat, "for", "k1") == first
    assert current(poll) == {seat: "against"}
    assert first != second


def test_a_change_within_one_batch_leaves_the_later_one(sitting: Sitting, poll: str) -> None:
    seat = sitting.credentials[0]
    cast(ballots=[ballot(poll, seat, "for", "k1"), ballot(poll, seat, "abstain", "k2")], at=AT)
    assert current(poll) == {seat: "abstain"}
    assert Vote.objects.filter(poll_id=poll).count() == 2


def test_nothing_counts_after_the_close_but_the_receipt_stays(sitting: Sitting, poll: str) -> None:
    first, second, *_ = sitting.credentials
    receipt = one(poll, first)
    builders.votes(sitting, poll, "", "", "for", "for")
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    assert one(poll, first) == receipt
    assert one(poll, first, "against", "k2") == conflict("poll-not-open")
    assert one(poll, second) == conflict("poll-not-open")


def test_votes_go_by_the_order_of_their_numbers_not_by_the_clock(sitting: Sitting, poll: str) -> None:
    seat = sitting.credentials[0]
    one(poll, seat, "for", "k1")
    cast(ballots=[ballot(poll, seat, "against", "k2")], at=AT - timedelta(hours=1))
    assert current(poll) == {seat: "against"}


@pytest.mark.parametrize("method", ["hands", "paper", "roll-call"])
def test_a_vote_that_phones_are_not_asked_in_takes_none_of_theirs(sitting: Sitting, method: str) -> None:
    poll = builders.open_poll(sitting, method=method)
    assert one(poll, sitting.credentials[0]) == conflict("phone-not-asked")


def test_phones_answer_a_roll_call_where_the_chair_lets_them(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, method="roll-call", mixed=True)
    builders.done(one(poll, sitting.credentials[0]))
    assert current(poll) == {sitting.credentials[0]: "for"}


def test_where_objections_are_asked_for_a_phone_can_say_nothing_else(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, method="no-objection")
    seat = sitting.credentials[0]
    assert one(poll, seat, "for") == unacceptable("choice-unknown", seat="", choice="for")
    builders.done(one(poll, seat, "against"))
    assert current(poll) == {seat: "against"}


def test_a_rule_may_make_every_vote_final(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, rule=Rule(threshold=Share(Fraction(1, 2), strict=True), changes=False))
    first, second, *_ = sitting.credentials
    earlier = one(poll, first, "for", "k1")
    assert one(poll, first, "against", "k2") == conflict("vote-final")
    assert one(poll, first, "for", "k1") == earlier
    answers = cast(ballots=[ballot(poll, second, "for", "a"), ballot(poll, second, "against", "b")], at=AT)
    assert answers[1] == conflict("vote-final")
    assert current(poll) == {first: "for", second: "for"}


def test_a_prepared_vote_is_not_open(sitting: Sitting) -> None:
    assert one(builders.prepared_poll(sitting), sitting.credentials[0]) == conflict("poll-not-open")


def test_only_the_holder_casts(sitting: Sitting, poll: str) -> None:
    mine, other, *_ = sitting.credentials
    denied = forbidden("not-permitted", verb="polls.cast")
    person = Credential.objects.values_list("person_id", flat=True).get(id=mine)
    assert one(poll, mine, actor=builders.holder(other)) == denied
    assert one(poll, mine, actor=sitting.secretary) == denied
    assert one(poll, mine, actor=Actor()) == denied
    builders.done(one(poll, mine, actor=Actor(person=person)))


def test_a_seat_that_came_after_the_opening_is_not_on_the_roll(sitting: Sitting, poll: str) -> None:
    late = builders.person("Lou", sitting.body)
    seat = builders.done(
        credentials.invite(actor=sitting.secretary, at=AT, meeting=sitting.id, person=str(late.person))
    )
    builders.done(credentials.decide_credential(actor=sitting.secretary, at=AT, credential=seat))
    assert one(poll, seat) == conflict("not-on-roll")


def test_a_seat_of_another_meeting_is_not_on_the_roll(sitting: Sitting, poll: str) -> None:
    elsewhere = builders.meeting(sitting.body, sitting.secretary, slug="xv")
    assert one(poll, elsewhere.credentials[0]) == conflict("not-on-roll")


@pytest.mark.parametrize("key", ["", "k" * 65, "two words", "a\0b", "ключ"])
def test_a_vote_needs_a_key(sitting: Sitting, poll: str, key: str) -> None:
    assert one(poll, sitting.credentials[0], "for", key) == unacceptable("key-missing")


@pytest.mark.parametrize("name", ["nothing", "", "a\0b"])
def test_an_unknown_poll(sitting: Sitting, name: str) -> None:
    assert one(name, sitting.credentials[0]) == unacceptable("poll-unknown")


def test_one_batch_may_hold_votes_of_two_meetings(sitting: Sitting, poll: str) -> None:
    other = builders.meeting(sitting.body, sitting.secretary, slug="xv")
    theirs = builders.open_poll(other)
    answers = cast(
        ballots=[ballot(poll, sitting.credentials[0]), ballot(theirs, other.credentials[0], "against")], at=AT
    )
    assert all(isinstance(each, Receipt) for each in answers)
    assert current(poll) == {sitting.credentials[0]: "for"}
    assert current(theirs) == {other.credentials[0]: "against"}


def test_what_was_cast_is_told_once_it_is_on_disk(
    sitting: Sitting, poll: str, django_capture_on_commit_callbacks: object
) -> None:
    heard: list[_wake.Fact] = []
    _wake.listen(heard.extend)
    try:
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # pytest-django's fixture
            builders.done(one(poll, sitting.credentials[0]))
    finally:
        _wake._listeners.remove(heard.extend)
    assert [(each.kind, each.subject, each.meeting) for each in heard] == [("vote-cast", poll, sitting.id)]
