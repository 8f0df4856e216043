"""The text in force on a day, and the links between a clause and those that changed it."""

from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags

from plenaria.actions import validity
from plenaria.store.models import Resolution
from tests import builders
from tests.builders import AT, done

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def texts() -> tuple[str, str]:
    """A text whose first clause a later one annuls, and whose second it amends from the first of July on."""
    body = builders.body()
    secretary = builders.person("Secretary", body, "secretary", "drafter", "chair", email="secretary@council.example")
    sitting = builders.meeting(body, secretary)
    old = builders.published_text(sitting)
    earlier, draft = builders.clauses_of(old), builders.debated_text(sitting)
    first, second, _ = builders.clauses_of(draft)
    done(validity.propose_effect(actor=secretary, at=AT, by=first, verb="annul", clauses=earlier[:1]))
    given = {"verb": "amend", "words": {"ru": "Беречь её.", "es": "Cuidarla más."}, "since": date(2026, 7, 1)}
    done(validity.propose_effect(actor=secretary, at=AT, by=second, clauses=earlier[1:2], **given))
    return old, builders.published_text(sitting, resolution=draft, number="XIV/2")


def words(client: Client, address: str) -> str:
    return " ".join(strip_tags(client.get(address).content.decode()).split())


def test_it_shows_the_words_of_the_day(client: Client, texts: tuple[str, str]) -> None:
    page = "/es/b/council/r/xiv-1/in-force/"
    before, after = words(client, f"{page}?on=2026-06-30"), words(client, f"{page}?on=2026-07-01")
    assert ("valle número 2." in before, "Cuidarla más." in before) == (True, False)
    assert ("valle número 2." in after, "Cuidarla más." in after) == (False, True)


def test_what_has_ended_is_struck_and_says_by_what(client: Client, texts: tuple[str, str]) -> None:
    shown = client.get("/en/b/council/r/xiv-1/in-force/?on=2026-05-09").content.decode()
    assert shown.count("<del>") == 1
    assert '<a href="/en/b/council/r/xiv-2/#c1">by XIV/2, clause 1</a>' in shown


def test_each_end_links_to_the_other(client: Client, texts: tuple[str, str]) -> None:
    assert "by XIV/2, clause 1" in words(client, "/en/b/council/r/xiv-1/")
    later = words(client, "/en/b/council/r/xiv-2/")
    assert ("annuls XIV/1, clause 1" in later, "amends XIV/1, clause 2" in later) == (True, True)


def test_before_its_adoption_nothing_was_in_force(client: Client, texts: tuple[str, str]) -> None:
    assert "had not been adopted yet" in words(client, "/en/b/council/r/xiv-1/in-force/?on=2020-01-01")


def test_a_day_that_is_none_is_today(client: Client, texts: tuple[str, str]) -> None:
    assert client.get("/en/b/council/r/xiv-1/in-force/?on=yesterday").status_code == 200


def test_what_is_not_in_the_register_is_not_there(client: Client, texts: tuple[str, str]) -> None:
    Resolution.objects.filter(id=texts[0]).update(state="sealed")
    assert client.get("/en/b/council/r/xiv-1/in-force/").status_code == 404
    assert "annuls" not in words(client, "/en/b/council/r/xiv-2/")
