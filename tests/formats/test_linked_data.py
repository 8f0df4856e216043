"""What machines are told (schema.org): the members that each type asks for, and nothing that ends the script."""

import json
from datetime import date

import pytest

from plenaria.core.text.resolution import Clause, Resolution
from plenaria.formats.linked_data import event, linked_data, organization

ABOVE = ("World <b>", "https://sky.example/b/world/")
BODY = ("Council </script>", "https://sky.example/b/council/")
DAYS = (date(2026, 5, 9), date(2026, 5, 10))


def test_a_resolution_names_its_body_by_its_address_and_says_whether_it_is_in_force() -> None:
    text = Resolution(language="en", title="Sky", clauses=(Clause(id="a", number="1", text="Dark."),))
    data = json.loads(
        linked_data(
            text, languages=["en"], body="Council", base_url="https://sky.example", body_url=BODY[1], validity="amended"
        )
    )
    assert data["legislationPassedBy"] == {"@type": "Organization", "name": "Council", "@id": BODY[1], "url": BODY[1]}
    assert data["legislationLegalForce"] == "https://schema.org/PartiallyInForce"
    assert "legislationLegalForce" not in json.loads(linked_data(text, languages=["en"]))


def test_a_body_names_the_one_that_it_belongs_to() -> None:
    written = organization(name=BODY[0], url=BODY[1], others=["Совет"], above=ABOVE)
    assert "<" not in written
    assert json.loads(written) == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": BODY[1],
        "name": BODY[0],
        "url": BODY[1],
        "alternateName": ["Совет"],
        "parentOrganization": {"@type": "Organization", "@id": ABOVE[1], "name": ABOVE[0], "url": ABOVE[1]},
    }


@pytest.mark.parametrize(("state", "status"), [("closed", "EventScheduled"), ("cancelled", "EventCancelled")])
def test_a_meeting_has_what_an_event_needs(state: str, status: str) -> None:
    place = "Lima,\n<i>hall"
    written = event(name="XIV", url=BODY[1], days=DAYS, state=state, place=place, body=BODY, languages=["ru"])
    assert "<" not in written
    data = json.loads(written)
    assert (data["name"], data["startDate"], data["endDate"]) == ("XIV", "2026-05-09", "2026-05-10")
    assert data["eventStatus"] == f"https://schema.org/{status}"
    assert data["location"] == {"@type": "Place", "name": "Lima, <i>hall", "address": "Lima, <i>hall"}
    assert data["organizer"]["name"] == BODY[0]
