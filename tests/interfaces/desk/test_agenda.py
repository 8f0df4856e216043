import pytest
from django.test import Client

from plenaria.actions import agenda as actions
from plenaria.core.permits import Actor
from plenaria.store.queries import agenda
from tests import builders
from tests.builders import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary", email="ann@desk.example")


@pytest.fixture
def desk(client: Client, secretary: Actor) -> Client:
    return builders.logged_in(client, secretary)


def rows(*points: dict[str, str], initial: int = 0) -> dict[str, str]:
    """A form of the agenda as a browser sends it."""
    data = {"points-TOTAL_FORMS": str(len(points)), "points-INITIAL_FORMS": str(initial)}
    for number, point in enumerate(points):
        data |= {f"points-{number}-{field}": value for field, value in point.items()}
    return data


def test_the_agenda_is_written_in_the_order_of_its_numbers(desk: Client, secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    meeting = builders.planned_meeting(str(body), secretary)
    first = {"title_ru": "Отчёт", "title_es": "Informe", "resolution": "", "ORDER": "2"}
    second = {"title_ru": "Открытие", "title_es": "", "resolution": "", "ORDER": "1"}
    empty = {"title_ru": "", "title_es": "", "resolution": "", "ORDER": ""}
    response = desk.post(f"/desk/m/{meeting}/agenda", rows(first, second, empty))
    assert response.status_code == 302
    assert [each.titles for each in agenda.agenda(meeting)] == [
        {"ru": "Открытие"},
        {"ru": "Отчёт", "es": "Informe"},
    ]
    shown = desk.get(f"/desk/m/{meeting}/agenda").content.decode()
    assert 'value="Открытие"' in shown


def test_a_point_that_was_begun_is_not_dropped_and_the_page_says_so(desk: Client, secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    sitting = builders.meeting(str(body), secretary)
    points: list[actions.Point] = [({"ru": "Открытие"}, None), ({"ru": "Отчёт"}, None)]
    builders.done(actions.set_agenda(actor=secretary, at=AT, meeting=sitting.id, items=points))
    opening = agenda.agenda(sitting.id)[0].id
    assert desk.post(f"/desk/m/{sitting.id}/agenda/{opening}/open").status_code == 302
    shown = desk.get(f"/desk/m/{sitting.id}/agenda").content.decode()
    assert "Postpone" in shown
    assert "Change the agenda" in shown
    dropped = rows(
        {"title_ru": "Открытие", "ORDER": "1", "DELETE": "on"}, {"title_ru": "Отчёт", "ORDER": "2"}, initial=2
    )
    response = desk.post(f"/desk/m/{sitting.id}/agenda", dropped)
    assert response.status_code == 409
    assert "Point 1 was already opened" in response.content.decode()
    assert desk.post(f"/desk/m/{sitting.id}/agenda/{opening}/close").status_code == 302
    assert [each.state for each in agenda.agenda(sitting.id)] == ["done", "pending"]


def test_a_point_of_another_meeting_is_not_found(desk: Client, secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    one, other = (builders.meeting(str(body), secretary, slug=slug).id for slug in ("one", "other"))
    builders.done(actions.set_agenda(actor=secretary, at=AT, meeting=other, items=[({"en": "A"}, None)]))
    point = agenda.agenda(other)[0].id
    assert desk.post(f"/desk/m/{one}/agenda/{point}/open").status_code == 404
    assert desk.post(f"/desk/m/{other}/agenda/{point}/devour").status_code == 404
