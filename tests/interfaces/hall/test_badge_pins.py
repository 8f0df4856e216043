"""Opening a badge with its PIN on a phone."""

import pytest
from django.test import Client

from plenaria.actions import credentials
from plenaria.store.queries import pins
from tests import builders
from tests.builders import AT, Sitting
from tests.interfaces.hall.test_pages import badge

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_pin(sitting: Sitting) -> tuple[str, str]:
    """A badge of a meeting that asks for PINs, and its PIN."""
    builders.done(credentials.ask_pin(actor=sitting.secretary, at=AT, meeting=sitting.id, asked=True))
    return badge(sitting), pins.pin(sitting.credentials[0])


def test_the_page_asks_for_it_and_says_what_is_wrong(with_pin: tuple[str, str]) -> None:
    token, pin = with_pin
    phone = Client()
    assert 'name="pin"' in phone.get(f"/h/{token}").content.decode()
    empty = phone.post(f"/h/{token}")
    assert (empty.status_code, "together with its PIN" in empty.content.decode()) == (403, True)
    wrong = phone.post(f"/h/{token}", {"pin": "no digits"})
    page = wrong.content.decode()
    assert (wrong.status_code, "not the PIN of this badge" in page, 'name="pin"' in page) == (403, True, True)
    assert "plenaria_seat" not in wrong.cookies
    right = phone.post(f"/h/{token}", {"pin": pin})
    assert (right.status_code, "plenaria_seat" in right.cookies) == (302, True)


def test_too_many_wrong_ones_are_429_and_say_when(with_pin: tuple[str, str]) -> None:
    token, pin = with_pin
    answers = [Client().post(f"/h/{token}", {"pin": "x1"}) for _ in range(6)]
    assert [each.status_code for each in answers] == [403, 403, 403, 403, 429, 429]
    assert answers[4]["Retry-After"] == "900" and int(answers[5]["Retry-After"]) in (899, 900)
    page = answers[5].content.decode()
    assert "Try again in 15 min" in page and 'name="pin"' not in page
    assert Client().post(f"/h/{token}", {"pin": pin}).status_code == 429


def test_a_meeting_without_pins_asks_for_none(sitting: Sitting) -> None:
    assert 'name="pin"' not in Client().get(f"/h/{badge(sitting)}").content.decode()
