"""Whose turn it is when the roll is called."""

from fractions import Fraction

import pytest

from plenaria.actions import counts, polls, presence, proxies
from plenaria.actions._perform import Receipt
from plenaria.core.voting.rule import Rule, Share
from plenaria.store.models import Meeting, Poll
from plenaria.store.queries.calls import Call, call
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db

RULE = Rule(threshold=Share(Fraction(1, 2), strict=True), proxies=2, weights="share")


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"), seats=4)


def enter(sitting: Sitting, poll: str, seat: str, choice: str, key: str) -> Receipt:
    entered = counts.answer_call(actor=sitting.secretary, at=AT, poll=poll, seat=seat, choice=choice, key=key)
    assert isinstance(entered, Receipt), entered
    return entered


def turns(found: Call) -> tuple[str | None, str | None, int, int]:
    turn, following = found.turn, found.following
    return turn.id if turn else None, following.id if following else None, found.number, found.done


def test_each_is_called_in_the_order_drawn_and_the_absent_once_more_at_the_end(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, method="roll-call", drawing="whole")
    first, second, third, fourth = Poll.objects.get(id=poll).order
    assert [each.id for each in call(poll).seats] == [first, second, third, fourth]
    assert turns(call(poll)) == (first, second, 1, 0)
    enter(sitting, poll, first, "absent", "call-1")
    enter(sitting, poll, second, "for", "call-2")
    assert turns(call(poll)) == (third, fourth, 1, 2)
    enter(sitting, poll, third, "absent", "call-3")
    enter(sitting, poll, fourth, "against", "call-4")
    assert turns(call(poll)) == (first, third, 2, 4)
    enter(sitting, poll, first, "absent", "call-5")
    enter(sitting, poll, third, "abstain", "call-6")
    assert turns(call(poll)) == (None, None, 2, 4)
    assert [each.answer for each in call(poll).seats] == ["", "for", "abstain", "against"]


def test_who_votes_by_phone_is_passed_over_and_what_they_said_is_not_told(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, method="roll-call", mixed=True)
    builders.votes(sitting, poll, "for", "for", "against")
    found = call(poll)
    assert found.turn is not None and found.turn.id == sitting.credentials[3]
    assert sorted((each.answered, each.answer) for each in found.seats) == [(False, ""), *[(True, "")] * 3]


def test_a_represented_seat_is_called_with_whoever_votes_for_it(sitting: Sitting) -> None:
    giver, holder, gone, _ = sitting.credentials
    meeting = Meeting.objects.get(id=sitting.id)
    meeting.rules["ordinary"]["proxies"] = 2
    meeting.save()
    for seat in (giver, gone):
        builders.done(presence.check_out(actor=sitting.secretary, at=AT, credential=seat))
    builders.done(proxies.give_proxy(actor=sitting.secretary, at=AT, giver=giver, holder=holder, note="a letter"))
    poll = builders.open_poll(sitting, method="roll-call", rule=RULE)
    seats = {each.id: each for each in call(poll).seats}
    assert {seat: (each.held_by.get("en", ""), each.here) for seat, each in seats.items()} == {
        giver: ("Delegate 2", True),
        holder: ("", True),
        gone: ("", False),
        sitting.credentials[3]: ("", True),
    }
    enter(sitting, poll, giver, "for", "call-1")
    assert Poll.objects.get(id=poll).votes.get().credential_id == giver


def test_the_seat_before_is_the_one_called_before(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting, method="roll-call")
    found = call(poll)
    assert [each and each.id for each in map(found.before, found.seats)] == [
        None,
        *[each.id for each in found.seats[:-1]],
    ]
    assert found.find("nobody") is None
    assert call("nothing") == Call(())


def test_without_a_drawn_order_it_goes_by_number(sitting: Sitting) -> None:
    poll = builders.open_poll(sitting)
    assert [each.seat for each in call(poll).seats] == [1, 2, 3, 4]
    builders.done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
