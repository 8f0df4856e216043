"""Ties, void votes, the second call and division as the pages of the hall show them, without a script."""

import re

import pytest
from django.test import Client

from plenaria.actions import agenda as agenda_actions
from plenaria.actions import bodies, polls, presence
from plenaria.core.permits import MACHINE
from plenaria.core.voting.rule import Number, Quorum, Rule
from plenaria.store.models import Meeting, Poll, Resolution
from tests import builders
from tests.builders import AT, Sitting
from tests.interfaces.hall.test_methods import HALF, close
from tests.interfaces.hall.test_pages import large, phone, press, press_large, shown

pytestmark = pytest.mark.django_db

QUORUM = Quorum(first=HALF)


def on_the_agenda(sitting: Sitting, resolution: str, chair: Client) -> None:
    points: list[agenda_actions.Point] = [({"en": "The dark sky"}, resolution)]
    builders.done(agenda_actions.set_agenda(actor=sitting.secretary, at=AT, meeting=sitting.id, items=points))
    press_large(chair, sitting)


# Ties


def test_the_chair_who_voted_is_told_so_before_the_casting_vote(sitting: Sitting, chair: Client) -> None:
    poll = builders.open_poll(sitting, rule=Rule(threshold=HALF, quorum=QUORUM, tie="chair"))
    builders.votes(sitting, poll, "for", "against")
    close(sitting, poll)
    assert "The casting vote is given besides." not in shown(chair, sitting, "chair")
    seated = builders.person("Delegate 1", sitting.body, "chair", email="delegate1@xiv.example")
    client = builders.logged_in(Client(), seated)
    assert "From your seat you have voted for. The casting vote is given besides." in shown(client, sitting, "chair")
    assert press(client, sitting, verb="declare", subject=poll, chair="for") == 302
    page = shown(client, sitting, "chair")
    assert "casting vote was for" in page and "The casting vote was given by Delegate 1." in page


def test_the_clerk_cannot_settle_a_tie(sitting: Sitting, clerk: Client) -> None:
    poll = builders.open_poll(sitting, rule=Rule(threshold=HALF, quorum=QUORUM, tie="chair"))
    builders.votes(sitting, poll, "for", "against")
    close(sitting, poll)
    pressed = clerk.post(f"/hall/{sitting.id}/clerk/move", {"verb": "declare", "subject": poll, "chair": "for"})
    assert (pressed.status_code, Poll.objects.get(id=poll).state) == (403, "closed")


def test_the_clerk_opens_the_vote_that_the_screens_show(sitting: Sitting, chair: Client, clerk: Client) -> None:
    builders.prepared_poll(sitting)
    put_last = builders.prepared_poll(sitting)
    for client, table in ((chair, "chair"), (clerk, "clerk")):
        page = shown(client, sitting, table)
        assert (table, re.findall(r'name="subject" value="(\w+)">\s*<button class="button primary"', page)) == (
            table,
            [put_last],
        )


def test_the_lot_is_drawn_by_the_machine_or_entered(sitting: Sitting, chair: Client) -> None:
    rule = Rule(threshold=HALF, quorum=QUORUM, tie="lot")
    poll = builders.open_poll(sitting, rule=rule)
    builders.votes(sitting, poll, "for", "against")
    close(sitting, poll)
    page = shown(chair, sitting, "chair")
    assert large(page) == "Draw the lot" and "The lot was drawn from papers" in page
    press_large(chair, sitting)
    assert "and the lot decided" in shown(chair, sitting, "chair")
    other = builders.open_poll(sitting, rule=rule)
    builders.votes(sitting, other, "for", "against")
    close(sitting, other)
    assert press(chair, sitting, verb="declare", subject=other, lot="against") == 302
    assert "and the lot decided against" in shown(chair, sitting, "chair")


def test_what_is_equal_is_put_again_by_the_large_button(sitting: Sitting, chair: Client) -> None:
    poll = builders.open_poll(sitting, rule=Rule(threshold=HALF, quorum=QUORUM, tie="again"))
    builders.votes(sitting, poll, "for", "against")
    close(sitting, poll)
    assert large(shown(chair, sitting, "chair")) == "Put the question again"
    assert press_large(chair, sitting) == "Open the vote"
    assert press_large(chair, sitting) == "Close the vote"
    second = Poll.objects.get(number=2)
    assert (second.question_id, second.putting) == (Poll.objects.get(id=poll).question_id, 2)


# Void, and the second call


def test_a_vote_without_its_quorum_is_put_again(sitting: Sitting, chair: Client) -> None:
    poll = builders.open_poll(sitting)
    for seat in sitting.credentials:
        builders.done(presence.check_out(actor=sitting.secretary, at=AT, credential=seat))
    close(sitting, poll)
    assert large(shown(chair, sitting, "chair")) == "Put the question again"
    press_large(chair, sitting)
    assert Poll.objects.get(number=2).state == "prepared"


def test_a_vote_that_the_chair_declared_void_may_be_put_again(sitting: Sitting, chair: Client) -> None:
    poll = builders.open_poll(sitting)
    press(chair, sitting, verb="void", subject=poll, reason="Noise")
    page = shown(chair, sitting, "chair")
    assert large(page) == "Close the meeting" and "Put the question of vote 1 again" in page
    assert press(chair, sitting, verb="put-again", subject=poll) == 302
    assert "Put the question of vote 1 again" not in shown(chair, sitting, "chair")


def test_the_second_call_says_what_it_asks_for_and_its_votes_follow_it(body_of_nine: Sitting, chair: Client) -> None:
    sitting = body_of_nine
    for seat in sitting.credentials[:3]:
        builders.done(presence.check_in(actor=sitting.secretary, at=AT, credential=seat))
    page = shown(chair, sitting, "chair")
    assert "There is no quorum yet." in page and "At the second call 3 of 9 seats must be there; 3 are." in page
    assert press(chair, sitting, verb="call-again", subject=sitting.id) == 302
    page = shown(chair, sitting, "chair")
    assert "Second call" in page and "At the second call" not in page and large(page) == "Open the meeting"
    press_large(chair, sitting)
    poll = builders.open_poll(sitting)
    builders.votes(sitting, poll, "for", "for")
    close(sitting, poll)
    assert "3 of 9 seats present, quorum 3 (call 2)" in shown(chair, sitting, "chair")


@pytest.fixture
def body_of_nine(sitting: Sitting) -> Sitting:
    """A second meeting, convened: more than half of nine at the first call, three at the second."""
    called = builders.convened_meeting(sitting.body, sitting.secretary, seats=9, slug="ix")
    rule = Rule(threshold=HALF, quorum=Quorum(first=HALF, second=Number(3)))
    builders.done(bodies.set_rule(actor=MACHINE, at=AT, body=sitting.body, rule=rule))
    meeting = Meeting.objects.select_related("body").get(id=called.id)
    meeting.body.refresh_from_db()
    meeting.rules = meeting.body.rules
    meeting.save()
    return called


# Division


def test_what_was_lost_is_struck_and_the_rest_is_put_as_a_whole(sitting: Sitting, chair: Client) -> None:
    resolution = builders.debated_text(sitting, clauses=4)
    on_the_agenda(sitting, resolution, chair)
    clauses = builders.clauses_of(resolution)
    for place in (1, 3):
        press(chair, sitting, verb="put", subject=resolution, clause=clauses[place])
        poll = Poll.objects.get(state="prepared").id
        builders.done(polls.open_poll(actor=sitting.secretary, at=AT, poll=poll))
        builders.votes(sitting, poll, "against", "against")
        close(sitting, poll)
    page = shown(chair, sitting, "chair")
    assert large(page) == "Put what is kept as a whole"
    assert re.findall(r">(\d)\. ", page.partition("<optgroup")[2].partition("</optgroup>")[0]) == ["2", "4"]
    press_large(chair, sitting)
    for each in (chair, phone(sitting)):
        page = shown(each, sitting, "chair" if each is chair else "")
        assert "The text as a whole, without clauses 2, 4" in page
        assert re.findall(r'class="clause struck".*?>(\d)<', page) == ["2", "4"]
        assert page.count("<del>") == 2
    assert Resolution.objects.get(id=resolution).state == "debated"


def test_when_no_clause_is_left_the_chair_is_told(sitting: Sitting, chair: Client) -> None:
    resolution = builders.debated_text(sitting, clauses=1)
    on_the_agenda(sitting, resolution, chair)
    poll = builders.open_poll(sitting, resolution=resolution, clause=builders.clauses_of(resolution)[0])
    builders.votes(sitting, poll, "against", "against")
    close(sitting, poll)
    page = shown(chair, sitting, "chair")
    assert "No clause is left. The text is lost without a vote on the whole." in page
    assert large(page) == "Close this point"


def test_where_the_rule_does_not_divide_no_clause_is_offered(sitting: Sitting, chair: Client) -> None:
    meeting = Meeting.objects.get(id=sitting.id)
    meeting.rules = {"ordinary": meeting.rules["ordinary"] | {"division": False}}
    meeting.save()
    resolution = builders.debated_text(sitting)
    on_the_agenda(sitting, resolution, chair)
    assert "Put one clause" not in shown(chair, sitting, "chair")
    clause = builders.clauses_of(resolution)[0]
    refused = chair.post(f"/hall/{sitting.id}/chair/move", {"verb": "put", "subject": resolution, "clause": clause})
    assert (refused.status_code, "lets no clause be put by itself" in refused.content.decode()) == (409, True)
