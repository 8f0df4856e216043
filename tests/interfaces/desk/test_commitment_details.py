"""Helpers, milestones, evidence and the indicator of a commitment, at the desk and in public."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import strip_tags
from PIL import Image

from plenaria.core.permits import Actor
from plenaria.store.models import Commitment, Evidence, Milestone
from tests import builders, followed
from tests.builders import Sitting

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", "chair", email="ann@desk.example"))


@pytest.fixture
def owner(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def task(sitting: Sitting, owner: Actor) -> str:
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    return followed.confirmed(sitting, resolution, owner)["2"]


@pytest.fixture
def desk(client: Client, sitting: Sitting) -> Client:
    return builders.logged_in(client, sitting.secretary)


def words(client: Client, address: str) -> str:
    return " ".join(strip_tags(client.get(address).content.decode()).split())


def photo() -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (30, 20), "navy").save(made, "JPEG")
    return SimpleUploadedFile("купол.jpg", made.getvalue())


def test_all_details_are_said_on_one_page(desk: Client, sitting: Sitting, owner: Actor, task: str) -> None:
    given = {
        "helpers": [sitting.secretary.person],
        "visibility": "members",
        "indicator_ru": "Измеренные долины",
        "unit": "долин",
        "target": "12",
        "step0_ru": "Измерения",
        "step0_due": "2026-07-01",
        "step1_ru": "Чертёж",
    }
    answer = desk.post(f"/en/desk/commitments/{task}/details", given, follow=True)
    shown = " ".join(strip_tags(answer.content.decode()).split())
    assert ("– / 12 долин" in shown, "due 1 July 2026" in shown) == (True, True)
    assert Commitment.objects.get(id=task).helpers == [sitting.secretary.person]
    assert [each.due for each in Milestone.objects.all()] == [date(2026, 7, 1), None]


def test_what_is_no_number_is_said_and_nothing_is_lost(desk: Client, task: str) -> None:
    given = {"visibility": "public", "indicator_ru": "Долины", "target": "много", "step0_ru": "Измерения"}
    answer = desk.post(f"/en/desk/commitments/{task}/details", given)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert ("“много” is no number" in shown, 'value="Измерения"' in shown) == (True, True)


def test_a_milestone_is_reached_and_taken_back(client: Client, sitting: Sitting, owner: Actor, task: str) -> None:
    desk = builders.logged_in(client, sitting.secretary)
    desk.post(f"/en/desk/commitments/{task}/details", {"visibility": "public", "step0_ru": "Измерения"})
    phone = builders.logged_in(client, owner)
    milestone = Milestone.objects.get().id
    phone.post(f"/en/desk/commitments/{task}/milestones/{milestone}", {"verb": "done"})
    assert Milestone.objects.get().done_on is not None
    phone.post(f"/en/desk/commitments/{task}/milestones/{milestone}", {"verb": "undo"})
    assert Milestone.objects.get().done_on is None
    assert phone.post(f"/en/desk/commitments/{task}/milestones/gone", {"verb": "done"}).status_code == 404


def test_a_photograph_comes_with_a_report_and_the_public_sees_it(client: Client, owner: Actor, task: str) -> None:
    phone = builders.logged_in(client, owner)
    given = {"verb": "report-begun", "sentence": "Начали", "enclosed": photo(), "caption": "Купол ночью"}
    assert phone.post(f"/ru/desk/commitments/{task}", given).status_code == 302
    evidence = Evidence.objects.get()
    assert (evidence.kind, evidence.caption) == ("photo", "Купол ночью")
    shown = phone.get(f"/ru/desk/commitments/{task}").content.decode()
    assert f'src="/ru/desk/commitments/{task}/shown/{evidence.id}" alt="Купол ночью"' in shown
    client.logout()
    page = client.get("/ru/b/council/r/xiv-1/progress").content.decode()
    address = f"/ru/b/council/r/xiv-1/shown/{evidence.id}"
    assert (f'src="{address}"' in page, "Купол ночью" in page) == (True, True)
    picture = client.get(address)
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")


def test_what_members_alone_see_the_public_does_not(client: Client, owner: Actor, task: str) -> None:
    phone = builders.logged_in(client, owner)
    phone.post(f"/ru/desk/commitments/{task}", {"verb": "report-begun", "enclosed": photo()})
    Commitment.objects.filter(id=task).update(visibility="members")
    client.logout()
    evidence = Evidence.objects.get().id
    assert client.get(f"/ru/b/council/r/xiv-1/shown/{evidence}").status_code == 404
    assert client.get(f"/ru/desk/commitments/{task}/shown/{evidence}").status_code in (302, 403)


def test_a_file_that_is_unfit_is_refused_and_the_sentence_stays(client: Client, owner: Actor, task: str) -> None:
    phone = builders.logged_in(client, owner)
    page = SimpleUploadedFile("page.pdf", b"MZ" + bytes(200))
    answer = phone.post(f"/en/desk/commitments/{task}", {"verb": "report-begun", "sentence": "Begun", "enclosed": page})
    assert (answer.status_code, "Begun" in answer.content.decode()) == (422, True)
    assert not Evidence.objects.exists()
