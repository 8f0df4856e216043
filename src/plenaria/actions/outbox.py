"""The outbox: a mail is due from the commit that made it, and is sent at least once under one Message-ID.

A worker takes mails on lease, a few at a time: if it is killed while it sends, they fall due again when the lease is
over. The Message-ID is part of the row, so that whoever got one twice sees that it is one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from plenaria.actions.deliveries import record_delivery
from plenaria.core.permits import MACHINE
from plenaria.core.reminding import Habits, after_quiet
from plenaria.store.models import OutboxMail
from plenaria.store.models.fields import new_id

MOST_TRIES = 12
LONGEST_WAIT = timedelta(hours=6)
LARGEST = 8_000_000
"""Bytes of a file that is attached; a larger one is behind the link that every letter carries."""
LEASE = timedelta(minutes=5)
"""How long a worker may take over what it has taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail to be sent; ``attachments`` are ids of stored files."""

    recipient: str
    subject: str
    text: str
    html: str = ""
    attachments: Sequence[str] = ()
    dispatch: str | None = None
    sender: str = ""
    """Empty: that of the installation."""
    headers: Mapping[str, str] = field(default_factory=dict)
    personal: bool = False
    """Written by somebody, and looked at before it went."""
    person: str | None = None
    """Whose quiet hours it keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A mail that a worker has taken to send it."""

    id: str
    message_id: str
    sender: str
    recipient: str
    subject: str
    text: str
    html: str
    attachments: tuple[str, ...]
    headers: Mapping[str, str]
    personal: bool
    made_at: datetime


def enqueue(mail: Mail, at: datetime) -> str:
    """Put a mail into the outbox, inside the transaction of the action that calls for it; its id."""
    return enqueue_all([mail], at)[0]


def enqueue_all(mails: Iterable[Mail], at: datetime) -> tuple[str, ...]:
    """Put mails into the outbox by one statement; their ids in the same order."""
    rows = OutboxMail.objects.bulk_create(_row(each, at) for each in mails)
    return tuple(row.id for row in rows)


def _row(mail: Mail, at: datetime) -> OutboxMail:
    name = new_id()
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return OutboxMail(
        id=name,
        message_id=f"<{name}@{host}>",
        sender=mail.sender or settings.DEFAULT_FROM_EMAIL,
        recipient=mail.recipient,
        subject=_storable(" ".join(mail.subject.split()))[:300],
        text=_storable(mail.text),
        html=_storable(mail.html),
        attachments=list(mail.attachments),
        headers=dict(mail.headers),
        personal=mail.personal,
        dispatch_id=mail.dispatch,
        person_id=mail.person,
        next_try_at=at,
        made_at=at,
    )


def _storable(words: str) -> str:
    """Without what no database and no mail takes: PostgreSQL has no U+0000 in a text."""
    return words.replace("\0", "")


def take(*, at: datetime, limit: int) -> tuple[Taken, ...]:
    """Take the mails that have been due longest, for ``LEASE``; no other worker gets them meanwhile.

    What would come in somebody's quiet hours is put off to their end first.
    """
    with transaction.atomic():
        due = OutboxMail.objects.filter(state="queued", next_try_at__lte=at).order_by("next_try_at", "made_at")
        while True:
            rows = list(due.select_for_update(skip_locked=True, of=("self",)).select_related("person__body")[:limit])
            if not _put_off([row for row in rows if row.person_id], at):
                break
        OutboxMail.objects.filter(id__in=[row.id for row in rows]).update(next_try_at=at + LEASE)
    return tuple(
        Taken(
            id=row.id,
            message_id=row.message_id,
            sender=row.sender,
            recipient=row.recipient,
            subject=row.subject,
            text=row.text,
            html=row.html,
            attachments=tuple(row.attachments),
            headers=row.headers,
            personal=row.personal,
            made_at=row.made_at,
        )
        for row in rows
    )


def _put_off(rows: Sequence[OutboxMail], at: datetime) -> bool:
    """Let those wait whose people have quiet hours; whether there were any."""
    found = False
    for row in rows:
        assert row.person is not None
        habits = Habits.of(row.person.mailing, row.person.body.mailing)
        until = after_quiet(habits, at, ZoneInfo(row.person.timezone))
        if until > at:
            OutboxMail.objects.filter(id=row.id).update(next_try_at=until)
            found = True
    return found


def withdraw(mails: Collection[str]) -> None:
    """They are not sent any more: a later one says all of each."""
    OutboxMail.objects.filter(id__in=mails, state="queued").update(state="withdrawn")


def give_back(*, at: datetime, mails: Sequence[str]) -> None:
    """Nothing was tried with these that were taken: they are due again at ``at``."""
    OutboxMail.objects.filter(id__in=mails, state="queued").update(next_try_at=at)


def note_unreachable(*, at: datetime, error: str) -> None:
    """There is no mail server to be reached: say so with what is due. It stays due, and no try is counted."""
    due = OutboxMail.objects.filter(state="queued", next_try_at__lte=at)
    due.exclude(error=error[:500]).update(error=error[:500])


def mark_sent(*, at: datetime, mail: str) -> None:
    """The mail server has taken it."""
    OutboxMail.objects.filter(id=mail).update(state="sent", sent_at=at, error="")


def mark_failed(*, at: datetime, mail: str, error: str, for_good: bool = False) -> None:
    """The mail server refused it; it is tried again after a while that doubles.

    It is given up after the last try, or at once where the server said that it never will take it (``for_good``: a
    reply 5xx, RFC 5321); the letter that it carried has then bounced.
    """
    with transaction.atomic():
        row = OutboxMail.objects.select_for_update().get(id=mail)
        row.tries += 1
        row.error = error[:500]
        row.next_try_at = at + min(timedelta(seconds=15 * 2**row.tries), LONGEST_WAIT)
        if for_good or row.tries >= MOST_TRIES:
            row.state = "given-up"
            _bounce(row, at)
        row.save(update_fields=("tries", "error", "next_try_at", "state"))


def _bounce(row: OutboxMail, at: datetime) -> None:
    """The letter that it carried came back, unless it has gone out once more since."""
    if row.dispatch_id is not None:
        later = OutboxMail.objects.filter(dispatch_id=row.dispatch_id, made_at__gt=row.made_at)
        if not later.exists():
            record_delivery(actor=MACHINE, at=at, dispatch=row.dispatch_id, verb="bounce", words=row.error)
