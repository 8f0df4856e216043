"""A database without room: what would have to grow is refused in words, and done once there is room again."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from plenaria.actions import people
from plenaria.actions._perform import Receipt
from plenaria.actions.cast import Ballot, cast
from plenaria.core.permits import MACHINE
from plenaria.core.refusal import Refusal, unavailable
from plenaria.store.models import Leaf, Vote
from tests import builders
from tests.builders import AT

# PostgreSQL has no limit of this kind: tests/faults fills the disk under it.
# Where there is no room, SQLite may end the transaction as a whole, so that a test's own around it would go, too.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_engine]


@contextmanager
def full() -> Iterator[None]:
    """SQLite's own limit of pages, which it answers as it does a disk without room."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")


def test_what_has_no_room_leaves_nothing() -> None:
    body = builders.body()
    before = Leaf.objects.count()
    for stored, refused in ((before, True), (before + 1, False)):
        with full() if refused else connection.cursor():
            said = people.add_person(actor=MACHINE, at=AT, body=body, names={"en": "n" * 1_000_000})
        assert (said == unavailable("disk-full"), Leaf.objects.count()) == (refused, stored)


def test_a_vote_that_has_no_room_is_refused_and_counts_once_there_is_some() -> None:
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary"), seats=1)
    poll, (seat,) = builders.open_poll(sitting), sitting.credentials

    def vote(number: int) -> Receipt | Refusal:
        ballot = Ballot(actor=builders.holder(seat), poll=poll, credential=seat, choice="for", key=f"k{number}")
        (answer,) = cast(ballots=[ballot], at=AT)
        return answer

    with full():
        answers: list[Receipt | Refusal] = []
        while unavailable("disk-full") not in answers:
            answers.append(vote(len(answers)))
        refused = len(answers) - 1
        assert (Vote.objects.count(), Leaf.objects.filter(kind="vote-cast").count()) == (refused, refused)
        assert vote(0) == answers[0]
    assert isinstance(vote(refused), Receipt)
    assert Vote.objects.get(current=True).key == f"k{refused}"
