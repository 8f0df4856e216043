"""Whom to remind."""

from dataclasses import dataclass
from datetime import date, timedelta

from plenaria.core.followup import BEFORE, SETTLED
from plenaria.store.models import Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A commitment that is not settled and whose owner can be written to."""

    id: str
    body: str
    owner: str
    timezone: str
    due: date
    reminded_on: date | None


def awaited(today: date) -> tuple[Awaited, ...]:
    """Everything that could call for a reminder on about this day, by owner; ``core.followup`` says what does."""
    # A day more on either side: it may be tomorrow already where the owner is.
    horizon = today + timedelta(days=max(BEFORE) + 1)
    rows = (
        Commitment.objects.select_related("owner")
        .filter(confirmed=True, due__lte=horizon)
        .exclude(state__in=SETTLED)
        .exclude(owner=None)
        .exclude(owner__email="")
        .order_by("owner_id", "body_id", "due", "id")
    )
    return tuple(
        Awaited(
            id=row.id,
            body=row.body_id,
            owner=row.owner.id,
            timezone=row.owner.timezone,
            due=row.due,
            reminded_on=row.reminded_on,
        )
        for row in rows
        if row.owner and row.due
    )
