"""The one order of every action."""

import pytest
from django.db import connection

from plenaria.actions import _wake, people
from plenaria.actions._perform import Receipt
from plenaria.actions._wake import Fact
from plenaria.core.journal import entry
from plenaria.core.permits import PUBLIC
from plenaria.core.refusal import forbidden, unacceptable
from plenaria.store.models import Leaf, Person, PersonalField
from plenaria.store.queries import journal
from tests import builders

pytestmark = pytest.mark.django_db


def test_who_may_not_changes_nothing() -> None:
    body = builders.body()
    before = journal.frontier()
    refusal = people.add_person(actor=PUBLIC, at=builders.AT, body=body, names={"en": "Ann"})
    assert refusal == forbidden("not-permitted", verb="people.edit")
    assert (Person.objects.count(), journal.frontier()) == (0, before)


def test_what_is_unlawful_changes_nothing() -> None:
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary")
    before = journal.frontier()
    refusal = people.add_person(actor=secretary, at=builders.AT, body=body, names={"en": ""})
    assert refusal == unacceptable("name-missing")
    assert journal.frontier() == before


def test_the_receipt_names_the_entry_in_the_journal() -> None:
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary")
    receipt = people.add_person(actor=secretary, at=builders.AT, body=body, names={"ru": "Иван"}, email="I@example.org")
    assert isinstance(receipt, Receipt)
    data = journal.leaf(receipt.leaves[0])
    assert data is not None
    written = entry.read(data)
    assert (written.kind, written.subject, written.actor) == ("person-added", receipt.subject, secretary.person)
    assert written.at == entry.instant(builders.AT)


def test_personal_fields_enter_as_an_hmac_that_can_be_opened_while_the_row_is_there() -> None:
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary")
    receipt = people.add_person(actor=secretary, at=builders.AT, body=body, names={"ru": "Иван"}, email="i@example.org")
    assert isinstance(receipt, Receipt)
    data = bytes(Leaf.objects.get(index=receipt.leaves[0]).data)
    assert "Иван".encode() not in data
    row = PersonalField.objects.get(leaf=receipt.leaves[0], field="name")
    assert row.value == "Иван"
    assert entry.read(data).data["name"] == entry.commitment(bytes(row.salt), "name", "Иван")


def test_a_commit_tells_who_listens(django_capture_on_commit_callbacks, monkeypatch) -> None:
    heard: list[Fact] = []
    monkeypatch.setattr(_wake, "_listeners", [heard.extend])
    with django_capture_on_commit_callbacks(execute=True):
        body = builders.body()
    index = Leaf.objects.get(kind="body-founded").index
    assert heard == [Fact(index, "body-founded", body, body, "")]


def test_the_stored_nodes_make_the_same_root_as_the_head() -> None:
    from plenaria.core.journal import merkle

    body = builders.body()
    for name in ("Ann", "Boris", "Carmen"):
        builders.person(name, body, "secretary")
    frontier = journal.frontier()
    assert connection.vendor in ("sqlite", "postgresql")
    assert merkle.subtree_hash((0, frontier.size), journal.nodes()) == frontier.root()
