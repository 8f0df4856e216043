"""Bringing a sealed resolution before the public, and noting where else it appeared."""

from datetime import date, datetime

from plenaria.actions import _register
from plenaria.actions._perform import Deed, Receipt, lawful
from plenaria.actions._resolution import on_resolution
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import DECIDED, RESOLUTION
from plenaria.store import models


def publish(*, actor: Actor, at: datetime, resolution: str, address: str) -> Receipt | Refusal:
    """Show a sealed resolution in the register; ``address`` is its own page there.

    From then on its words are found by the search, and its citations from the resolutions that they mean.
    """

    def decide(row: models.Resolution) -> str | Refusal:
        return RESOLUTION.after(row.state, "publish")

    def write(deed: Deed, row: models.Resolution, state: str) -> str:
        row.state, row.published_at = state, at
        row.save(update_fields=("state", "published_at"))
        _register.enter(row)
        outlet = row.body.short_names.get(row.language) or row.body.names.get(row.language, "")
        _record(deed, row, outlet, address, at.date())
        return row.id

    return on_resolution(
        actor=actor, verb="resolutions.publish", at=at, resolution=resolution, decide=decide, write=write
    )


def record_publication(
    *, actor: Actor, at: datetime, resolution: str, outlet: str, address: str, on: date
) -> Receipt | Refusal:
    """Note that an adopted resolution appeared somewhere: another site, the press."""

    def decide(row: models.Resolution) -> bool | Refusal:
        if row.state not in DECIDED:
            return conflict("not-adopted")
        return lawful(row) if outlet.strip() else unacceptable("outlet-missing")

    def write(deed: Deed, row: models.Resolution, decision: bool) -> str:
        _record(deed, row, outlet.strip(), address, on)
        return row.id

    return on_resolution(
        actor=actor, verb="publications.record", at=at, resolution=resolution, decide=decide, write=write
    )


def _record(deed: Deed, row: models.Resolution, outlet: str, address: str, on: date) -> None:
    models.PublicationRecord.objects.create(resolution=row, body_id=row.body_id, outlet=outlet, address=address, on=on)
    deed.record("published", row.id, outlet=outlet, address=address, on=on.isoformat())
