"""A point that is put off comes back, and a break that ends at a time says so everywhere."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from plenaria.actions import agenda as actions
from plenaria.actions import meetings
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.interfaces.hall.by_post import next_time
from plenaria.store.models import AgendaItem, Meeting
from tests import builders
from tests.builders import AT, Sitting, done
from tests.interfaces.hall.test_pages import large, phone, press, press_large, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def points(sitting: Sitting) -> list[str]:
    listed: list[actions.Point] = [({"en": name, "ru": name}, None) for name in ("Budget", "Plan")]
    done(actions.set_agenda(actor=sitting.secretary, at=AT, meeting=sitting.id, items=listed))
    return list(AgendaItem.objects.order_by("position").values_list("id", flat=True))


def test_a_postponed_point_comes_back_after_the_others(sitting: Sitting, chair: Client, points: list[str]) -> None:
    press_large(chair, sitting)
    assert "Budget" in shown(phone(sitting, 0), sitting)
    assert press(chair, sitting, verb="postpone-item", subject=points[0]) == 302
    assert large(shown(chair, sitting, "chair")) == "Open point 2"
    press_large(chair, sitting)
    assert large(shown(chair, sitting, "chair")) == "Open point 1, which was postponed"
    press_large(chair, sitting)
    states = list(AgendaItem.objects.order_by("position").values_list("state", flat=True))
    assert states == ["open", "done"]
    press_large(chair, sitting)
    assert large(shown(chair, sitting, "chair")) == "Close the meeting"


def test_a_point_of_another_meeting_is_not_postponed_here(sitting: Sitting, chair: Client) -> None:
    other = builders.planned_meeting(sitting.body, sitting.secretary, slug="xv")
    done(actions.set_agenda(actor=sitting.secretary, at=AT, meeting=other, items=[({"en": "Else"}, None)]))
    assert press(chair, sitting, verb="postpone-item", subject=AgendaItem.objects.get().id) == 404


def test_a_break_says_when_the_meeting_goes_on(sitting: Sitting, chair: Client) -> None:
    madrid = ZoneInfo("Europe/Madrid")
    resumes = (builders.now().astimezone(madrid) + timedelta(hours=1)).strftime("%H:%M")
    assert press(chair, sitting, verb="suspend", subject=sitting.id, resumes=resumes) == 302
    row = Meeting.objects.get(id=sitting.id)
    assert row.resumes_at is not None
    assert row.resumes_at.astimezone(madrid).strftime("%H:%M") == resumes
    for page in (shown(phone(sitting, 0), sitting), shown(chair, sitting, "screen"), shown(chair, sitting, "chair")):
        assert resumes in page
    assert f"It resumes at {resumes}" in shown(phone(sitting, 0), sitting) or resumes < "01:00"
    press_large(chair, sitting)
    assert Meeting.objects.get(id=sitting.id).resumes_at is None
    assert resumes not in shown(phone(sitting, 0), sitting)


def test_a_break_without_a_time_and_one_with_a_wrong_one(sitting: Sitting, chair: Client) -> None:
    assert press(chair, sitting, verb="suspend", subject=sitting.id, resumes="soon") == 422
    assert press(chair, sitting, verb="suspend", subject=sitting.id, resumes="") == 302
    assert "The meeting is suspended." in shown(phone(sitting, 0), sitting)
    past = meetings.suspend_meeting(actor=sitting.secretary, at=AT, meeting=sitting.id, resumes_at=AT)
    assert isinstance(past, Refusal)


@pytest.mark.parametrize(
    ("time", "moment"),
    [
        ("17:00", datetime(2026, 5, 9, 15, tzinfo=UTC)),
        ("09:00", datetime(2026, 5, 10, 7, tzinfo=UTC)),
        ("", None),
        ("9 h", unacceptable("resumption-unreadable")),
    ],
)
def test_the_time_is_the_next_one_on_the_meetings_clock(time: str, moment: datetime | Refusal | None) -> None:
    assert next_time(time, AT, "Europe/Madrid") == moment
