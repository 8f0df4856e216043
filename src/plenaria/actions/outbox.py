"""The outbox: a mail is due from the commit that made it, and is sent at least once under one Message-ID."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from plenaria.store.models import OutboxMail
from plenaria.store.models.fields import new_id

MOST_TRIES = 12
LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail to be sent; ``attachments`` are ids of stored files."""

    recipient: str
    subject: str
    text: str
    html: str = ""
    attachments: Sequence[str] = ()
    dispatch: str | None = None


def enqueue(mail: Mail, at: datetime) -> str:
    """Put a mail into the outbox, inside the transaction of the action that calls for it; its id."""
    name = new_id()
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    row = OutboxMail.objects.create(
        id=name,
        message_id=f"<{name}@{host}>",
        sender=settings.DEFAULT_FROM_EMAIL,
        recipient=mail.recipient,
        subject=" ".join(mail.subject.split())[:300],
        text=mail.text,
        html=mail.html,
        attachments=list(mail.attachments),
        dispatch_id=mail.dispatch,
        next_try_at=at,
        made_at=at,
    )
    return row.id


def mark_sent(*, at: datetime, mail: str) -> None:
    """The mail server has taken it."""
    OutboxMail.objects.filter(id=mail).update(state="sent", sent_at=at, error="")


def mark_failed(*, at: datetime, mail: str, error: str) -> None:
    """It was not taken; it is tried again after a while that doubles, and given up after the last try."""
    with transaction.atomic():
        row = OutboxMail.objects.select_for_update().get(id=mail)
        row.tries += 1
        row.error = error[:500]
        row.next_try_at = at + min(timedelta(seconds=15 * 2**row.tries), LONGEST_WAIT)
        if row.tries >= MOST_TRIES:
            row.state = "given-up"
        row.save(update_fields=("tries", "error", "next_try_at", "state"))
