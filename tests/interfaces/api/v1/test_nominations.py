"""Nominations for programs: what everybody sees, named as rule and consent allow; and texts as they stand on a day."""

from datetime import date, timedelta

import pytest
from django.test import Client

from plenaria.actions import criteria, nominations, publication_rules, validity
from plenaria.actions._criteria import Laid
from plenaria.core.credentials import Finding
from plenaria.core.permits import Actor
from plenaria.store.models import Body, NominationFile
from tests import builders
from tests.builders import AT, Sitting, done
from tests.interfaces.api.v1.asking import get, walk

pytestmark = pytest.mark.django_db
NAME = "Zorvath Quillmane"
LATER = AT + timedelta(days=1)


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body(parent=builders.body("congress", level="world"))
    secretary = builders.person("Ann", body, "secretary", "drafter", "chair", email="ann@council.example")
    return builders.meeting(body, secretary)


@pytest.fixture
def nominee(sitting: Sitting) -> Actor:
    return builders.person(NAME, sitting.body, "delegate", email="nominee@council.example")


def proposed(sitting: Sitting, nominee: Actor, draft: str) -> str:
    """With one criterion that is met."""
    put = nominations.Put(
        person=str(nominee.person),
        names={"en": "Delegate to the congress"},
        places={"en": "Almaty"},
        first_day=date(2027, 7, 21),
        host=Body.objects.get(id=sitting.body).parent_id,
    )
    clause = builders.clauses_of(draft)[0]
    given = {"actor": sitting.secretary, "at": AT}
    made = done(nominations.nominate(**given, body=sitting.body, put=put, clause=clause))  # type: ignore[arg-type]
    asked = done(criteria.lay_down(**given, nomination=made, criterion=Laid(names={"en": "Three congresses"})))  # type: ignore[arg-type]
    findings = [Finding(asked, True, "Pilgrim’s card 77")]
    done(nominations.record_findings(**given, nomination=made, findings=findings))  # type: ignore[arg-type]
    return made


@pytest.fixture
def nomination(sitting: Sitting, nominee: Actor) -> str:
    """Approved with its clause, and published."""
    draft = builders.debated_text(sitting)
    made = proposed(sitting, nominee, draft)
    builders.published_text(sitting, resolution=draft)
    return made


def test_one_that_is_only_proposed_is_nobodys_business(client: Client, sitting: Sitting, nominee: Actor) -> None:
    made = proposed(sitting, nominee, builders.debated_text(sitting))
    assert walk(client, "nominations") == walk(client, "nominations?modified_since=2020-01-01T00:00:00Z") == []
    assert get(client, f"nominations/{made}", 404)["status"] == 404


def test_who_for_what_and_by_what(client: Client, sitting: Sitting, nomination: str) -> None:
    (found,) = walk(client, f"nominations?body={sitting.body}&state=approved")
    assert (found["nominee"], found["named"], found["office"]) == (
        {"en": NAME},
        True,
        {"en": "Delegate to the congress"},
    )
    assert (found["places"], found["first_day"], found["last_day"]) == ({"en": "Almaty"}, "2027-07-21", "2027-07-21")
    assert get(client, f"bodies/{found['host']}")["slug"] == "congress"
    resolution = get(client, f"resolutions/{found['resolution']}")
    assert found["clause"] == resolution["clauses"][0]["id"]
    assert get(client, f"polls/{found['poll']}")["number"] == 1
    assert (found["findings"], found["report"], found["files"]) == ([], "", [])
    assert found["web"].endswith(f"/b/council/nominations/#n-{nomination}")
    assert get(client, f"nominations/{nomination}") == found
    assert walk(client, f"nominations?resolution={found['resolution']}") == [found]
    assert walk(client, "nominations?state=withdrawn") == walk(client, "nominations?body=other") == []


def test_findings_and_report_where_the_body_shows_them(
    client: Client, sitting: Sitting, nominee: Actor, nomination: str
) -> None:
    given = {"actor": sitting.secretary, "at": AT, "nomination": nomination}
    told = {"text": "Four days of talks.", "language": "en", "files": [builders.upload("Report", "talks.txt")]}
    done(nominations.report(actor=nominee, at=AT, nomination=nomination, **told))  # type: ignore[arg-type]
    hidden = get(client, f"nominations/{nomination}")
    assert (hidden["state"], hidden["findings"], hidden["report"], hidden["files"]) == ("reported", [], "", [])
    done(nominations.show(**given, findings=True, report=True))  # type: ignore[arg-type]
    shown = get(client, f"nominations/{nomination}")
    (check,) = shown["findings"]
    assert check == {"names": {"en": "Three congresses"}, "required": True, "found": "met", "clause": ""}
    assert (shown["report"], shown["report_language"]) == ("Four days of talks.", "en")
    (file,) = shown["files"]
    assert file["download"].endswith(f"/b/council/nominations/files/{NominationFile.objects.get().id}")
    assert client.get(file["download"]).getvalue() == b"Report"


def test_the_name_is_told_by_rule_and_consent(
    client: Client, sitting: Sitting, nominee: Actor, nomination: str
) -> None:
    before = get(client, f"nominations/{nomination}")
    asked = {"actor": sitting.secretary, "at": LATER, "person": str(nominee.person), "form": "by-word"}
    done(publication_rules.record_consent(**asked, answer="refused"))  # type: ignore[arg-type]
    found = get(client, f"nominations/{nomination}")
    assert (found["named"], found["nominee"]["en"]) == (False, "Participant")
    assert "Quillmane" not in client.get("/api/v1/nominations").content.decode()
    assert found["modified"] > before["modified"]
    since = LATER.isoformat().replace("+00:00", "Z")
    assert walk(client, f"nominations?modified_since={since}") == [found]
    done(publication_rules.record_consent(**asked, answer="given"))  # type: ignore[arg-type]
    builders.shows(sitting.body, named=frozenset({"officers"}), instead="initials")
    assert get(client, f"nominations/{nomination}")["nominee"] == {"en": "Z. Q."}


def test_a_resolution_as_it_stands_on_a_day(client: Client, sitting: Sitting) -> None:
    old = builders.published_text(sitting)
    earlier, draft = builders.clauses_of(old), builders.debated_text(sitting)
    first, second, _ = builders.clauses_of(draft)
    given = {"actor": sitting.secretary, "at": AT}
    day = date(2027, 7, 1)
    done(validity.propose_effect(**given, by=first, verb="annul", clauses=earlier[:1], since=day))  # type: ignore[arg-type]
    words = {"ru": "Беречь её.", "es": "Cuidarla más."}
    done(validity.propose_effect(**given, by=second, verb="amend", clauses=earlier[1:2], words=words, since=day))  # type: ignore[arg-type]
    builders.published_text(sitting, resolution=draft, number="XIV/2")
    before = get(client, f"resolutions/{old}/in-force?on=2027-06-30")
    assert [each["state"] for each in before["clauses"]] == ["in-force"] * 3
    after = get(client, f"resolutions/{old}/in-force?on=2027-07-01")
    states = [(each["state"], each["in_force"], each["since"]) for each in after["clauses"]]
    assert states[:2] == [("annulled", False, "2027-07-01"), ("amended", True, "2027-07-01")]
    assert after["clauses"][1]["texts"] == words
    (effect,) = after["clauses"][1]["effects"]
    assert get(client, f"effects/{effect}")["verb"] == "amend"
    assert after["days"] == [AT.date().isoformat(), "2027-07-01"]
    assert after["web"].endswith("/b/council/r/xiv-1/in-force/?on=2027-07-01")
    assert get(client, f"resolutions/{old}/in-force")["resolution"] == old
    assert get(client, f"resolutions/{old}/in-force?on=someday", 400)["status"] == 400
    assert get(client, f"resolutions/{builders.debated_text(sitting)}/in-force", 404)["status"] == 404
