from datetime import date

import pytest
from django.test import Client

from plenaria.actions import agenda, bodies, presence
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.voting.presets import SIMPLE
from plenaria.store.models import Person
from plenaria.store.queries import meetings as queries
from tests import builders
from tests.builders import AT

pytestmark = pytest.mark.django_db

PLAN = {
    "name_ru": "XV конференция",
    "name_es": "",
    "number": "XV",
    "kind": "conference",
    "first_day": "2026-05-20",
    "last_day": "2026-05-21",
    "timezone": "Europe/Madrid",
    "place_ru": "Вальдеос",
    "place_es": "",
    "link": "",
    "languages": ["ru", "es"],
}


@pytest.fixture
def body() -> str:
    return builders.body()


@pytest.fixture
def secretary(body: str) -> Actor:
    return builders.person("Ann", body, "secretary", email="ann@desk.example")


@pytest.fixture
def desk(client: Client, secretary: Actor) -> Client:
    return builders.logged_in(client, secretary)


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[-2000:]
    return str(response.content.decode())


def test_the_desk_asks_who_one_is(client: Client) -> None:
    response = client.get("/desk/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_a_meeting_is_planned_and_the_path_begins(desk: Client, body: str) -> None:
    assert "Council council" in page(desk, f"/desk/meetings/new?body={body}")
    response = desk.post(f"/desk/meetings/new?body={body}", PLAN)
    (view,) = queries.meetings_of(body)
    assert (response.status_code, response["Location"]) == (302, f"/desk/m/{view.id}/")
    assert (view.slug, view.names, view.first_day) == ("xv", {"ru": "XV конференция"}, date(2026, 5, 20))
    shown = page(desk, f"/desk/m/{view.id}/")
    assert "The meeting is planned. Next: write its agenda." in shown
    # The body has laid down no rule yet: that comes before the agenda.
    assert f'<a class="button primary" href="/desk/rules?body={body}">' in shown
    assert "XV конференция" in page(desk, "/desk/")


def test_the_second_of_a_number_gets_an_address_of_its_own(desk: Client, body: str) -> None:
    for _ in range(2):
        desk.post(f"/desk/meetings/new?body={body}", PLAN)
    assert {each.slug for each in queries.meetings_of(body)} == {"xv", "xv-2"}


def test_nothing_that_was_typed_is_lost(desk: Client, body: str) -> None:
    response = desk.post(f"/desk/meetings/new?body={body}", {**PLAN, "last_day": "2026-05-01"})
    shown = response.content.decode()
    assert response.status_code == 422
    assert "The last day is before the first." in shown
    assert 'value="XV конференция"' in shown
    assert queries.meetings_of(body) == ()


def test_dates_are_corrected(desk: Client, body: str, secretary: Actor) -> None:
    meeting = builders.planned_meeting(body, secretary)
    assert 'value="2026-05-09"' in page(desk, f"/desk/m/{meeting}/change")
    response = desk.post(f"/desk/m/{meeting}/change", PLAN)
    assert response.status_code == 302
    view = queries.meeting(meeting)
    assert view is not None
    assert (view.slug, view.number, view.last_day) == ("xiv", "XV", date(2026, 5, 21))


def test_the_meeting_goes_its_way_through_the_pages(desk: Client, body: str, secretary: Actor) -> None:
    builders.done(bodies.set_rule(actor=MACHINE, at=AT, body=body, rule=SIMPLE.rule))
    sitting = builders.convened_meeting(body, secretary, seats=2)
    address = f"/desk/m/{sitting.id}/"
    # Its day has come: it is conducted, and the quorum comes first.
    shown = page(desk, address)
    assert f'<a class="button primary" href="{address}door">Check people in</a>' in shown
    assert "Call the meeting again" in shown
    refused = desk.post(f"{address}step/open")
    assert refused.status_code == 409
    assert "There is no quorum: 2 are needed and 0 are present." in refused.content.decode()
    for credential in sitting.credentials:
        builders.done(presence.check_in(actor=secretary, at=AT, credential=credential))
    shown = page(desk, address)
    assert '<button class="button primary">Open the meeting</button>' in shown
    assert "Call the meeting again" not in shown
    for verb, state in (("open", "open"), ("suspend", "suspended"), ("resume", "open"), ("close", "closed")):
        assert desk.post(f"{address}step/{verb}").status_code == 302
        view = queries.meeting(sitting.id)
        assert view is not None
        assert view.state == state
    assert "Everything on this path is done." in page(desk, address)


def test_the_page_of_a_meeting_leads_to_each_of_its_lists(desk: Client, body: str, secretary: Actor) -> None:
    meeting = builders.planned_meeting(body, secretary)
    shown = page(desk, f"/desk/m/{meeting}/")
    for each in ("agenda", "files", "papers", "credentials", "criteria", "remote", "door", "votes", "minutes"):
        assert f'<a href="/desk/m/{meeting}/{each}' in shown


def test_what_cannot_be_undone_is_said_before(desk: Client, body: str, secretary: Actor) -> None:
    sitting = builders.meeting(body, secretary)
    assert "A closed meeting is not opened again" in page(desk, f"/desk/m/{sitting.id}/step/close")
    page(desk, f"/desk/m/{sitting.id}/step/dissolve", 404)


def test_the_next_step_is_a_button_only_for_those_who_may(client: Client, body: str, secretary: Actor) -> None:
    planned = builders.planned_meeting(body, secretary)
    builders.done(bodies.set_rule(actor=MACHINE, at=AT, body=body, rule=SIMPLE.rule))
    builders.done(agenda.set_agenda(actor=secretary, at=AT, meeting=planned, items=[({"en": "One"}, None)]))
    chair = builders.logged_in(client, builders.person("Carl", body, "chair", email="carl@desk.example"))
    shown = page(chair, f"/desk/m/{planned}/")
    assert "Convene the meeting" in shown
    assert "button primary" not in shown
    assert chair.post(f"/desk/m/{planned}/step/convene").status_code == 403
    page(chair, f"/desk/meetings/new?body={body}", 403)


def test_a_foreign_secretary_sees_nothing(client: Client, body: str, secretary: Actor) -> None:
    sitting = builders.meeting(body, secretary)
    other = builders.person("Bea", builders.body("other"), "secretary", email="bea@desk.example")
    foreign = builders.logged_in(client, other)
    for rest in ("", "agenda", "credentials", "credentials/invite", "door", "door/quorum", "badges", "change"):
        page(foreign, f"/desk/m/{sitting.id}/{rest}", 403)
    page(foreign, f"/desk/meetings/new?body={body}", 403)
    page(foreign, "/desk/meetings/new?body=none", 404)
    page(foreign, "/desk/m/none/", 404)
    assert "Conference xiv" not in page(foreign, "/desk/")


def test_the_desk_of_somebody_without_a_role(client: Client, body: str) -> None:
    delegate = builders.person("Dan", body, "delegate", email="dan@desk.example")
    assert "You hold no role at the desk." in page(builders.logged_in(client, delegate), "/desk/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_as_much_for_one_meeting_as_for_three(
    desk: Client, body: str, secretary: Actor, count: int, django_assert_num_queries: object
) -> None:
    for number in range(count):
        builders.convened_meeting(body, secretary, seats=2, slug=f"m{number}")
    person = Person.objects.get(id=secretary.person)
    assert person.user is not None
    with django_assert_num_queries(25):  # type: ignore[operator] # pytest-django's
        page(desk, "/desk/")


def test_the_desk_in_russian(desk: Client, body: str, secretary: Actor) -> None:
    sitting = builders.meeting(body, secretary)
    assert "Конференция xiv" in page(desk, "/ru/desk/")
    assert f'href="/ru/desk/m/{sitting.id}/"' in page(desk, "/ru/desk/")
    # The next request of the same thread is in no language but its own.
    assert f'href="/desk/m/{sitting.id}/"' in page(desk, "/desk/")
