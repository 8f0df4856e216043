"""Reminding owners, and their secretaries of what is overdue: one digest a day for each, when they want mail."""

import logging
from collections.abc import Sequence
from datetime import datetime
from itertools import batched

from plenaria.actions.reminders import send_digests
from plenaria.core.permits import MACHINE
from plenaria.core.refusal import Refusal
from plenaria.core.reminding import called_for
from plenaria.store.queries.reminders import addressees

log = logging.getLogger("plenaria.delivery")

AT_ONCE = 15
"""Digests in one transaction, which holds SQLite's writer for some 25 ms where 10,000 people own 50,000 things; whoever
is killed begins no more anew."""


def remind_all(at: datetime) -> int:
    """Put into the outbox what is called for now; how many mails that are. To be called every hour.

    Whoever is killed in the middle begins anew: so many digests at once are an action of their own, and none is made
    twice.
    """
    called = [each.person for each in addressees(at) if called_for(each, at)]
    return sum(_reminded(each, at) for each in batched(called, AT_ONCE))


def _reminded(people: Sequence[str], at: datetime) -> int:
    """How many digests were made; a mistake of ours in one keeps nobody else from getting theirs."""
    try:
        done = send_digests(actor=MACHINE, at=at, people=people)
        return 0 if isinstance(done, Refusal) else len(done)
    except Exception:
        if len(people) > 1:
            return sum(_reminded([each], at) for each in people)
        log.exception("a digest could not be made")
        return 0
