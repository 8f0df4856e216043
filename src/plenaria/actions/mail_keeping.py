"""Mail that came in is not kept for ever: after as many days as its body says, its words and files are removed.

1. Only what somebody has dealt with, and what a machine answered: whatever waits for the secretary stays.
2. What was filed stays with its letter, with its files: it is the body's answer now, and no longer somebody's mail.
3. That there was a message, from which day and about which letter, stays, and so does the hash of its bytes: found
   again in a mailbox, it is known. The journal says how many were removed, and nothing of what they said.
"""

from collections.abc import Collection
from datetime import datetime

from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, unacceptable
from plenaria.store import files, models
from plenaria.store.queries import incoming as queries

AT_ONCE = 10
"""Messages that are removed in one transaction."""


def remove_old(*, actor: Actor, at: datetime, body: str) -> Receipt | Refusal:
    """Remove the words and files of a body's oldest messages that are due, ``AT_ONCE`` of them.

    Refused: ``body-unknown``, ``mail-unknown``: none is due.
    """

    def load() -> tuple[list[models.IncomingMail], Where] | Refusal:
        if not models.Body.objects.filter(id=body).exists():
            return unacceptable("body-unknown")
        rows = models.IncomingMail.objects.select_for_update().filter(id__in=queries.due_to_go(body, at)[:AT_ONCE])
        return list(rows), Where(body=body)

    def decide(rows: list[models.IncomingMail]) -> bool | Refusal:
        return bool(rows) or unacceptable("mail-unknown")

    def write(deed: Deed, rows: list[models.IncomingMail], decision: bool) -> str:
        gone = [file for row in rows for file in row.files]
        for row in rows:
            row.sender = row.subject = row.text = row.quoted = row.message_id = ""
            row.files = []
        models.IncomingMail.objects.bulk_update(rows, ("sender", "subject", "text", "quoted", "message_id", "files"))
        _forget(gone, at)
        deed.record("mail-removed", body, many=len(rows))
        return body

    return perform(actor=actor, verb="mail.remove", at=at, load=load, decide=decide, write=write)


def _forget(stored: Collection[str], at: datetime) -> None:
    """Drop these files, and their bytes where no other row names them.

    The bytes go before the commit: should it fail, the next round does all of it again, and none is left behind.
    """
    rows = models.StoredFile.objects.filter(id__in=stored)
    digests = set(rows.values_list("sha256", flat=True))
    rows.delete()
    for digest in digests - set(models.StoredFile.objects.filter(sha256__in=digests).values_list("sha256", flat=True)):
        files.drop(digest, at)
