"""The signed links in mails: whoever has one may do its one thing, without logging in.

``/u/…`` reports on one commitment in the name of its owner; ``/a/…`` acknowledges and answers one letter in the name
of its party; ``/w/…`` says when mail comes to a person. A link names its day, and is good for ``GOOD_FOR``; one that an
owner no longer owns is refused by the action, like anybody's who isn't the owner.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer

from plenaria.core.refusal import Refusal, forbidden

GOOD_FOR = timedelta(days=400)
UPDATE, ANSWER, MAILING = "u", "a", "w"
"""The three purposes, as they begin an address and as they salt a signature."""


def link(purpose: str, subject: str, holder: str, *, at: datetime, language: str) -> str:
    """The whole address of the page of a commitment or letter (``subject``), for its owner or party (``holder``)."""
    return f"{settings.BASE_URL}/{language}/{purpose}/{make(purpose, subject, holder, at=at)}"


def make(purpose: str, subject: str, holder: str, *, at: datetime) -> str:
    """The token of such a link."""
    return _signer(purpose).sign_object([subject, holder, at.date().isoformat()])


def read(purpose: str, token: str, *, at: datetime) -> tuple[str, str] | None:
    """Subject and holder; nothing for a link that is not ours, was changed, or is too old."""
    found = opened(purpose, token, at=at)
    return None if isinstance(found, Refusal) else found


def opened(purpose: str, token: str, *, at: datetime) -> tuple[str, str] | Refusal:
    """Subject and holder. Refused: ``mail-link-expired`` for what is not ours, ``mail-link-too-old`` (days)."""
    try:
        subject, holder, day = _signer(purpose).unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        return forbidden("mail-link-expired")
    if at.date() - date.fromisoformat(day) > GOOD_FOR:
        return forbidden("mail-link-too-old", days=GOOD_FOR.days)
    return subject, holder


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"plenaria.{purpose}")
