"""``python -m benchmarks.followup.reminding WORD``, in the environment of an installation: a night's reminders.

``night``   what the worker does in every hour of today, by a clock that is moved on
``again``   the same once more
``morrow``  the same for the day after
``naive``   a loop over the commitments as it is written at first, for one in ``PART`` of them
``forget``  makes nobody have been reminded today
``deliver`` sends what waits in the outbox until ``DELIVERED`` mails have gone
``check``   whether everybody who is to be asked tonight was asked, and nobody twice

What was found is printed as JSON.
"""

import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from itertools import count
from typing import Any

# ruff: noqa: E402 - models can only be imported once Django is set up
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

import django

django.setup()

from benchmarks.followup.nights import PART
from benchmarks.followup.plans import covered
from django.db import connection, transaction

from plenaria.actions import outbox, tokens
from plenaria.core.followup import SETTLED, overdue
from plenaria.core.reminding import point
from plenaria.delivery.outbox import deliver
from plenaria.delivery.reminders import remind_all
from plenaria.store import models

DELIVERED = 2_000
TODAY = datetime.now(UTC).date()


def measured(work: Callable[[], int]) -> dict[str, float]:
    """What that took: mails, seconds, seconds of this processor, questions to the database, megabytes at the most."""
    asked = 0

    def note(execute: Any, *statement: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*statement)

    began, used, before = time.perf_counter(), time.process_time(), memory()
    with connection.execute_wrapper(note):
        made = work()
    return {
        "mails": made,
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - used,
        "queries": asked,
        "memory": memory(),
        "memory before": before,
    }


def memory() -> float:
    """Megabytes that this process has had resident at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def night(day: date) -> int:
    """A look in every hour of the day, as the worker has it."""
    return sum(remind_all(datetime.combine(day, clock(hour, 5), UTC)) for hour in range(24))


def naive() -> int:
    """A mail for each commitment that calls for one, each in a transaction of its own, with what it needs asked for
    where it is needed."""
    made = 0
    for row in models.Commitment.objects.filter(confirmed=True).order_by("id"):
        if int(row.id[-3:], 36) % PART or row.state in SETTLED or row.due is None or row.owner is None:
            continue
        called = point(row.due, TODAY)
        if called is None or (row.reminded_through is not None and row.reminded_through >= called):
            continue
        with transaction.atomic():
            late = " (overdue)" if overdue(row.state, row.due, TODAY) else ""
            link = tokens.link(tokens.UPDATE, row.id, row.owner.id, at=now(), language=row.owner.language)
            subject = f"{row.clause.resolution.body.names['en']}: {row.clause.resolution.number}{late}"
            outbox.enqueue(outbox.Mail(recipient=row.owner.email, subject=subject, text=f"{row.due}\n{link}"), now())
            row.reminded_on = row.reminded_through = TODAY
            row.save()
        made += 1
    return made


def forget() -> int:
    """As it was before tonight's reminders."""
    models.Digest.objects.all().delete()
    models.OutboxMail.objects.all().delete()
    rows = list(models.Commitment.objects.filter(confirmed=True).exclude(state__in=SETTLED))
    for row in rows:
        row.reminded_on, row.unanswered = None, 0
        row.reminded_through = covered(row.due, row.start, TODAY) if row.due and row.start else None
    models.Commitment.objects.bulk_update(rows, ("reminded_on", "unanswered", "reminded_through"), batch_size=500)
    steps = list(models.Milestone.objects.select_related("commitment").filter(done_on=None))
    for step in steps:
        assert step.due is not None
        step.reminded_through = covered(step.due, step.commitment.start or step.due, TODAY)
    models.Milestone.objects.bulk_update(steps, ("reminded_through",), batch_size=500)
    return len(rows)


def delivered() -> int:
    """Mails that a server took; the others are put aside."""
    looks = count()
    # It looks once for each mail, and once more for every five.
    # At whatever hour it is measured: nobody's quiet hours put a mail off.
    models.OutboxMail.objects.filter(state="queued").update(person=None, next_try_at=now())
    sent = deliver(now, lambda: next(looks) * 5 // 6 >= DELIVERED).sent
    models.OutboxMail.objects.exclude(state="sent").update(state="sent", sent_at=now())
    return sent


def check() -> dict[str, object]:
    """Owners who are to be asked tonight, those who were, digests of one person on one day beyond the first, mails
    without a digest and digests without a mail."""
    rows = models.Commitment.objects.filter(confirmed=True, owner__isnull=False).exclude(state__in=SETTLED)
    due = {owner for owner, day in rows.values_list("owner_id", "due") if day and point(day, TODAY) == TODAY}
    digests = list(models.Digest.objects.values_list("person_id", "day", "mail_id"))
    asked = {person for person, day, _ in digests if day == TODAY}
    mails = set(models.OutboxMail.objects.values_list("id", flat=True))
    twice = sum(count - 1 for count in Counter((person, day) for person, day, _ in digests).values())
    return {
        "owners": len(due),
        "asked": len(due & asked),
        "twice": twice,
        "loose": len(mails ^ {mail for _, _, mail in digests}),
        "mails": len(mails),
    }


def now() -> datetime:
    return datetime.now(UTC)


WORDS: dict[str, Callable[[], object]] = {
    "night": lambda: measured(lambda: night(TODAY)),
    "again": lambda: measured(lambda: night(TODAY)),
    "morrow": lambda: measured(lambda: night(TODAY + timedelta(1))),
    "naive": lambda: measured(naive),
    "deliver": lambda: measured(delivered),
    "forget": forget,
    "check": check,
}


if __name__ == "__main__":
    for word in sys.argv[1:]:
        print(json.dumps(WORDS[word]()), flush=True)
