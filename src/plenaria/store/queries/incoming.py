"""Mail that came in: which mail of ours a message names, and what the desk is shown of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from plenaria.core.incoming import KEPT, USUAL_DAYS
from plenaria.core.permits import Where
from plenaria.store import models

LISTED = 100
"""Messages on one page; the latest."""


@dataclass(frozen=True, slots=True)
class Ours:
    """A mail of ours; ``dispatch`` is the letter that it carried, if any."""

    id: str
    dispatch: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file that came with a message."""

    id: str
    name: str
    size: int
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """A message about a mail of ours; its words and files only where it is about a letter, and no report."""

    id: str
    kind: str
    """A word of ``core.incoming.KINDS``."""
    state: str
    """A word of ``core.incoming.STATES``, or empty."""
    came_at: datetime
    sent_at: datetime | None
    sender: str
    subject: str
    text: str
    quoted: str
    said: str
    """What the server said, if it is a report."""
    recipient: str
    """To whom the mail of ours went."""
    files: tuple[FileView, ...]
    dispatch: str | None
    resolution: str | None
    party: Mapping[str, str] | None
    """The names of the party to whom the letter went."""
    from_party: bool
    """Whether it comes from the address that the address book has of the party."""
    reference: str
    """The number of the letter, or empty."""

    @property
    def removed(self) -> bool:
        """Whether its words and files are no longer kept; the message itself is the first of them."""
        return self.kind in KEPT and not self.files

    @property
    def shown(self) -> str:
        """The word for it: of an answer, and of an automatic reply that was filed, its state."""
        return self.state or self.kind


@dataclass(frozen=True, slots=True)
class MailboxView:
    """A mailbox that is read, and what was wrong with it the last time."""

    address: str
    read_at: datetime
    error: str
    counts: Mapping[str, int]
    """Kind → how many messages."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Mail to an address does not arrive: since when, and what was said of it."""

    fate: str
    """bounced or delayed."""
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """How far a mailbox has been read."""

    validity: int
    last_uid: int


def known(digest: str) -> str | None:
    """What the message with these bytes was taken for, where it has been noted before."""
    return models.IncomingMail.objects.filter(digest=digest).values_list("kind", flat=True).first()


def named(message_ids: Sequence[str], tags: Sequence[str]) -> Ours | None:
    """The mail of ours that is named first: by its own address or envelope, else by Message-ID."""
    found = {row.id: row for row in models.OutboxMail.objects.filter(id__in=tags)}
    first = next((found[each] for each in tags if each in found), None)
    if first is None:
        rows = models.OutboxMail.objects.filter(message_id__in=message_ids)
        by_id = {row.message_id: row for row in rows}
        first = next((by_id[each] for each in message_ids if each in by_id), None)
    return Ours(first.id, first.dispatch_id) if first else None


def first_mail() -> date | None:
    """The day of the first mail of ours: nothing that came before is about one."""
    made = models.OutboxMail.objects.order_by("made_at").values_list("made_at", flat=True).first()
    return made.date() if made else None


def place(mailbox: str) -> Place:
    """How far a mailbox has been read; zeros where it never was."""
    row = models.Mailbox.objects.filter(address=mailbox).first()
    return Place(row.validity, row.last_uid) if row else Place(0, 0)


def mailboxes() -> tuple[MailboxView, ...]:
    """All that were ever read."""
    counted: dict[str, dict[str, int]] = {}
    for row in models.IncomingMail.objects.values("mailbox", "kind").annotate(many=Count("id")):
        counted.setdefault(row["mailbox"], {})[row["kind"]] = row["many"]
    boxes = models.Mailbox.objects.order_by("address")
    return tuple(
        MailboxView(box.address, box.read_at, box.error, counted.get(box.id, {})) for box in boxes if box.read_at
    )


def of_body(body: str) -> tuple[MessageView, ...]:
    """The latest messages about letters of a body, and reports on mails to its people; those that wait come first."""
    people = models.Person.objects.filter(Q(body_id=body) | Q(memberships__body_id=body)).exclude(email="")
    addresses = people.values_list(Lower("email"), flat=True)
    mine = Q(dispatch__resolution__body_id=body) | Q(dispatch=None, address__in=addresses)
    rows = list(_rows().alias(address=Lower("mail__recipient")).filter(mine).order_by("-came_at", "id")[:LISTED])
    return _views(sorted(rows, key=lambda row: row.state != "unsorted"))


def of_dispatch(dispatch: str) -> tuple[MessageView, ...]:
    """What was answered to one letter and its reminders, by people or by themselves, the earliest first.

    What servers reported stands on its timeline.
    """
    about = Q(dispatch_id=dispatch) | Q(dispatch__reminds_id=dispatch)
    return _views(list(_rows().filter(about, kind__in=KEPT).order_by("came_at", "id")))


def message(incoming: str) -> MessageView | None:
    """One message."""
    return next(iter(_views(list(_rows().filter(id=incoming)))), None)


def where_of(incoming: str) -> Where | None:
    """The body of the letter that a message is about."""
    rows = models.IncomingMail.objects.filter(id=incoming, dispatch__isnull=False)
    body = rows.values_list("dispatch__resolution__body_id", flat=True).first()
    return None if body is None else Where(body=body)


def unsorted(bodies: frozenset[str]) -> tuple[MessageView, ...]:
    """Answers of parties to letters of these bodies that wait for somebody to file them, the first that came first."""
    waiting = _rows().filter(state="unsorted", dispatch__resolution__body_id__in=bodies)
    return _views(list(waiting.order_by("came_at", "id")))


def file(incoming: str, file: str) -> FileView | None:
    """A file that came with that message."""
    found = message(incoming)
    return next((each for each in found.files if each.id == file), None) if found else None


def days_kept(body: str) -> int:
    """For how many days a body keeps the words and files of mail that came in."""
    said = models.MailKeeping.objects.filter(body_id=body).values_list("days", flat=True).first()
    return USUAL_DAYS if said is None else said


def due_to_go(body: str, at: datetime) -> list[str]:
    """The messages about letters of a body whose words and files were kept for long enough, the oldest first."""
    rows = models.IncomingMail.objects.filter(
        kind__in=KEPT, came_at__lte=at - timedelta(days=days_kept(body)), dispatch__resolution__body_id=body
    )
    return list(rows.exclude(state="unsorted").exclude(files=[]).order_by("came_at", "id").values_list("id", flat=True))


def bodies_with_mail() -> list[str]:
    """The bodies about whose letters words and files of messages are kept."""
    rows = models.IncomingMail.objects.filter(kind__in=KEPT, dispatch__isnull=False).exclude(files=[])
    return sorted(set(rows.values_list("dispatch__resolution__body_id", flat=True)))


def trouble(address: str) -> Trouble | None:
    """Whether the last mail to that address has not arrived."""
    if not address:
        return None
    mails = models.OutboxMail.objects.filter(recipient__iexact=address)
    row = mails.filter(Q(state="given-up") | ~Q(fate="")).order_by("-made_at").first()
    if row is None or mails.filter(made_at__gt=row.made_at, fate="delivered").exists():
        return None
    if row.state == "given-up":
        return Trouble("bounced", row.next_try_at, row.error)
    if row.fate not in ("bounced", "delayed") or row.fate_at is None:
        return None
    return Trouble(row.fate, row.fate_at, row.fate_words)


def _rows() -> "QuerySet[models.IncomingMail]":
    return models.IncomingMail.objects.select_related("mail", "dispatch__party").exclude(mail=None)


def _views(rows: Sequence[models.IncomingMail]) -> tuple[MessageView, ...]:
    files = models.StoredFile.objects.in_bulk([each for row in rows for each in row.files])
    return tuple(_view(row, files) for row in rows)


def _view(row: models.IncomingMail, files: Mapping[str, models.StoredFile]) -> MessageView:
    kept = [files[each] for each in row.files if each in files]
    party = row.dispatch.party if row.dispatch else None
    assert row.mail is not None  # only such rows are asked for
    return MessageView(
        id=row.id,
        kind=row.kind,
        state=row.state,
        came_at=row.came_at,
        sent_at=row.sent_at,
        sender=row.sender,
        subject=row.subject,
        text=row.text,
        quoted=row.quoted,
        said=row.said,
        recipient=row.mail.recipient,
        files=tuple(
            FileView(id=each.id, name=each.name, size=each.size, sha256=each.sha256, media_type=each.media_type)
            for each in kept
        ),
        dispatch=row.dispatch_id,
        resolution=row.dispatch.resolution_id if row.dispatch else None,
        party=party.names if party else None,
        reference=row.dispatch.reference if row.dispatch else "",
        from_party=bool(party and _address(row.sender) == party.email.casefold()),
    )


def _address(sender: str) -> str:
    """The address in ``Anna <anna@sky.example>``."""
    return sender.rpartition("<")[2].rstrip(">").casefold()
