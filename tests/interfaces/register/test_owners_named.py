"""Whose commitments bear their owner's name in public."""

import pytest
from django.test import Client

from plenaria.actions import publication_rules
from plenaria.store.models import Clause, Commitment
from tests import builders
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db
PAGE = "/en/b/council/r/xiv-1/progress"


@pytest.fixture
def sitting() -> Sitting:
    """Two commitments of a published resolution: the chair answers for one, a member for the other."""
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary"))
    resolution = builders.published_text(sitting)
    clause = Clause.objects.filter(resolution=resolution)[0]
    for name, role in (("Cora Chair", "chair"), ("Mia Member", "owner")):
        owner = builders.person(name, body, role)
        Commitment.objects.create(
            clause=clause, body_id=body, kind="task", owner_id=owner.person, confirmed=True, summaries={"en": "Do it"}
        )
    return sitting


@pytest.mark.parametrize(
    ("owners", "shown"), [("none", set()), ("officers", {"Cora Chair"}), ("all", {"Cora Chair", "Mia Member"})]
)
def test_the_rule_says_whose(sitting: Sitting, owners: str, shown: set[str]) -> None:
    builders.shows(sitting.body, owners=owners)
    page = Client().get(PAGE)
    assert {name for name in ("Cora Chair", "Mia Member") if name in page.content.decode()} == shown
    assert page.headers.get("X-Robots-Tag") == ("noindex" if shown else None)


def test_who_refuses_is_not_named_unless_by_office(sitting: Sitting) -> None:
    builders.shows(sitting.body, owners="all")
    for row in Commitment.objects.all():
        done(
            publication_rules.record_consent(
                actor=sitting.secretary, at=AT, person=str(row.owner_id), answer="refused", form="in-writing"
            )
        )
    page = Client().get(PAGE).content.decode()
    assert "Cora Chair" in page and "Mia Member" not in page
