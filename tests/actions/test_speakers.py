"""The list of speakers and the floor, through the actions, as the journal tells them."""

from datetime import datetime, timedelta

import pytest

from plenaria.actions import agenda, credentials, meetings, polls, speakers, speeches
from plenaria.core.journal.entry import instant, read
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.core.speakers import Debate
from plenaria.delivery import speeches as delivery
from plenaria.store.models import Credential, Leaf, Speaker
from plenaria.store.queries import speakers as queries
from plenaria.store.queries.agenda import agenda as points
from tests import builders
from tests.builders import AT, Sitting, done, holder

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def sitting() -> Sitting:
    """An open meeting of four seats at its first of two points."""
    body = builders.body()
    found = builders.meeting(body, builders.person("Ann", body, "secretary"), seats=4)
    day: list[agenda.Point] = [({"en": "The text"}, None), ({"en": "Elections"}, None)]
    done(agenda.set_agenda(actor=found.secretary, at=AT, meeting=found.id, items=day))
    done(agenda.open_item(actor=found.secretary, at=AT, item=point(found)))
    return found


def point(sitting: Sitting, position: int = 1) -> str:
    return points(sitting.id)[position - 1].id


def after(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


def asks(sitting: Sitting, number: int, form: str = "speech", at: datetime = AT, **details: str) -> str:
    """The seat with that number asks, with its own badge."""
    seat = sitting.credentials[number - 1]
    return done(speakers.ask(actor=holder(seat), at=at, credential=seat, form=form, **details))


def call(sitting: Sitting, speaker: str, at: datetime = AT) -> str:
    return done(speeches.call(actor=sitting.secretary, at=at, speaker=speaker))


def lay_down(sitting: Sitting, **debate: str | int) -> None:
    done(speakers.set_debate_of_point(actor=sitting.secretary, at=AT, item=point(sitting), debate=debate))


def listed(sitting: Sitting) -> queries.ListView:
    found = queries.speaker_list(point(sitting))
    assert found is not None
    return found


def waiting(sitting: Sitting) -> list[int]:
    return [each.seat for each in listed(sitting).waiting]


def journal(*kinds: str) -> list[tuple[str, dict[str, object]]]:
    rows = Leaf.objects.filter(kind__in=kinds).order_by("index")
    return [(row.kind, dict(read(bytes(row.data)).data)) for row in rows]


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


# The floor


def test_a_speech_is_called_timed_and_ended(sitting: Sitting) -> None:
    speaker = asks(sitting, 1)
    call(sitting, speaker, after(10))
    assert speeches.call(actor=sitting.secretary, at=AT, speaker=speaker) == conflict(
        "wrong-state", name="speaker", state="speaking", verb="call"
    )
    done(speeches.end(actor=sitting.secretary, at=after(75.5), speaker=speaker))
    (speech,) = queries.speeches(sitting.id)
    assert (speech.seat, speech.began, speech.ended, speech.seconds) == (1, after(10), after(75.5), 65)
    assert (speech.ended_by, speech.limit, speech.position) == ("chair", 180, 1)
    assert journal("speaker-called", "speech-ended") == [
        (
            "speaker-called",
            {
                "item": point(sitting),
                "credential": sitting.credentials[0],
                "form": "speech",
                "limit": 180,
                "instead_of": "",
            },
        ),
        (
            "speech-ended",
            {
                "item": point(sitting),
                "credential": sitting.credentials[0],
                "seconds": 65,
                "ended": instant(after(75.5)),
                "by": "chair",
            },
        ),
    ]


def test_calling_the_next_ends_the_one_before(sitting: Sitting) -> None:
    first, second = asks(sitting, 1), asks(sitting, 2)
    call(sitting, first)
    call(sitting, second, after(30))
    assert [(each.seat, each.ended, each.seconds) for each in queries.speeches(sitting.id)] == [
        (1, after(30), 30),
        (2, None, 0),
    ]


def test_a_point_of_order_interrupts_and_the_speech_goes_on_with_what_was_left(sitting: Sitting) -> None:
    speech = call(sitting, asks(sitting, 1))
    order = call(sitting, asks(sitting, 2, "point-of-order", about="rules"), after(60))
    now = listed(sitting)
    assert now.speaking is not None
    assert now.paused is not None
    assert (now.speaking.seat, now.speaking.clock.limit, now.paused.seat) == (2, 60, 1)
    done(speeches.go_on(actor=sitting.secretary, at=after(100), speaker=speech))
    now = listed(sitting)
    assert now.paused is None
    assert now.speaking is not None
    assert now.speaking.clock.until == after(100 + 120)
    done(speeches.end(actor=sitting.secretary, at=after(110), speaker=speech))
    assert [(each.id, each.seconds) for each in queries.speeches(sitting.id)] == [(speech, 70), (order, 40)]


def test_whoever_was_interrupted_has_ended_when_another_speech_is_called(sitting: Sitting) -> None:
    speech = call(sitting, asks(sitting, 1))
    done(speeches.pause(actor=sitting.secretary, at=after(20), speaker=speech))
    call(sitting, asks(sitting, 2), after(50))
    (before, _) = queries.speeches(sitting.id)
    assert (before.seconds, before.ended) == (20, after(50))


def test_somebody_is_called_out_of_order_and_the_journal_says_instead_of_whom(sitting: Sitting) -> None:
    first, second = asks(sitting, 1), asks(sitting, 2)
    call(sitting, second)
    assert journal("speaker-called")[0][1]["instead_of"] == first
    assert waiting(sitting) == [1]


def test_somebody_is_put_before_another(sitting: Sitting) -> None:
    first, _, third = (asks(sitting, number) for number in (1, 2, 3))
    for _ in range(2):
        done(speakers.move_up(actor=sitting.secretary, at=AT, speaker=third))
    assert waiting(sitting) == [3, 1, 2]
    assert speakers.move_up(actor=sitting.secretary, at=AT, speaker=third) == conflict("first-already")
    done(speakers.move_up(actor=sitting.secretary, at=AT, speaker=first))
    assert waiting(sitting) == [1, 3, 2]


def test_more_time_is_given(sitting: Sitting) -> None:
    speech = call(sitting, asks(sitting, 1))
    done(speeches.give_time(actor=sitting.secretary, at=after(170), speaker=speech))
    now = listed(sitting)
    assert now.speaking is not None
    assert now.speaking.clock.until == after(240)
    assert speeches.give_time(actor=sitting.secretary, at=AT, speaker=speech, seconds=-5) == unacceptable(
        "speaking-time-unfit", limit=360
    )
    lay_down(sitting, speech=0)
    free = call(sitting, asks(sitting, 2))
    assert speeches.give_time(actor=sitting.secretary, at=AT, speaker=free) == conflict("time-unlimited")


def test_limits_that_are_changed_count_from_the_next_call(sitting: Sitting) -> None:
    first, second = asks(sitting, 1), asks(sitting, 2)
    call(sitting, first)
    lay_down(sitting, speech=90)
    call(sitting, second)
    assert [each.limit for each in queries.speeches(sitting.id)] == [180, 90]
    assert journal("debate-changed")[0][1]["of"] == "point"


def test_nobody_is_called_while_a_vote_is_open_but_for_a_point_of_order(sitting: Sitting) -> None:
    speech, second = call(sitting, asks(sitting, 1)), asks(sitting, 2)
    poll = builders.open_poll(sitting)
    now = listed(sitting)
    assert now.speaking is None
    assert now.paused is not None
    assert journal("speech-paused")[0][1]["why"] == "vote"
    for refused in (
        speeches.call(actor=sitting.secretary, at=AT, speaker=second),
        speeches.go_on(actor=sitting.secretary, at=AT, speaker=speech),
    ):
        assert refused == conflict("vote-open")
    call(sitting, asks(sitting, 3, "point-of-order", about="voting"))
    done(polls.close_poll(actor=sitting.secretary, at=AT, poll=poll))
    done(speeches.go_on(actor=sitting.secretary, at=AT, speaker=speech))


# The clock ends a speech


def test_a_speech_ends_by_itself_where_the_debate_says_so(sitting: Sitting) -> None:
    lay_down(sitting, speech=60, by_itself=1)
    speech = call(sitting, asks(sitting, 1))
    speeches.end_due(actor=MACHINE, at=after(59))
    assert states(sitting) == ["speaking"]
    assert delivery.seconds_to_end(after(59), 5) == 1
    delivery.end_due(after(63))
    assert delivery.seconds_to_end(after(63), 5) == 5
    (made,) = queries.speeches(sitting.id)
    assert (made.id, made.ended, made.ended_by, made.seconds) == (speech, after(60), "clock", 60)


def test_what_is_written_down_late_ended_in_time(sitting: Sitting) -> None:
    lay_down(sitting, speech=60, by_itself=1)
    first, second = asks(sitting, 1), asks(sitting, 2)
    call(sitting, first)
    call(sitting, second, after(65))
    assert [(each.ended, each.ended_by) for each in queries.speeches(sitting.id)] == [(after(60), "clock"), (None, "")]


def test_a_speech_goes_on_over_its_time_until_the_chair_ends_it(sitting: Sitting) -> None:
    speech = call(sitting, asks(sitting, 1))
    speeches.end_due(actor=MACHINE, at=after(500))
    done(speeches.end(actor=sitting.secretary, at=after(200), speaker=speech))
    (made,) = queries.speeches(sitting.id)
    assert (made.seconds, made.ended_by) == (200, "chair")


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


def states(sitting: Sitting) -> list[str]:
    return list(Speaker.objects.filter(meeting=sitting.id).order_by("place").values_list("state", flat=True))


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


# Totals


def test_totals_by_person_and_by_delegation(sitting: Sitting) -> None:
    north, south = (builders.body(slug, parent=sitting.body) for slug in ("north", "south"))
    for number, delegation in ((1, north), (2, north), (3, south)):
        row = Credential.objects.get(id=sitting.credentials[number - 1])
        row.delegation_id = delegation
        row.save()
    at = 0
    for number, form, seconds in ((1, "speech", 30), (2, "speech", 50), (3, "reply", 20), (1, "speech", 15)):
        speech = call(sitting, asks(sitting, number, form), after(at))
        at += seconds
        done(speeches.end(actor=sitting.secretary, at=after(at), speaker=speech))
    order = call(sitting, asks(sitting, 3, "point-of-order", about="rules"), after(at))
    done(speeches.end(actor=sitting.secretary, at=after(at + 5), speaker=order))
    made = queries.speeches(sitting.id)
    by_person = [
        (each.names["en"], each.speeches, each.points_of_order, each.seconds) for each in queries.by_person(made)
    ]
    assert by_person == [("Delegate 2", 1, 0, 50), ("Delegate 1", 2, 0, 45), ("Delegate 3", 1, 1, 25)]
    by_delegation = [(each.names["en"], each.speeches, each.seconds) for each in queries.by_delegation(made)]
    assert by_delegation == [("Council north", 3, 95), ("Council south", 1, 25)]
