"""Who may listen to a meeting's stream: whoever got a ticket from a page that they were allowed to see.

Five hundred phones that reconnect at once must not ask the database who they are. So the page, which has asked already,
signs a ticket into the stream's address; the stream checks a signature and nothing else. What it tells is numbers and
kinds of facts, never how somebody voted.
"""

from django.core import signing
from django.urls import reverse

SALT = "plenaria.hall.events"
LASTS = 3 * 86_400
"""Seconds: the days of a conference. An older page goes on with its snapshots."""


PHONE, LISTED, TABLE = HEARERS = ("phone", "listed", "table")
"""Who hears what: what changes every page; also what moves the list of speakers, for those on it; everything."""


def stream(meeting: str, *, hearer: str = PHONE, after: int, page: str = "") -> str:
    """The address of a meeting's stream, for a hearer of ``HEARERS``: chair and projector hear of each vote too.

    ``after`` is the number of the last fact that the page may know: what becomes so after it is told first.
    ``page`` names the page that the stream is to bring, where there is one that it can bring: ``phone``.
    """
    ticket = signing.dumps([meeting, hearer], salt=SALT, compress=False)
    named = f"&page={page}" if page else ""
    return f"{reverse('hall-events', args=[meeting])}?ticket={ticket}&after={after}{named}"


def admits(ticket: str, meeting: str) -> str | None:
    """Whose ticket it is; ``None`` where it is none for this meeting."""
    try:
        value = signing.loads(ticket, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    match value:
        case [str(named), str(hearer)] if named == meeting and hearer in HEARERS:
            return hearer
    return None
