import pytest
from django.test import Client

from plenaria.core.credentials import Finding
from plenaria.core.permits import Actor
from plenaria.store.queries import credentials, people
from tests import builders

pytestmark = pytest.mark.django_db

FINDINGS = {
    "findings-TOTAL_FORMS": "1",
    "findings-INITIAL_FORMS": "0",
    "findings-0-criterion": "",
    "findings-0-met": "yes",
    "findings-0-note": "",
}


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary", email="ann@desk.example")


@pytest.fixture
def desk(client: Client, secretary: Actor) -> Client:
    return builders.logged_in(client, secretary)


@pytest.fixture
def meeting(secretary: Actor) -> str:
    (_, body), *_ = secretary.roles
    return builders.planned_meeting(str(body), secretary)


def invite(desk: Client, meeting: str, **given: str) -> int:
    data = {"person": "", "email": "", "language": "ru", "delegation": "", "weight": "1", "seat": "", **given}
    return int(desk.post(f"/desk/m/{meeting}/credentials/invite", data).status_code)


def test_somebody_new_is_invited_and_somebody_known_found_by_address(desk: Client, meeting: str) -> None:
    assert invite(desk, meeting, name_ru="Фрида", name_es="Frida", email="frida@club.example") == 302
    assert invite(desk, meeting, email="ANN@desk.example", weight="2") == 302
    first, second = credentials.credentials_of(meeting)
    assert (first.seat, first.names, first.email) == (1, {"ru": "Фрида", "es": "Frida"}, "frida@club.example")
    assert (second.seat, second.names, second.weight) == (2, {"en": "Ann"}, 2)
    assert invite(desk, meeting, email="ann@desk.example") == 409
    assert invite(desk, meeting, name_ru="", email="nobody@club.example") == 422
    assert people.person_at("nobody@club.example") is None


def test_members_are_chosen_by_name(desk: Client, meeting: str, secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    member = builders.person("Greta", str(body), "delegate")
    builders.person("Far Away", builders.body("other"), "delegate")
    shown = desk.get(f"/desk/m/{meeting}/credentials/invite").content.decode()
    assert "Greta" in shown
    assert "Far Away" not in shown
    assert invite(desk, meeting, person=str(member.person), delegation=str(body)) == 302
    shown = desk.get(f"/desk/m/{meeting}/credentials/invite").content.decode()
    assert "Greta has seat 1." in shown
    assert ">Greta</option>" not in shown


def test_many_are_decided_at_once(desk: Client, meeting: str) -> None:
    for name in ("Anna", "Boris", "Clara"):
        invite(desk, meeting, name_ru=name)
    anna, boris, clara = credentials.credentials_of(meeting)
    address = f"/desk/m/{meeting}/credentials"
    assert desk.post(address, {**FINDINGS, "verb": "accredit", "seat": [anna.id, boris.id]}).status_code == 302
    shown = desk.get(address).content.decode()
    assert "2 credentials are accredited. Next: their badges." in shown
    response = desk.post(address, {**FINDINGS, "verb": "refuse", "seat": [clara.id]})
    assert response.status_code == 422
    assert "Nobody is refused without a finding." in response.content.decode()
    found = {"findings-0-criterion": "Elected", "findings-0-met": "no", "findings-0-note": "No minutes."}
    assert desk.post(address, {**FINDINGS, **found, "verb": "refuse", "seat": [clara.id]}).status_code == 302
    states = [(each.state, each.findings) for each in credentials.credentials_of(meeting)]
    assert states == [("accredited", ()), ("accredited", ()), ("refused", (Finding("Elected", False, "No minutes."),))]
    assert "No minutes." in desk.get(f"{address}?state=refused").content.decode()
    assert "Anna" not in desk.get(f"{address}?state=refused").content.decode()


def test_what_is_wrong_with_some_does_not_stop_the_others(desk: Client, meeting: str) -> None:
    for name in ("Anna", "Boris"):
        invite(desk, meeting, name_ru=name)
    anna, boris = credentials.credentials_of(meeting)
    address = f"/desk/m/{meeting}/credentials"
    desk.post(address, {**FINDINGS, "verb": "accredit", "seat": [anna.id]})
    response = desk.post(address, {**FINDINGS, "verb": "accredit", "seat": [anna.id, boris.id]})
    assert response.status_code == 409
    assert "1 other was decided." in response.content.decode()
    assert [each.state for each in credentials.credentials_of(meeting)] == ["accredited", "accredited"]
    assert desk.post(address, {**FINDINGS, "verb": "accredit"}).status_code == 422
    assert desk.post(address, {**FINDINGS, "verb": "knight"}).status_code == 404


def test_a_delegate_is_replaced(desk: Client, meeting: str, secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    greta = builders.person("Greta", str(body), "delegate")
    invite(desk, meeting, name_ru="Анна")
    (anna,) = credentials.credentials_of(meeting)
    address = f"/desk/m/{meeting}/credentials/{anna.id}/replace"
    assert "Greta" in desk.get(address).content.decode()
    assert desk.post(address, {"person": ""}).status_code == 422
    assert desk.post(address, {"person": str(greta.person)}).status_code == 302
    old, new = credentials.credentials_of(meeting)
    assert (old.state, new.state, new.replaces) == ("withdrawn", "invited", anna.id)
    assert desk.post(f"/desk/m/{meeting}/credentials/{new.id}/replace", {"verb": "withdraw"}).status_code == 302
    assert [each.state for each in credentials.credentials_of(meeting)] == ["withdrawn", "withdrawn"]


def test_all_that_are_listed_are_decided_with_one_tick(desk: Client, meeting: str) -> None:
    for name in ("Anna", "Boris", "Clara"):
        invite(desk, meeting, name_ru=name)
    address = f"/desk/m/{meeting}/credentials"
    desk.post(address, {**FINDINGS, "verb": "accredit", "seat": [credentials.credentials_of(meeting)[0].id]})
    assert "All 2, as listed above" in desk.get(f"{address}?state=undecided").content.decode()
    # Without a filter nobody is meant by everybody.
    assert desk.post(address, {**FINDINGS, "verb": "register", "all": "1"}).status_code == 422
    assert desk.post(f"{address}?state=undecided", {**FINDINGS, "verb": "register", "all": "1"}).status_code == 302
    assert [each.state for each in credentials.credentials_of(meeting)] == ["accredited", "registered", "registered"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(
    desk: Client, secretary: Actor, count: int, django_assert_num_queries: object
) -> None:
    (_, body), *_ = secretary.roles
    sitting = builders.meeting(str(body), secretary, seats=count)
    with django_assert_num_queries(19):  # type: ignore[operator] # pytest-django's
        assert desk.get(f"/desk/m/{sitting.id}/credentials").status_code == 200


def test_those_who_only_look_see_no_form(desk: Client, meeting: str, secretary: Actor) -> None:
    invite(desk, meeting, name_ru="Анна")
    view = credentials.credentials_of(meeting)[0]
    (_, body), *_ = secretary.roles
    drafter = builders.person("Dan", str(body), "drafter", email="dan@desk.example")
    other = builders.logged_in(Client(), drafter)
    shown = other.get(f"/desk/m/{meeting}/credentials").content.decode()
    assert "Анна" in shown
    assert "Accredit" not in shown
    posted = other.post(f"/desk/m/{meeting}/credentials", {**FINDINGS, "verb": "accredit", "seat": [view.id]})
    assert posted.status_code == 403
