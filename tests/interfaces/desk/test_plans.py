import pytest
from django.test import Client

from plenaria.actions import plans
from plenaria.core.permits import MACHINE, Actor
from plenaria.store.models import Commitment
from plenaria.store.queries import followup
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def owner(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def desk(client: Client, sitting: Sitting) -> Client:
    return builders.logged_in(client, sitting.secretary)


@pytest.fixture
def resolution(sitting: Sitting) -> str:
    return builders.published_text(sitting, resolution=followed.debated(sitting))


def form(resolution: str, owner: str, **changed: str) -> dict[str, str]:
    """The plan as a browser sends it."""
    data: dict[str, str] = {}
    for view in followup.commitments(resolution, AT.date()):
        line = {"owner": owner, "start": str(view.start), "due": str(view.due), "recurrence": view.recurrence}
        data |= {f"{view.id}-{field}": value for field, value in (line | changed).items()}
    return data


def test_owners_and_days_are_confirmed_on_one_page(desk: Client, resolution: str, owner: Actor) -> None:
    page = f"/desk/r/{resolution}/follow"
    assert "Propose the plan" in desk.get(page).content.decode()
    assert desk.post(f"{page}/propose").status_code == 302
    proposed = desk.get(page).content.decode()
    assert "Confirm the plan" in proposed
    assert proposed.count("<select") == 4
    assert 'value="2026-09-01"' in proposed
    confirmed = desk.post(page, form(resolution, str(owner.person)))
    assert (confirmed.status_code, confirmed["Location"]) == (302, page)
    board = desk.get(page).content.decode()
    assert "Составить карту" in board
    assert "Olga" in board
    assert "0 of 2 done" in board
    assert "<svg" in board


def test_a_line_without_an_owner_is_said_at_its_place_and_nothing_is_lost(
    desk: Client, resolution: str, owner: Actor
) -> None:
    page = f"/desk/r/{resolution}/follow"
    desk.post(f"{page}/propose")
    given = form(resolution, "", due="2026-10-10")
    response = desk.post(page, given)
    shown = response.content.decode()
    assert response.status_code == 422
    assert shown.count("Choose who answers for it, or leave the line out.") == 2
    assert 'value="2026-10-10"' in shown
    dropped = desk.post(page, form(resolution, "", dropped="on"))
    assert dropped.status_code == 302
    assert followup.commitments(resolution, AT.date()) == ()


def test_the_board_is_read_by_owner_and_by_date(desk: Client, sitting: Sitting, resolution: str, owner: Actor) -> None:
    followed.confirmed(sitting, resolution, owner)
    for by, title in (("state", "Not begun"), ("owner", "Olga"), ("due", "Overdue")):
        shown = desk.get(f"/desk/r/{resolution}/follow?by={by}").content.decode()
        assert f"<h2>{title} " in shown


def test_the_plan_is_not_confirmed_by_others(client: Client, sitting: Sitting, resolution: str) -> None:
    chair = builders.person("Carl", sitting.body, "chair", email="carl@desk.example")
    desk = builders.logged_in(client, chair)
    assert desk.get(f"/desk/r/{resolution}/follow").status_code == 200
    assert desk.post(f"/desk/r/{resolution}/follow/propose").status_code == 403
    assert desk.get("/desk/r/nothing/follow").status_code == 404


def test_everybody_sees_the_progress_once_it_is_published(
    client: Client, sitting: Sitting, resolution: str, owner: Actor
) -> None:
    page = "/b/council/r/xiv-1/progress"
    done(plans.propose_plan(actor=MACHINE, at=AT, resolution=resolution))
    assert "Составить карту" not in client.get(page).content.decode()
    Commitment.objects.all().delete()
    followed.confirmed(sitting, resolution, owner)
    shown = client.get(page).content.decode()
    assert "Составить карту" in shown
    assert "Olga" not in shown
    assert client.get("/b/council/r/xiv-2/progress").status_code == 404


def test_a_sealed_text_that_is_not_published_has_no_public_progress(client: Client, sitting: Sitting) -> None:
    followed.sealed(sitting)
    assert client.get("/b/council/r/xiv-1/progress").status_code == 404
