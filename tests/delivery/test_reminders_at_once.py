"""Many owners who are reminded in one hour: a few statements for all of them, and nobody is kept from theirs."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenaria.actions import plans
from plenaria.delivery.reminders import remind_all
from plenaria.store import models
from plenaria.store.queries import followup
from tests import builders, followed
from tests.builders import AT, done

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 8, 2, 10, tzinfo=UTC)
"""Thirty days before the task is due."""


def asked(slug: str, owners: int) -> int:
    """How many statements remind so many owners, each of one thing."""
    body = builders.body(slug)
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary", email=f"ann@{slug}.example"))
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    done(plans.propose_plan(actor=sitting.secretary, at=AT, resolution=resolution))
    (task,) = [each.id for each in followup.commitments(resolution, AT.date()) if each.clause == "2"]
    row = models.Commitment.objects.get(id=task)
    for number in range(owners):
        row.id = f"{slug}-{number}"
        row.owner_id = builders.person(f"Olga {number}", body, email=f"olga{number}@{slug}.example").person
        row.confirmed = True
        row.save(force_insert=True)
    with CaptureQueriesContext(connection) as statements:
        assert remind_all(BEFORE) == owners
    mails = models.OutboxMail.objects.filter(recipient__startswith="olga", recipient__endswith=f"@{slug}.example")
    assert mails.count() == owners
    return len(statements)


def test_many_owners_ask_for_no_more_statements_than_one() -> None:
    assert asked("many", 12) == asked("one", 1)


def test_a_digest_that_cannot_be_made_keeps_nobody_from_theirs(caplog: pytest.LogCaptureFixture) -> None:
    asked("some", 3)
    models.Digest.objects.all().delete()
    rows = models.Commitment.objects.filter(id__startswith="some")
    rows.update(reminded_on=None, reminded_through=None)
    models.Person.objects.filter(email="olga1@some.example").update(mailing={"quiet_from": "20:00", "rhythm": "never"})
    assert remind_all(BEFORE) == 2
    assert "a digest could not be made" in caplog.text
