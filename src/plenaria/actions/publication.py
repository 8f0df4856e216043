"""Bringing a sealed resolution before the public, and noting where else it appeared."""

from datetime import date, datetime, timedelta

from plenaria.actions import _register
from plenaria.actions._perform import Deed, Receipt, lawful
from plenaria.actions._resolution import on_resolution
from plenaria.actions._texts import Upload, stored
from plenaria.core.journal.canonical import Value
from plenaria.core.permits import Actor
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.core.resolutions import DECIDED, RESOLUTION
from plenaria.core.web_addresses import web_address
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
    *,
    actor: Actor,
    at: datetime,
    resolution: str,
    outlet: str,
    address: str,
    on: date,
    language: str = "",
    clause: str | None = None,
    archived: str = "",
    evidence: Upload | None = None,
) -> Receipt | Refusal:
    """Note that an adopted resolution appeared somewhere: another site, the press.

    ``language`` is empty where it appeared in several, ``clause`` the one that asked for it, ``archived`` where an
    archive of the web keeps a copy, ``evidence`` a picture or cutting, kept in the data folder. Refused:
    ``not-adopted``, ``outlet-missing``, ``web-address-unfit``, ``publication-in-future``, ``clause-unknown``.
    """
    link, copy = web_address(address), web_address(archived)

    def decide(row: models.Resolution) -> bool | Refusal:
        if row.state not in DECIDED:
            return conflict("not-adopted")
        if isinstance(link, Refusal):
            return link
        if isinstance(copy, Refusal):
            return copy
        # Where the day begins earlier than in Greenwich it is tomorrow already.
        if on > at.date() + timedelta(days=1):
            return unacceptable("publication-in-future")
        if clause and not row.clauses.filter(id=clause, removed=False, lost_in=None).exists():
            return unacceptable("clause-unknown")
        return lawful(row) if outlet.strip() else unacceptable("outlet-missing")

    def write(deed: Deed, row: models.Resolution, decision: bool) -> str:
        assert isinstance(link, str) and isinstance(copy, str)  # decided above
        shown = {"language": language, "clause": clause or "", "archived": copy}
        told: dict[str, Value] = {name: value for name, value in shown.items() if value}
        if evidence is not None:
            told["evidence"] = evidence.sha256
        made = models.PublicationRecord.objects.create(
            resolution=row,
            body_id=row.body_id,
            outlet=outlet.strip(),
            address=link,
            on=on,
            language=language,
            clause_id=clause or None,
            archived=copy,
            evidence=stored(evidence, at),
        )
        deed.record("published", row.id, outlet=made.outlet, address=link, on=on.isoformat(), personal=None, **told)
        return row.id

    return on_resolution(
        actor=actor, verb="publications.record", at=at, resolution=resolution, decide=decide, write=write
    )


def strike_publication(*, actor: Actor, at: datetime, record: str) -> Receipt | Refusal:
    """Take a record back as wrong: no page shows it any more, the journal keeps it.

    Refused: ``publication-unknown``.
    """
    found = models.PublicationRecord.objects.filter(id=record, struck_at=None).first()
    if found is None:
        return unacceptable("publication-unknown")

    def write(deed: Deed, row: models.Resolution, decision: bool) -> str:
        row.publications.filter(id=record).update(struck_at=at)
        deed.record("publication-struck", row.id, outlet=found.outlet, address=found.address, on=found.on.isoformat())
        return row.id

    return on_resolution(
        actor=actor, verb="publications.record", at=at, resolution=found.resolution_id, decide=lawful, write=write
    )


def _record(deed: Deed, row: models.Resolution, outlet: str, address: str, on: date) -> None:
    models.PublicationRecord.objects.create(resolution=row, body_id=row.body_id, outlet=outlet, address=address, on=on)
    deed.record("published", row.id, outlet=outlet, address=address, on=on.isoformat())
