"""The desk sends seats to those who are not in the room, and sees whether they have arrived."""

import pytest
from django.test import Client

from plenaria.store.models import Credential, OutboxMail, Person, SeatLink
from tests import builders
from tests.builders import Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def desk(sitting: Sitting) -> Client:
    return builders.logged_in(Client(), sitting.secretary)


def shown(desk: Client, sitting: Sitting, query: str = "") -> str:
    answer = desk.get(f"/desk/m/{sitting.id}/remote{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_is_not_in_the_room_gets_a_link_and_the_desk_sees_what_became_of_it(desk: Client, sitting: Sitting) -> None:
    first, second, third = sitting.credentials
    assert "Everybody takes part in the room" in shown(desk, sitting)
    for seat, way in ((first, "remote"), (second, "correspondence")):
        changed = desk.post(f"/desk/m/{sitting.id}/remote/{seat}/attends?all=1", {"attends": way})
        assert changed["Location"] == f"/desk/m/{sitting.id}/remote?all=1#seat-{seat}"
    assert "not sent" in shown(desk, sitting)
    assert desk.post(f"/desk/m/{sitting.id}/remote/send").status_code == 302
    assert OutboxMail.objects.count() == 2
    assert "waiting to be sent" in shown(desk, sitting)
    # A second press sends nothing twice.
    desk.post(f"/desk/m/{sitting.id}/remote/send")
    assert OutboxMail.objects.count() == 2
    OutboxMail.objects.update(state="sent")
    assert desk.post(f"/desk/m/{sitting.id}/remote/{first}/send").status_code == 302
    assert SeatLink.objects.filter(credential_id=first, ended_at=None).count() == 1
    Credential.objects.filter(id=third).update(attends="remote")
    Person.objects.filter(credentials=third).update(email="")
    assert "no e-mail address" in shown(desk, sitting)
    assert desk.post(f"/desk/m/{sitting.id}/remote/{third}/send").status_code == 422


def test_an_invitation_says_how_somebody_takes_part(desk: Client, sitting: Sitting) -> None:
    person = builders.person("Frida", sitting.body, email="frida@desk.example")
    given = {"person": "", "email": "frida@desk.example", "language": "ru", "weight": "1", "attends": "remote"}
    assert desk.post(f"/desk/m/{sitting.id}/credentials/invite", given).status_code == 302
    assert Credential.objects.get(person_id=person.person).attends == "remote"


def test_whoever_only_sees_the_desk_sends_nothing(sitting: Sitting) -> None:
    chair = builders.logged_in(Client(), builders.person("Carl", sitting.body, "chair", email="carl@desk.example"))
    assert "Send the link" not in shown(chair, sitting, "?all=1")
    assert chair.post(f"/desk/m/{sitting.id}/remote/{sitting.credentials[0]}/send").status_code == 403
