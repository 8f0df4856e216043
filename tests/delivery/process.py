"""An installation of its own in ``PLENARIA_DATA``, for tests that kill it: ``make`` it with three letters in the
outbox, or ``work MINUTES …``: run the outbox as if so many minutes had passed, and at the end list its letters.

``vote`` makes a vote by correspondence of twelve seats; ``tell`` writes to some of them and is killed while it writes
to the others; ``tell-all`` goes on from there.
"""

import os
import sys
from datetime import UTC, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")


def make() -> None:
    from plenaria.actions import dispatches
    from plenaria.core.permits import MACHINE
    from plenaria.store.queries import dispatches as queries
    from tests import builders, followed, tables
    from tests.builders import AT, done

    tables.make()
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


def vote() -> None:
    from dataclasses import replace

    from plenaria.core.voting.presets import SIMPLE
    from tests import builders, tables

    tables.make()
    body = builders.body()
    secretary = builders.person("Ann", body, "secretary", email="ann@desk.example")
    rule = replace(SIMPLE.rule, correspondence="to-the-end")
    sitting = builders.meeting(body, secretary, seats=12, rule=rule)
    builders.open_poll(sitting, closes_at=datetime.now(UTC) + timedelta(days=4))


def tell() -> None:
    from django.db import transaction

    from plenaria.actions.mailings import tell_open
    from plenaria.core.permits import MACHINE
    from plenaria.store.queries.correspondence import with_untold
    from tests.builders import done

    (poll,) = with_untold(datetime.now(UTC))
    done(tell_open(actor=MACHINE, at=datetime.now(UTC), poll=poll))
    with transaction.atomic():
        done(tell_open(actor=MACHINE, at=datetime.now(UTC), poll=poll))
        os._exit(9)


def tell_all() -> None:
    from plenaria.delivery.correspondence import see_to

    for _ in range(2):
        see_to(datetime.now(UTC))


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
        case ["vote"]:
            vote()
        case ["tell"]:
            tell()
        case ["tell-all"]:
            tell_all()
            work(0)
            list_mails()
        case ["work", *moments]:
            for minutes in moments:
                work(int(minutes))
            list_mails()
