import re
from datetime import date

import pytest
from django.test import Client

from plenaria.actions import plans
from plenaria.core.permits import MACHINE, Actor
from plenaria.store.models import Body, Commitment, Implementing
from plenaria.store.queries import followup
from tests import builders, followed
from tests.builders import AT, Sitting, done
from tests.store.queries.test_going_on import MAP, after, programme, written

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
    assert proposed.count("<select") == 5
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


def test_one_owner_is_entered_in_all_lines_without_one_and_nothing_is_stored_by_that(
    desk: Client, sitting: Sitting, resolution: str, owner: Actor
) -> None:
    page = f"/desk/r/{resolution}/follow"
    desk.post(f"{page}/propose")
    assert "2 lines have no owner yet" in desk.get(page).content.decode()
    lines = form(resolution, "", due="2026-10-10")
    filled = desk.post(page, lines | {"everywhere": str(owner.person), "fill": "1"})
    shown = filled.content.decode()
    assert (filled.status_code, "2 lines have the owner Olga" in shown) == (200, True)
    assert shown.count(f'<option value="{owner.person}" selected>') == 2
    assert shown.count('value="2026-10-10"') == 2
    assert [each.owner for each in followup.commitments(resolution, AT.date())] == [None, None]
    first = next(iter(lines)).partition("-")[0]
    own = {f"{first}-owner": str(sitting.secretary.person)}
    kept = desk.post(page, lines | own | {"everywhere": str(owner.person), "fill": "1"}).content.decode()
    assert kept.count(f'<option value="{owner.person}" selected>') == 1
    assert "2 lines have no owner yet" in desk.post(page, lines | {"everywhere": "", "fill": "1"}).content.decode()


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


def test_what_continues_is_proposed_as_part_of_the_programme_that_it_goes_on_with(
    client: Client, sitting: Sitting
) -> None:
    above = builders.body("union", level="world")
    Body.objects.filter(id=sitting.body).update(parent=above)
    zoe = builders.person("Zoe", above, "secretary", "chair", email="zoe@union.example")
    over = builders.meeting(above, zoe, slug="vi", first_day=date(2026, 3, 1))
    written(over, MAP, kind="task", number="VI/1")
    made = programme(sitting, written(sitting, MAP))
    words = "Продолжить по пункту 1 резолюции № XIV/1 во исполнение пункта 1 резолюции № VI/1."
    second = written(after(sitting), words, number="XV/1", published=False)
    desk, page = builders.logged_in(client, sitting.secretary), f"/desk/r/{second}/follow"
    desk.post(f"{page}/propose")
    proposed = desk.get(page).content.decode()
    assert f'<option value="{made}" selected>' in proposed
    assert "It cites clause 1 of XIV/1, which is part of it." in proposed
    assert "0 of 1 done" in proposed
    assert "Clause 1 → Council union · VI/1 · clause 1" in proposed
    (above_value,) = re.findall(r'name="above" value="([^"]+)" checked', proposed)
    row = Commitment.objects.get(clause__resolution=second)
    line = {"owner": str(sitting.secretary.person), "recurrence": "yearly", "programme": made}
    given = {f"{row.id}-{name}": value for name, value in line.items()} | {"above": above_value}
    refused = desk.post(page, given | {f"{row.id}-owner": ""}).content.decode()
    assert f'value="{above_value}" checked' in refused
    assert desk.post(page, given).status_code == 302
    assert Commitment.objects.get(id=row.id).programme_id == made
    assert f"{Implementing.objects.get().clause_id} {Implementing.objects.get().above_id}" == above_value
    del given["above"]
    desk.post(page, given | {f"{row.id}-programme": ""})
    assert Commitment.objects.get(id=row.id).programme_id is None
