"""Votes that stay open for days: more time for one, and closing each when its time is over.

What else they need is that of every vote (``actions.polls``); no vote is taken after the time (``actions.cast``).
"""

from datetime import datetime

from plenaria.actions._perform import Deed, Receipt
from plenaria.actions._poll import on_poll
from plenaria.actions.polls import close_poll
from plenaria.core.journal.entry import instant
from plenaria.core.mailings import extended
from plenaria.core.permits import MACHINE, Actor
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store import models


def extend_poll(*, actor: Actor, at: datetime, poll: str, closes_at: datetime, reason: str) -> Receipt | Refusal:
    """Give a vote by correspondence more time; the reason is journalled, and told to those who have not voted.

    One that is prepared may be given another time, earlier or later. Refused: ``not-by-correspondence``,
    ``poll-not-open``, ``poll-time-over``, ``closing-time-earlier``, ``closing-time-past``, ``reason-missing``.
    """

    def lawful(row: models.Poll) -> bool | Refusal:
        if row.closes_at is None:
            return conflict("not-by-correspondence")
        if row.state not in ("prepared", "open"):
            return conflict("poll-not-open")
        if not reason.strip():
            return unacceptable("reason-missing")
        if closes_at <= at:
            return unacceptable("closing-time-past")
        if row.state == "open" and at >= row.closes_at:
            return conflict("poll-time-over")
        return unacceptable("closing-time-earlier") if row.state == "open" and closes_at <= row.closes_at else True

    def write(deed: Deed, row: models.Poll, decision: bool) -> str:
        before, row.closes_at = row.closes_at, closes_at
        if row.state == "open":
            passed = [datetime.fromisoformat(each) for each in row.remind_at]
            row.remind_at = [instant(each) for each in extended(passed, at, closes_at)]
        row.save(update_fields=("closes_at", "remind_at"))
        was = instant(before) if before else ""
        deed.record("poll-extended", row.id, reason=reason.strip(), closes_at=instant(closes_at), before=was)
        return row.id

    return on_poll(actor, at, poll, "polls.conduct", lawful, write)


def close_on_time(*, at: datetime) -> tuple[Receipt | Refusal, ...]:
    """Close and declare each vote whose time is over; what could not be closed is refused, and tried again."""
    over = models.Poll.objects.filter(state="open", closes_at__lte=at).order_by("closes_at", "id")
    return tuple(close_poll(actor=MACHINE, at=at, poll=each) for each in list(over.values_list("id", flat=True)))
