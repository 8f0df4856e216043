"""Programmes: work that outlives the resolution that began it; and the clauses above that one of ours carries out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import slugify

from plenaria.actions import _implementing
from plenaria.actions._perform import Deed, Receipt, perform
from plenaria.core.permits import Actor, Where
from plenaria.core.refusal import Refusal, conflict, unacceptable
from plenaria.store import models


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A programme: its address within the body, its names and what it is about, by language, and its days."""

    slug: str
    names: Mapping[str, str]
    summaries: Mapping[str, str]
    begun: date | None = None
    ended: date | None = None


def found(*, actor: Actor, at: datetime, body: str, described: Described) -> Receipt | Refusal:
    """Begin a programme.

    Refused: ``body-unknown``, ``name-missing``, ``slug-unfit`` and ``slug-taken`` (slug), ``dates-reversed``.
    """

    def load() -> tuple[models.Body, Where] | Refusal:
        row = models.Body.objects.filter(id=body).first()
        return (row, Where(body=row.id)) if row else unacceptable("body-unknown")

    def write(deed: Deed, row: models.Body, decision: bool) -> str:
        return _save(deed, models.Programme(body=row), described)

    return perform(
        actor=actor,
        verb="programmes.edit",
        at=at,
        load=load,
        decide=lambda row: _unfit(row.id, described, "") or True,
        write=write,
    )


def change(*, actor: Actor, at: datetime, programme: str, described: Described) -> Receipt | Refusal:
    """Correct a programme, or end it; its address stays. Refused: ``programme-unknown``, and as ``found``."""

    def load() -> tuple[models.Programme, Where] | Refusal:
        row = models.Programme.objects.select_for_update(of=("self",)).filter(id=programme).first()
        return (row, Where(body=row.body_id)) if row else unacceptable("programme-unknown")

    def decide(row: models.Programme) -> bool | Refusal:
        return _unfit(row.body_id, described, row.id) or True

    def write(deed: Deed, row: models.Programme, decision: bool) -> str:
        return _save(deed, row, described)

    return perform(actor=actor, verb="programmes.edit", at=at, load=load, decide=decide, write=write)


def carry_out(*, actor: Actor, at: datetime, clause: str, above: Sequence[str]) -> Receipt | Refusal:
    """Say which clauses of bodies above this clause carries out; those that are left out are so no more.

    Refused: ``clause-unknown``, ``not-adopted`` (the clause above), ``not-above`` where its body is not above ours.
    """

    def load() -> tuple[models.Clause, Where] | Refusal:
        rows = models.Clause.objects.select_for_update(of=("self",)).select_related("resolution")
        row = rows.filter(id=clause, removed=False, lost_in=None).first()
        return (row, Where(body=row.resolution.body_id)) if row else unacceptable("clause-unknown")

    def decide(row: models.Clause) -> bool | Refusal:
        return _implementing.unfit(row.resolution.body_id, above) or True

    def write(deed: Deed, row: models.Clause, decision: bool) -> str:
        models.Implementing.objects.filter(clause=row).exclude(above__in=above).delete()
        deed.meeting = row.resolution.meeting_id or ""
        _implementing.link(deed, row.id, above, at)
        return row.id

    return perform(actor=actor, verb="implementing.edit", at=at, load=load, decide=decide, write=write)


def _unfit(body: str, described: Described, own: str) -> Refusal | None:
    if not any(name.strip() for name in described.names.values()):
        return unacceptable("name-missing")
    if not described.slug or slugify(described.slug) != described.slug:
        return unacceptable("slug-unfit", slug=described.slug[:60])
    if models.Programme.objects.filter(body_id=body, slug=described.slug).exclude(id=own).exists():
        return conflict("slug-taken", slug=described.slug)
    if described.begun and described.ended and described.ended < described.begun:
        return unacceptable("dates-reversed")
    return None


def _save(deed: Deed, row: models.Programme, described: Described) -> str:
    row.slug = row.slug or described.slug
    row.names = {language: " ".join(each.split())[:200] for language, each in described.names.items() if each.strip()}
    row.summaries = {language: each.strip()[:2000] for language, each in described.summaries.items() if each.strip()}
    row.begun, row.ended = described.begun, described.ended
    row.save()
    deed.record(
        "programme-changed",
        row.id,
        slug=row.slug,
        names=row.names,
        begun=row.begun.isoformat() if row.begun else "",
        ended=row.ended.isoformat() if row.ended else "",
    )
    return row.id
