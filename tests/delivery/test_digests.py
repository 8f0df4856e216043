"""One digest a day for each: what goes into it, when it goes, and what becomes of it where mail stands still."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db.models import QuerySet
from pytest_django import Settings

from plenaria.actions import commitment_details, commitments, habits, outbox, people, plans, reminders
from plenaria.actions._perform import Receipt
from plenaria.actions.commitment_details import Details, Step
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import conflict, forbidden, unacceptable
from plenaria.delivery.reminders import remind_all
from plenaria.store.models import Body, Commitment, Digest, Milestone, OutboxMail, Person
from plenaria.store.queries import followup
from tests import builders, followed
from tests.builders import AT, Sitting, done
from tests.followed import DUE

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ON_THE_DAY = datetime(DUE.year, DUE.month, DUE.day, 10, tzinfo=UTC)


@pytest.fixture
def sitting() -> Sitting:
    body = builders.body()
    return builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))


@pytest.fixture
def owner(sitting: Sitting) -> Actor:
    return builders.person("Olga", sitting.body, "owner", email="olga@desk.example")


@pytest.fixture
def task(sitting: Sitting, owner: Actor) -> str:
    resolution = builders.published_text(sitting, resolution=followed.debated(sitting))
    return followed.confirmed(sitting, resolution, owner)["2"]


def wants(person: Actor, **kept: str) -> None:
    done(habits.set_habits(actor=MACHINE, at=AT, person=str(person.person), kept=kept))


def of(address: str) -> QuerySet[OutboxMail]:
    """Their digests, the first first."""
    return OutboxMail.objects.filter(recipient=address, id__in=Digest.objects.values("mail")).order_by("made_at")


def send(at: datetime) -> list[str]:
    """Let the outbox send what is due; to whom."""
    gone = []
    while taken := outbox.take(at=at, limit=5):
        for mail in taken:
            outbox.mark_sent(at=at, mail=mail.id)
            gone.append(mail.recipient)
    return gone


def run(first: datetime, hours: int, every: int = 4) -> None:
    """Ask and send every few hours; every eight, it is asked twice a day and once a night."""
    for past in range(0, hours, every):
        remind_all(first + past * HOUR)
        send(first + past * HOUR)


def second_task(sitting: Sitting, owner: Actor, due: date, task: str) -> str:
    """The yearly one of the same text, due on another day."""
    (yearly,) = [view for view in followup.of_person(str(owner.person), AT.date()) if view.id != task]
    line = plans.Line(commitment=yearly.id, owner=owner.person, due=due)
    done(plans.confirm_plan(actor=sitting.secretary, at=AT, resolution=yearly.resolution, lines=[line]))
    return yearly.id


def test_it_says_what_and_when_in_both_parts(task: str, owner: Actor) -> None:
    assert remind_all(ON_THE_DAY - 7 * DAY) == 1
    mail = of("olga@desk.example").get()
    assert mail.subject == "Clause 2 of resolution XIV/1 is due on 1 September 2026: how do things stand?"
    link = next(line for line in mail.text.splitlines() if "/u/" in line)
    for say in ("begun", "done", "nothing-new"):
        assert f'href="{link}?say={say}"' in mail.html
    assert "Составить карту" in mail.text
    assert "Составить карту" in mail.html
    assert '<html lang="en">' in mail.html
    assert "src=" not in mail.html
    assert "at most once a day" in mail.text


@pytest.mark.parametrize(
    ("days", "subject"),
    [
        (0, "Clause 2 of resolution XIV/1 is due today: how do things stand?"),
        (7, "Clause 2 of resolution XIV/1 was due on 1 September 2026: how do things stand?"),
    ],
)
def test_its_subject_follows_the_day(task: str, days: int, subject: str) -> None:
    remind_all(ON_THE_DAY + days * DAY)
    assert of("olga@desk.example").get().subject == subject


def test_several_are_counted_in_the_subject(sitting: Sitting, owner: Actor, task: str) -> None:
    second_task(sitting, owner, DUE + 3 * DAY, task)
    remind_all(ON_THE_DAY - 4 * DAY)
    assert (
        of("olga@desk.example").get().subject
        == "2 commitments, the first due on 1 September 2026: how do things stand?"
    )
    send(ON_THE_DAY - 4 * DAY)
    remind_all(ON_THE_DAY + 9 * DAY)
    last = of("olga@desk.example").last()
    assert last is not None
    assert last.subject == "2 commitments, 2 of them overdue: how do things stand?"
    assert "1 reminder before this one had no answer." in last.text


def test_what_somebody_owes_to_two_bodies_comes_in_one_mail(sitting: Sitting, owner: Actor, task: str) -> None:
    body = builders.body("far")
    other = builders.meeting(body, builders.person("Bea", body, "secretary", email="bea@far.example"))
    resolution = builders.published_text(other, resolution=followed.debated(other))
    followed.confirmed(other, resolution, owner)
    assert remind_all(ON_THE_DAY) == 1
    assert of("olga@desk.example").get().text.count("/u/") == 2


def test_milestones_have_their_days_too_and_are_named(sitting: Sitting, owner: Actor, task: str) -> None:
    step = DUE - 60 * DAY
    details = Details(milestones=[Step(names={"en": "Measurements"}, due=step)])
    done(commitment_details.detail_commitment(actor=sitting.secretary, at=AT, commitment=task, details=details))
    run(ON_THE_DAY - 95 * DAY, 50 * 24, every=8)
    days = [(each.day - step).days for each in Digest.objects.filter(person=owner.person).order_by("day")]
    assert days == [-30, -7, 0, 7, 14]
    first = of("olga@desk.example").first()
    assert first is not None
    assert "Milestone by 3 July 2026: Measurements" in first.text
    milestone = Milestone.objects.get().id
    done(commitment_details.milestone_done(actor=owner, at=ON_THE_DAY, milestone=milestone, on=step))
    run(ON_THE_DAY - 45 * DAY, 14 * 24, every=8)
    assert Digest.objects.filter(person=owner.person).count() == 5


@pytest.mark.parametrize(
    ("rhythm", "days"),
    # The first of September of that year is a Tuesday.
    [("daily", [-30, -7, 0, 7, 14]), ("weekly", [-36, -8, -1, 6, 13]), ("overdue", [6, 13])],
)
def test_each_rhythm(owner: Actor, task: str, rhythm: str, days: list[int]) -> None:
    wants(owner, rhythm=rhythm)
    run(ON_THE_DAY - 40 * DAY, 56 * 24, every=8)
    found = Digest.objects.filter(person=owner.person).order_by("day")
    assert [(each.day - DUE).days for each in found] == days


@pytest.mark.parametrize(
    ("zone", "weeks"),
    # In the first two weeks after these the clocks there are changed.
    [("Europe/Madrid", 7), ("America/Santiago", 0), ("Australia/Lord_Howe", 4), ("Asia/Kathmandu", 1)],
)
def test_nothing_is_sent_in_quiet_hours_and_it_comes_after_them(owner: Actor, task: str, zone: str, weeks: int) -> None:
    Person.objects.filter(id=owner.person).update(timezone=zone)
    wants(owner, quiet_from="22:00", quiet_to="09:30")
    run(ON_THE_DAY + weeks * 7 * DAY, 15 * 24)
    sent = [each.sent_at.astimezone(ZoneInfo(zone)) for each in of("olga@desk.example") if each.sent_at]
    assert [(each.date() - DUE).days - 7 * weeks for each in sent] == [0, 7, 14]
    assert all((9, 30) <= (each.hour, each.minute) < (22, 0) for each in sent)


def test_a_mail_server_that_comes_back_at_night_wakes_nobody(owner: Actor, task: str) -> None:
    Person.objects.filter(id=owner.person).update(timezone="UTC")
    evening = ON_THE_DAY.replace(hour=19, minute=50)
    assert remind_all(evening) == 1
    # The server cannot be reached until eleven.
    assert send(evening + 3 * HOUR) == []
    assert send(ON_THE_DAY.replace(hour=7, minute=59) + DAY) == []
    assert send(ON_THE_DAY.replace(hour=8) + DAY) == ["olga@desk.example"]


def test_what_has_not_gone_is_in_the_next_one_and_goes_once(sitting: Sitting, owner: Actor, task: str) -> None:
    second = second_task(sitting, owner, DUE + DAY, task)
    Commitment.objects.filter(id=second).update(reminded_through=DUE)
    assert remind_all(ON_THE_DAY) == 1
    assert remind_all(ON_THE_DAY + DAY) == 1
    first, last = of("olga@desk.example")
    assert (first.state, last.state) == ("withdrawn", "queued")
    assert last.text.count("/u/") == 2
    assert send(ON_THE_DAY + DAY) == ["olga@desk.example"]


def test_a_digest_of_yesterday_that_goes_today_is_the_one_of_today(sitting: Sitting, owner: Actor, task: str) -> None:
    second = second_task(sitting, owner, DUE + DAY, task)
    Commitment.objects.filter(id=second).update(reminded_through=DUE)
    assert remind_all(ON_THE_DAY) == 1
    assert send(ON_THE_DAY + DAY - HOUR) == ["olga@desk.example"]
    assert remind_all(ON_THE_DAY + DAY) == 0
    # Nothing of it is lost.
    assert remind_all(ON_THE_DAY + 2 * DAY) == 1
    last = of("olga@desk.example").last()
    assert last is not None
    assert last.text.count("/u/") == 1


def test_while_one_is_on_its_way_none_is_made(sitting: Sitting, owner: Actor, task: str) -> None:
    second = second_task(sitting, owner, DUE + DAY, task)
    Commitment.objects.filter(id=second).update(reminded_through=DUE)
    assert remind_all(ON_THE_DAY) == 1
    tomorrow = ON_THE_DAY + DAY
    assert len(outbox.take(at=tomorrow, limit=5)) == 1
    assert remind_all(tomorrow) == 0
    # Whoever took it was killed; its lease is over.
    assert remind_all(tomorrow + HOUR) == 1


def test_weeks_without_a_server_are_made_up_for_once(sitting: Sitting, owner: Actor, task: str) -> None:
    second_task(sitting, owner, DUE + 10 * DAY, task)
    run(ON_THE_DAY + 40 * DAY, 24)
    (mail,) = of("olga@desk.example")
    assert mail.text.count("/u/") == 2


def test_a_clock_that_is_put_back_sends_nothing_twice(owner: Actor, task: str) -> None:
    run(ON_THE_DAY - 8 * DAY, 10 * 24)
    before = list(Digest.objects.filter(person=owner.person).values_list("day", flat=True))
    run(ON_THE_DAY - 8 * DAY, 20 * 24)
    after = list(Digest.objects.filter(person=owner.person).order_by("day").values_list("day", flat=True))
    assert after == [*before, DUE + 7 * DAY]


def test_a_successor_gets_what_the_predecessor_would_have_got(sitting: Sitting, owner: Actor, task: str) -> None:
    run(ON_THE_DAY - 31 * DAY, 48)
    view = followup.commitment(task, DUE)
    assert view is not None
    heir = builders.person("Petra", sitting.body, "owner", email="petra@desk.example")
    line = plans.Line(commitment=task, owner=heir.person, due=DUE)
    at = ON_THE_DAY - 20 * DAY
    done(plans.confirm_plan(actor=sitting.secretary, at=at, resolution=view.resolution, lines=[line]))
    run(at, 30 * 24, every=8)
    heirs = Digest.objects.filter(person=heir.person).order_by("day")
    assert [(each.day - DUE).days for each in heirs] == [-7, 0, 7]
    assert of("olga@desk.example").count() == 1


def test_secretaries_hear_once_a_week_what_is_long_overdue_by_owner(sitting: Sitting, owner: Actor, task: str) -> None:
    other = builders.person("Petra", sitting.body, "owner", email="petra@desk.example")
    view = followup.commitment(task, DUE)
    assert view is not None
    yearly = second_task(sitting, owner, DUE, task)
    line = plans.Line(commitment=yearly, owner=other.person, due=DUE)
    done(plans.confirm_plan(actor=sitting.secretary, at=AT, resolution=view.resolution, lines=[line]))
    run(ON_THE_DAY - DAY, 24 * 24, every=8)
    theirs = Digest.objects.filter(person=sitting.secretary.person).order_by("day")
    # On the Tuesday after a week, then on Mondays.
    assert [(each.day - DUE).days for each in theirs] == [7, 13, 20]
    mail = of("ann@desk.example").last()
    assert mail is not None
    assert mail.subject == "2 commitments have been overdue for a week or longer"
    text = mail.text
    assert text.index("Olga") != text.index("Petra")
    assert text.count("It was due on 1 September 2026. 4 reminders without an answer.") == 2
    assert "/en/desk/" in text
    assert mail.headers == {}


def test_whoever_oversees_the_bodies_below_hears_of_them_and_others_do_not(sitting: Sitting, task: str) -> None:
    world = builders.body("world", level="world")
    between = builders.body("region", parent=world, level="regional")
    Body.objects.filter(id=sitting.body).update(parent=between)
    over = builders.person("Wim", world, email="wim@world.example")
    given: dict[str, Any] = {"actor": MACHINE, "at": AT, "body": world, "role": "secretary"}
    done(people.grant_role(person=str(over.person), includes_below=True, **given))
    builders.person("Nora", world, "secretary", email="nora@world.example")
    remind_all(ON_THE_DAY + 7 * DAY)
    assert of("wim@world.example").count() == 1
    assert of("nora@world.example").count() == 0


def test_who_is_secretary_and_owner_gets_one_mail(sitting: Sitting, owner: Actor, task: str) -> None:
    view = followup.commitment(task, DUE)
    assert view is not None
    yearly = second_task(sitting, owner, DUE, task)
    line = plans.Line(commitment=yearly, owner=sitting.secretary.person, due=DUE)
    done(plans.confirm_plan(actor=sitting.secretary, at=AT, resolution=view.resolution, lines=[line]))
    remind_all(ON_THE_DAY + 7 * DAY)
    mail = of("ann@desk.example").get()
    assert mail.text.count("/u/") == 1
    assert "1 commitment has been overdue for a week or longer" in mail.text


def test_reminders_can_be_switched_off_in_the_mail_program_and_what_is_overdue_cannot(
    settings: Settings, owner: Actor, task: str
) -> None:
    settings.BASE_URL = "https://desk.example"
    run(ON_THE_DAY, 8 * 24)
    ahead, late = of("olga@desk.example")
    assert ahead.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert ahead.headers["List-Unsubscribe"].startswith("<https://desk.example/en/w/")
    assert late.headers == {}


def test_without_https_a_program_is_not_asked_to_press(settings: Settings, owner: Actor, task: str) -> None:
    settings.BASE_URL = "http://desk.example"
    remind_all(ON_THE_DAY)
    assert set(of("olga@desk.example").get().headers) == {"List-Unsubscribe"}


def test_silence_is_counted_until_something_is_said(owner: Actor, task: str) -> None:
    run(ON_THE_DAY, 15 * 24)
    assert Commitment.objects.get(id=task).unanswered == 3
    done(commitments.update_commitment(actor=owner, at=ON_THE_DAY + 15 * DAY, commitment=task, verb="report-begun"))
    assert Commitment.objects.get(id=task).unanswered == 0


def test_a_secretary_asks_by_hand_and_nobody_is_asked_twice_a_day(sitting: Sitting, owner: Actor, task: str) -> None:
    given: dict[str, Any] = {"actor": sitting.secretary, "at": ON_THE_DAY, "commitments": [task]}
    assert isinstance(reminders.remind(**given), Receipt)
    assert reminders.remind(**given) == conflict("reminded-today")
    assert remind_all(ON_THE_DAY + HOUR) == 0
    assert Commitment.objects.get(id=task).unanswered == 1
    assert reminders.remind(**{**given, "commitments": ["nothing"]}) == unacceptable("commitment-unknown")
    assert reminders.remind(**{**given, "at": ON_THE_DAY + DAY, "actor": owner}) == forbidden(
        "not-permitted", verb="reminders.send"
    )


def test_a_digest_that_is_not_due_is_refused(owner: Actor, task: str) -> None:
    given: dict[str, Any] = {"actor": MACHINE, "people": [str(owner.person)]}
    assert reminders.send_digests(at=ON_THE_DAY.replace(hour=3), **given) == conflict("digest-not-due")
    assert reminders.send_digests(at=ON_THE_DAY, **given) == (owner.person,)
    assert reminders.send_digests(at=ON_THE_DAY, **given) == conflict("digest-not-due")
    assert reminders.send_digests(at=ON_THE_DAY, actor=MACHINE, people=["nobody"]) == conflict("digest-not-due")
