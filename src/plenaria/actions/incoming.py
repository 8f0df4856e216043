"""Mail that came in: what a server reports is noted at once, what a party answers waits for the secretary.

1. A message is handled once, however often it is found: its row and what it does are of one transaction.
2. Nothing is kept of a message that does not concern us.
3. The words of servers and senders never enter the journal; that a letter came back does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from plenaria.actions._disk import unless_full
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._texts import Upload, stored
from plenaria.actions.answers import MOST_FILES, Came, record_answer
from plenaria.actions.deliveries import record_delivery
from plenaria.core.incoming import fate_after, verb_for
from plenaria.core.letters import LONGEST_TEXT
from plenaria.core.permits import Actor, Where, may
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store import models


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message as it is to be noted. ``digest`` is the SHA-256 of its bytes, ``kind`` a word of
    ``core.incoming.KINDS``, ``mail`` the id of the mail of ours that it is about.

    ``said`` is what a server says of it. The rest is of a message whose words are kept; the first of ``files`` is the
    message itself.
    """

    mailbox: str
    digest: str
    kind: str
    mail: str = ""
    said: str = ""
    message_id: str = ""
    sender: str = ""
    subject: str = ""
    text: str = ""
    quoted: str = ""
    sent_at: datetime | None = None
    files: Sequence[Upload] = ()


def take_in(*, actor: Actor, at: datetime, arrival: Arrival) -> Receipt | Refusal:
    """Note a message, and what it says of a mail of ours. Refused: ``mail-settled`` where it has been noted before."""

    def load() -> tuple[models.Mailbox, Where]:
        return _mailbox(arrival.mailbox), Where()

    def decide(box: models.Mailbox) -> bool | Refusal:
        known = models.IncomingMail.objects.filter(digest=arrival.digest).exists()
        return conflict("mail-settled") if known else True

    def write(deed: Deed, box: models.Mailbox, decision: bool) -> str:
        mail = models.OutboxMail.objects.select_for_update(of=("self",)).filter(id=arrival.mail).first()
        row = models.IncomingMail.objects.create(
            digest=arrival.digest,
            mailbox=box,
            kind=arrival.kind,
            state="unsorted" if arrival.kind == "answer" else "",
            mail=mail,
            dispatch_id=mail.dispatch_id if mail else None,
            came_at=at,
            sent_at=arrival.sent_at,
            message_id=arrival.message_id[:300],
            sender=arrival.sender[:400],
            subject=arrival.subject[:300],
            text=arrival.text,
            quoted=arrival.quoted,
            said=arrival.said,
            files=[each.id for each in (stored(file, at) for file in arrival.files) if each],
        )
        if mail is not None:
            _report(actor, at, mail, arrival)
        return row.id

    return perform(actor=actor, verb="mail.take-in", at=at, load=load, decide=decide, write=write)


def _report(actor: Actor, at: datetime, mail: models.OutboxMail, arrival: Arrival) -> None:
    """What a server says of a mail; the letter that it carried follows, unless it has gone out once more since."""
    fate = fate_after(mail.fate, arrival.kind)
    if fate == mail.fate:
        return
    mail.fate, mail.fate_at, mail.fate_words = fate, at, arrival.said
    mail.save(update_fields=("fate", "fate_at", "fate_words"))
    if mail.dispatch is None:
        return
    later = models.OutboxMail.objects.filter(dispatch=mail.dispatch, made_at__gt=mail.made_at)
    verb = verb_for(mail.dispatch.state, fate)
    if verb and not later.exists():
        record_delivery(actor=actor, at=at, dispatch=mail.dispatch.id, verb=verb, words=arrival.said)


def note_reading(
    *, at: datetime, mailbox: str, validity: int = 0, last_uid: int | None = None, error: str = ""
) -> None:
    """Note that a mailbox was read up to a number (or could not be): the next reading goes on behind it."""
    with transaction.atomic():
        box = _mailbox(mailbox)
        box.read_at, box.error = at, error[:500]
        if last_uid is not None:
            box.validity, box.last_uid = validity, last_uid
        box.save(update_fields=("read_at", "error", "validity", "last_uid"))


def file_mail(*, actor: Actor, at: datetime, mail: str, answer: str, shown: str = "members") -> Receipt | Refusal:
    """File a message as the answer to its letter: ``answer`` is accept, accept-in-part or decline.

    Refused: ``mail-unknown``, ``mail-settled``, ``mail-removed``, and what ``answers.record_answer`` refuses.
    """

    def do() -> Receipt | Refusal:
        with transaction.atomic():
            row = _answer(mail)
            if isinstance(row, Refusal):
                return row
            files = models.StoredFile.objects.in_bulk(row.files)
            # The message itself comes first, and holds whatever is too much to stand beside it.
            uploads = [_upload(files[each]) for each in row.files if each in files]
            done = record_answer(
                actor=actor,
                at=at,
                dispatch=str(row.dispatch_id),
                answer=answer,
                text=row.text[:LONGEST_TEXT],
                files=uploads[:MOST_FILES],
                came=Came(
                    way="mail",
                    sender=row.sender,
                    subject=row.subject,
                    message_id=row.message_id,
                    written_on=row.sent_at.date() if row.sent_at else None,
                ),
                shown=shown,
            )
            if isinstance(done, Receipt):
                row.state = "filed"
                row.save(update_fields=("state",))
            return done

    return unless_full(do)


def set_aside(*, actor: Actor, at: datetime, mail: str) -> Receipt | Refusal:
    """Say that a message is no answer; it can still be filed later.

    Refused: ``mail-unknown``, ``mail-settled``, ``mail-removed``.
    """
    with transaction.atomic():
        row = _answer(mail)
        if isinstance(row, Refusal):
            return row
        assert row.dispatch is not None
        refusal = may(actor, "dispatches.answer", Where(body=row.dispatch.resolution.body_id))
        if refusal is not None:
            return refusal
        row.state = "set-aside"
        row.save(update_fields=("state",))
        return Receipt(row.id)


def _answer(mail: str) -> models.IncomingMail | Refusal:
    """A message about a letter that has not been filed yet, locked."""
    rows = models.IncomingMail.objects.select_for_update(of=("self",)).select_related("dispatch__resolution")
    row = rows.filter(id=mail, dispatch__isnull=False, kind__in=("answer", "automatic")).first()
    if row is None:
        return unacceptable("mail-unknown")
    if row.state == "filed":
        return conflict("mail-settled")
    return row if row.files else conflict("mail-removed")


def _mailbox(address: str) -> models.Mailbox:
    models.Mailbox.objects.get_or_create(address=address)
    return models.Mailbox.objects.select_for_update().get(address=address)


def _upload(row: models.StoredFile) -> Upload:
    return Upload(sha256=row.sha256, name=row.name, media_type=row.media_type, size=row.size)
