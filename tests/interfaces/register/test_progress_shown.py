"""What became of clauses, as the pages of their resolution and body show it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from plenaria.actions import commitments, plans, texts
from plenaria.actions.plans import Line
from plenaria.core.permits import Actor
from plenaria.store.models import Commitment
from tests import builders
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db
ADDRESS = "/en/b/council/r/xiv-1/"


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary"))


@pytest.fixture
def owner(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body)


@pytest.fixture
def published(sitting: Sitting) -> str:
    """A published resolution with two tasks, whose plan is proposed."""
    text = builders.text()
    tasks = tuple(replace(clause, kind="task") for clause in text.clauses[:2])
    given = {"actor": sitting.secretary, "at": AT}
    made = builders.done(
        texts.import_text(
            **given,  # type: ignore[arg-type]
            body=sitting.body,
            meeting=sitting.id,
            text=replace(text, clauses=(*tasks, text.clauses[2])),
        )
    )
    for step in (texts.table_text, texts.debate_text):
        builders.done(step(**given, resolution=made))  # type: ignore[arg-type]
    builders.published_text(sitting, resolution=made)
    builders.done(plans.propose_plan(**given, resolution=made))  # type: ignore[arg-type]
    return made


def confirm(sitting: Sitting, owner: Actor, resolution: str, *, in_days: int) -> list[str]:
    """Both tasks are confirmed and due so many days from now; their ids in the order of the clauses."""
    rows = Commitment.objects.filter(clause__resolution=resolution).order_by("clause__position")
    ids = list(rows.values_list("id", flat=True))
    due = builders.now().date() + timedelta(days=in_days)
    lines = [Line(commitment=each, owner=str(owner.person), due=due) for each in ids]
    builders.done(plans.confirm_plan(actor=sitting.secretary, at=AT, resolution=resolution, lines=lines))
    return ids


def page(client: Client, address: str = ADDRESS) -> str:
    return client.get(address).content.decode()


def test_a_plan_that_is_not_confirmed_is_not_public(client: Client, published: str) -> None:
    assert "no word yet" not in page(client)
    assert "What became of it" not in page(client)


def test_a_clause_shows_its_state(client: Client, sitting: Sitting, owner: Actor, published: str) -> None:
    first, _second = confirm(sitting, owner, published, in_days=30)
    builders.done(commitments.update_commitment(actor=owner, at=AT, commitment=first, verb="report-begun"))
    clause = page(client).partition('id="c1"')[2].partition('id="c2"')[0]
    assert "begun" in clause
    assert "no word yet" in page(client).partition('id="c2"')[2].partition('id="c3"')[0]
    assert f'href="{ADDRESS}progress"' in page(client)


def test_what_is_late_is_said(client: Client, sitting: Sitting, owner: Actor, published: str) -> None:
    confirm(sitting, owner, published, in_days=-1)
    assert page(client).count("<span>overdue</span>") == 2


def test_a_body_shows_how_much_is_done(client: Client, sitting: Sitting, owner: Actor, published: str) -> None:
    first, _second = confirm(sitting, owner, published, in_days=30)
    builders.done(commitments.update_commitment(actor=owner, at=AT, commitment=first, verb="report-done"))
    assert "1 of 2 done" in page(client, "/en/b/council/")
