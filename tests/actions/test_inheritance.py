"""A successor inherits what their predecessor answered for."""

from datetime import date, timedelta

import pytest

from plenaria.actions import inheritance, outbox, people
from plenaria.core.permits import MACHINE, Actor
from plenaria.store.models import Commitment, Leaf, Membership
from tests import builders, followed
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=40)
DAY_BEFORE = LATER.date() - timedelta(days=1)


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", "chair", email="ann@desk.example"))


@pytest.fixture
def owner(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def task(sitting: Sitting, owner: Actor) -> str:
    adopted = builders.adopted_text(sitting, resolution=followed.debated(sitting))
    task = followed.confirmed(sitting, adopted, owner)["2"]
    Commitment.objects.update(owner_role="owner")
    return task


def ends(person: Actor, on: date = DAY_BEFORE, **title: str) -> None:
    Membership.objects.filter(person_id=person.person, role="owner").update(until=on, title=title)


def settle(body: str) -> None:
    done(inheritance.inherit(actor=MACHINE, at=LATER, body=body))


def test_the_one_who_holds_the_office_now_inherits_and_is_told(sitting: Sitting, owner: Actor, task: str) -> None:
    ends(owner)
    new = builders.person("Nina", sitting.body, "owner", email="nina@desk.example")
    assert inheritance.bodies_to_settle(LATER.date()) == (sitting.body,)
    settle(sitting.body)
    assert {each.owner_id for each in Commitment.objects.all()} == {new.person}
    assert Leaf.objects.filter(kind="commitment-inherited").count() == Commitment.objects.count()
    assert [mail.recipient for mail in outbox.take(at=LATER, limit=100)] == ["nina@desk.example"]
    assert inheritance.bodies_to_settle(LATER.date()) == ()


def test_on_the_last_day_it_is_still_theirs(sitting: Sitting, owner: Actor, task: str) -> None:
    ends(owner, LATER.date())
    builders.person("Nina", sitting.body, "owner", email="nina@desk.example")
    assert inheritance.bodies_to_settle(LATER.date()) == ()
    settle(sitting.body)
    assert Commitment.objects.get(id=task).owner_id == owner.person


def test_of_several_the_one_with_the_same_title_inherits(sitting: Sitting, owner: Actor, task: str) -> None:
    ends(owner, ru="Сектор измерений")
    for name, title in (("Nina", "Сектор школ"), ("Petr", "Сектор измерений")):
        new = builders.person(name, sitting.body, "owner", email=f"{name.lower()}@desk.example")
        Membership.objects.filter(person_id=new.person).update(title={"ru": title})
    settle(sitting.body)
    assert Commitment.objects.get(id=task).owner is not None
    assert {each.owner.email for each in Commitment.objects.all() if each.owner} == {"petr@desk.example"}


def test_where_it_is_not_plain_who_follows_it_stays(sitting: Sitting, owner: Actor, task: str) -> None:
    ends(owner)
    settle(sitting.body)
    assert Commitment.objects.get(id=task).owner_id == owner.person
    for name in ("nina", "petr"):
        builders.person(name, sitting.body, "owner", email=f"{name}@desk.example")
    settle(sitting.body)
    assert Commitment.objects.get(id=task).owner_id == owner.person


def test_what_is_settled_stays_with_who_did_it(sitting: Sitting, owner: Actor, task: str) -> None:
    Commitment.objects.filter(id=task).update(state="noted-done")
    ends(owner)
    builders.person("Nina", sitting.body, "owner", email="nina@desk.example")
    settle(sitting.body)
    assert Commitment.objects.get(id=task).owner_id == owner.person


def test_a_role_that_is_taken_back_is_inherited_too(sitting: Sitting, owner: Actor, task: str) -> None:
    new = builders.person("Nina", sitting.body, "owner", email="nina@desk.example")
    membership = Membership.objects.get(person_id=owner.person, role="owner").id
    done(people.revoke_role(actor=MACHINE, at=LATER, membership=membership))
    settle(sitting.body)
    assert Commitment.objects.get(id=task).owner_id == new.person


def test_an_office_is_known_again_by_its_title_in_one_language(sitting: Sitting, owner: Actor, task: str) -> None:
    ends(owner, ru="Сектор семян", es="Semillas")
    new = builders.person("Nina", sitting.body, email="nina@desk.example")
    for person, title in (
        (new, {"ru": "Сектор семян"}),
        (builders.person("Rita", sitting.body), {"ru": "Сектор орудий"}),
    ):
        given = {"person": str(person.person), "body": sitting.body, "role": "owner", "title": title}
        done(people.grant_role(actor=MACHINE, at=AT, **given))
    settle(sitting.body)
    assert {each.owner_id for each in Commitment.objects.all()} == {new.person}
