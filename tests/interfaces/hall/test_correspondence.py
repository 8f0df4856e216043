"""Who is not in the room: a seat opened from a mail, *I am here*, and votes that stay open for days."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from plenaria.actions import correspondence, credentials, presence, seat_links
from plenaria.core.voting.presets import SIMPLE
from plenaria.core.voting.rule import to_data
from plenaria.interfaces.hall.by_post import moment_given
from plenaria.store.models import Credential, Meeting, OutboxMail, Poll
from plenaria.store.queries import polls as queries
from plenaria.store.queries.presence import quorum
from tests import builders
from tests.builders import AT, Sitting, done
from tests.interfaces.hall.test_pages import phone, shown

pytestmark = pytest.mark.django_db

BY_POST = replace(SIMPLE.rule, correspondence="all-voted")


def open_for_days(sitting: Sitting, days: int = 4) -> str:
    return builders.open_poll(sitting, rule=BY_POST, closes_at=builders.now() + timedelta(days=days))


def link_of(sitting: Sitting, place: int = 0) -> str:
    """The address in the mail that the desk sends to a seat."""
    done(seat_links.send_link(actor=sitting.secretary, at=builders.now(), credential=sitting.credentials[place]))
    mail = OutboxMail.objects.latest("made_at")
    found = re.search(r"/en/i/\S+", seat_links.with_links(mail.text, mail.made_at))
    assert found is not None, mail.text
    return found[0]


def remote(sitting: Sitting, place: int = 0) -> None:
    seat = sitting.credentials[place]
    done(credentials.change_attendance(actor=sitting.secretary, at=AT, credential=seat, attends="remote"))
    done(presence.check_out(actor=sitting.secretary, at=AT, credential=seat))
    Meeting.objects.filter(id=sitting.id).update(link="https://video.example/xiv")


# The link


def test_opening_the_mail_changes_nothing_and_the_press_brings_the_seat_once(sitting: Sitting) -> None:
    address, home = link_of(sitting), Client()
    for _ in range(2):
        page = home.get(address)
        assert (page.status_code, "This is seat 1" in page.content.decode()) == (200, True)
    assert Credential.objects.get(id=sitting.credentials[0]).device == ""
    pressed = home.post(address)
    assert (pressed.status_code, pressed["Location"]) == (302, f"/en/hall/{sitting.id}/")
    assert "Seat 1" in home.get(pressed["Location"]).content.decode()
    # Its own device is led on; another one is told.
    assert home.get(address).status_code == 302
    other = Client()
    assert other.get(address).status_code == 409
    assert other.post(address).status_code == 409
    assert other.get("/i/none").status_code == 403


def test_the_link_leads_to_what_can_be_voted_on_from_home(sitting: Sitting) -> None:
    open_for_days(sitting)
    pressed = Client().post(link_of(sitting))
    assert pressed["Location"] == f"/en/hall/{sitting.id}/correspondence"


# Presence


def test_whoever_is_at_home_says_that_they_are_there(sitting: Sitting) -> None:
    remote(sitting)
    home = phone(sitting, 0)
    page = shown(home, sitting)
    assert "I am here" in page
    assert 'href="https://video.example/xiv"' in page
    for verb, there, button in (("here", 3, "I leave"), ("away", 2, "I am here")):
        assert home.post(f"/hall/{sitting.id}/presence/{verb}").status_code == 302
        assert button in shown(home, sitting)
        assert quorum(sitting.id).present == there
    assert home.post(f"/hall/{sitting.id}/presence/elsewhere").status_code == 404


def test_in_the_room_only_the_door_says_who_is_there(sitting: Sitting) -> None:
    done(presence.check_out(actor=sitting.secretary, at=AT, credential=sitting.credentials[0]))
    client = phone(sitting, 0)
    assert "I am here" not in shown(client, sitting)
    assert client.post(f"/hall/{sitting.id}/presence/here").status_code == 409
    assert Client().post(f"/hall/{sitting.id}/presence/here").status_code in (302, 403)


# Votes


def test_a_phone_lists_it_and_votes_on_its_own_page(sitting: Sitting) -> None:
    poll = open_for_days(sitting)
    client = phone(sitting, 0)
    page = shown(client, sitting)
    assert "Shall we adjourn?" in page
    assert "Open until" in page
    assert 'name="choice"' not in page
    address = f"/hall/{sitting.id}/correspondence?poll={poll}"
    own = client.get(address).content.decode()
    assert own.count('name="choice"') == 3
    form = re.search(r'<form method="post" action="([^"]+)"[^>]*data-vote', own)
    key = re.search(r'name="key" value="([^"]+)"', own)
    assert form is not None
    assert key is not None
    cast = client.post(form[1].replace("&amp;", "&"), {"choice": "for", "key": key[1]})
    assert (cast.status_code, cast["Location"].removeprefix("/en")) == (302, address)
    assert 'aria-pressed="true"' in client.get(address).content.decode()
    listed = client.get(f"/hall/{sitting.id}/correspondence").content.decode()
    assert "voted" in listed
    assert "your vote is missing" in phone(sitting, 1).get(f"/hall/{sitting.id}/correspondence").content.decode()
    correspondence.close_on_time(at=builders.now() + timedelta(days=5))
    assert Poll.objects.get(id=poll).state == "void"
    assert client.get(address).status_code == 200
    assert "Open until" not in shown(client, sitting)


def test_after_its_time_a_plain_form_is_told_so(sitting: Sitting) -> None:
    poll = open_for_days(sitting)
    Poll.objects.filter(id=poll).update(closes_at=builders.now())
    client = phone(sitting, 0)
    late = client.post(f"/hall/{sitting.id}/vote?poll={poll}&back=correspondence", {"choice": "for", "key": "key"})
    assert late["Location"] == f"/hall/{sitting.id}/correspondence?poll={poll}&said=poll-time-over"
    assert "The time of this vote is over." in client.get(late["Location"]).content.decode()


def test_the_chair_puts_a_question_until_a_time_of_the_meetings_clock(sitting: Sitting, chair: Client) -> None:
    Meeting.objects.filter(id=sitting.id).update(rules={"ordinary": to_data(BY_POST)})
    assert "By correspondence: open for days" in shown(chair, sitting, "chair")
    day = (builders.now() + timedelta(days=5)).date().isoformat()
    put = {"verb": "put", "subject": "", "title_ru": "Прервать?", "method": "secret", "rule": "ordinary"}
    pressed = chair.post(f"/hall/{sitting.id}/chair/move", {**put, "until_day": day, "until_time": "18:30"})
    assert pressed.status_code == 302
    poll = Poll.objects.get()
    local = datetime.fromisoformat(f"{day}T18:30")
    assert poll.closes_at == moment_given(day, "18:30", "Europe/Madrid")
    assert poll.closes_at is not None
    assert poll.closes_at < local.replace(tzinfo=UTC)
    wrong = chair.post(f"/hall/{sitting.id}/chair/move", {**put, "until_day": "soon"})
    assert wrong.status_code == 422
    assert "Write the day and the time" in wrong.content.decode()


def test_the_chair_sees_how_many_voted_and_gives_more_time(sitting: Sitting, chair: Client) -> None:
    poll = open_for_days(sitting)
    builders.votes(sitting, poll, "for")
    page = shown(chair, sitting, "chair")
    assert "1 of 3 have voted." in page
    assert "Close the vote" in page
    day = (builders.now() + timedelta(days=9)).date().isoformat()
    give = {"verb": "extend", "subject": poll, "until_day": day, "until_time": "12:00"}
    assert chair.post(f"/hall/{sitting.id}/chair/move", give).status_code == 422
    assert chair.post(f"/hall/{sitting.id}/chair/move", {**give, "reason": "The post is late."}).status_code == 302
    view = queries.poll(poll)
    assert view is not None
    assert view.closes_at == moment_given(day, "12:00", "Europe/Madrid")
    early = chair.post(f"/hall/{sitting.id}/chair/move", {"verb": "close", "subject": poll})
    assert (early.status_code, "2 have not" in early.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("day", "time", "moment"),
    [
        ("2026-10-26", "13:00", datetime(2026, 10, 26, 12, tzinfo=UTC)),
        ("2026-10-24", "13:00", datetime(2026, 10, 24, 11, tzinfo=UTC)),
        ("2026-10-25", "02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-03-29", "02:30", None),
        ("26.10.2026", "13:00", None),
        ("2026-10-26", "25:00", None),
    ],
)
def test_a_time_is_read_by_the_meetings_clock(day: str, time: str, moment: datetime | None) -> None:
    assert moment_given(day, time, "Europe/Madrid") == moment


def test_a_meeting_by_correspondence_is_opened_by_the_chair_without_anybody_there(
    sitting: Sitting, chair: Client
) -> None:
    body = sitting.body
    secretary = builders.person("Ann", body, "secretary", email="ann@desk.example")
    sitting = builders.convened_meeting(body, secretary, slug="xv", rule=BY_POST)
    Meeting.objects.filter(id=sitting.id).update(kind="correspondence")
    page = shown(chair, sitting, "chair")
    assert "no quorum" not in page
    assert (
        chair.post(f"/hall/{sitting.id}/chair/move", {"verb": "open-meeting", "subject": sitting.id}).status_code == 302
    )
    put = {"verb": "put", "subject": "", "title_ru": "Прервать?", "method": "electronic", "rule": "ordinary"}
    refused = chair.post(f"/hall/{sitting.id}/chair/move", put)
    assert refused.status_code == 409
    assert "held by correspondence" in refused.content.decode()
    day = (builders.now() + timedelta(days=5)).date().isoformat()
    assert chair.post(f"/hall/{sitting.id}/chair/move", put | {"until_day": day}).status_code == 302
    poll = Poll.objects.get()
    assert chair.post(f"/hall/{sitting.id}/chair/move", {"verb": "open", "subject": poll.id}).status_code == 302
    delegate = phone(sitting, 0)
    assert "Прервать?" in shown(delegate, sitting)
    assert "I am here" not in shown(delegate, sitting)


def test_the_clerk_enters_what_came_on_paper(sitting: Sitting, clerk: Client) -> None:
    poll = open_for_days(sitting)
    address = f"/hall/{sitting.id}/votes/1/answers"
    assert f'<a href="{address}">Enter or correct the answer of a seat</a>' in shown(clerk, sitting, "clerk")
    seat = sitting.credentials[0]
    page = clerk.get(f"{address}?seat={seat}").content.decode()
    assert "Not in the room" not in page
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key is not None
    given = {"poll": poll, "seat": seat, "choice": "for", "key": key[1]}
    pressed = clerk.post(f"/en/hall/{sitting.id}/call", given)
    assert (pressed.status_code, pressed["Location"]) == (302, f"/en{address}")
    assert f"{address}?seat={seat}" in clerk.get(address).content.decode()
    vote = queries.vote_of(poll, seat)
    assert vote is not None and vote.choice == "for"


def test_nobody_enters_what_is_secret_nor_without_being_the_clerk(
    sitting: Sitting, clerk: Client, chair: Client
) -> None:
    later = builders.now() + timedelta(days=4)
    builders.open_poll(sitting, rule=BY_POST, closes_at=later, method="secret")
    address = f"/hall/{sitting.id}/votes/1/answers"
    assert address not in shown(clerk, sitting, "clerk")
    assert clerk.get(address).status_code == 404
    assert phone(sitting).get(address).status_code == 403
    assert chair.get(address).status_code == 403
