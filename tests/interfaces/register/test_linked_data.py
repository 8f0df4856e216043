"""What pages tell machines that read the web: whose page it is, at its lasting address, whatever language is read."""

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from plenaria.store.models import Meeting
from tests import builders
from tests.builders import Sitting

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body(parent=builders.body("congress", level="world"))
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


def told(path: str) -> list[dict[str, Any]]:
    page = Client().get(path).content.decode()
    return [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_body_is_an_organization_below_another(sitting: Sitting, language: str) -> None:
    (data,) = told(f"/{language}/b/council/")
    assert (data["@type"], data["url"]) == ("Organization", f"{settings.BASE_URL}/b/council/")
    assert data["parentOrganization"]["url"].endswith("/b/congress/")


def test_a_meeting_is_an_event_where_it_has_a_place(sitting: Sitting) -> None:
    (data,) = told("/ru/b/council/m/xiv/")
    assert (data["@type"], data["url"]) == ("Event", f"{settings.BASE_URL}/b/council/m/xiv/")
    assert data["location"]["name"] == "Вальдеос"
    assert data["organizer"]["url"] == f"{settings.BASE_URL}/b/council/"
    Meeting.objects.filter(id=sitting.id).update(places={})
    assert told("/ru/b/council/m/xiv/") == []


def test_a_resolution_names_its_body_and_says_whether_it_is_in_force(sitting: Sitting) -> None:
    builders.published_text(sitting)
    (data,) = told("/es/b/council/r/xiv-1/")
    assert data["legislationPassedBy"]["url"] == f"{settings.BASE_URL}/b/council/"
    assert data["legislationLegalForce"] == "https://schema.org/InForce"
