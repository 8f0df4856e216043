"""Reminding owners, and their secretaries of what is overdue: one digest a day for each, when they want mail."""

import logging
from datetime import datetime

from plenaria.actions._perform import Receipt
from plenaria.actions.reminders import send_digest
from plenaria.core.permits import MACHINE
from plenaria.core.reminding import called_for
from plenaria.store.queries.reminders import addressees

log = logging.getLogger("plenaria.delivery")


def remind_all(at: datetime) -> int:
    """Put into the outbox what is called for now; how many mails that are. To be called every hour.

    Whoever is killed in the middle begins anew: each digest is an action of its own, and none is made twice.
    """
    called = [each.person for each in addressees(at) if called_for(each, at)]
    return sum(_reminded(each, at) for each in called)


def _reminded(person: str, at: datetime) -> bool:
    """Whether that person's digest was made; a mistake of ours in one keeps nobody else from getting theirs."""
    try:
        return isinstance(send_digest(actor=MACHINE, at=at, person=person), Receipt)
    except Exception:
        log.exception("a digest could not be made")
        return False
