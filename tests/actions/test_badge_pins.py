"""Badges that open together with their PINs, and wrong ones counted by badge."""

from datetime import timedelta

import pytest

from plenaria.actions import credentials
from plenaria.actions._perform import Receipt
from plenaria.actions.badges import use_badge, use_badges
from plenaria.core.badge_pins import MOST, PAUSE, TRIES
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, too_many
from plenaria.store.models import Credential, Meeting
from plenaria.store.queries import pins
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    made = builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))
    builders.done(credentials.ask_pin(actor=made.secretary, at=AT, meeting=made.id, asked=True))
    return made


def badge(sitting: Sitting, seat: int = 0) -> tuple[str, str]:
    """A new badge: its token and its PIN."""
    made = credentials.issue_badge(actor=sitting.secretary, at=AT, credential=sitting.credentials[seat])
    assert isinstance(made, Receipt)
    return made.secret, pins.pin(sitting.credentials[seat])


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 10_000:04}"


def test_a_badge_opens_with_its_pin_alone(sitting: Sitting) -> None:
    token, pin = badge(sitting)
    assert use_badge(at=AT, token=token) == forbidden("pin-missing")
    assert use_badge(at=AT, token=token, pin=wrong(pin)) == forbidden("pin-wrong")
    assert isinstance(use_badge(at=AT, token=token, pin=f" {pin[:2]} {pin[2:]} "), Receipt)
    assert use_badge(at=AT, token=token, pin=pin) == conflict("badge-used")


def test_pins_are_told_apart_and_a_new_badge_has_a_new_one(sitting: Sitting) -> None:
    found = {badge(sitting)[1] for _ in range(20)}
    assert len(found) > 15
    assert all(len(each) == 4 and each.isdecimal() for each in found)
    assert pins.pins(sitting.id) == {sitting.credentials[0]: pins.pin(sitting.credentials[0])}
    assert pins.pin(sitting.credentials[1]) == ""


def test_after_five_wrong_ones_there_is_a_pause_and_after_fifteen_an_end(sitting: Sitting) -> None:
    token, pin = badge(sitting)
    at, answers = AT, []
    while len(answers) < MOST:
        answers.append(use_badge(at=at, token=token, pin=wrong(pin)))
        if len(answers) % TRIES == 0 and len(answers) < MOST:
            # The right one is not even looked at.
            assert use_badge(at=at, token=token, pin=pin) == too_many("too-many-pins", minutes=15, seconds=900)
            at += PAUSE
    one_of_five: list[Receipt | Refusal] = [forbidden("pin-wrong")] * (TRIES - 1)
    paused = too_many("too-many-pins", minutes=15, seconds=900)
    assert answers == [*one_of_five, paused, *one_of_five, paused, *one_of_five, forbidden("badge-locked")]
    assert use_badge(at=at + timedelta(days=30), token=token, pin=pin) == forbidden("badge-locked")
    assert use_badge(at=at, token=token) == forbidden("badge-locked")
    # The others of the room are not concerned; and a new badge opens at once.
    assert isinstance(use_badge(at=at, token=(other := badge(sitting, 1))[0], pin=other[1]), Receipt)
    assert isinstance(use_badge(at=at, token=(again := badge(sitting))[0], pin=again[1]), Receipt)


def test_a_batch_counts_each_wrong_one_by_its_badge(sitting: Sitting) -> None:
    (one, pin), (other, right) = badge(sitting), badge(sitting, 1)
    answers = use_badges(at=AT, tokens=[one, other], pins={one: wrong(pin), other: right})
    assert (answers[0], isinstance(answers[1], Receipt)) == (forbidden("pin-wrong"), True)
    assert Credential.objects.get(id=sitting.credentials[0]).wrong_pins == 1
    assert Credential.objects.get(id=sitting.credentials[1]).wrong_pins == 0


def test_whether_it_is_asked_belongs_to_the_meeting_and_the_next_begins_as_it_was(sitting: Sitting) -> None:
    assert pins.asked(sitting.id)
    following = builders.convened_meeting(sitting.body, sitting.secretary, slug="xv")
    assert Meeting.objects.get(id=following.id).asks_pin
    builders.done(credentials.ask_pin(actor=sitting.secretary, at=AT, meeting=sitting.id, asked=False))
    token, _ = badge(sitting)
    assert isinstance(use_badge(at=AT, token=token), Receipt)
    clerk = Actor(roles=frozenset({("clerk", sitting.body)}))
    assert credentials.ask_pin(actor=clerk, at=AT, meeting=sitting.id, asked=True) == forbidden(
        "not-permitted", verb="credentials.decide"
    )
