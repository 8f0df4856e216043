"""Bodies and people on the desk."""

import re

import pytest
from django.test import Client

from plenaria.actions import people as actions
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.store.queries import bodies, people
from plenaria.store.queries.dispatches import parties_of
from tests import builders
from tests.builders import AT, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> str:
    return builders.body("council", level="country")


@pytest.fixture
def administrator(client: Client, council: str) -> Client:
    return builders.logged_in(client, builders.person("Ada", council, "administrator", email="ada@desk.example"))


def roles_in(body: str) -> list[tuple[str, str]]:
    return [(person.names["en"], role.role) for person, role in people.roles_in(body, builders.now().date())]


def test_a_body_is_founded_below_another(administrator: Client, council: str) -> None:
    form = {"name_ru": "Клуб", "slug": "club", "level": "local", "languages": ["ru"]}
    answer = administrator.post(f"/desk/bodies/new?parent={council}", form)
    club = bodies.body_at("club")
    assert club is not None
    assert (club.parent, club.level, club.names) == (council, "local", {"ru": "Клуб"})
    # Nobody reaches it yet: the administrator's role was not given for what is below.
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/bodies/{club.id}")
    assert "Клуб" in administrator.get("/desk/bodies").content.decode()
    again = administrator.post(f"/desk/bodies/new?parent={council}", form)
    assert (again.status_code, "Клуб" in again.content.decode()) == (409, True)


def test_the_particulars_of_a_body_are_changed(administrator: Client, council: str) -> None:
    form = {
        "name_en": "Council of Clubs",
        "languages": ["en", "ru"],
        "email": "council@desk.example",
        "accent": "#00557f",
        "results_mailed": "on",
        "lines_en": "Observatory Road 4\n\nValdehoz ",
    }
    assert administrator.post(f"/desk/bodies/{council}/change", form).status_code == 302
    view, kept = bodies.body(council), bodies.particulars(council)
    assert view is not None
    assert kept is not None
    assert (view.names, view.languages, view.accent) == ({"en": "Council of Clubs"}, ("en", "ru"), "#00557f")
    assert (kept.email, kept.results_mailed) == ("council@desk.example", True)
    assert kept.letterhead == {"en": ["Observatory Road 4", "Valdehoz"]}
    assert administrator.post(f"/desk/bodies/{council}/change", {**form, "accent": "blue"}).status_code == 422
    assert "Council of Clubs" in administrator.get(f"/desk/bodies/{council}").content.decode()


def test_an_institution_enters_the_address_book(administrator: Client, council: str) -> None:
    form = {"name_es": "Ministerio", "language": "es", "email": "m@gov.example", "address": "Plaza 1\nLima"}
    assert administrator.post(f"/desk/bodies/{council}/institution", form).status_code == 302
    (party,) = parties_of(council)
    assert (party.names, party.language, party.address) == ({"es": "Ministerio"}, "es", ("Plaza 1", "Lima"))


def test_a_person_is_entered_found_and_corrected(administrator: Client, council: str) -> None:
    form = {"name_en": "Bo Lind", "email": "Bo@desk.example", "language": "en", "timezone": "UTC"}
    answer = administrator.post(f"/desk/people/new?body={council}", form)
    bo = people.person_at("bo@desk.example")
    assert bo is not None
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/people/{bo.id}")
    taken = administrator.post(f"/desk/people/new?body={council}", {**form, "name_en": "Another"})
    assert (taken.status_code, "Another" in taken.content.decode()) == (409, True)
    page = administrator.get("/desk/people?q=lind").content.decode()
    assert re.findall(r'<a href="/desk/people/\w+">(.*?)</a>', page) == ["Bo Lind"]
    assert administrator.post(f"/desk/people/{bo.id}", {**form, "name_en": "Bo Lindgren"}).status_code == 302
    assert people.person(bo.id) is not None
    assert people.person_at("bo@desk.example").names == {"en": "Bo Lindgren"}  # type: ignore[union-attr]


def test_a_role_is_given_and_ended(administrator: Client, council: str) -> None:
    bo = builders.person("Bo", council, email="bo@desk.example")
    answer = administrator.post(f"/desk/bodies/{council}/role", {"person": str(bo.person), "role": "clerk"})
    assert answer.status_code == 302
    assert roles_in(council) == [("Ada", "administrator"), ("Bo", "clerk")]
    (clerk,) = people.roles_of([str(bo.person)])[str(bo.person)]
    assert administrator.post(f"/desk/roles/{clerk.id}/end").status_code == 302
    assert roles_in(council) == [("Ada", "administrator")]
    assert administrator.post(f"/desk/roles/{clerk.id}/end").status_code == 409


def test_an_office_is_named_and_its_next_holder_has_the_same(administrator: Client, council: str) -> None:
    bo = builders.person("Bo", council, email="bo@desk.example")
    given = {"person": str(bo.person), "role": "owner", "title_ru": " Сектор  семян", "title_es": ""}
    assert administrator.post(f"/desk/bodies/{council}/role", given).status_code == 302
    (role,) = people.roles_of([str(bo.person)])[str(bo.person)]
    assert role.title == {"ru": "Сектор семян"}
    assert "· Сектор семян" in administrator.get(f"/desk/bodies/{council}").content.decode()


def test_a_role_may_go_to_somebody_of_another_body_by_their_address(administrator: Client, council: str) -> None:
    builders.person("Cy", builders.body("other"), email="cy@other.example")
    address = f"/desk/bodies/{council}/role"
    assert administrator.post(address, {"email": "cy@other.example", "role": "teller"}).status_code == 302
    assert roles_in(council) == [("Ada", "administrator"), ("Cy", "teller")]
    nobody = administrator.post(address, {"email": "nobody@other.example", "role": "teller"})
    assert nobody.status_code == 422
    assert administrator.post(address, {"role": "teller"}).status_code == 422


def test_people_of_other_bodies_are_not_listed(administrator: Client, council: str) -> None:
    builders.person("Zed", builders.body("other"), "secretary", email="zed@other.example")
    page = administrator.get("/desk/people").content.decode()
    assert ("ada@desk.example" in page, "zed@other.example" in page) == (True, False)


def test_the_last_administrator_stays(administrator: Client, council: str) -> None:
    ada = people.person_at("ada@desk.example")
    assert ada is not None
    (role,) = people.roles_of([ada.id])[ada.id]
    assert administrator.post(f"/desk/roles/{role.id}/end").status_code == 409
    builders.person("Bo", council, "administrator", email="bo@desk.example")
    assert administrator.post(f"/desk/roles/{role.id}/end").status_code == 302


def changed(actor: Actor, person: Actor, email: str) -> object:
    result = actions.change_person(
        actor=actor,
        at=AT,
        person=str(person.person),
        names={"en": "Ada"},
        email=email,
        language="en",
        timezone="UTC",
    )
    return result if isinstance(result, Refusal) else None


def test_nobody_takes_the_address_by_which_somebody_with_more_rights_logs_in(council: str) -> None:
    ada = builders.person("Ada", council, "administrator", email="ada@desk.example")
    secretary = builders.person("Sam", council, "secretary", email="sam@desk.example")
    clerk = builders.person("Cleo", council, "clerk", email="cleo@desk.example")
    assert changed(secretary, ada, "mine@desk.example") == forbidden("not-permitted", verb="roles.grant")
    assert changed(secretary, clerk, "mine@desk.example") == forbidden("not-permitted", verb="roles.grant")
    assert changed(secretary, ada, "ada@desk.example") is None
    assert changed(ada, ada, "new@desk.example") is None
    assert changed(ada, clerk, "cleo2@desk.example") is None
    assert changed(ada, clerk, "sam@desk.example") == conflict("email-taken", email="sam@desk.example")
    assert changed(ada, clerk, "") == unacceptable("email-needed")


def test_who_logs_in_does_so_with_the_new_address(client: Client, council: str) -> None:
    ada = builders.person("Ada", council, "administrator", email="ada@desk.example")
    assert changed(ada, ada, "new@desk.example") is None
    person = people.person_at("new@desk.example")
    assert person is not None
    assert person.has_account
    from plenaria.store.models import User

    assert [user.email for user in User.objects.all()] == ["new@desk.example"]


def test_a_body_stands_under_one_of_its_level_or_above() -> None:
    local = builders.body("club", level="local")
    from plenaria.actions.bodies import found_body

    refused = found_body(
        actor=MACHINE, at=AT, slug="world", names={"en": "World"}, level="world", languages=["en"], parent=local
    )
    assert refused == unacceptable("level-above-parent", level="world", parent="local")


def test_a_role_needs_its_days_in_order(council: str) -> None:
    bo = builders.person("Bo", council)
    days = {"since": AT.date(), "until": AT.date().replace(day=1)}
    refused = actions.grant_role(actor=MACHINE, at=AT, person=str(bo.person), body=council, role="clerk", **days)
    assert isinstance(refused, Refusal)
    assert refused.code == "dates-reversed"
    assert done(actions.grant_role(actor=MACHINE, at=AT, person=str(bo.person), body=council, role="clerk"))
