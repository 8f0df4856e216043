from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import QuerySet
from django.test import Client

from plenaria.actions import commitments, outbox
from plenaria.actions._perform import Receipt
from plenaria.actions.reminders import remind
from plenaria.core.permits import MACHINE, Actor
from plenaria.delivery.reminders import remind_all
from plenaria.store.models import OutboxMail, Person
from plenaria.store.queries import followup
from tests import builders, followed
from tests.builders import Sitting, done

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 8, 2, 10, tzinfo=UTC)
"""Thirty days before the task is due."""


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def owner(sitting: Sitting) -> Actor:
    owner = builders.person("Olga", sitting.body, "owner", email="olga@desk.example")
    Person.objects.filter(id=owner.person).update(language="ru", timezone="Europe/Madrid")
    return owner


@pytest.fixture
def task(sitting: Sitting, owner: Actor) -> str:
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    return followed.confirmed(sitting, resolution, owner)["2"]


def waiting() -> QuerySet[OutboxMail]:
    """The mails that were made since the plan was confirmed."""
    return OutboxMail.objects.filter(state="queued")


def reminders() -> QuerySet[OutboxMail]:
    """The mails that ask, without the one that told the owner what they answer for."""
    return OutboxMail.objects.exclude(subject__startswith="Вы отвечаете").exclude(subject__startswith="You answer")


def days_with_a_mail(first: date, days: int, recipient: str = "olga@desk.example") -> list[int]:
    """Days to the due day on which somebody was sent a mail, asking three times a day."""
    found = []
    for past in range(days):
        day = first + timedelta(days=past)
        before = reminders().filter(recipient=recipient).count()
        for hour in (2, 9, 15):
            at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
            remind_all(at)
            all_sent(at)
        made = reminders().filter(recipient=recipient).count() - before
        assert made <= 1
        found += [(day - followed.DUE).days] * made
    return found


def all_sent(at: datetime) -> None:
    """What is due has gone."""
    while taken := outbox.take(at=at, limit=50):
        for mail in taken:
            outbox.mark_sent(at=at, mail=mail.id)


@pytest.mark.usefixtures("task")
def test_30_and_7_days_before_on_the_day_then_weekly_and_never_twice_a_day() -> None:
    assert days_with_a_mail(date(2026, 7, 20), 60) == [-30, -7, 0, 7, 14]


def test_who_has_reported_done_is_left_alone(task: str, owner: Actor) -> None:
    done(commitments.update_commitment(actor=owner, at=BEFORE, commitment=task, verb="report-done"))
    assert days_with_a_mail(date(2026, 7, 20), 60) == []


@pytest.mark.usefixtures("task")
def test_nobody_is_woken_at_night() -> None:
    # In Madrid it is five in the morning, then eight.
    assert remind_all(BEFORE.replace(hour=3)) == 0
    assert remind_all(BEFORE.replace(hour=6)) == 1


def test_two_workers_that_ask_at_once_make_one_mail(task: str) -> None:
    asked = {"actor": MACHINE, "at": BEFORE, "commitments": [task]}
    assert [isinstance(remind(**asked), Receipt) for _ in range(2)] == [True, False]  # type: ignore[arg-type]
    assert waiting().count() == 1


def test_what_is_due_on_one_day_comes_in_one_mail(sitting: Sitting, owner: Actor, task: str) -> None:
    from plenaria.actions import plans

    (yearly,) = [view for view in followup.of_person(str(owner.person), BEFORE.date()) if view.id != task]
    line = plans.Line(commitment=yearly.id, owner=owner.person, due=followed.DUE)
    done(plans.confirm_plan(actor=sitting.secretary, at=BEFORE, resolution=yearly.resolution, lines=[line]))
    assert waiting().count() == 0
    assert remind_all(BEFORE) == 1
    mail = waiting().get()
    assert mail.recipient == "olga@desk.example"
    assert mail.text.count("/ru/u/") == 2


def test_the_one_tap_of_a_reminder_shows_on_the_board_and_to_the_public(
    client: Client, sitting: Sitting, task: str
) -> None:
    assert remind_all(BEFORE) == 1
    address = next(line for line in waiting().get().text.splitlines() if "/u/" in line)
    page = address.removeprefix("http://127.0.0.1:8000")
    shown = client.get(page)
    assert shown.status_code == 200
    assert "Составить карту" in shown.content.decode()
    assert followup.history(task) == ()
    pressed = client.post(page, {"verb": "report-begun", "sentence": "Обошли семь холмов."})
    assert pressed.status_code == 302
    view = followup.commitment(task, BEFORE.date())
    assert view is not None
    assert view.state == "begun"
    desk = builders.logged_in(Client(), sitting.secretary)
    board = desk.get(f"/desk/r/{view.resolution}/follow").content.decode()
    public = client.get("/b/council/r/xiv-1/progress").content.decode()
    assert "Обошли семь холмов." in board
    assert "Обошли семь холмов." in public
