import re

import pytest
from django.test import Client

from plenaria.actions import credentials as actions
from plenaria.actions._perform import Receipt
from plenaria.core.permits import Actor
from plenaria.interfaces.desk import door
from plenaria.store.queries import presence
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary")


@pytest.fixture
def sitting(secretary: Actor) -> Sitting:
    (_, body), *_ = secretary.roles
    return builders.convened_meeting(str(body), secretary, seats=3)


@pytest.fixture
def clerk(client: Client, sitting: Sitting) -> Client:
    return builders.logged_in(client, builders.person("Dora", sitting.body, "clerk", email="dora@desk.example"))


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def listed(page: str) -> list[str]:
    return re.findall(r">\d+\. (.*?)</a>", page)


def test_one_tap_in_and_one_tap_out(clerk: Client, sitting: Sitting) -> None:
    address, first = f"/desk/m/{sitting.id}/door", sitting.credentials[0]
    response = clerk.post(f"{address}/{first}/in?q=del")
    assert (response.status_code, response["Location"]) == (302, f"{address}?q=del&last={first}#seat-{first}")
    assert presence.present_count(sitting.id) == 1
    # The second desk taps on the same person.
    assert clerk.post(f"{address}/{first}/in").status_code == 302
    assert listed(shown(clerk, f"{address}?only=present")) == ["Delegate 1"]
    assert listed(shown(clerk, f"{address}?only=missing")) == ["Delegate 2", "Delegate 3"]
    assert listed(shown(clerk, f"{address}?only=missing&last={first}")) == ["Delegate 1", "Delegate 2", "Delegate 3"]
    clerk.post(f"{address}/{first}/out")
    assert presence.present_count(sitting.id) == 0
    assert clerk.post(f"{address}/{first}/sideways").status_code == 404
    assert clerk.post(f"{address}/none/in").status_code == 404


def test_people_are_found_by_name_and_seat(clerk: Client, sitting: Sitting) -> None:
    address = f"/desk/m/{sitting.id}/door"
    assert listed(shown(clerk, f"{address}?q=2")) == ["Delegate 2"]
    assert listed(shown(clerk, f"{address}?q=DELEG+3")) == ["Delegate 3"]
    assert listed(shown(clerk, f"{address}?q=gate")) == []


def test_a_large_hall_is_searched(clerk: Client, sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LISTED", 2)
    page = shown(clerk, f"/desk/m/{sitting.id}/door")
    assert listed(page) == ["Delegate 1", "Delegate 2"]
    assert "1 more person is not listed." in page
    assert listed(shown(clerk, f"/desk/m/{sitting.id}/door?q=3")) == ["Delegate 3"]


def test_the_quorum_is_live(clerk: Client, sitting: Sitting) -> None:
    address = f"/desk/m/{sitting.id}/door"
    assert "no quorum yet" in shown(clerk, f"{address}/quorum")
    for credential in sitting.credentials[:2]:
        clerk.post(f"{address}/{credential}/in")
    assert "there is a quorum" in shown(clerk, f"{address}/quorum")
    assert "there is a quorum" in shown(clerk, address)


def test_a_badge_is_shown_once_and_checks_its_holder_in(clerk: Client, sitting: Sitting) -> None:
    first = sitting.credentials[0]
    address = f"/desk/m/{sitting.id}/badges/{first}"
    assert 'class="qr"' not in shown(clerk, address)
    response = clerk.post(address)
    assert "no-store" in response["Cache-Control"]
    issued = response.content.decode()
    (link,) = re.findall(r'href="([^"]+/h/[^"]+)"', issued)
    assert 'class="qr"' in issued
    assert link not in shown(clerk, address)
    clerk.post(f"/desk/m/{sitting.id}/door/scan", {"badge": link})
    assert "Seat 1, Delegate 1: present." in shown(clerk, f"/desk/m/{sitting.id}/door")
    assert presence.present_count(sitting.id) == 1
    clerk.post(f"/desk/m/{sitting.id}/door/scan", {"badge": "https://elsewhere.example/h/nothing"})
    assert "This badge opens no seat" in shown(clerk, f"/desk/m/{sitting.id}/door")


def test_a_seat_of_another_meeting_comes_in_by_no_way(clerk: Client, sitting: Sitting, secretary: Actor) -> None:
    other = builders.convened_meeting(sitting.body, secretary, seats=1, slug="other")
    receipt = actions.issue_badge(actor=secretary, at=AT, credential=other.credentials[0])
    assert isinstance(receipt, Receipt)
    address = f"/desk/m/{sitting.id}"
    clerk.post(f"{address}/door/scan", {"badge": f"https://hall.example/h/{receipt.secret}"})
    assert "This badge opens no seat" in shown(clerk, f"{address}/door")
    assert clerk.post(f"{address}/door/{other.credentials[0]}/in").status_code == 404
    assert clerk.post(f"{address}/badges/{other.credentials[0]}").status_code == 404
    assert presence.present_count(other.id) == 0


def test_the_number_of_a_seat_does_what_its_badge_does(clerk: Client, sitting: Sitting) -> None:
    address = f"/desk/m/{sitting.id}/door"
    answer = clerk.post(f"{address}/scan", {"badge": " 2 "}, follow=True)
    page = answer.content.decode()
    assert "Seat 2, Delegate 2: present." in page and re.search(r'id="badge"[^>]* autofocus', page)
    clerk.post(f"{address}/scan", {"badge": "77"})
    assert "no accredited seat with this number" in shown(clerk, address)
    assert presence.present_count(sitting.id) == 1


def test_a_camera_is_answered_in_json(clerk: Client, sitting: Sitting) -> None:
    address, script = f"/desk/m/{sitting.id}/door/scan", {"Accept": "application/json"}
    good = clerk.post(address, {"badge": "1"}, headers=script)
    assert (good.status_code, good.json()) == (200, {"state": "good", "text": "Seat 1, Delegate 1: present."})
    bad = clerk.post(address, {"badge": "https://hall.example/h/nothing"}, headers=script)
    assert (bad.status_code, bad.json()["state"]) == (403, "bad")
    again = clerk.post(address, {"badge": "1"}, headers=script)
    assert (again.status_code, again.json()["state"]) == (409, "bad")


def test_the_door_of_a_planned_meeting_is_closed(clerk: Client, sitting: Sitting, secretary: Actor) -> None:
    planned = builders.planned_meeting(sitting.body, secretary, slug="xv")
    assert "Presence is recorded from the convocation" in shown(clerk, f"/desk/m/{planned}/door")


def test_the_chair_looks_and_does_not_touch(sitting: Sitting) -> None:
    chair = builders.logged_in(Client(), builders.person("Carl", sitting.body, "chair", email="carl@desk.example"))
    address = f"/desk/m/{sitting.id}"
    assert '<form method="post"' not in shown(chair, f"{address}/door").partition("<main")[2]
    assert chair.post(f"{address}/door/{sitting.credentials[0]}/in").status_code == 403
    assert chair.post(f"{address}/badges/{sitting.credentials[0]}").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(
    secretary: Actor, count: int, django_assert_num_queries: object
) -> None:
    (_, body), *_ = secretary.roles
    sitting = builders.convened_meeting(str(body), secretary, seats=count)
    dora = builders.logged_in(Client(), builders.person("Dora", str(body), "clerk", email="dora@desk.example"))
    with django_assert_num_queries(24):  # type: ignore[operator] # pytest-django's
        assert dora.get(f"/desk/m/{sitting.id}/door").status_code == 200
