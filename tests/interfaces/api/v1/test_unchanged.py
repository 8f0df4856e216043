"""Who has the answer is told so without its being made; and never where it would be another one by now."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from plenaria.actions import commitments, publication, subjects, validity
from plenaria.core.corrigenda import Correction
from plenaria.delivery import keys
from plenaria.store.models import Passage, PublicationRecord, Subject
from tests import builders
from tests.builders import AT, done
from tests.delivery.test_corrigenda import PASSPHRASE, drafted, sealed
from tests.interfaces.api.v1 import asking
from tests.interfaces.api.v1.asking import World

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = AT + timedelta(days=1)
FIXED = ("store_textversion.", "store_passage.")
"""The words of adopted texts: their hashes are in the row of the resolution, and the titles are made of them."""


@pytest.fixture
def world(settings: Settings, tmp_path: Path) -> World:
    made = asking.world()
    # Afterwards: its files stay where others find them.
    settings.DATA = tmp_path
    return made


def path(resolution: str) -> str:
    return f"/api/v1/resolutions/{resolution}"


@contextmanager
def known(client: Client, resolution: str, *, changes: bool = True) -> Iterator[None]:
    """What is done meanwhile changes the answer; whoever had it before is given the new one."""
    before = client.get(path(resolution))
    had = {"If-None-Match": before["ETag"]}
    assert client.get(path(resolution), headers=had).status_code == 304
    yield
    now, asked = client.get(path(resolution)), client.get(path(resolution), headers=had)
    assert (now.content != before.content) == changes
    assert asked.status_code == (200 if changes else 304)
    assert not changes or (asked["ETag"] != before["ETag"] and asked.content == now.content)


def test_what_is_unchanged_is_not_made_again(client: Client, world: World) -> None:
    tag = client.get(path(world.resolution))["ETag"]
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path(world.resolution), headers={"If-None-Match": tag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    assert response["Cache-Control"] == "public, max-age=60"
    assert not any("store_textversion" in each["sql"] for each in asked.captured_queries)


def test_whoever_has_anything_is_told_nothing_of_what_is_not_public(client: Client, world: World) -> None:
    draft = builders.debated_text(world.sitting)
    for resolution in (draft, "none"):
        assert client.get(path(resolution), headers={"If-None-Match": "*"}).status_code == 404
    assert client.get(path(world.resolution), headers={"If-None-Match": "*"}).status_code == 304


def test_every_act_that_changes_the_answer_changes_its_tag(client: Client, world: World) -> None:
    keys.make_seal_key(PASSPHRASE)
    sitting, resolution, secretary = world.sitting, world.resolution, world.secretary
    clauses = builders.clauses_of(resolution)
    other = builders.published_text(sitting, number="XIV/7")
    with known(client, other, changes=False), known(client, resolution):
        correct(world)
    subject = name_sky(world)
    for marks in ([(subject, clauses[0])], [(subject, None)], []):
        with known(client, resolution):
            done(subjects.mark(actor=secretary, at=LATER, resolution=resolution, marks=marks))
    seen: dict[str, Any] = {"outlet": "Gazette", "address": "https://news.example/1", "on": date(2026, 5, 10)}
    with known(client, resolution):
        done(publication.record_publication(actor=secretary, at=AT, resolution=resolution, **seen))
    record = PublicationRecord.objects.get(outlet="Gazette").id
    with known(client, resolution):
        done(publication.strike_publication(actor=secretary, at=LATER, record=record))
    with known(client, other, changes=False), known(client, resolution):
        report(world)
    later = annul(world)
    with known(client, resolution):
        builders.published_text(sitting, resolution=later, number="XIV/8")


def correct(world: World) -> None:
    clause = Passage.objects.get(resolution_id=world.resolution, text__contains="наблюдения").clause_id or ""
    corrections = [Correction("ru", clause, "наблюдения", "наблюденья")]
    done(sealed(world.sitting, done(drafted(world.sitting, world.resolution, corrections=corrections))))


def report(world: World) -> None:
    commitment = next(iter(world.commitments.values()))
    done(commitments.update_commitment(actor=world.secretary, at=LATER, commitment=commitment, verb="report-begun"))


def annul(world: World) -> str:
    """A text that will do so to one of its clauses."""
    later, earlier = builders.debated_text(world.sitting), builders.clauses_of(world.resolution)[1:2]
    by = builders.clauses_of(later)[0]
    done(validity.propose_effect(actor=world.secretary, at=AT, by=by, verb="annul", clauses=earlier))
    return later


def name_sky(world: World) -> str:
    done(subjects.name_subject(actor=world.secretary, at=LATER, body=world.body, names={"ru": "Небо"}, slug="sky"))
    return str(Subject.objects.get(slug="sky").id)


def test_whatever_the_answer_is_made_of_changes_its_tag(client: Client, world: World) -> None:
    """Each column of each table that is read for it, with another value in every row."""
    keys.make_seal_key(PASSPHRASE)
    resolution, clauses = world.resolution, builders.clauses_of(world.resolution)
    correct(world)
    done(subjects.mark(actor=world.secretary, at=LATER, resolution=resolution, marks=[(name_sky(world), clauses[0])]))
    report(world)
    later = annul(world)
    builders.published_text(world.sitting, resolution=later, number="XIV/8")
    with CaptureQueriesContext(connection) as asked:
        before = client.get(path(resolution))
    sql = " ".join(each["sql"] for each in asked.captured_queries)
    read = [each for each in apps.get_models() if f'"{each._meta.db_table}"' in sql]
    assert len(read) > 12
    changed, client.raise_request_exception = set(), False
    for column in (each for model in read for each in model._meta.concrete_fields):
        name = f"{column.model._meta.db_table}.{column.column}"
        if name.startswith(FIXED):
            continue
        with put_back():
            if not change_all(column):
                continue
            now = client.get(path(resolution))
            # Some values make no answer at all: a language in which there is no text.
            if now.status_code == 200 and now.content != before.content:
                changed.add(name)
                assert now["ETag"] != before["ETag"], name
    assert {
        "store_clause.validity",
        "store_commitment.state",
        "store_corrigendum.reasons",
        "store_effect.words",
    } <= changed


@contextmanager
def put_back() -> Iterator[None]:
    point = transaction.savepoint_create()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def change_all(column: "models.Field[Any, Any]") -> bool:
    """Whether there was another value for the rows, and the database took it."""
    made: dict[type[models.Field[Any, Any]], Callable[[], object]] = {
        models.BooleanField: lambda: ~models.F(column.attname),
        models.DateTimeField: lambda: datetime(2099, 5, 4, tzinfo=UTC),
        models.DateField: lambda: date(2099, 5, 4),
        models.JSONField: lambda: {"en": "Other"},
        models.IntegerField: lambda: models.F(column.attname) + 7,
        models.CharField: lambda: models.functions.Concat(models.F(column.attname), models.Value("x")),
        models.TextField: lambda: "Other",
    }
    if column.is_relation or column.primary_key:
        return False
    found = next((make for kind, make in made.items() if isinstance(column, kind)), None)
    if found is None:
        return False
    try:
        with transaction.atomic():
            column.model._default_manager.update(**{column.attname: found()})
    except DatabaseError:
        return False
    return True
