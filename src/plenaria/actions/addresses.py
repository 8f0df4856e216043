"""Changing the short name of a body or meeting, or the number of a resolution: the old address leads to the new one."""

from datetime import datetime

from plenaria.actions._addresses import leave, taken
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.actions._resolution import on_resolution
from plenaria.actions.adoption import slug_of
from plenaria.core.addresses import slug_unfit
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store.models import Body, Meeting, Resolution


def move_body(*, actor: Actor, at: datetime, body: str, slug: str) -> Receipt | Refusal:
    """Give a body another short name in its addresses.

    Refused: ``body-unknown``, ``slug-unfit``, ``slug-taken``, ``slug-same``.
    """

    def load() -> tuple[Body, Where] | Refusal:
        row = Body.objects.select_for_update().filter(id=body).first()
        return (row, Where(body=body)) if row else unacceptable("body-unknown")

    def decide(row: Body) -> bool | Refusal:
        return _free("body", row.slug, slug, but=row.id)

    def write(deed: Deed, row: Body, decision: bool) -> str:
        leave("body", row.slug, row.id, at)
        deed.record("address-changed", row.id, what="body", before=row.slug, slug=slug)
        row.slug = slug
        row.save(update_fields=("slug",))
        return row.id

    return perform(actor=actor, verb="bodies.edit", at=at, load=load, decide=decide, write=write)


def move_meeting(*, actor: Actor, at: datetime, meeting: str, slug: str) -> Receipt | Refusal:
    """Give a meeting another short name in its addresses.

    Refused: ``meeting-unknown``, ``slug-unfit``, ``slug-taken``, ``slug-same``.
    """

    def load() -> tuple[Meeting, Where] | Refusal:
        row = Meeting.objects.select_for_update().filter(id=meeting).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("meeting-unknown")

    def decide(row: Meeting) -> bool | Refusal:
        return _free("meeting", row.slug, slug, within=row.body_id, but=row.id)

    def write(deed: Deed, row: Meeting, decision: bool) -> str:
        deed.meeting = row.id
        leave("meeting", row.slug, row.id, at, within=row.body_id)
        deed.record("address-changed", row.id, what="meeting", before=row.slug, slug=slug)
        row.slug = slug
        row.save(update_fields=("slug",))
        return row.id

    return perform(actor=actor, verb="meetings.plan", at=at, load=load, decide=decide, write=write)


def renumber(*, actor: Actor, at: datetime, resolution: str, number: str) -> Receipt | Refusal:
    """Give an adopted resolution another number, before it is sealed.

    Refused: ``not-adopted``, ``already-sealed``, ``number-missing``, ``number-taken`` (number), ``slug-same``.
    """

    def decide(row: Resolution) -> bool | Refusal:
        if not row.slug:
            return conflict("not-adopted")
        if row.state != "adopted":
            return conflict("already-sealed")
        if not slug_of(number):
            return unacceptable("number-missing")
        if number == row.number:
            return conflict("slug-same")
        if taken("resolution", slug_of(number), within=row.body_id, but=row.id):
            return conflict("number-taken", number=number)
        return True

    def write(deed: Deed, row: Resolution, decision: bool) -> str:
        before, slug = row.slug or "", slug_of(number)
        if slug != before:
            leave("resolution", before, row.id, at, within=row.body_id)
        deed.record("address-changed", row.id, what="resolution", before=before, slug=slug, number=number)
        row.number, row.slug = number, slug
        row.save(update_fields=("number", "slug"))
        return row.id

    return on_resolution(
        actor=actor, verb="resolutions.adopt", at=at, resolution=resolution, decide=decide, write=write
    )


def _free(kind: str, before: str, slug: str, *, within: str = "", but: str = "") -> bool | Refusal:
    """Whether something may be called so from now on."""
    unfit = slug_unfit(kind, slug)
    if unfit is not None:
        return unfit
    if slug == before:
        return conflict("slug-same")
    return conflict("slug-taken", slug=slug) if taken(kind, slug, within=within, but=but) else True
