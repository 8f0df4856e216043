"""The list of speakers, through the actions, as the journal tells it."""

import pytest

from plenaria.actions import agenda, credentials, meetings, polls, speakers, speeches
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.speakers import Debate
from plenaria.store.models import Speaker
from plenaria.store.queries import speakers as queries
from tests import builders
from tests.actions.debated import after, asks, call, journal, listed, point, sitting, states, waiting
from tests.builders import AT, Sitting, done, holder

pytestmark = [pytest.mark.django_db, pytest.mark.database]
__all__ = ["sitting"]  # fixture


# Asking


def test_a_seat_asks_and_leaves(sitting: Sitting) -> None:
    first, second = asks(sitting, 2), asks(sitting, 1)
    assert waiting(sitting) == [2, 1]
    seat = sitting.credentials[1]
    assert speakers.ask(actor=holder(seat), at=AT, credential=seat) == conflict("already-listed")
    done(speakers.leave(actor=holder(seat), at=AT, speaker=first))
    assert waiting(sitting) == [1]
    again = speakers.leave(actor=holder(seat), at=AT, speaker=first)
    assert again == conflict("wrong-state", name="speaker", state="left", verb="leave")
    done(speakers.leave(actor=sitting.secretary, at=AT, speaker=second))
    assert [data["why"] for _, data in journal("speaker-left")] == ["left", "struck"]
    assert journal("speaker-listed")[0] == (
        "speaker-listed",
        {
            "item": point(sitting),
            "credential": seat,
            "seat": 2,
            "form": "speech",
            "about": "",
            "side": "",
            "answers": "",
        },
    )


def test_only_the_seat_itself_and_the_table_ask_for_it(sitting: Sitting) -> None:
    first, second, *_ = sitting.credentials
    body = str(sitting.body)
    not_yours = forbidden("not-permitted", verb="speakers.ask")
    assert speakers.ask(actor=holder(first), at=AT, credential=second) == not_yours
    assert speakers.ask(actor=Actor(), at=AT, credential=second) == not_yours
    clerk = Actor(roles=frozenset({("clerk", body)}))
    speaker = done(speakers.ask(actor=clerk, at=AT, credential=second))
    assert speakers.leave(actor=holder(first), at=AT, speaker=speaker) == not_yours
    no_call = forbidden("not-permitted", verb="speakers.call")
    assert speeches.call(actor=holder(second), at=AT, speaker=speaker) == no_call
    assert speeches.call(actor=clerk, at=AT, speaker=speaker) == no_call


def test_one_asks_while_a_point_is_open_in_an_open_meeting(sitting: Sitting) -> None:
    def refused() -> object:
        seat = sitting.credentials[0]
        return speakers.ask(actor=holder(seat), at=AT, credential=seat)

    done(meetings.suspend_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    assert refused() == conflict("meeting-not-open")
    done(meetings.resume_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    done(agenda.close_item(actor=sitting.secretary, at=AT, item=point(sitting)))
    assert refused() == conflict("no-point-open")
    done(agenda.open_item(actor=sitting.secretary, at=AT, item=point(sitting, 2)))
    done(credentials.withdraw_credential(actor=sitting.secretary, at=AT, credential=sitting.credentials[0]))
    assert refused() == conflict("not-accredited")


def test_a_point_of_order_says_what_it_asks_for(sitting: Sitting) -> None:
    seat = sitting.credentials[0]
    without = speakers.ask(actor=holder(seat), at=AT, credential=seat, form="point-of-order")
    assert without == unacceptable("request-unknown")
    asks(sitting, 2)
    asks(sitting, 1, "point-of-order", about="quorum")
    assert [(each.seat, each.about) for each in listed(sitting).waiting] == [(1, "quorum"), (2, "")]


def test_a_reply_is_to_the_speech_before_it_and_comes_next(sitting: Sitting) -> None:
    first, second, *_ = sitting.credentials

    def reply(seat: str) -> object:
        return speakers.ask(actor=holder(seat), at=AT, credential=seat, form="reply")

    assert reply(second) == conflict("nothing-to-answer")
    speech = call(sitting, asks(sitting, 1))
    asks(sitting, 3)
    assert reply(first) == conflict("own-speech")
    answer = asks(sitting, 2, "reply")
    assert Speaker.objects.get(id=answer).answers_id == speech
    assert waiting(sitting) == [2, 3]
    call(sitting, answer)
    assert reply(second) == conflict("replied-already")


# Closing


def test_a_closed_list_takes_no_more_speeches_until_it_is_opened_again(sitting: Sitting) -> None:
    item = point(sitting)
    done(speakers.close_list(actor=sitting.secretary, at=AT, item=item))
    assert speakers.close_list(actor=sitting.secretary, at=AT, item=item) == conflict("speakers-closed")
    seat = sitting.credentials[0]
    assert speakers.ask(actor=holder(seat), at=AT, credential=seat) == conflict("speakers-closed")
    asks(sitting, 1, "point-of-order", about="rules")
    done(speakers.reopen_list(actor=sitting.secretary, at=AT, item=item))
    assert speakers.reopen_list(actor=sitting.secretary, at=AT, item=item) == conflict("speakers-open")
    asks(sitting, 1)


@pytest.mark.parametrize(("choice", "closed"), [("for", True), ("against", False)])
def test_the_list_is_closed_by_the_adoption_of_that_question(sitting: Sitting, choice: str, closed: bool) -> None:
    question = done(
        polls.prepare_question(
            actor=sitting.secretary,
            at=AT,
            meeting=sitting.id,
            item=point(sitting),
            titles={"en": "Close the list of speakers"},
            effect="close-list",
        )
    )
    poll = done(polls.prepare_poll(actor=sitting.secretary, at=AT, question=question, method="electronic"))
    done(polls.open_poll(actor=sitting.secretary, at=AT, poll=poll))
    builders.votes(sitting, poll, *[choice] * 4)
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    assert listed(sitting).closed is closed
    assert [data["poll"] for _, data in journal("speakers-closed")] == ([poll] if closed else [])


def test_a_question_has_no_other_effect(sitting: Sitting) -> None:
    refused = polls.prepare_question(
        actor=sitting.secretary,
        at=AT,
        meeting=sitting.id,
        item=point(sitting),
        titles={"en": "Who may vote?"},
        effect="open-the-bar",
    )
    assert refused == unacceptable("item-unknown")


# What ends a list


def test_with_its_point_the_list_is_over(sitting: Sitting) -> None:
    call(sitting, asks(sitting, 1))
    asks(sitting, 2)
    done(agenda.open_item(actor=sitting.secretary, at=after(20), item=point(sitting, 2)))
    assert states(sitting) == ["done", "lapsed"]
    (made,) = queries.speeches(sitting.id)
    assert (made.ended_by, made.seconds) == ("point", 20)


def test_on_a_postponed_point_those_who_wait_keep_their_places(sitting: Sitting) -> None:
    call(sitting, asks(sitting, 1))
    asks(sitting, 2)
    done(agenda.postpone_item(actor=sitting.secretary, at=AT, item=point(sitting)))
    assert states(sitting) == ["done", "listed"]
    seat = sitting.credentials[1]
    done(agenda.open_item(actor=sitting.secretary, at=AT, item=point(sitting, 2)))
    speaker = Speaker.objects.get(state="listed").id
    refused = speeches.call(actor=sitting.secretary, at=AT, speaker=speaker)
    assert refused == conflict("point-not-open")
    done(speakers.ask(actor=holder(seat), at=AT, credential=seat))
    done(agenda.open_item(actor=sitting.secretary, at=AT, item=point(sitting)))
    assert waiting(sitting) == [2]


def test_a_suspension_stops_the_clock_and_the_close_ends_everything(sitting: Sitting) -> None:
    call(sitting, asks(sitting, 1))
    asks(sitting, 2)
    done(meetings.suspend_meeting(actor=sitting.secretary, at=after(30), meeting=sitting.id))
    assert states(sitting) == ["paused", "listed"]
    done(meetings.close_meeting(actor=sitting.secretary, at=after(90), meeting=sitting.id))
    assert states(sitting) == ["done", "lapsed"]
    assert queries.speeches(sitting.id)[0].seconds == 30


def test_a_seat_that_is_withdrawn_waits_no_more(sitting: Sitting) -> None:
    asks(sitting, 1)
    done(credentials.withdraw_credential(actor=sitting.secretary, at=AT, credential=sitting.credentials[0]))
    assert states(sitting) == ["struck"]


# What is laid down


def test_a_meeting_takes_over_what_its_body_lays_down(sitting: Sitting) -> None:
    rule = Debate(order="first-time", speech=240)
    done(
        speakers.set_debate_of_body(
            actor=sitting.secretary, at=AT, body=sitting.body, debate=rule.to_data(), shown="names"
        )
    )
    assert queries.debate_at(sitting.id) == Debate()
    later = builders.convened_meeting(sitting.body, sitting.secretary, slug="xv")
    assert queries.debate_at(later.id) == rule
    done(speakers.set_debate_of_meeting(actor=sitting.secretary, at=AT, meeting=later.id, debate={"speech": 30}))
    assert queries.debate_at(later.id) == Debate(speech=30)


def test_what_can_not_be_laid_down(sitting: Sitting) -> None:
    def refused(**debate: str | int) -> object:
        return speakers.set_debate_of_point(actor=sitting.secretary, at=AT, item=point(sitting), debate=debate)

    assert refused(order="loudest") == unacceptable("speakers-order-unknown")
    shown = speakers.set_debate_of_body(actor=sitting.secretary, at=AT, body=sitting.body, debate={}, shown="all")
    assert shown == unacceptable("speeches-shown-unknown")
    done(meetings.close_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id))
    assert refused() == conflict("meeting-over")


def test_what_is_not_there_is_refused(sitting: Sitting) -> None:
    found: list[object] = [
        speakers.ask(actor=sitting.secretary, at=AT, credential="nobody"),
        speakers.leave(actor=sitting.secretary, at=AT, speaker="nobody"),
        speakers.close_list(actor=sitting.secretary, at=AT, item="nothing"),
        speakers.set_debate_of_meeting(actor=sitting.secretary, at=AT, meeting="none", debate={}),
        speakers.set_debate_of_body(actor=sitting.secretary, at=AT, body="none", debate={}, shown="names"),
    ]
    assert [each.code if isinstance(each, Refusal) else each for each in found] == [
        "credential-unknown",
        "speaker-unknown",
        "item-unknown",
        "meeting-unknown",
        "body-unknown",
    ]
