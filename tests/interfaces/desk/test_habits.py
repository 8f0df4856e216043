from urllib.parse import urlsplit

import pytest
from django.test import Client

from plenaria.actions import tokens
from plenaria.core.permits import Actor
from plenaria.store.models import Body, Person
from tests import builders
from tests.builders import now

pytestmark = pytest.mark.django_db

GIVEN = {"rhythm": "weekly", "quiet_from": "21:30", "quiet_to": "07:00", "language": "ru", "timezone": "Asia/Kathmandu"}
KEPT = {"rhythm": "weekly", "quiet_from": "21:30", "quiet_to": "07:00"}


@pytest.fixture
def body() -> str:
    return builders.body()


@pytest.fixture
def owner(body: str) -> Actor:
    return builders.person("Olga", body, "owner", email="olga@desk.example")


@pytest.fixture
def link(owner: Actor) -> str:
    """The path of the address as the mail has it."""
    person = str(owner.person)
    return urlsplit(tokens.link(tokens.MAILING, person, person, at=now(), language="en")).path


def kept(owner: Actor) -> Person:
    return Person.objects.get(id=owner.person)


def test_somebody_chooses_hours_rhythm_language_and_zone(client: Client, owner: Actor) -> None:
    mine = builders.logged_in(client, owner)
    assert "/me/mail" in mine.get("/me/").content.decode()
    assert 'value="20:00"' in mine.get("/me/mail").content.decode()
    assert mine.post("/me/mail", GIVEN).status_code == 302
    row = kept(owner)
    assert (row.mailing, row.language, row.timezone) == (KEPT, "ru", "Asia/Kathmandu")
    refused = mine.post("/me/mail", {**GIVEN, "quiet_from": "08:00"})
    assert refused.status_code == 422
    assert "3" in refused.content.decode()
    assert mine.post("/me/mail", {**GIVEN, "timezone": "Mars/Olympus"}).status_code == 422
    assert kept(owner).mailing == KEPT


def test_the_body_speaks_for_those_who_say_nothing(client: Client, body: str, owner: Actor) -> None:
    secretary = builders.person("Ann", body, "secretary", email="ann@desk.example")
    desk = builders.logged_in(client, secretary)
    address = f"/desk/bodies/{body}/mail"
    assert address in desk.get(f"/desk/bodies/{body}").content.decode()
    assert desk.post(address, {"rhythm": "weekly", "quiet_from": "18:00", "quiet_to": "09:00"}).status_code == 302
    assert Body.objects.get(id=body).mailing == {"rhythm": "weekly", "quiet_from": "18:00", "quiet_to": "09:00"}
    shown = builders.logged_in(Client(), owner).get("/me/mail").content.decode()
    assert 'value="18:00"' in shown
    assert desk.post(address, {"rhythm": "weekly", "quiet_from": "09:30", "quiet_to": "09:00"}).status_code == 422
    assert builders.logged_in(Client(), owner).get(address).status_code == 403


def test_the_link_of_a_mail_opens_ones_own_page_without_logging_in(client: Client, owner: Actor, link: str) -> None:
    assert client.get(link).status_code == 200
    assert kept(owner).mailing == {}
    assert client.post(link, GIVEN).status_code == 302
    assert kept(owner).mailing == KEPT
    assert client.get(link[:-1]).status_code == 403
    assert client.get(link.replace("/w/", "/u/")).status_code == 403


def test_a_mail_program_switches_reminders_off_by_itself(owner: Actor, link: str) -> None:
    program = Client(enforce_csrf_checks=True)
    assert program.get(link).status_code == 200
    assert kept(owner).mailing == {}
    pressed = program.post(link, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert pressed.status_code == 204
    assert kept(owner).mailing == {"rhythm": "overdue"}
