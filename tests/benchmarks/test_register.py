"""The register that is measured is one that the actions could have written: a sample of it, written again by them."""

from collections.abc import Sequence
from typing import Any

import pytest
from benchmarks.register.chunk import COLUMNS
from benchmarks.register.tables import Filling, Row, Table
from benchmarks.register.world import World
from django.db import connection
from django.test import Client

from plenaria.actions import _decisions, _register
from plenaria.actions._poll import decided
from plenaria.actions._resolution import digest_of
from plenaria.core.journal.entry import read
from plenaria.core.journal.merkle import Frontier, leaf_hash, place
from plenaria.core.text import canonical
from plenaria.core.voting.decision import Decision
from plenaria.store import index, models
from plenaria.store.index import Document
from plenaria.store.queries.votes import lines, vote_at

pytestmark = pytest.mark.django_db


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
    """A few dozen resolutions of it."""
    tables, here, made = {model: Table.of(model, columns) for model, columns in COLUMNS.items()}, Here(), World(0.003)
    documents: list[Document] = []
    for chunk in made.chunks():
        for model, rows in chunk.rows.items():
            here.insert(tables[model], rows)
        documents += chunk.documents
    index.put(documents)
    return made


def rows_of(rows: Any, *without: str) -> list[dict[str, Any]]:
    return [{name: value for name, value in each.items() if name not in without} for each in rows.values()]


def test_it_is_what_the_actions_write(world: World, client: Client) -> None:
    resolutions = list(models.Resolution.objects.order_by("id"))
    assert (len(resolutions), models.Clause.objects.count()) == (world.count, 15 * world.count)
    for row in resolutions[::10]:
        texts = {each.language: canonical.load(each.content) for each in row.versions.all()}
        assert {language: digest_of(text) for language, text in texts.items()} == row.adopted_sha256
        passages = rows_of(row.passages.order_by("place"))
        references = rows_of(row.references.order_by("language", "position"), "id")
        _register.enter(row)
        assert rows_of(row.passages.order_by("place")) == passages
        assert rows_of(row.references.order_by("language", "position"), "id") == references
        assert client.get(f"/en/b/{row.body.slug}/r/{row.slug}/").status_code == 200


def test_its_votes_are_those_that_were_cast(world: World) -> None:
    models.Presence.objects.update(until=None)  # as when they were counted
    polls = list(models.Poll.objects.select_related("meeting__body", "question__resolution").order_by("id"))
    for row in polls[::10]:
        assert decided(row) == Decision.from_data(row.decision or {})
        held = vote_at(row.meeting_id, row.number)
        assert held is not None
        assert len(lines(held)) == (row.roll_size if row.method == "electronic" else row.votes.count())
        found = rows_of(models.Passage.objects.filter(poll=row).order_by("place"))
        _decisions.enter(row)
        assert rows_of(models.Passage.objects.filter(poll=row).order_by("place")) == found


def test_its_journal_is_whole(world: World) -> None:
    leaves = list(models.Leaf.objects.order_by("index"))
    tree, nodes = Frontier().extend([bytes(each.hash) for each in leaves])
    assert (tree.size, [each.hex() for each in tree.hashes]) == world.head()
    assert all(leaf_hash(bytes(each.data)) == bytes(each.hash) for each in leaves)
    over = {place(level, number): digest for level, number, digest in nodes if level}
    assert {row.place: bytes(row.hash) for row in models.Node.objects.all()} == over
    cast = {each.index: read(bytes(each.data)) for each in leaves if each.kind == "vote-cast"}
    votes = models.Vote.objects.values_list("leaf", "poll_id", "credential_id", "choice")
    assert {(number, each.subject, each.data["seat"], each.data["choice"]) for number, each in cast.items()} == set(
        votes
    )
