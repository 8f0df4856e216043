"""Criteria at the desk: laid down, and each delegate checked against them."""

import pytest
from django.test import Client

from plenaria.actions import credentials
from plenaria.core.credentials import Finding
from plenaria.store.models import Body, Clause, Credential, Criterion
from plenaria.store.queries import credentials as queries
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

NEW = {"name_ru": "Член организации два года", "required": "yes", "source": "rule", "place": "Устав, п. 7"}


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def desk(sitting: Sitting) -> Client:
    return builders.logged_in(Client(), sitting.secretary)


@pytest.fixture
def invited(sitting: Sitting) -> str:
    person = str(builders.person("Frida", sitting.body).person)
    return done(credentials.invite(actor=sitting.secretary, at=AT, meeting=sitting.id, person=person))


def lay_down(desk: Client, sitting: Sitting, **given: str) -> Criterion:
    assert desk.post(f"/desk/m/{sitting.id}/criteria", NEW | given).status_code == 302
    return Criterion.objects.order_by("-position")[0]


def check(desk: Client, sitting: Sitting, seat: str, verb: str, **found: str) -> tuple[int, str]:
    """Fill in the page of a seat; what is found on a criterion, and the note, by its id."""
    posted = {"verb": verb, **{name.replace("__", "-"): value for name, value in found.items()}}
    answer = desk.post(f"/desk/m/{sitting.id}/credentials/{seat}/findings", posted)
    return answer.status_code, answer.content.decode()


def test_a_criterion_is_laid_down_changed_and_dropped(desk: Client, sitting: Sitting) -> None:
    made = lay_down(desk, sitting)
    page = desk.get(f"/desk/m/{sitting.id}/criteria").content.decode()
    assert "Член организации два года" in page
    assert "Устав, п. 7" in page
    address = f"/desk/m/{sitting.id}/criteria/{made.id}"
    assert 'value="Член организации два года"' in desk.get(address).content.decode()
    assert desk.post(address, NEW | {"name_ru": "Член три года", "required": "no"}).status_code == 302
    made.refresh_from_db()
    assert (made.names, made.required) == ({"ru": "Член три года"}, False)
    assert desk.post(address, {"verb": "drop"}).status_code == 302
    assert "Член три года" not in desk.get(f"/desk/m/{sitting.id}/criteria").content.decode()
    assert desk.get(address).status_code == 404


def test_one_without_a_name_is_not_stored(desk: Client, sitting: Sitting) -> None:
    answer = desk.post(f"/desk/m/{sitting.id}/criteria", NEW | {"name_ru": ""})
    assert answer.status_code == 422
    assert "Устав, п. 7" in answer.content.decode()
    assert not Criterion.objects.exists()


def test_nobody_is_accredited_before_every_required_one_is_met_or_waived(
    desk: Client, sitting: Sitting, invited: str
) -> None:
    first, second = lay_down(desk, sitting), lay_down(desk, sitting, name_ru="Письмо делегации")
    lay_down(desk, sitting, name_ru="Бывал на прошлой", required="no")
    ticked = desk.post(f"/desk/m/{sitting.id}/credentials", _tick(invited, "accredit"))
    assert ticked.status_code == 409
    assert "Criterion 1 is required, and nobody has recorded yet" in ticked.content.decode()
    status, page = check(desk, sitting, invited, "accredit", **{f"{first.id}__found": "met"})
    assert (status, "Criterion 2 is required, and nobody" in page) == (409, True)
    wanting = {f"{first.id}__found": "met", f"{second.id}__found": "not-met", f"{second.id}__note": "не пришло"}
    status, page = check(desk, sitting, invited, "accredit", **wanting)
    assert (status, "was found not met" in page, "не пришло" in page) == (409, True, True)
    waived = wanting | {f"{second.id}__found": "waived"}
    status, _ = check(desk, sitting, invited, "accredit", **(waived | {f"{second.id}__note": ""}))
    assert status == 422
    assert check(desk, sitting, invited, "accredit", **waived)[0] == 302
    seat = queries.credential(invited)
    assert seat is not None
    assert seat.state == "accredited"
    assert seat.findings == (Finding(first.id, True), Finding(second.id, False, "не пришло", waived=True))
    listed = desk.get(f"/desk/m/{sitting.id}/credentials").content.decode()
    assert "waived" in listed
    assert "не пришло" in listed


def test_findings_are_stored_before_the_decision_and_a_refusal_needs_one(
    desk: Client, sitting: Sitting, invited: str
) -> None:
    made = lay_down(desk, sitting)
    assert check(desk, sitting, invited, "store", **{f"{made.id}__found": "met"})[0] == 302
    assert check(desk, sitting, invited, "refuse", **{f"{made.id}__found": "met"})[0] == 422
    assert Credential.objects.get(id=invited).state == "invited"
    assert check(desk, sitting, invited, "refuse", **{f"{made.id}__found": "not-met"})[0] == 302
    assert Credential.objects.get(id=invited).state == "refused"


def test_those_of_the_last_meeting_are_taken_over(desk: Client, sitting: Sitting) -> None:
    lay_down(desk, sitting)
    later = builders.planned_meeting(sitting.body, sitting.secretary, slug="xv")
    assert desk.post(f"/desk/m/{later}/criteria/take-over").status_code == 302
    copied = Criterion.objects.get(meeting_id=later)
    assert (copied.names["ru"], copied.place) == ("Член организации два года", "Устав, п. 7")


def test_where_one_comes_from_is_shown(desk: Client, sitting: Sitting) -> None:
    world = builders.body("world", level="world")
    Body.objects.filter(id=sitting.body).update(parent_id=world)
    resolution = builders.adopted_text(sitting)
    clause = Clause.objects.filter(resolution_id=resolution).order_by("position")[0]
    Clause.objects.filter(id=clause.id).update(kind="rule")
    lay_down(desk, sitting, source="clause", clause=clause.id, place="")
    lay_down(desk, sitting, source="superior", superior=world, place="")
    page = desk.get(f"/desk/m/{sitting.id}/criteria").content.decode()
    assert "Resolution XIV/1, clause 1" in page
    assert page.count("Council world") >= 1


def test_only_who_decides_lays_down_criteria(sitting: Sitting) -> None:
    clerk = builders.logged_in(Client(), builders.person("Gil", sitting.body, "clerk", email="gil@desk.example"))
    assert clerk.get(f"/desk/m/{sitting.id}/criteria").status_code == 200
    assert clerk.post(f"/desk/m/{sitting.id}/criteria", NEW).status_code == 403
    assert not Criterion.objects.exists()


def _tick(seat: str, verb: str) -> dict[str, str]:
    management = {"findings-TOTAL_FORMS": "0", "findings-INITIAL_FORMS": "0"}
    return {"seat": seat, "verb": verb, **management}


def test_the_door_sees_what_was_waived(desk: Client, sitting: Sitting) -> None:
    made = lay_down(desk, sitting)
    seat = sitting.credentials[0]
    waived = {f"{made.id}__found": "waived", f"{made.id}__note": "решение правления"}
    assert check(desk, sitting, seat, "store", **waived)[0] == 302
    page = desk.get(f"/desk/m/{sitting.id}/door").content.decode()
    assert "решение правления" in page
    assert page.count("waived") == 1
