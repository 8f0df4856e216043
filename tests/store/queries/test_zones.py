"""By whose clock people live who have not said so."""

from datetime import date

import pytest
from django.conf import settings

from plenaria.actions import people
from plenaria.core.permits import MACHINE
from plenaria.store.models import Meeting, Person
from plenaria.store.queries.zones import zone_of_body
from tests import builders
from tests.builders import AT, done

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def met(body: str, year: int, timezone: str) -> None:
    """A meeting of the body in that year, by that clock."""
    days = {"first_day": date(year, 5, 1), "last_day": date(year, 5, 2)}
    Meeting.objects.create(body_id=body, slug=f"m{year}", names={"en": "M"}, timezone=timezone, **days)


def test_it_is_that_of_the_last_meeting_of_the_body_or_of_the_one_above() -> None:
    above = builders.body("union")
    below = builders.body("society", parent=above)
    assert zone_of_body(below) == settings.HOME_TIMEZONE
    met(above, 2026, "Europe/Zurich")
    met(above, 2025, "Asia/Almaty")
    assert (zone_of_body(below), zone_of_body(above)) == ("Europe/Zurich", "Europe/Zurich")
    met(below, 2020, "America/Lima")
    assert zone_of_body(below) == "America/Lima"


def test_whoever_is_entered_lives_by_the_clock_of_the_body_where_nothing_else_is_said() -> None:
    body = builders.body()
    met(body, 2026, "America/Lima")
    entered = done(people.add_person(actor=MACHINE, at=AT, body=body, names={"en": "Ann"}))
    said = done(people.add_person(actor=MACHINE, at=AT, body=body, names={"en": "Bob"}, timezone="UTC"))
    assert [Person.objects.get(id=each).timezone for each in (entered, said)] == ["America/Lima", "UTC"]
