"""Reading mailboxes: what servers say of our mail, and what parties answer.

1. A message is noted, then settled in its mailbox, and then the reading goes on behind it: whoever is killed in between
   finds it again, and by its bytes sees that it was noted.
2. It is read in a child with limits; one that can't be read is counted, and left where it is.
3. What does not concern us is left alone: it stays unread, and nothing of it is kept.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import close_old_connections, connection

from plenaria.actions import incoming, mail_keeping
from plenaria.actions._texts import Upload
from plenaria.actions.incoming import Arrival
from plenaria.core.incoming import KEPT, kind_of, tags
from plenaria.core.permits import MACHINE
from plenaria.core.refusal import Refusal
from plenaria.delivery.mailboxes import Found, Imap, Mailbox, Unreachable
from plenaria.formats import answer_files
from plenaria.formats.answer_files import MAIL
from plenaria.formats.handing_out import named
from plenaria.formats.message import Message
from plenaria.formats.message_isolated import read_message_isolated
from plenaria.store import files
from plenaria.store.queries import incoming as queries

log = logging.getLogger("plenaria.delivery")

BETWEEN = 300.0
"""Seconds between two readings."""
SHORTEST_PAUSE, LONGEST_PAUSE = 30.0, 3600.0
"""Seconds between two tries to read a mailbox that can't be reached; the pause doubles."""
NOTED_EVERY = 20
"""Messages after which it is written down how far the reading has come."""
MOST_FILES = 30
LONGEST_TEXT = 100_000
LEFT_ALONE = frozenset({"other", "unreadable"})

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a mailbox: kind (``core.incoming.KINDS``) → how many; ``error`` where it could not be read.

    ``before`` are those that had been noted in an earlier reading.
    """

    found: Counter[str] = field(default_factory=Counter)
    before: int = 0
    error: str = ""


def read_mailbox(box: Mailbox, clock: Clock, stopped: Callable[[], bool] = lambda: False) -> Reading:
    """Read what is new in a mailbox, and note it."""
    found: Counter[str] = Counter()
    before = 0
    since = queries.first_mail()
    if since is None:
        # Nothing has been sent from here yet, so that nothing can have come back.
        return Reading()
    address = box.address
    try:
        validity = box.open()
        place = queries.place(address)
        reached = place.last_uid if place.validity == validity else 0
        for number, message in enumerate(box.messages(reached, since - timedelta(days=1)), 1):
            if stopped():
                break
            kind, new = _handled(address, message, clock())
            if kind not in LEFT_ALONE:
                box.settle(message.uid)
            if new:
                found[kind] += 1
            else:
                before += 1
            reached = message.uid
            if number % NOTED_EVERY == 0:
                incoming.note_reading(at=clock(), mailbox=address, validity=validity, last_uid=reached)
        incoming.note_reading(at=clock(), mailbox=address, validity=validity, last_uid=reached)
    except Unreachable as error:
        incoming.note_reading(at=clock(), mailbox=address, error=str(error))
        return Reading(found, before, str(error))
    finally:
        box.close()
    return Reading(found, before)


def _handled(mailbox: str, found: Found, at: datetime) -> tuple[str, bool]:
    """What a message is taken for, and whether it was not noted before; one that is too large has no bytes."""
    data = found.data
    digest = sha256(f"{mailbox} {found.uid}".encode() if data is None else data).hexdigest()
    known = queries.known(digest)
    if known is not None:
        return known, False
    if data is None:
        arrival = Arrival(mailbox=mailbox, digest=digest, kind="unreadable")
    else:
        arrival = _understood(mailbox, digest, data)
    noted = incoming.take_in(actor=MACHINE, at=at, arrival=arrival)
    return arrival.kind, not isinstance(noted, Refusal)


def _understood(mailbox: str, digest: str, data: bytes) -> Arrival:
    message = read_message_isolated(data)
    if isinstance(message, Refusal):
        return Arrival(mailbox=mailbox, digest=digest, kind="unreadable")
    ours = _named(message)
    kind = kind_of(
        message.report.action if message.report else "",
        automatic=message.automatic,
        mail=ours is not None,
        letter=ours is not None and ours.dispatch is not None,
    )
    if ours is None or kind == "other":
        return Arrival(mailbox=mailbox, digest=digest, kind="other")
    if kind not in KEPT:
        assert message.report is not None
        said = " ".join(filter(None, (message.report.status, message.report.words)))
        return Arrival(
            mailbox=mailbox, digest=digest, kind=kind, mail=ours.id, said=said, sender=message.sender,
            sent_at=message.sent_at, message_id=message.message_id,
        )  # fmt: skip
    return Arrival(
        mailbox=mailbox,
        digest=digest,
        kind=kind,
        mail=ours.id,
        message_id=message.message_id,
        sender=f"{message.sender_name} <{message.sender}>" if message.sender_name else message.sender,
        subject=message.subject,
        text=message.text[:LONGEST_TEXT],
        quoted=message.quoted[:LONGEST_TEXT],
        sent_at=message.sent_at,
        files=_kept(message, data),
    )


def _named(message: Message) -> queries.Ours | None:
    """The mail of ours that a message is about."""
    own = list(tags(settings.RETURN_PATH, message.to))
    if message.report is None:
        return queries.named(message.about, own)
    envelope = [message.report.envelope.lower()] if message.report.envelope else []
    return queries.named([*message.report.about, *message.about], [*own, *envelope])


def _kept(message: Message, data: bytes) -> Sequence[Upload]:
    """The message itself and those of its files that may be handed out, put on disk before any row names them.

    What may not be (programs, pages) is in the message still.
    """
    ending, kind = MAIL
    whole = [(named(f"{message.subject.replace('/', '_')[:80] or 'message'}.eml", ending), kind, data)]
    for each in message.attachments[:MOST_FILES]:
        fit = answer_files.named(each.data, each.name)
        if not isinstance(fit, Refusal):
            whole.append((*fit, each.data))
    return [Upload(sha256=files.keep(each), name=name, media_type=kind, size=len(each)) for name, kind, each in whole]


def remove_old_mail(at: datetime) -> None:
    """Remove the words and files of messages that were kept for as long as their bodies say."""
    for body in queries.bodies_with_mail():
        while not isinstance(mail_keeping.remove_old(actor=MACHINE, at=at, body=body), Refusal):
            pass


_woken = threading.Event()


def wake() -> None:
    """Read the mailbox now. Quick, and safe from any thread."""
    _woken.set()


def run(stop: threading.Event, box: Mailbox) -> None:
    """Read a mailbox every few minutes until ``stop`` is set; a failure is said once, and tried again later."""
    pause, said = SHORTEST_PAUSE, ""
    while not stop.is_set():
        _woken.clear()
        close_old_connections()
        try:
            error = read_mailbox(box, lambda: datetime.now(UTC), stop.is_set).error
            if error and error != said:
                log.warning("the mailbox %s can't be read: %s", box.address, error)
            pause, said = min(pause * 2, LONGEST_PAUSE) if error else SHORTEST_PAUSE, error
        except Exception:
            # A locked database, a lost connection, a mistake of ours: the next round begins afresh.
            said = ""
            log.exception("the reader of mail stumbled and goes on")
        if not stop.is_set():
            _woken.wait(pause if said else BETWEEN)
    connection.close()


def configured() -> Imap | None:
    """The mailbox that the installation reads, if it has one."""
    if not settings.IMAP_URL:
        return None
    return Imap(settings.IMAP_URL, settings.IMAP_PASSWORD, settings.IMAP_MOVE_TO)


class Reader:
    """The thread that reads the mailbox beside the pages; it does nothing where there is none to read."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin."""
        box = configured()
        if box is not None:
            self._thread = threading.Thread(target=run, args=(self._stop, box), name="plenaria-mail", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End after the message that is being read, if that is soon; the others are read the next time."""
        self._stop.set()
        wake()
        if self._thread is not None:
            self._thread.join(timeout=3)
