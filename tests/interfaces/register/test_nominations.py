"""Whom a body has put forward, in public: the name by rule and consent, findings and report where it shows them."""

from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags

from plenaria.actions import criteria, nominations, publication_rules, standing_criteria
from plenaria.actions._criteria import Laid
from plenaria.core.credentials import Finding
from plenaria.core.permits import Actor
from plenaria.store.models import Body, Clause, NominationFile, Person
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

PAGE = "/en/b/council/nominations/"
NAME = "Zorvath Quillmane"


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body(parent=builders.body("congress", level="world"))
    secretary = builders.person("Secretary", body, "secretary", "drafter", "chair", email="secretary@council.example")
    return builders.meeting(body, secretary)


@pytest.fixture
def nominee(sitting: Sitting) -> Actor:
    return builders.person(NAME, sitting.body, "delegate", email="nominee@council.example")


@pytest.fixture
def nomination(sitting: Sitting, nominee: Actor) -> str:
    """Proposed, found to meet what is asked, approved by its clause and published."""
    draft = builders.debated_text(sitting)
    put = nominations.Put(
        person=str(nominee.person),
        names={"ru": "Делегат VII конгресса", "en": "Delegate to the VII Congress"},
        places={"en": "Almaty"},
        first_day=date(2027, 7, 21),
        last_day=date(2027, 7, 24),
        host=Body.objects.get(id=sitting.body).parent_id,
    )
    given = {"actor": sitting.secretary, "at": AT}
    made = done(nominations.nominate(**given, body=sitting.body, put=put, clause=builders.clauses_of(draft)[0]))
    laid = Laid(names={"en": "Three congresses attended"}, place="Statutes, 7")
    criterion = done(criteria.lay_down(**given, nomination=made, criterion=laid))
    found = [Finding(criterion, True, "Pilgrim’s card 77")]
    done(nominations.record_findings(**given, nomination=made, findings=found))
    assert NAME not in words(PAGE)
    builders.published_text(sitting, resolution=draft)
    return made


def words(address: str) -> str:
    return " ".join(strip_tags(Client().get(address).content.decode()).split())


def test_who_for_what_when_where_and_by_which_vote(sitting: Sitting, nomination: str) -> None:
    shown = words(PAGE)
    expected = (NAME, "Delegate to the VII Congress", "Almaty", "Resolution XIV/1, clause 1", "vote 1", "approved")
    assert [each for each in expected if each not in shown] == []
    assert "Three congresses" not in shown and "Pilgrim" not in shown
    assert Client().get(PAGE)["X-Robots-Tag"] == "noindex"
    assert "Nominations" in words("/en/b/council/")


def test_findings_and_report_are_public_where_the_body_says_so(
    sitting: Sitting, nominee: Actor, nomination: str
) -> None:
    told = {"text": "Four days of talks.", "language": "en", "files": [builders.upload("Report", "talks.txt")]}
    done(nominations.report(actor=nominee, at=AT, nomination=nomination, **told))
    file = f"/b/council/nominations/files/{NominationFile.objects.get().id}"
    assert ("Four days" in words(PAGE), Client().get(file).status_code) == (False, 404)
    given = {"actor": sitting.secretary, "at": AT, "nomination": nomination}
    done(nominations.show(**given, findings=True, report=True))
    shown = words(PAGE)
    expected = ("Three congresses attended", "Statutes, 7", "met", "Four days of talks.", "talks.txt")
    assert [each for each in expected if each not in shown] == []
    assert "Pilgrim" not in shown
    assert Client().get(file).getvalue() == b"Report"


def test_the_name_is_shown_by_rule_and_consent(sitting: Sitting, nominee: Actor, nomination: str) -> None:
    progress = "/en/b/council/r/xiv-1/progress"
    assert NAME in words(progress)
    given = {"actor": sitting.secretary, "at": AT, "person": str(nominee.person)}
    done(publication_rules.record_consent(**given, answer="refused", form="by-word"))
    for address in (PAGE, progress, "/en/b/council/r/xiv-1/"):
        assert "Zorvath" not in words(address)
    assert "Participant" in words(PAGE)
    assert "X-Robots-Tag" not in Client().get(PAGE)
    done(publication_rules.record_consent(**given, answer="given", form="in-writing"))
    assert NAME in words(PAGE)
    builders.shows(sitting.body, named=frozenset({"officers"}), instead="initials")
    assert "Z. Q." in words(PAGE) and NAME not in words(PAGE)


def test_what_was_not_approved_or_fell_through_before_is_nobodys_business(sitting: Sitting, nominee: Actor) -> None:
    put = nominations.Put(person=str(nominee.person), names={"en": "Observer"}, places={})
    given = {"actor": sitting.secretary, "at": AT}
    made = done(nominations.nominate(**given, body=sitting.body, put=put))
    assert "Observer" not in words(PAGE)
    done(nominations.refuse(**given, nomination=made, note="Too young"))
    assert "Observer" not in words(PAGE)
    assert "Nobody has been put forward yet" in words(PAGE)


def test_the_clause_says_whom_it_puts_forward_and_who_asks_for_it(sitting: Sitting, nomination: str) -> None:
    page = "/en/b/council/r/xiv-1/"
    assert f"nominations/#n-{nomination}" in Client().get(page).content.decode()
    clause = Clause.objects.get(nominations=nomination).id
    laid = Laid(names={"en": "A member for three years"}, source="clause", clause=clause)
    done(standing_criteria.lay_down(actor=sitting.secretary, at=AT, body=sitting.body, criterion=laid))
    assert "asks for it: A member for three years" in words(page)
    assert "Criteria that rest on it Clause 1" in words(f"{page}progress")


def test_an_unknown_body_has_none() -> None:
    assert Client().get("/en/b/nowhere/nominations/").status_code == 404
    assert Person.objects.count() == 0
