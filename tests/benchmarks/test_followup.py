"""The follow-up that is measured is one that the actions could have written: a sample of it, beside what they write."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from benchmarks.followup.columns import COLUMNS
from benchmarks.followup.plans import COMMITMENTS
from benchmarks.followup.world import World
from benchmarks.register.tables import Filling, Row, Table
from django.db import connection
from django.db.models import F
from django.forms.models import model_to_dict
from django.test import Client

from plenaria.actions import _register, commitments, plans
from plenaria.actions._resolution import digest_of
from plenaria.core.followup import COMMITMENT, SETTLED
from plenaria.core.journal import entry as entries
from plenaria.core.journal.merkle import Frontier, place
from plenaria.core.permits import Actor
from plenaria.core.plans import propose
from plenaria.core.reminding import point
from plenaria.core.text import canonical
from plenaria.store import index, models
from plenaria.store.index import Document
from plenaria.store.queries import people
from tests.builders import done

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = datetime(2026, 5, 9, tzinfo=UTC).date()


class Here(Filling):
    """The database of the test."""

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        names, marks = ", ".join(f'"{each}"' for each in table.columns), ", ".join(["%s"] * len(table.columns))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table.name} ({names}) VALUES ({marks})", [row + table.rest for row in rows]
            )


@pytest.fixture
def world() -> World:
    """A small federation of it."""
    tables, here = {model: Table.of(model, columns) for model, columns in COLUMNS.items()}, Here()
    made = World(0, TODAY, below=2)
    documents: list[Document] = []
    for chunk in made.chunks():
        for model, rows in chunk.rows.items():
            here.insert(tables[model], rows)
        documents += chunk.documents
    index.put(documents)
    size, frontier = made.head()
    models.Head.objects.filter(id=1).update(size=size, frontier=frontier)
    return made


def rows_of(rows: Any, *without: str) -> list[dict[str, Any]]:
    return [{name: value for name, value in each.items() if name not in without} for each in rows.values()]


def test_its_texts_are_those_that_were_adopted(world: World, client: Client) -> None:
    resolutions = list(models.Resolution.objects.select_related("body").order_by("id"))
    assert (len(resolutions), models.Commitment.objects.count()) == (world.count, COMMITMENTS * world.count)
    for row in resolutions[::4]:
        texts = {each.language: canonical.load(each.content) for each in row.versions.all()}
        assert {language: digest_of(text) for language, text in texts.items()} == row.adopted_sha256
        passages = rows_of(row.passages.order_by("place"))
        references = rows_of(row.references.order_by("language", "position"), "id", "cited_id")
        _register.enter(row)
        assert rows_of(row.passages.order_by("place")) == passages
        assert rows_of(row.references.order_by("language", "position"), "id", "cited_id") == references
        assert client.get(f"/en/b/{row.body.slug}/r/{row.slug}/progress").status_code == 200


def test_its_plans_are_those_that_would_be_proposed(world: World) -> None:
    for row in models.Resolution.objects.order_by("id")[::4]:
        text = canonical.load(row.versions.get(language="en").content)
        proposed = {each.id: propose(each, TODAY) for each in text.clauses}
        words = plans._summaries(row)
        planned = list(models.Commitment.objects.filter(clause__resolution=row))
        assert all([each.kind for each in proposed[one.clause_id]] == [one.kind] for one in planned)
        assert all(each.summaries == words[each.clause_id] for each in planned)


def test_its_reports_are_those_of_owners_one_after_the_other(world: World) -> None:
    leaves = models.Leaf.objects.filter(kind="commitment-updated").order_by("at")
    told: dict[str, list[entries.Entry]] = {}
    for each in leaves:
        told.setdefault(each.subject, []).append(entries.read(bytes(each.data)))
    updates = models.Update.objects.count()
    assert updates == leaves.count() > 7 * COMMITMENTS * world.count
    for row in models.Commitment.objects.order_by("id")[::10]:
        state, mine = COMMITMENT.initial, told.get(row.id, ())
        for entry in mine:
            after = COMMITMENT.after(state, entry.data["verb"])
            assert after == entry.data["state"]
            state = str(after)
        assert state == row.state
        assert list(row.updates.values_list("state", flat=True)) == [each.data["state"] for each in mine]


def test_a_report_is_what_the_action_writes(world: World) -> None:
    update = (
        models.Update.objects.exclude(sentence="")
        .filter(commitment__state="begun", person=F("commitment__owner"), evidence=None, value="", state="begun")
        .select_related("commitment")
        .first()
    )
    assert update is not None
    found = models.Leaf.objects.get(kind="commitment-updated", subject=update.commitment_id, at=update.at)
    actor = Actor(person=update.person_id, roles=people.roles(update.person_id, TODAY))
    given = {"commitment": update.commitment_id, "sentence": update.sentence, "language": update.language}
    done(commitments.update_commitment(actor=actor, at=update.at + DAY, verb="report-begun", **given))
    written = models.Leaf.objects.get(kind="commitment-updated", subject=update.commitment_id, at=update.at + DAY)
    one, other = entries.read(bytes(found.data)), entries.read(bytes(written.data))
    assert (one.kind, one.actor, one.subject) == (other.kind, other.actor, other.subject)
    assert one.data.keys() == other.data.keys()
    assert (found.body_id, found.meeting_id) == (written.body_id, written.meeting_id)
    kept = models.PersonalField.objects.get(leaf=found.index)
    assert entries.commitment(bytes(kept.salt), kept.field, kept.value) == one.data["sentence"]
    again = models.Update.objects.get(commitment=update.commitment_id, at=update.at + DAY)
    mine, theirs = (model_to_dict(each, exclude=("at", "id")) for each in (update, again))
    assert mine == theirs


def test_every_owner_is_asked_about_something_tonight(world: World) -> None:
    rows = models.Commitment.objects.filter(confirmed=True).exclude(state__in=SETTLED)
    asked = {row.owner_id for row in rows if row.due and point(row.due, TODAY) == TODAY}
    holders = models.Membership.objects.filter(role="owner", until=None)
    assert asked == set(holders.values_list("person_id", flat=True))
    former = models.Membership.objects.filter(role="owner", until__isnull=False).values_list("person_id", flat=True)
    assert not rows.filter(owner__in=former).exists()


def test_its_journal_is_whole(world: World) -> None:
    leaves = list(models.Leaf.objects.order_by("index"))
    tree, nodes = Frontier().extend([bytes(each.hash) for each in leaves])
    assert (tree.size, [each.hex() for each in tree.hashes]) == world.head()
    over = {place(level, number): digest for level, number, digest in nodes if level}
    assert {row.place: bytes(row.hash) for row in models.Node.objects.all()} == over
