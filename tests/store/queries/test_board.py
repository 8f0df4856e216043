"""The board in groups and pieces: every commitment that may be seen stands in it once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenaria.core.permits import Actor
from plenaria.core.visibility import PUBLIC, Eyes, eyes_of
from plenaria.store.models import Commitment
from plenaria.store.queries import board
from plenaria.store.queries.board_scope import Scope
from tests import builders, followed
from tests.builders import AT, Sitting

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
STATES = ("no-word", "begun", "blocked", "reported-done", "noted-done", "well-advanced")
DUES = (None, date(2026, 1, 9), TODAY, date(2026, 6, 20), date(2026, 7, 9), date(2026, 9, 1), date(2027, 5, 5))


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def olga(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def task(sitting: Sitting, olga: Actor) -> Commitment:
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    known = followed.confirmed(sitting, resolution, olga)
    Commitment.objects.exclude(id=known["2"]).delete()
    return Commitment.objects.get()


@pytest.fixture
def scope(sitting: Sitting, task: Commitment) -> Scope:
    """A board of as many commitments as there are states and dates, told apart by their ids."""
    for state in STATES:
        for due in DUES:
            another(task, state=state, due=due)
    task.delete()
    return Scope(bodies=(sitting.body,), eyes=eyes_of(sitting.secretary), today=TODAY)


def another(task: Commitment, **given: Any) -> Commitment:
    row = Commitment.objects.get(id=task.id)
    for name, value in {"id": Commitment._meta.pk.get_default(), **given}.items():
        setattr(row, name, value)
    row._state.adding = True
    row.save()
    return row


def read(scope: Scope, by: str, group: str, size: int = 4) -> list[str]:
    """The ids of a group, read piece by piece."""
    found, after = [], None
    while True:
        piece = board.of_group(scope, by, group, size, after)
        found += [each.id for each in piece.found]
        after = piece.last
        if after is None:
            return found


def test_groups_by_state_hold_everything_once_and_are_counted(scope: Scope) -> None:
    counted = board.in_groups(board.by_state(scope))
    everything = [key for group in counted for key in read(scope, "state", group)]
    assert len(everything) == len(set(everything)) == Commitment.objects.count()
    assert counted == {"overdue": 4, "blocked": 6, "under-way": 12, "not-begun": 6, "reported": 7, "settled": 7}
    assert counted == {group: len(read(scope, "state", group)) for group in counted}


def test_groups_by_date_hold_everything_once_and_are_counted(scope: Scope) -> None:
    counted = board.by_date(scope, board.by_state(scope))
    assert counted == {"overdue": 4, "week": 8, "month": 4, "quarter": 4, "later": 4, "undated": 4, "over": 14}
    everything = [key for group in counted for key in read(scope, "date", group)]
    assert len(everything) == len(set(everything)) == Commitment.objects.count()


def test_a_group_is_by_date_and_what_has_none_is_at_its_end(scope: Scope) -> None:
    rows = {row.id: row.due for row in Commitment.objects.all()}
    open_ones = [rows[each] for each in read(scope, "state", "under-way", 5)]
    assert open_ones == sorted(open_ones, key=lambda due: (due is None, due))
    settled = [rows[each] for each in read(scope, "state", "settled", 2)]
    assert settled == [*sorted((each for each in settled if each), reverse=True), None]


def test_all_is_read_piece_by_piece(scope: Scope) -> None:
    found, after = [], None
    while True:
        piece = board.of_all(scope, 5, after)
        found += [each.id for each in piece.found]
        after = piece.last
        if after is None:
            break
    assert len(found) == len(set(found)) == len(STATES) * len(DUES)


def test_it_is_narrowed(scope: Scope, olga: Actor, sitting: Sitting) -> None:
    def total(**given: Any) -> int:
        return sum(board.by_state(replace(scope, **given)).values())

    row = Commitment.objects.filter(state="begun", due=date(2026, 9, 1)).get()
    Commitment.objects.filter(id=row.id).update(owner=str(sitting.secretary.person), unanswered=2, kind="event")
    assert total(owner=str(sitting.secretary.person)) == total(silent=True) == total(kind="event") == 1
    assert total(state="overdue") == 4
    assert total(state="blocked") == 7
    assert total(until=TODAY) == 2 * len(STATES)
    assert total(since=TODAY) == 4 * 7 + 2 * 5
    assert total(resolution=row.clause.resolution_id) == len(STATES) * len(DUES)
    assert total(resolution="another") == total(programme="another") == total(bodies=()) == 0


def test_who_answers_for_what_and_whoever_is_most_behind_comes_first(
    scope: Scope, olga: Actor, sitting: Sitting
) -> None:
    ann = str(sitting.secretary.person)
    late = Commitment.objects.filter(due=date(2026, 1, 9), state="begun")
    late.update(owner=ann, unanswered=1)
    Commitment.objects.filter(due=None, state="noted-done").update(owner=ann)
    first, second = board.charges(scope, 0, 10)
    assert (first.owner, first.late, first.silent, first.all) == (olga.person, 3, 0, 40)
    assert (second.owner, second.late, second.silent, second.all) == (ann, 1, 1, 2)
    assert (second.next, board.owners(scope)) == (date(2026, 1, 9), 2)
    assert [each.owner for each in board.charges(scope, 1, 10)] == [ann]
    theirs = board.of_owners(scope, (str(olga.person), ann), 3)
    assert {owner: len(lines) for owner, lines in theirs.items()} == {olga.person: 3, ann: 2}
    assert [line.of.state for line in theirs[ann]] == ["begun", "noted-done"]


def test_kinds_and_bodies_are_counted(scope: Scope, sitting: Sitting) -> None:
    Commitment.objects.filter(state="blocked").update(kind="event")
    counted = board.by_kind(scope)
    assert counted["event"] == {"overdue": 1, "blocked": 6}
    assert board.by_body(scope)[sitting.body] == board.by_state(scope)


def test_everybody_is_shown_what_is_theirs_to_see(sitting: Sitting, task: Commitment, olga: Actor) -> None:
    helper = builders.person("Hugo", sitting.body, "observer", email="hugo@desk.example")
    member = builders.person("Mary", sitting.body, "observer", email="mary@desk.example")
    hidden = another(task, visibility="owners", helpers=[str(helper.person)])
    among = another(task, visibility="members")
    every = {task.id, hidden.id, among.id}

    def seen(eyes: Eyes) -> set[str]:
        return {each.id for each in board.of_all(Scope(bodies=(sitting.body,), eyes=eyes, today=TODAY), 9).found}

    assert seen(PUBLIC) == {task.id}
    assert seen(eyes_of(member)) == {task.id, among.id}
    assert seen(eyes_of(helper)) == seen(eyes_of(olga)) == seen(eyes_of(sitting.secretary)) == every
    assert seen(Eyes(person=str(helper.person))) == {task.id, hidden.id}
    task.clause.resolution.state = "sealed"
    task.clause.resolution.save()
    assert seen(PUBLIC) == set()
    assert seen(eyes_of(member)) == {task.id, among.id}


def test_a_board_asks_as_much_for_many_as_for_few(sitting: Sitting, task: Commitment) -> None:
    scope = Scope(bodies=(sitting.body,), eyes=eyes_of(sitting.secretary), today=AT.date())

    def asked() -> int:
        with CaptureQueriesContext(connection) as context:
            board.by_state(scope)
            board.of_group(scope, "state", "not-begun", 20)
            board.of_owners(scope, tuple(each.owner for each in board.charges(scope, 0, 20)), 5)
        return len(context)

    few = asked()
    for days in range(6):
        another(task, due=AT.date() + timedelta(days=days))
    assert asked() == few == 12
