"""Reminding owners: 30 and 7 days before, on the day, then weekly; by day where the owner is, one mail a day."""

from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from plenaria.actions.reminders import remind
from plenaria.core.followup import reminder_due
from plenaria.core.permits import MACHINE
from plenaria.core.refusal import Refusal
from plenaria.store.queries.reminders import Awaited, awaited

DAY = range(8, 20)
"""The hours, by the owner's clock, at which a reminder may arrive."""


def remind_all(at: datetime) -> int:
    """Put into the outbox what is called for now; how many mails that are. To be called at least every few hours."""
    called_for = [each for each in awaited(at.date()) if _now(each, at)]
    made = 0
    for (_, _), group in groupby(called_for, key=lambda each: (each.owner, each.body)):
        asked = list(group)
        today = at.astimezone(ZoneInfo(asked[0].timezone)).date()
        result = remind(actor=MACHINE, at=at, today=today, commitments=[each.id for each in asked])
        made += not isinstance(result, Refusal)
    return made


def _now(each: Awaited, at: datetime) -> bool:
    there = at.astimezone(ZoneInfo(each.timezone))
    return there.hour in DAY and reminder_due(each.due, each.reminded_on, there.date())
