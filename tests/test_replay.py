"""A world that is put back is the world that was built: in each of its rows, and for whoever goes on with it."""

import pytest
from django.db import connection, transaction

from plenaria.actions import meetings
from plenaria.core.journal.merkle import Frontier
from plenaria.store.models import Body, Head, Leaf
from tests import builders, replay
from tests.builders import AT, Sitting, done

pytestmark = pytest.mark.django_db


def sitting() -> Sitting:
    body = builders.body("choir")
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@choir.example"))


@pytest.fixture
def built() -> tuple[Sitting, list[replay.Rows]]:
    """The meeting as it was built through the actions, and every row then; nothing of it is left in the tables."""
    replay._takes.clear()
    with transaction.atomic():
        made = sitting()
        rows = replay._held()
        transaction.set_rollback(True)
    return made, rows


def test_every_row_is_put_back(built: tuple[Sitting, list[replay.Rows]]) -> None:
    assert (sitting(), replay._held()) == built


def test_the_journal_goes_on(built: tuple[Sitting, list[replay.Rows]]) -> None:
    made = sitting()
    done(meetings.close_meeting(actor=made.secretary, at=AT, meeting=made.id))
    head, leaves = Head.objects.get(), list(Leaf.objects.order_by("index"))
    frontier, _ = Frontier().extend([bytes(leaf.hash) for leaf in leaves])
    assert (head.size, head.frontier) == (len(leaves), [each.hex() for each in frontier.hashes])


def test_where_a_row_is_another_it_is_built_anew(built: tuple[Sitting, list[replay.Rows]]) -> None:
    first, _ = built
    body = builders.body("choir")
    Body.objects.filter(id=body).update(slug="band")
    secretary = builders.person("Ann", body, "secretary", email="ann@choir.example")
    assert (body == first.body, secretary.person == first.secretary.person) == (True, False)


def test_what_is_asked_otherwise_is_built_otherwise(built: tuple[Sitting, list[replay.Rows]]) -> None:
    first, _ = built
    other = builders.meeting(builders.body("choir"), first.secretary, seats=5, away=[2])
    assert (other.body == first.body, len(other.credentials)) == (True, 5)


def test_what_waits_for_the_commit_still_waits(built: tuple[Sitting, list[replay.Rows]]) -> None:
    assert connection.run_on_commit == []
    sitting()
    assert connection.run_on_commit != []
