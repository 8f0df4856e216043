"""Proxies and exact votes on the pages of the desk and at the door."""

import re
from fractions import Fraction

import pytest
from django.test import Client

from plenaria.core.permits import Actor
from plenaria.core.voting.rule import Quorum, Rule, Share
from plenaria.store.queries import credentials, proxies
from tests import builders
from tests.builders import Sitting

pytestmark = pytest.mark.django_db

RULE = Rule(
    threshold=Share(Fraction(1, 2), strict=True),
    quorum=Quorum(first=Share(Fraction(1, 4)), of="votes"),
    weights="share",
    proxies=1,
)


@pytest.fixture
def secretary() -> Actor:
    return builders.person("Ann", builders.body(), "secretary", email="ann@desk.example")


@pytest.fixture
def sitting(secretary: Actor) -> Sitting:
    (_, body), *_ = secretary.roles
    weights = ["0.35", "20.35", "1.30"]
    return builders.meeting(str(body), secretary, seats=4, rule=RULE, weights=weights, away=(3, 4))


@pytest.fixture
def desk(client: Client, secretary: Actor) -> Client:
    return builders.logged_in(client, secretary)


def shown(client: Client, address: str, language: str = "en") -> str:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200
    return re.sub(r"\s+", " ", str(response.content.decode()))


def give(desk: Client, sitting: Sitting, giver: int, holder: int, note: str = "") -> tuple[int, str]:
    """Status and page of the form that puts a proxy on file."""
    data = {"giver": sitting.credentials[giver - 1], "holder": sitting.credentials[holder - 1], "note": note}
    response = desk.post(f"/desk/m/{sitting.id}/proxies", data, follow=True)
    return response.status_code, re.sub(r"\s+", " ", response.content.decode())


def test_a_proxy_is_put_on_file_shown_and_taken_back(desk: Client, sitting: Sitting) -> None:
    address = f"/desk/m/{sitting.id}/proxies"
    page = shown(desk, address)
    assert "Nobody has given a mandate away" in page and "One person may hold 1 mandate." in page
    givers = re.findall(r"<option[^>]*>(\d\. .*?)</option>", page.split('name="holder"')[0])
    assert givers == ["3. Delegate 3", "4. Delegate 4"]
    status, page = give(desk, sitting, 3, 1, note="Letter of 7 May")
    assert status == 200
    assert "The proxy is on file." in page and "Letter of 7 May" in page
    assert "represented by seat 1, Delegate 1" in shown(desk, f"/desk/m/{sitting.id}/credentials")
    status, page = give(desk, sitting, 4, 1, note="By telephone")
    assert status == 409
    assert "Seat 1 holds as many mandates as the rule lets one person hold (1)." in page
    assert 'value="By telephone"' in page
    back = desk.post(f"{address}/{sitting.credentials[2]}/take-back", follow=True)
    assert "The mandate is taken back." in back.content.decode()
    assert proxies.proxies_of(sitting.id) == ()
    assert desk.post(f"{address}/{sitting.credentials[2]}/take-back").status_code == 409


def test_the_page_says_where_the_rule_allows_none(desk: Client, secretary: Actor) -> None:
    (_, body), *_ = secretary.roles
    plain = builders.meeting(str(body), secretary, slug="xv")
    page = shown(desk, f"/desk/m/{plain.id}/proxies")
    assert "The rule of this meeting allows no proxies." in page and "Put on file" not in page


def test_a_chair_sees_proxies_and_records_none(sitting: Sitting) -> None:
    chair = builders.logged_in(Client(), builders.person("Carl", sitting.body, "chair", email="carl@desk.example"))
    assert "Put on file" not in shown(chair, f"/desk/m/{sitting.id}/proxies")
    assert give(chair, sitting, 3, 1)[0] == 403


def test_the_door_says_who_is_represented_and_that_coming_in_ends_it(desk: Client, sitting: Sitting) -> None:
    give(desk, sitting, 3, 1)
    door = f"/desk/m/{sitting.id}/door"
    page = shown(desk, door)
    assert "Represented by seat 1, Delegate 1. The proxy ends when they come in." in page
    assert re.findall(r"(\w+) <span class=\"num\">(\d)</span>", page) == [
        ("All", "4"),
        ("Missing", "1"),
        ("Present", "2"),
        ("Represented", "1"),
    ]
    desk.post(f"{door}/{sitting.credentials[2]}/in")
    page = shown(desk, door)
    assert "The mandate is theirs again; seat 1 held it until they came in." in page
    assert proxies.proxies_of(sitting.id) == ()


def test_a_quorum_of_votes_is_written_in_the_language_of_the_reader(desk: Client, sitting: Sitting) -> None:
    address = f"/desk/m/{sitting.id}/door/quorum"
    assert '<strong class="num">20.7</strong> of 23 votes present, quorum 5.75' in shown(desk, address)
    assert '<strong class="num">20,7</strong>' in shown(desk, address, "ru")
    give(desk, sitting, 3, 1)
    assert '<strong class="num">22</strong> of 23 votes present (1 seat of them by proxy)' in shown(desk, address)


def test_the_votes_of_a_seat_are_changed(desk: Client, sitting: Sitting) -> None:
    address = f"/desk/m/{sitting.id}/credentials/{sitting.credentials[0]}/votes"
    assert 'value="0.35"' in shown(desk, address)
    wrong = desk.post(address, {"weight": "a third"})
    assert wrong.status_code == 422
    assert "“a third” is no number of votes." in wrong.content.decode() and 'value="a third"' in wrong.content.decode()
    assert desk.post(address, {"weight": "1,5"}).status_code == 302
    seat = credentials.credential(sitting.credentials[0])
    assert seat is not None
    assert (seat.weight, seat.written) == (Fraction(3, 2), "1.5")
    builders.open_poll(sitting)
    assert desk.post(address, {"weight": "2"}).status_code == 409
    assert "Vote 1 is open on a roll that is frozen." in shown(desk, f"/desk/m/{sitting.id}/proxies")


def test_an_invitation_names_the_field_that_is_wrong(desk: Client, sitting: Sitting) -> None:
    data = {"person": "", "email": "f@club.example", "name_ru": "Фрида", "language": "ru", "delegation": "", "seat": ""}
    wrong = desk.post(f"/desk/m/{sitting.id}/credentials/invite", {**data, "weight": "-1"})
    assert wrong.status_code == 422
    assert "A seat has more than zero votes." in wrong.content.decode()
    assert desk.post(f"/desk/m/{sitting.id}/credentials/invite", {**data, "weight": "0,35"}).status_code == 302
