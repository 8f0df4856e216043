"""What the public sees of a body, laid down at its desk; and what people say to being named."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from plenaria.core.journal.entry import read
from plenaria.store.models import Leaf, Person
from plenaria.store.queries import publication
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


def form(**changed: object) -> dict[str, object]:
    today = datetime.now(UTC).date()
    rule = {"votes": "delegations", "moment": "minutes", "wait": "30", "lasts": "0", "instead": "initials"}
    return {"since": today.isoformat(), **rule, "named": ["officers"], "owners": "officers", "below": "on", **changed}


def test_a_rule_is_laid_down_said_in_words_and_inherited(desk: Client, sitting: Sitting) -> None:
    page = f"/en/desk/b/{sitting.body}/publication"
    before = desk.get(page).content.decode()
    assert "Nobody has laid anything down yet" in before and "Delegate of: Council of the South" in before
    assert desk.post(page, form()).status_code == 302
    rule = publication.rule_of(sitting.body)
    assert (rule.votes, rule.moment, rule.wait, rule.named) == ("delegations", "minutes", 30, frozenset({"officers"}))
    after = desk.get(page).content.decode()
    assert "how each delegation voted: from the approval of the minutes, 30 days later" in after
    assert "For example" not in after
    club = builders.body("club", parent=sitting.body, level="local")
    assert publication.rule_of(club) == rule
    assert publication.rules_view(club, datetime.now(UTC).date()).source == sitting.body
    assert dict(read(bytes(Leaf.objects.get(kind="publication-rule-laid-down").data)).data)["rule"]["wait"] == 30  # type: ignore[index,call-overload]


def test_what_is_wrong_is_said(desk: Client, sitting: Sitting) -> None:
    page = f"/en/desk/b/{sitting.body}/publication"
    past = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    answer = desk.post(page, form(since=past))
    assert answer.status_code == 422 and "can&#x27;t count from a day that is over" in answer.content.decode()
    assert desk.post(page, form(votes="everything")).status_code == 422
    assert desk.post(page, form()).status_code == 302
    assert desk.post(page, form()).status_code == 409


def test_who_may_only_look_finds_no_form(sitting: Sitting) -> None:
    chair = builders.logged_in(Client(), builders.person("Cora", sitting.body, "chair", email="cora@desk.example"))
    page = f"/en/desk/b/{sitting.body}/publication"
    assert "Lay it down" not in chair.get(page).content.decode()
    chair.post(page, form())
    assert publication.rules_view(sitting.body, datetime.now(UTC).date()).versions == ()


def test_consent_is_asked_at_accreditation_and_said_on_ones_own_page(desk: Client, sitting: Sitting) -> None:
    seat = sitting.credentials[0]
    page = f"/desk/m/{sitting.id}/credentials/{seat}/consent"
    assert "not asked yet" in desk.get(f"/en/desk/m/{sitting.id}/credentials").content.decode()
    day = datetime.now(UTC).date().isoformat()
    assert desk.post(page, {"answer": "given", "form": "in-writing", "on": day}).status_code == 302
    person = Person.objects.get(credentials=seat)
    builders.person("Delegate 1", sitting.body, "delegate", email=person.email)
    own = builders.logged_in(Client(), builders.Actor(person=person.id))
    assert "No longer" in own.get("/en/me/consent").content.decode()
    assert own.post("/me/consent", {"answer": "withdrawn"}).status_code == 302
    said = publication.consents(person.id)
    assert [(each.answer, each.form) for each in said] == [("withdrawn", "online"), ("given", "in-writing")]
    assert own.post("/me/consent", {"answer": "withdrawn"}).status_code == 422


def test_nobody_says_it_for_somebody_else(sitting: Sitting) -> None:
    seat = sitting.credentials[0]
    chair = builders.logged_in(Client(), builders.person("Cora", sitting.body, "chair", email="cora@desk.example"))
    person = Person.objects.get(credentials=seat)
    for page in (f"/desk/m/{sitting.id}/credentials/{seat}/consent", f"/desk/people/{person.id}/consent"):
        assert chair.post(page, {"answer": "given", "form": "by-word", "on": "2026-05-09"}).status_code == 403
    assert Client().get("/me/consent").status_code == 302
