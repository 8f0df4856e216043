import pytest
from django.test import Client

from plenaria.actions import tokens
from plenaria.core.permits import Actor
from plenaria.store.queries import followup
from tests import builders, followed
from tests.builders import AT, Sitting, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def owner(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def task(sitting: Sitting, owner: Actor) -> str:
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    return followed.confirmed(sitting, resolution, owner)["2"]


def link(task: str, owner: Actor) -> str:
    return "/u/" + tokens.make(tokens.UPDATE, task, str(owner.person), at=now())


def state(task: str) -> str:
    view = followup.commitment(task, AT.date())
    assert view is not None
    return view.state


def test_an_owner_finds_and_reports_what_they_answer_for(client: Client, task: str, owner: Actor) -> None:
    mine = builders.logged_in(client, owner)
    assert f"/desk/commitments/{task}" in mine.get("/me/").content.decode()
    page = f"/desk/commitments/{task}"
    assert "Note as done" not in mine.get(page).content.decode()
    nothing = mine.post(page, {"sentence": "Семь холмов"})
    assert nothing.status_code == 422
    assert "Семь холмов" in nothing.content.decode()
    assert mine.post(page, {"verb": "report-done", "sentence": "Семь холмов"}).status_code == 302
    shown = mine.get(page).content.decode()
    assert "Семь холмов" in shown
    assert mine.post(f"{page}/note").status_code == 403
    assert state(task) == "reported-done"


def test_the_body_notes_what_was_reported(client: Client, sitting: Sitting, task: str) -> None:
    desk = builders.logged_in(client, sitting.secretary)
    page = f"/desk/commitments/{task}"
    assert desk.post(f"{page}/note").status_code == 409
    desk.post(page, {"verb": "report-done"})
    assert "Note as done" in desk.get(page).content.decode()
    assert desk.post(f"{page}/note").status_code == 302
    assert state(task) == "noted-done"


def test_strangers_see_nothing(client: Client, task: str) -> None:
    assert client.get(f"/desk/commitments/{task}").status_code == 302
    assert client.get("/me/").status_code == 302
    stranger = builders.person("Eve", builders.body("other"), "secretary", email="eve@other.example")
    assert builders.logged_in(client, stranger).get(f"/desk/commitments/{task}").status_code == 403
    assert client.get("/desk/commitments/nothing").status_code == 404


@pytest.mark.parametrize("verb", ["report-begun", "report-done", "report-nothing-new"])
def test_one_tap_without_logging_in(client: Client, task: str, owner: Actor, verb: str) -> None:
    page = link(task, owner)
    opened = client.get(page)
    assert opened.content.decode().count('name="verb"') == 5
    assert "no-store" in opened["Cache-Control"]
    assert state(task) == "no-word"
    assert client.post(page, {"verb": verb}).status_code == 302
    expected = {"report-begun": "begun", "report-done": "reported-done", "report-nothing-new": "not-started"}
    assert state(task) == expected[verb]


def test_a_link_does_its_one_thing_only(client: Client, task: str, owner: Actor) -> None:
    page = link(task, owner)
    response = client.post(page, {"verb": "declare-unachieved", "sentence": "Не потеряйте"})
    assert response.status_code == 409
    assert "Не потеряйте" in response.content.decode()
    assert state(task) == "no-word"
    for broken in (page[:-1], page.replace("/u/", "/a/"), "/u/nonsense"):
        assert client.get(broken).status_code == 403
    assert client.post("/u/nonsense", {"verb": "report-done"}).status_code == 403


def test_who_no_longer_answers_for_it_has_a_dead_link(
    client: Client, sitting: Sitting, task: str, owner: Actor
) -> None:
    from plenaria.actions import plans

    view = followup.commitment(task, AT.date())
    assert view is not None
    line = plans.Line(commitment=task, owner=sitting.secretary.person, due=view.due)
    builders.done(plans.confirm_plan(actor=sitting.secretary, at=AT, resolution=view.resolution, lines=[line]))
    assert client.get(link(task, owner)).status_code == 403
    assert client.post(link(task, owner), {"verb": "report-done"}).status_code == 403
    assert state(task) == "no-word"
