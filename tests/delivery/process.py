"""An installation of its own in ``PLENARIA_DATA``, for tests that kill it: ``make`` it with three letters in the
outbox, or ``work MINUTES …``: run the outbox as if so many minutes had passed, and at the end list its letters.
"""

import os
import sys
from datetime import UTC, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")


def make() -> None:
    from django.core.management import call_command

    from plenaria.actions import dispatches
    from plenaria.core.permits import MACHINE
    from plenaria.store.queries import dispatches as queries
    from tests import builders, followed
    from tests.builders import AT, done

    call_command("migrate", verbosity=0)
    body = builders.body()
    sitting = builders.meeting(body, builders.person("Ann", body, "secretary", email="ann@desk.example"))
    followed.parties(body)
    resolution = followed.sealed(sitting)
    done(dispatches.prepare_dispatches(actor=MACHINE, at=AT, resolution=resolution))
    ids = [each.id for each in queries.dispatches(resolution, AT.date()) if each.purpose != "request"]
    done(dispatches.send_dispatches(actor=sitting.secretary, at=AT, dispatches=ids))


def work(minutes: int) -> None:
    from plenaria.delivery.outbox import deliver

    print(deliver(lambda: datetime.now(UTC) + timedelta(minutes=minutes)))


def list_mails() -> None:
    from plenaria.store.models import OutboxMail

    for mail in OutboxMail.objects.order_by("made_at"):
        print(mail.state, mail.message_id, mail.recipient)


if __name__ == "__main__":
    import django

    django.setup()
    match sys.argv[1:]:
        case ["make"]:
            make()
        case ["work", *moments]:
            for minutes in moments:
                work(int(minutes))
            list_mails()
