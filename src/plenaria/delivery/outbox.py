"""Sending what is in the outbox, at least once, through Django's mail backend (``MAILERS``).

A mail server that can't be reached is nobody's fault: the mails wait, say why, and no try is counted. A server that
refuses one mail refuses that one only.
"""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend

from plenaria.actions import outbox
from plenaria.actions.outbox import LARGEST, Taken
from plenaria.actions.seat_links import with_links
from plenaria.core.incoming import return_path
from plenaria.phrases.letters import as_html
from plenaria.store.queries import outbox as queries

BATCH = 5
"""Mails that are taken at once: what a killed worker leaves lying until its lease is over."""
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round did; ``error`` where the mail server can't be reached."""

    sent: int = 0
    failed: int = 0
    error: str = ""


def deliver(clock: Clock, stopped: Callable[[], bool] = lambda: False) -> Outcome:
    """Send what is due, a few at a time, until nothing is left, the server is gone, or it is told to stop."""
    sent = failed = 0
    if not queries.due(clock()):
        return Outcome()
    connection: BaseEmailBackend = mailers.default
    try:
        connection.open()
        while not stopped() and (taken := outbox.take(at=clock(), limit=BATCH)):
            for place, mail in enumerate(taken):
                if stopped():
                    outbox.give_back(at=clock(), mails=[each.id for each in taken[place:]])
                    break
                try:
                    arrived = _send(connection, mail, clock)
                except OSError as gone:
                    # It may be this very mail that the server breaks off at: it must not hold up the others.
                    outbox.mark_failed(at=clock(), mail=mail.id, error=_said(gone))
                    outbox.give_back(at=clock(), mails=[each.id for each in taken[place + 1 :]])
                    return Outcome(sent, failed + 1, _said(gone))
                sent, failed = sent + arrived, failed + (not arrived)
    except OSError as unreachable:
        outbox.note_unreachable(at=clock(), error=_said(unreachable))
        return Outcome(sent, failed, _said(unreachable))
    finally:
        connection.close()
    return Outcome(sent, failed)


def _send(connection: BaseEmailBackend, mail: Taken, clock: Clock) -> bool:
    """Whether the server took it. Raises OSError (smtplib's errors are such) where there is no server any more."""
    try:
        connection.send_messages([_message(mail)])
    except smtplib.SMTPServerDisconnected:
        raise
    except (smtplib.SMTPException, ValueError, FileNotFoundError) as refused:
        outbox.mark_failed(at=clock(), mail=mail.id, error=_said(refused), for_good=_for_good(refused))
        return False
    outbox.mark_sent(at=clock(), mail=mail.id)
    return True


def _message(mail: Taken) -> EmailMultiAlternatives:
    """The same message each time it is tried: Message-ID and date are those of the row.

    What bounces goes to an address of its own where there is one, so that a report need not name the message.
    """
    text = with_links(mail.text, mail.made_at)
    html = mail.html or (as_html(text, "") if text != mail.text else "")
    message = EmailMultiAlternatives(
        mail.subject,
        text,
        return_path(settings.RETURN_PATH, mail.id) or mail.sender,
        [mail.recipient],
        headers={
            "From": mail.sender,
            "Message-ID": mail.message_id,
            "Date": format_datetime(mail.made_at),
            **({} if mail.personal else {"Auto-Submitted": "auto-generated"}),
            **mail.headers,
        },
    )
    if html:
        message.attach_alternative(html, "text/html")
    for file in queries.attached(mail.attachments):
        if file.size <= LARGEST:
            message.attach(file.name, file.data(), file.media_type)
    return message


def _for_good(refused: Exception) -> bool:
    """Whether it would be refused again: a permanent reply of the server (5xx), or what is no mail at all."""
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in refused.recipients.values())
    if isinstance(refused, smtplib.SMTPResponseException):
        return refused.smtp_code >= 500
    return isinstance(refused, ValueError)


def _said(error: Exception) -> str:
    """What went wrong, in the server's own words where it said some."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return (
            "; ".join(f"{code} {_text(words)}" for code, words in error.recipients.values()) or "nobody to send it to"
        )
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def _text(words: bytes | str) -> str:
    plain = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(plain.split())
