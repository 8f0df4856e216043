"""The mandate at the desk, what everybody sees of a nomination, and the criteria that stand with a body."""

from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags

from plenaria.actions import nominations
from plenaria.core.permits import Actor
from plenaria.store.models import Body, Clause, Criterion, Dispatch, Nomination
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture
def sitting() -> Sitting:
    world = builders.body("congress", level="world")
    Body.objects.filter(id=world).update(email="office@congress.example", names={"ru": "Конгресс", "en": "Congress"})
    body = builders.body(parent=world)
    secretary = builders.person("Secretary", body, "secretary", "drafter", "chair", email="secretary@council.example")
    return builders.meeting(body, secretary)


@pytest.fixture
def desk(client: Client, sitting: Sitting) -> Client:
    return builders.logged_in(client, sitting.secretary)


@pytest.fixture
def nominee(sitting: Sitting) -> Actor:
    return builders.person("Nominee", sitting.body, "delegate", email="nominee@council.example")


@pytest.fixture
def approved(sitting: Sitting, nominee: Actor) -> str:
    """Whom a published resolution nominates."""
    draft = builders.debated_text(sitting)
    put = nominations.Put(
        person=str(nominee.person),
        names={"ru": "Делегат конгресса"},
        places={},
        first_day=date(2027, 7, 21),
        host=Body.objects.get(id=sitting.body).parent_id,
    )
    clause = builders.clauses_of(draft)[0]
    given = {"actor": sitting.secretary, "at": AT, "body": sitting.body, "clause": clause}
    nomination = done(nominations.nominate(**given, put=put))
    builders.published_text(sitting, resolution=draft)
    return nomination


def words(client: Client, address: str) -> str:
    return " ".join(strip_tags(client.get(address).content.decode()).split())


def test_the_mandate_is_drafted_looked_at_and_sent(desk: Client, sitting: Sitting, approved: str) -> None:
    page = f"/en/desk/nominations/{approved}"
    answer = desk.post(f"{page}/mandate")
    letter = Dispatch.objects.get(purpose="mandate")
    assert answer["Location"] == f"/en/desk/letters/{letter.id}"
    assert "Look at the letter, and send it" in words(desk, page)
    again = desk.post(f"{page}/mandate")
    assert (again.status_code, "drafted already" in again.content.decode()) == (409, True)
    desk.post(f"/en/desk/r/{letter.resolution_id}/send", {"verb": "send", "letter": letter.id, "dispatch": letter.id})
    assert "mandate" in words(desk, f"/en/desk/r/{letter.resolution_id}/send").lower()


def test_it_is_printed_and_handed_over(desk: Client, approved: str) -> None:
    page = f"/en/desk/nominations/{approved}"
    printed = desk.get(f"{page}/mandate.pdf")
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    desk.post(f"{page}/mandate/handed-over")
    assert "Handed over on" in words(desk, page)
    assert Nomination.objects.get().state == "mandated"


def test_what_is_not_approved_has_no_mandate(desk: Client, sitting: Sitting, nominee: Actor) -> None:
    put = nominations.Put(person=str(nominee.person), names={"ru": "Делегат"}, places={})
    given = {"actor": sitting.secretary, "at": AT, "body": sitting.body}
    nomination = done(nominations.nominate(**given, put=put))
    assert desk.get(f"/en/desk/nominations/{nomination}/mandate.pdf").status_code == 409


def test_somebody_else_is_put_forward_in_the_place_of_who_withdrew(
    desk: Client, sitting: Sitting, approved: str
) -> None:
    page = f"/en/desk/nominations/{approved}"
    desk.post(f"{page}/withdraw", {"note": "Заболела"})
    instead = f"/en/desk/b/{sitting.body}/nominations?instead={approved}"
    assert instead.split("/en")[1] in desk.get(page).content.decode()
    assert "choose somebody else" in words(desk, instead)
    other = builders.person("Other", sitting.body, "delegate", email="other@council.example")
    desk.post(instead, {"person": other.person, "name_ru": "Делегат конгресса"})
    second = Nomination.objects.get(person=other.person)
    assert second.replaces_id == approved
    assert "Nominee" in words(desk, f"/en/desk/nominations/{second.id}")


def test_what_everybody_sees_is_chosen(desk: Client, approved: str) -> None:
    desk.post(f"/en/desk/nominations/{approved}/public", {"findings": "on"})
    row = Nomination.objects.get()
    assert (row.findings_public, row.report_public) == (True, False)


def test_a_clause_becomes_what_the_body_asks_for_every_time(desk: Client, sitting: Sitting, approved: str) -> None:
    clause = Clause.objects.exclude(nominations=approved).filter(resolution__body=sitting.body)[0]
    Clause.objects.filter(id=clause.id).update(kind="rule")
    page = f"/en/desk/b/{sitting.body}/criteria"
    assert f"Resolution XIV/1, clause {clause.number}" in words(desk, page)
    offered = desk.get(f"{page}?clause={clause.id}").content.decode()
    assert f'value="{clause.id}" selected' in offered
    laid = {"name_ru": "Член клуба", "required": "yes", "source": "clause", "clause": clause.id, "asked_of": "nominees"}
    assert desk.post(page, laid).status_code == 302
    shown = words(desk, page)
    assert "Of nominees" in shown and "Make a criterion of it" not in shown
    criterion = Criterion.objects.get()
    desk.post(f"{page}/{criterion.id}/drop")
    assert "Nothing is asked for every time yet" in words(desk, page)
    assert desk.post(page, {**laid, "name_ru": ""}).status_code == 422


def test_a_meeting_takes_over_what_stands_with_the_body(desk: Client, sitting: Sitting) -> None:
    stand = {"name_ru": "Член клуба", "required": "yes", "source": "rule", "asked_of": "both"}
    desk.post(f"/en/desk/b/{sitting.body}/criteria", stand)
    page = f"/en/desk/m/{sitting.id}/criteria"
    desk.post(f"{page}/take-standing")
    assert Criterion.objects.filter(meeting=sitting.id).count() == 1
    assert desk.post(f"{page}/take-standing").status_code == 409


def test_what_waits_stands_on_the_first_page_of_the_desk(desk: Client, approved: str) -> None:
    assert "Nominations that wait Nominee" in words(desk, "/en/desk/")
    desk.post(f"/en/desk/nominations/{approved}/mandate/handed-over")
    assert "Nominations that wait" not in words(desk, "/en/desk/")


@pytest.mark.parametrize("language", ["ru", "es"])
def test_its_words_are_laid_down_and_tried_on_the_latest_mandate(
    desk: Client, sitting: Sitting, approved: str, language: str
) -> None:
    page = f"/en/desk/b/{sitting.body}/letters/words/mandate/{language}"
    shown = words(desk, page)
    assert "{nominee}" in shown and "whom the body puts forward" in shown
    told = {"verb": "preview", "subject": "{nominee}", "text": "{office}\n\n{nominee}"}
    assert "Nominee" in desk.post(page, told).content.decode()
    assert desk.post(page, {**told, "verb": "store"}).status_code == 302
    assert desk.post(page, {**told, "verb": "store", "text": "{office}"}).status_code == 422
