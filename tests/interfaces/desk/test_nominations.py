"""A nomination at the desk, from the proposal to the report."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import strip_tags

from plenaria.actions import nominations, texts
from plenaria.core.permits import Actor
from plenaria.store.models import Clause, Criterion, Nomination
from plenaria.store.queries import texts as text_queries
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body(parent=builders.body("congress", level="world"))
    secretary = builders.person("Secretary", body, "secretary", "drafter", "chair", email="secretary@council.example")
    return builders.meeting(body, secretary)


@pytest.fixture
def desk(client: Client, sitting: Sitting) -> Client:
    return builders.logged_in(client, sitting.secretary)


@pytest.fixture
def nominee(sitting: Sitting) -> Actor:
    return builders.person("Nominee", sitting.body, "delegate", email="nominee@council.example")


def words(client: Client, address: str) -> str:
    return " ".join(strip_tags(client.get(address).content.decode()).split())


def nominated(sitting: Sitting, nominee: Actor, clause: str | None = None) -> str:
    put = nominations.Put(
        person=str(nominee.person), names={"ru": "Делегат конгресса"}, places={}, first_day=date(2027, 7, 21)
    )
    given = {"actor": sitting.secretary, "at": AT, "body": sitting.body, "clause": clause}
    return done(nominations.nominate(**given, put=put))


def test_the_whole_way(desk: Client, sitting: Sitting, nominee: Actor) -> None:
    draft = builders.debated_text(sitting)
    clause = builders.clauses_of(draft)[0]
    Clause.objects.filter(id=clause).update(kind="nomination")
    given = {
        "person": nominee.person,
        "clause": clause,
        "name_ru": "Делегат VII Всемирного конгресса",
        "name_es": "",
        "place_ru": "Алматы",
        "first_day": "2027-07-21",
        "last_day": "2027-07-24",
    }
    answer = desk.post(f"/en/desk/b/{sitting.body}/nominations", given)
    nomination = Nomination.objects.get().id
    page = f"/en/desk/nominations/{nomination}"
    assert (answer.status_code, answer["Location"]) == (302, page)
    laid = {"name_ru": "Был на трёх съездах", "required": "yes", "source": "superior", "place": "Устав, 7"}
    host = Nomination.objects.get().body.parent_id
    desk.post(f"{page}/criteria/new", {**laid, "superior": host})
    criterion = Criterion.objects.get().id
    assert "Not checked" in words(desk, page) or "not checked" in words(desk, page)
    desk.post(f"{page}/findings", {f"{criterion}-found": "met", f"{criterion}-note": "Три съезда"})
    assert "Три съезда" in words(desk, page)
    builders.adopted_text(sitting, resolution=draft)
    assert "approved" in words(desk, page)
    file = SimpleUploadedFile("report.txt", "Отчёт".encode())
    desk.post(f"{page}/report", {"text": "Был на конгрессе.", "file": file})
    assert ("Был на конгрессе." in words(desk, page), "report.txt" in words(desk, page)) == (True, True)
    desk.post(f"{page}/note")
    assert Nomination.objects.get().state == "noted"


def test_the_text_leads_from_a_clause_that_nominates_to_the_nomination(desk: Client, sitting: Sitting) -> None:
    draft = builders.debated_text(sitting)
    clause = builders.clauses_of(draft)[0]
    found = text_queries.latest(draft, "ru")
    assert found is not None
    nominating = replace(found.clauses[0], kind="nomination")
    changed = replace(found, clauses=(nominating, *found.clauses[1:]))
    done(texts.revise_text(actor=sitting.secretary, at=AT, resolution=draft, text=changed, based_on=1))
    page = desk.get(f"/en/desk/r/{draft}/text")
    assert page.status_code == 200
    assert f'href="/en/desk/b/{sitting.body}/nominations?clause={clause}#new"' in page.content.decode()


def test_a_refusal_says_why_at_its_place(desk: Client, sitting: Sitting, nominee: Actor) -> None:
    page = f"/en/desk/nominations/{nominated(sitting, nominee)}"
    answer = desk.post(f"{page}/approve", {"poll": ""})
    assert answer.status_code == 409
    assert "No vote has approved the nomination yet." in answer.content.decode()
    empty = desk.post(f"{page}/report", {"text": ""})
    assert empty.status_code == 422


def test_what_is_wrong_in_the_form_is_said_and_the_rest_stays(desk: Client, sitting: Sitting, nominee: Actor) -> None:
    given = {"person": nominee.person, "name_ru": "Съезд", "first_day": "2027-07-21", "last_day": "2027-07-01"}
    answer = desk.post(f"/en/desk/b/{sitting.body}/nominations", given)
    shown = answer.content.decode()
    assert (answer.status_code, "due date is before the start" in shown, 'value="Съезд"' in shown) == (422, True, True)
    assert not Nomination.objects.exists()


def test_the_nominee_sees_it_reports_and_may_decline(client: Client, sitting: Sitting, nominee: Actor) -> None:
    draft = builders.debated_text(sitting)
    nomination = nominated(sitting, nominee, builders.clauses_of(draft)[0])
    builders.adopted_text(sitting, resolution=draft)
    phone = builders.logged_in(client, nominee)
    assert "Делегат конгресса" in words(phone, "/en/me/")
    page = f"/en/desk/nominations/{nomination}"
    phone.post(f"{page}/report", {"text": "Был."})
    assert Nomination.objects.get().state == "reported"
    assert phone.post(f"{page}/note").status_code == 403


def test_another_delegate_sees_nothing(client: Client, sitting: Sitting, nominee: Actor) -> None:
    nomination = nominated(sitting, nominee)
    other = builders.person("Other", sitting.body, "delegate", email="other@council.example")
    assert builders.logged_in(client, other).get(f"/en/desk/nominations/{nomination}").status_code == 403


def test_a_criterion_is_dropped_and_what_was_proposed_is_corrected(
    desk: Client, sitting: Sitting, nominee: Actor
) -> None:
    page = f"/en/desk/nominations/{nominated(sitting, nominee)}"
    desk.post(f"{page}/criteria/new", {"name_ru": "Лишний", "required": "no", "source": "rule"})
    desk.post(f"{page}/criteria/{Criterion.objects.get().id}/drop")
    assert "There are no criteria." in words(desk, page)
    desk.post(f"{page}/change", {"person": nominee.person, "name_ru": "Делегат съезда", "first_day": "2027-07-22"})
    assert Nomination.objects.get().names == {"ru": "Делегат съезда"}
