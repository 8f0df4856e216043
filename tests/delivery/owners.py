"""Twelve owners who are reminded on one day, as processes that can be killed: ``python -m tests.delivery.owners`` in
the environment of an installation of its own.

``make`` makes the tables, and a commitment for each that is due today. ``remind`` makes their digests; ``remind-killed
NUMBER`` is killed in the middle of those of the third, once so many have been made. ``work MINUTES …`` runs the outbox
as if so many minutes had passed, ``remind-at MINUTES`` the reminders; ``told`` lists digests and mails. Several are
parted by ``+``; what each found is a line of JSON.
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

OWNERS = tuple(f"owner{number}@desk.example" for number in range(1, 13))


def now() -> datetime:
    """A moment of today at which nobody has quiet hours."""
    return datetime.now(UTC)


def make() -> dict[str, Any]:
    from plenaria.actions import habits, plans
    from plenaria.core.permits import MACHINE
    from plenaria.store.models import Clause, Commitment, OutboxMail
    from tests import builders, followed, tables
    from tests.builders import AT, done

    tables.make()
    body = builders.body()
    # It is whatever hour it is where the test runs.
    done(habits.set_body_habits(actor=MACHINE, at=AT, body=body, kept={"quiet_from": "12:00", "quiet_to": "12:00"}))
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))
    resolution = followed.sealed(sitting)
    done(plans.propose_plan(actor=sitting.secretary, at=AT, resolution=resolution))
    clause = Clause.objects.filter(resolution=resolution).order_by("position")[0]
    for number, address in enumerate(OWNERS):
        person = builders.person(f"Owner {number}", body, "owner", email=address)
        Commitment.objects.create(
            clause=clause,
            body_id=body,
            kind="task",
            summaries={"en": f"Task {number}"},
            owner_id=person.person,
            due=now().date(),
            confirmed=True,
        )
    OutboxMail.objects.filter(state="queued").update(state="sent")
    return {}


def remind(minutes: int) -> dict[str, Any]:
    from plenaria.delivery.reminders import remind_all

    return {"made": remind_all(now() + timedelta(minutes=minutes))}


def remind_killed(number: int) -> dict[str, Any]:
    """Make the digests of so many, then those of three more, and die before the commit of these."""
    from django.db import transaction

    from plenaria.actions.reminders import send_digests
    from plenaria.core.permits import MACHINE
    from plenaria.core.reminding import called_for
    from plenaria.store.queries.reminders import addressees

    at = now()
    called = [each.person for each in addressees(at) if called_for(each, at)]
    send_digests(actor=MACHINE, at=at, people=called[:number])
    with transaction.atomic():
        send_digests(actor=MACHINE, at=at, people=called[number : number + 3])
        os._exit(9)


def work(*moments: str) -> dict[str, Any]:
    from plenaria.delivery.outbox import deliver

    said = [deliver(lambda: now() + timedelta(minutes=int(each))) for each in moments]  # noqa: B023 - used at once
    return {"sent": [each.sent for each in said], "errors": [bool(each.error) for each in said]}


def told() -> dict[str, Any]:
    from plenaria.store.models import Digest, OutboxMail

    digests = Digest.objects.select_related("mail", "person")
    return {
        "digests": sorted([each.person.email, each.mail.message_id] for each in digests),
        "waiting": OutboxMail.objects.filter(state="queued").count(),
    }


def run(words: list[str]) -> dict[str, Any]:
    match words:
        case ["make"]:
            return make()
        case ["remind"]:
            return remind(0)
        case ["remind-at", minutes]:
            return remind(int(minutes))
        case ["remind-killed", number]:
            return remind_killed(int(number))
        case ["work", *moments]:
            return work(*moments)
        case ["told"]:
            return told()
    raise ValueError(words)


if __name__ == "__main__":
    import django

    django.setup()
    for command in " ".join(sys.argv[1:]).split(" + "):
        print(json.dumps(run(command.split())), flush=True)
