"""Links that open a seat from a mail, for who is not at the door: badges of their own kind.

1. Each mail has a link of its own. Opening it shows whose seat it is; *This is me* uses it up, and ends the others.
2. Sent anew by the desk, or with a new badge, the earlier ones end; so they do when the seat is withdrawn.
3. A link's token is signed, and kept nowhere: the outbox holds a mark in its place, which becomes the link only in the
   message that leaves. Whoever reads the database or a backup of it can open no seat.
"""

import re
import secrets
from datetime import datetime

from plenaria.actions import tokens
from plenaria.actions._credential import accredited, on_credential
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._seat_links import end_links
from plenaria.actions.credentials import TOKEN_BYTES, hashed
from plenaria.actions.outbox import Mail, enqueue
from plenaria.core.meetings import MEETING
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, forbidden, unacceptable
from plenaria.phrases import mailings
from plenaria.phrases.letters import Letter
from plenaria.store.models import Credential, Meeting, SeatLink
from plenaria.store.models.fields import new_id

SEAT = "i"
"""How the address of such a link begins (``actions.tokens``)."""

_MARK = re.compile(r"\[\[seat-link:([0-9A-Za-z_-]{1,32}):([a-zA-Z-]{2,8})\]\]")


def send_link(*, actor: Actor, at: datetime, credential: str) -> Receipt | Refusal:
    """Mail the holder of a seat the link that opens it; earlier ones end.

    Refused: ``not-accredited``, ``address-missing`` (seat), ``meeting-over``.
    """

    def decide(row: Credential) -> bool | Refusal:
        if not row.person.email:
            return unacceptable("address-missing", seat=row.seat)
        return accredited(row)

    def write(deed: Deed, row: Credential, decision: bool) -> str:
        end_links(row, at)
        language = row.person.language
        link = row.meeting.link if row.attends == "remote" else ""
        name = new_id()
        letter = mailings.invitation(seat_of(row, name), language, meeting_link=link)
        mail_link(row, letter, name, at)
        deed.record("badge-issued", row.id, seat=row.seat, by="mail")
        return row.id

    return on_credential(actor, at, credential, "credentials.issue", decide, write)


def seat_of(row: Credential, link: str) -> mailings.Seat:
    """The seat as its mails name it; ``link`` is the id of the mail's link."""
    language = row.person.language
    return mailings.Seat(
        number=row.seat,
        meeting=_in(language, row.meeting.names),
        body=_in(language, row.meeting.body.names),
        timezone=row.person.timezone,
        link=f"[[seat-link:{link}:{language}]]" if link else "",
    )


def mail_link(row: Credential, letter: Letter, name: str, at: datetime) -> None:
    """Put a letter into the outbox whose link has the id ``name``, inside the action that calls for it."""
    mail = enqueue(Mail(recipient=row.person.email, subject=letter.subject, text=letter.text), at)
    SeatLink.objects.create(id=name, credential=row, mail_id=mail, made_at=at)


def with_links(text: str, at: datetime) -> str:
    """The text of a mail as it leaves: with the links in the place of their marks; ``at`` is when it was made."""
    return _MARK.sub(lambda found: tokens.link(SEAT, found[1], "", at=at, language=found[2]), text)


def named(token: str, at: datetime) -> str:
    """The id of the link with that token; empty for one that is not ours, or too old."""
    found = tokens.read(SEAT, token, at=at)
    return found[0] if found else ""


def use_link(*, at: datetime, token: str) -> Receipt | Refusal:
    """Bind the seat to the device that opens its link; the device's secret is in ``Receipt.secret``.

    The device that held the seat before holds it no more, and a printed badge opens nothing. Refused:
    ``seat-link-unknown``, ``seat-link-used``, ``not-accredited``, ``meeting-over``.
    """
    name = named(token, at)
    seat = SeatLink.objects.filter(id=name).values_list("credential_id", flat=True).first()
    if seat is None:
        return forbidden("seat-link-unknown")

    def load() -> tuple[SeatLink, Where] | Refusal:
        meeting = Meeting.objects.select_for_update(of=("self",)).get(credentials=seat)
        row = Credential.objects.select_for_update().get(id=seat)
        row.meeting = meeting
        link = SeatLink.objects.select_for_update().get(id=name)
        link.credential = row
        return link, Where(body=meeting.body_id, person=row.person_id, seat=row.id)

    def decide(link: SeatLink) -> bool | Refusal:
        if link.used_at is not None:
            return conflict("seat-link-used")
        if link.ended_at is not None:
            return forbidden("seat-link-unknown")
        if MEETING.is_final(link.credential.meeting.state):
            return conflict("meeting-over")
        return accredited(link.credential)

    def write(deed: Deed, link: SeatLink, decision: bool) -> str:
        row = link.credential
        deed.meeting = row.meeting_id
        deed.secret = secrets.token_urlsafe(TOKEN_BYTES)
        link.used_at = at
        link.save(update_fields=("used_at",))
        end_links(row, at)
        row.device = hashed(deed.secret)
        row.badge_used_at = at if row.badge else None
        row.save(update_fields=("device", "badge_used_at"))
        deed.record("badge-used", row.id, seat=row.seat, by="mail")
        return row.id

    return perform(actor=Actor(seat=seat), verb="badges.use", at=at, load=load, decide=decide, write=write)


def _in(language: str, texts: dict[str, str]) -> str:
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
