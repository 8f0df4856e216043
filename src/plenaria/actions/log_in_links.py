"""Links that log somebody in once, made at the console of the machine: for the first administrator, and for the demo.

The token is random; only its SHA-256 is kept. A new link makes the earlier one useless, and each works once, for a day.
They leave no entry in the journal, like every other log-in.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from plenaria.actions._perform import Deed, Receipt, lawful, perform
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, forbidden, unacceptable
from plenaria.store.models import Person, User

LASTS = timedelta(days=1)
TOKEN_BYTES = 18
"""144 random bits, short enough for a terminal's line."""


def make_log_in_link(*, actor: Actor, at: datetime, person: str) -> Receipt | Refusal:
    """Make a link for a person; its token is in ``Receipt.secret`` and kept nowhere.

    Refused: ``person-unknown``, ``no-account``.
    """

    def load() -> tuple[User, Where] | Refusal:
        if not Person.objects.filter(id=person).exists():
            return unacceptable("person-unknown")
        user = User.objects.select_for_update().filter(person=person, is_active=True).first()
        return (user, Where(person=person)) if user else unacceptable("no-account")

    def write(deed: Deed, user: User, decision: bool) -> str:
        deed.secret = secrets.token_urlsafe(TOKEN_BYTES)
        user.link, user.link_until = _hashed(deed.secret), at + LASTS
        user.save(update_fields=("link", "link_until"))
        return person

    return perform(actor=actor, verb="log-in-links.make", at=at, load=load, decide=lawful, write=write)


def use_log_in_link(*, at: datetime, token: str) -> Receipt | Refusal:
    """Take the link back, once; the receipt's subject is the person whom it logs in.

    Whoever has the token is taken for that person. Refused: ``link-unknown``, ``link-expired``.
    """
    holder = Person.objects.filter(user__link=_hashed(token), user__is_active=True).values_list("id", flat=True).first()
    if holder is None:
        return forbidden("link-unknown")

    def load() -> tuple[User, Where] | Refusal:
        user = User.objects.select_for_update().filter(link=_hashed(token)).first()
        return (user, Where(person=holder)) if user else forbidden("link-unknown")

    def decide(user: User) -> bool | Refusal:
        return True if user.link_until and at <= user.link_until else forbidden("link-expired")

    def write(deed: Deed, user: User, decision: bool) -> str:
        user.link, user.link_until = "", None
        user.save(update_fields=("link", "link_until"))
        return holder

    return perform(actor=Actor(person=holder), verb="log-in-links.use", at=at, load=load, decide=decide, write=write)


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
