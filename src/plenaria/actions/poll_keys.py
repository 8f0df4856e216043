"""At the start: the keys of secret ballots and the polls they belong to are brought together again.

A process may have died between two steps, and a database may have come back from a backup, in which no key is.

1. A key whose poll is not open belongs to an opening that failed, or to a count that is on disk: it is destroyed.
2. An open secret poll whose key is gone can't be counted by anybody: it is void, with the reason ``key-lost``.
"""

from datetime import datetime

from django.db import transaction

from plenaria.actions._perform import Deed, Receipt
from plenaria.actions._poll import on_poll, void
from plenaria.core.permits import MACHINE
from plenaria.core.refusal import Refusal, conflict
from plenaria.store import models, poll_keys

KEY_LOST = "key-lost"
"""The reason of such a void poll."""


def settle(*, at: datetime) -> tuple[int, ...]:
    """Do both; the numbers of the votes that are void now."""
    for poll in poll_keys.kept():
        _destroy_left_over(poll)
    waiting = dict(models.Poll.objects.filter(method="secret", state="open").values_list("id", "number"))
    return tuple(sorted(number for poll, number in waiting.items() if isinstance(_void(poll, at), Receipt)))


def _destroy_left_over(poll: str) -> None:
    with transaction.atomic():
        # Locked: an opening that has made its key and is not committed yet is waited for.
        row = models.Poll.objects.select_for_update().filter(id=poll).first()
        if row is None or row.state != "open":
            poll_keys.destroy(poll)


def _void(poll: str, at: datetime) -> Receipt | Refusal:
    def lawful(row: models.Poll) -> bool | Refusal:
        return conflict("poll-not-open") if row.state != "open" or poll_keys.load(row.id) else True

    def write(deed: Deed, row: models.Poll, decision: bool) -> str:
        void(deed, row, KEY_LOST)
        return row.id

    return on_poll(MACHINE, at, poll, "polls.void-lost", lawful, write)
