"""The list of speakers on the phone, at the tables, on the projector and on the speakers' clock."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from plenaria.actions import agenda, badges, credentials, speakers, speeches
from plenaria.actions._perform import Receipt
from plenaria.interfaces.kit.access import SEAT_COOKIE
from plenaria.store.models import AgendaItem, Poll, Speaker
from plenaria.store.queries import speakers as queries
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def debating(sitting: Sitting) -> Sitting:
    """The meeting is at its first point."""
    points: list[agenda.Point] = [({"en": "The text"}, None), ({"en": "The rest"}, None)]
    done(agenda.set_agenda(actor=sitting.secretary, at=AT, meeting=sitting.id, items=points))
    done(agenda.open_item(actor=sitting.secretary, at=AT, item=item(sitting)))
    return sitting


def item(sitting: Sitting) -> str:
    return AgendaItem.objects.get(meeting=sitting.id, position=1).id


def phone(sitting: Sitting, number: int) -> Client:
    """A phone that has opened the badge of that seat."""
    seat = sitting.credentials[number - 1]
    badge = credentials.issue_badge(actor=sitting.secretary, at=AT, credential=seat)
    assert isinstance(badge, Receipt)
    used = badges.use_badge(at=AT, token=badge.secret)
    assert isinstance(used, Receipt)
    found = Client()
    found.cookies[SEAT_COOKIE] = used.secret
    return found


def asks(sitting: Sitting, number: int, form: str = "speech", **details: str) -> str:
    seat = sitting.credentials[number - 1]
    return done(speakers.ask(actor=sitting.secretary, at=builders.now(), credential=seat, form=form, **details))


def call(sitting: Sitting, speaker: str, ago: float = 0) -> str:
    at = builders.now() - timedelta(seconds=ago)
    return done(speeches.call(actor=sitting.secretary, at=at, speaker=speaker))


def lay_down(sitting: Sitting, **debate: str | int) -> None:
    done(speakers.set_debate_of_point(actor=sitting.secretary, at=AT, item=item(sitting), debate=debate))


def shows(client: Client, address: str) -> str:
    page = client.get(f"/en{address}")
    assert page.status_code == 200
    return words(page.content.decode())


def words(page: str) -> str:
    """What is read on a page."""
    main = page.partition("<main")[2] or page
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def press(client: Client, address: str, **fields: str) -> str:
    page = client.post(f"/en{address}", fields, follow=True)
    return words(page.content.decode())


def hall(sitting: Sitting, name: str = "") -> str:
    return f"/hall/{sitting.id}/{name}"


def waiting(sitting: Sitting) -> list[int]:
    found = queries.speaker_list(item(sitting))
    assert found is not None
    return [each.seat for each in found.waiting]


# The phone


def test_a_phone_asks_sees_its_place_and_leaves(debating: Sitting) -> None:
    asks(debating, 1)
    second = phone(debating, 2)
    assert "Ask to speak" in shows(second, hall(debating))
    said = press(second, hall(debating, "ask"), what="speech")
    assert "You are on the list." in said
    assert "You are number 2 on the list." in said
    assert "Ask to speak" not in said
    call(debating, Speaker.objects.get(place=1).id)
    assert "You are next." in shows(second, hall(debating))
    said = press(second, hall(debating, "ask"), verb="leave", form="speech")
    assert "You are not on the list any more." in said
    assert "Ask to speak" in said
    again = press(second, hall(debating, "ask"), verb="leave", form="speech")
    assert "This speaker is on no list of this meeting." in again


def test_whoever_has_the_floor_sees_their_own_clock(debating: Sitting) -> None:
    first = phone(debating, 1)
    call(debating, asks(debating, 1), ago=20)
    page = first.get(f"/en{hall(debating)}").content.decode()
    assert "You have the floor." in words(page)
    assert page.count('data-until="') == 1
    assert re.findall(r">(02:\d\d)</span>", page)[0] in ("02:40", "02:39")
    assert "Delegate 1" in shows(phone(debating, 2), hall(debating))


def test_without_a_point_there_is_nothing_to_ask(sitting: Sitting) -> None:
    first = phone(sitting, 1)
    assert "Ask to speak" not in shows(first, hall(sitting))
    said = press(first, hall(sitting, "ask"), what="speech")
    assert "No point of the agenda is open." in said


def test_sides_are_two_buttons(debating: Sitting) -> None:
    lay_down(debating, order="sides")
    first = phone(debating, 1)
    page = shows(first, hall(debating))
    assert "Ask to speak for" in page
    assert "Ask to speak against" in page
    press(first, hall(debating, "ask"), what="speech:against")
    assert Speaker.objects.get().side == "against"


def test_a_point_of_order_and_a_reply_are_asked_for(debating: Sitting) -> None:
    second = phone(debating, 2)
    assert "ask for a reply" not in shows(second, hall(debating))
    call(debating, asks(debating, 1))
    assert "I was named: ask for a reply" in shows(second, hall(debating))
    press(second, hall(debating, "ask"), what="reply")
    said = press(second, hall(debating, "ask"), what="point-of-order:quorum")
    assert "Point of order: you are next" in said
    assert [(each.form, each.about) for each in Speaker.objects.order_by("place")[1:]] == [
        ("reply", ""),
        ("point-of-order", "quorum"),
    ]
    assert "Choose what is asked for." in press(phone(debating, 3), hall(debating, "ask"), what="point-of-order:bar")


def test_why_one_can_not_ask_is_said(debating: Sitting) -> None:
    lay_down(debating, by_person=1)
    first = phone(debating, 1)
    speech = call(debating, asks(debating, 1))
    done(speeches.end(actor=debating.secretary, at=builders.now(), speaker=speech))
    assert "On this point each may make so many speeches: 1." in shows(first, hall(debating))
    done(speakers.close_list(actor=debating.secretary, at=AT, item=item(debating)))
    assert "The list of speakers is closed." in shows(phone(debating, 2), hall(debating))


def test_a_device_without_a_seat_asks_for_nothing(debating: Sitting) -> None:
    observer = builders.person("Olga", debating.body, "observer", email="olga@desk.example")
    client = builders.logged_in(Client(), observer)
    assert "Ask to speak" not in shows(client, hall(debating))
    assert client.post(f"/en{hall(debating, 'ask')}", {"what": "speech"}).status_code == 403


# The tables


def test_the_chair_calls_one_after_the_other_by_one_button(debating: Sitting, chair: Client) -> None:
    asks(debating, 2)
    asks(debating, 1)
    assert "Next speaker: Delegate 2" in shows(chair, hall(debating, "chair"))
    first, second = Speaker.objects.order_by("place")
    said = press(chair, hall(debating, "chair/move"), verb="call", subject=first.id)
    assert "The clock runs." in said
    assert "Next speaker: Delegate 1 Ends the speech of Delegate 2." in said
    said = press(chair, hall(debating, "chair/move"), verb="call", subject=second.id)
    assert "Next speaker" not in said
    assert "End the speech" in said
    press(chair, hall(debating, "chair/move"), verb="give-minute", subject=second.id)
    second.refresh_from_db()
    assert second.limit == 240
    said = press(chair, hall(debating, "chair/move"), verb="pause", subject=second.id)
    assert "the clock stands still" in said
    assert "Delegate 1 goes on" in said
    press(chair, hall(debating, "chair/move"), verb="go-on", subject=second.id)
    press(chair, hall(debating, "chair/move"), verb="end-speech", subject=second.id)
    assert [each.ended_by for each in queries.speeches(debating.id)] == ["chair", "chair"]


def test_a_point_of_order_comes_first_with_what_it_asks_for(debating: Sitting, chair: Client) -> None:
    speech = call(debating, asks(debating, 1))
    asks(debating, 2)
    asks(debating, 3, "point-of-order", about="hearing")
    page = shows(chair, hall(debating, "chair"))
    assert "Hear the point of order: Delegate 3 Something cannot be heard or understood" in page
    press(chair, hall(debating, "chair/move"), verb="call", subject=Speaker.objects.get(form="point-of-order").id)
    page = shows(chair, hall(debating, "chair"))
    assert "Then Delegate 1 goes on." in page
    assert page.index("Delegate 1 goes on") < page.index("Next speaker: Delegate 2")
    press(chair, hall(debating, "chair/move"), verb="go-on", subject=speech)
    assert [each.state for each in Speaker.objects.order_by("place")] == ["speaking", "listed", "done"]


def test_time_that_is_over_is_said(debating: Sitting, chair: Client) -> None:
    call(debating, asks(debating, 1), ago=200)
    page = chair.get(f"/en{hall(debating, 'chair')}").content.decode()
    assert "Time is up." in words(page)
    assert re.search(r'class="clock over"[^>]*>−00:(19|20)<', page)


def test_the_chair_moves_strikes_and_lists(debating: Sitting, chair: Client) -> None:
    first, second = asks(debating, 1), asks(debating, 2)
    press(chair, hall(debating, "chair/move"), verb="move-up", subject=second)
    assert waiting(debating) == [2, 1]
    press(chair, hall(debating, "chair/move"), verb="strike", subject=first)
    assert waiting(debating) == [2]
    said = press(chair, hall(debating, "chair/move"), verb="list", subject=debating.id, seat="3", what="speech")
    assert "Put on the list." in said
    assert waiting(debating) == [2, 3]


def test_what_was_typed_stays_where_it_is_refused(debating: Sitting, chair: Client) -> None:
    fields = {"verb": "list", "subject": debating.id, "seat": "99", "what": "reply"}
    refused = chair.post(f"/en{hall(debating, 'chair/move')}", fields)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert 'value="99"' in page
    assert '<option value="reply" selected>' in page
    fields = {"verb": "set-debate", "subject": item(debating), "order": "sides", "speech": "1e9"}
    refused = chair.post(f"/en{hall(debating, 'chair/move')}", fields)
    assert refused.status_code == 422
    assert '<option value="sides" selected>' in refused.content.decode()


def test_the_clerk_lists_who_has_no_phone_and_calls_nobody(debating: Sitting, clerk: Client) -> None:
    said = press(clerk, hall(debating, "clerk/move"), verb="list", subject=debating.id, seat="2", what="speech")
    assert "1. Delegate 2" in said
    assert "Next speaker" not in said
    speaker = Speaker.objects.get().id
    assert clerk.post(f"/en{hall(debating, 'clerk/move')}", {"verb": "call", "subject": speaker}).status_code == 403
    press(clerk, hall(debating, "clerk/move"), verb="strike", subject=speaker)
    assert waiting(debating) == []


def test_the_order_and_the_limits_are_laid_down_and_explained(debating: Sitting, chair: Client) -> None:
    fields = {"order": "first-time", "speech": "1.5", "point_of_order": "", "reply": "1", "by_person": "2"}
    said = press(chair, hall(debating, "chair/move"), verb="set-debate", subject=item(debating), **fields)
    assert "First-time speakers first · 01:30 for a speech · 01:00 for a reply · 2 speeches each" in said
    press(chair, hall(debating, "chair/move"), verb="set-debate", subject=item(debating), everywhere="yes", **fields)
    assert queries.debate_at(debating.id).speech == 90


def test_the_list_is_closed_by_the_chair_or_by_a_vote(debating: Sitting, chair: Client) -> None:
    point = item(debating)
    asks(debating, 1)
    builders.prepared_poll(debating)  # another vote, which waits
    assert "closed" in press(chair, hall(debating, "chair/move"), verb="close-list", subject=point)
    said = press(chair, hall(debating, "chair/move"), verb="reopen-list", subject=point)
    assert "Put the closing to the vote" in said
    said = press(chair, hall(debating, "chair/move"), verb="put-closing", subject=point)
    assert "Close the list of speakers" in said
    assert said.index("Open the vote") < said.index("Next speaker")
    poll = Poll.objects.get(state="prepared", question__effect="close-list")
    assert poll.question.titles.keys() == {"ru", "es", "en"}
    press(chair, hall(debating, "chair/move"), verb="open", subject=poll.id)
    builders.votes(debating, poll.id, "for", "for", "for")
    said = press(chair, hall(debating, "chair/move"), verb="close", subject=poll.id)
    listed = queries.speaker_list(point)
    assert listed is not None
    assert listed.closed


def test_a_speaker_of_another_meeting_is_not_called_here(debating: Sitting, chair: Client) -> None:
    elsewhere = builders.meeting(debating.body, debating.secretary, slug="xv")
    done(agenda.set_agenda(actor=debating.secretary, at=AT, meeting=elsewhere.id, items=[({"en": "One"}, None)]))
    done(agenda.open_item(actor=debating.secretary, at=AT, item=item(elsewhere)))
    speaker = asks(elsewhere, 1)
    moved = chair.post(f"/en{hall(debating, 'chair/move')}", {"verb": "call", "subject": speaker})
    assert moved.status_code == 404
    closed = chair.post(f"/en{hall(debating, 'chair/move')}", {"verb": "close-list", "subject": item(elsewhere)})
    assert closed.status_code == 404


# The projector, and the clock


def test_the_clock_has_a_page_of_its_own(debating: Sitting, chair: Client) -> None:
    assert "Nobody has the floor." in shows(chair, hall(debating, "clock"))
    first, *_ = [asks(debating, number) for number in (1, 2, 3)]
    call(debating, first)
    page = chair.get(f"/en{hall(debating, 'clock')}").content.decode()
    assert 'class="clock full"' in page
    assert 'data-live-events="table"' in page
    told = words(page)
    assert told.index("Delegate 1") < told.index("Delegate 2") < told.index("Delegate 3")
    fragment = chair.get(f"/en{hall(debating, 'clock/live')}").content.decode()
    assert "<html" not in fragment
    assert "Delegate 1" in fragment


def test_the_projector_shows_who_speaks(debating: Sitting, chair: Client) -> None:
    call(debating, asks(debating, 1))
    asks(debating, 2)
    page = chair.get(f"/en{hall(debating, 'screen')}").content.decode()
    assert 'data-until="' in page
    assert "Delegate 1" in words(page)
    assert "Delegate 2" in words(page)
