"""The floor: who is given it, how long they keep it, and how a speech ends, as the journal tells it."""

import pytest

from plenaria.actions import polls, speakers, speeches
from plenaria.core.journal.entry import instant
from plenaria.core.permits import MACHINE
from plenaria.core.refusal import conflict, unacceptable
from plenaria.delivery import speeches as delivery
from plenaria.store.models import Credential
from plenaria.store.queries import speakers as queries
from tests import builders
from tests.actions.debated import after, asks, call, journal, lay_down, listed, point, sitting, states, waiting
from tests.builders import AT, Sitting, done

pytestmark = [pytest.mark.django_db, pytest.mark.database]
__all__ = ["sitting"]  # fixture


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
