"""Who is not in the room, and whether the link to their seat has reached them."""

from dataclasses import dataclass
from datetime import datetime

from plenaria.core.refusal import Refusal, conflict, forbidden
from plenaria.store.models import SeatLink
from plenaria.store.queries.credentials import SeatView, credential


@dataclass(frozen=True, slots=True)
class LinkView:
    """The mail with the link to a seat that was made last.

    ``state`` is *waiting* (in the outbox), *sent* (the mail server took it), *bounced* (that or a later server never
    will), *used* (the seat was opened with one) or *ended* (by a newer badge).
    """

    state: str
    at: datetime
    error: str = ""


def links(meeting: str) -> dict[str, LinkView]:
    """Seat → what became of its link."""
    rows = SeatLink.objects.select_related("mail").filter(credential__meeting_id=meeting)
    found: dict[str, LinkView] = {}
    for row in rows.order_by("made_at", "id"):
        found[row.credential_id] = _view(row)
    used = rows.exclude(used_at=None).order_by("used_at").values_list("credential_id", "used_at", "made_at")
    for seat, at, _ in used:
        if at is not None and (found[seat].state not in ("waiting", "bounced") or found[seat].at <= at):
            found[seat] = LinkView("used", at)
    return found


def opened_by(link: str) -> tuple[SeatView, Refusal | None] | None:
    """The seat of a link by its id, and why it can't be opened with it, if so; nothing for a link that is not known."""
    row = SeatLink.objects.filter(id=link).first()
    seat = credential(row.credential_id) if row else None
    if row is None or seat is None:
        return None
    if row.used_at:
        return seat, conflict("seat-link-used")
    return seat, forbidden("seat-link-unknown") if row.ended_at else None


def _view(row: SeatLink) -> LinkView:
    if row.used_at:
        return LinkView("used", row.used_at)
    if row.ended_at:
        return LinkView("ended", row.ended_at)
    if row.mail is None or row.mail.state == "queued":
        return LinkView("waiting", row.made_at, row.mail.error if row.mail else "")
    if row.mail.fate == "bounced":
        return LinkView("bounced", row.made_at, row.mail.fate_words)
    if row.mail.state == "sent":
        return LinkView("sent", row.mail.sent_at or row.made_at)
    return LinkView("bounced", row.made_at, row.mail.error)
