from datetime import timedelta

import pytest

from plenaria.actions import dispatches, outbox
from plenaria.actions.outbox import LEASE, MOST_TRIES, Mail
from plenaria.core.permits import MACHINE
from plenaria.store.models import OutboxMail
from plenaria.store.queries import dispatches as queries
from tests import builders, followed
from tests.builders import AT, done

pytestmark = pytest.mark.django_db


def put(name: str = "vera") -> str:
    return outbox.enqueue(Mail(recipient=f"{name}@sky.example", subject=f"To\n{name}", text="…"), AT)


def test_a_mail_is_taken_by_one_worker_and_comes_back_when_that_one_is_gone() -> None:
    first, second, third = put("a"), put("b"), put("c")
    taken = outbox.take(at=AT, limit=2)
    assert [each.id for each in taken] == [first, second]
    assert [each.id for each in outbox.take(at=AT, limit=5)] == [third]
    assert outbox.take(at=AT + LEASE - timedelta(seconds=1), limit=5) == ()
    back = outbox.take(at=AT + LEASE, limit=5)
    assert {each.id: each.message_id for each in taken} == {each.id: each.message_id for each in back[:2]}


def test_what_was_sent_is_not_taken_again() -> None:
    mail = put()
    outbox.mark_sent(at=AT, mail=mail)
    assert outbox.take(at=AT + timedelta(days=9), limit=5) == ()


def test_what_was_given_back_is_due_at_once() -> None:
    mail = put()
    outbox.take(at=AT, limit=1)
    outbox.give_back(at=AT, mails=[mail])
    assert [each.id for each in outbox.take(at=AT, limit=1)] == [mail]


def test_each_failure_waits_twice_as_long_and_the_last_gives_up() -> None:
    mail, waits = put(), []
    for _ in range(MOST_TRIES):
        outbox.mark_failed(at=AT, mail=mail, error="452 too many")
        row = OutboxMail.objects.get()
        waits.append(int((row.next_try_at - AT).total_seconds()))
    assert waits[:4] == [30, 60, 120, 240]
    assert max(waits) == 6 * 3600
    assert (row.state, row.tries, row.error) == ("given-up", MOST_TRIES, "452 too many")


def test_a_mail_server_that_is_away_costs_no_try() -> None:
    put()
    outbox.note_unreachable(at=AT, error="ConnectionRefusedError")
    row = OutboxMail.objects.get()
    assert (row.state, row.tries, row.error, row.next_try_at) == ("queued", 0, "ConnectionRefusedError", AT)


def test_what_is_refused_for_good_has_bounced() -> None:
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))
    followed.parties(body)
    resolution = followed.sealed(sitting)
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    letter = queries.dispatches(resolution, AT.date())[0].id
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=[letter]))
    outbox.mark_failed(at=AT, mail=OutboxMail.objects.get().id, error="550 no such user", for_good=True)
    view = queries.dispatch(letter, AT.date())
    assert view is not None
    assert view.mail is not None
    assert (view.state, view.mail.state, view.mail.error) == ("bounced", "given-up", "550 no such user")


def test_a_subject_stays_on_one_line() -> None:
    put("vera")
    assert OutboxMail.objects.get().subject == "To vera"
