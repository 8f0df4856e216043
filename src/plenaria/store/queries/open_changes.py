"""What came to resolutions of the register after their adoption, for programs that follow it: corrigenda, and what
later clauses did to earlier ones."""

from datetime import datetime

from django.db.models import Q

from plenaria.store.queries import corrigenda, validity
from plenaria.store.queries.corrigenda import CorrigendumView
from plenaria.store.queries.keyset import Cut, Piece, piece
from plenaria.store.queries.open_lists import Among, only
from plenaria.store.queries.validity import EffectView


def corrected(cut: Cut, bodies: Among = None, *, resolution: str = "") -> Piece[CorrigendumView]:
    """The sealed corrigenda, in the order in which they were sealed; no word of one is ever changed."""
    kept = only(resolution__body__in=bodies, resolution=resolution, sealed_at__gte=cut.modified_since)
    rows = corrigenda.public_corrigenda().filter(**kept)
    return piece(rows, "sealed_at", cut, corrigenda.sealed_named, lambda each: each.id)


def corrigendum(corrigendum_id: str) -> CorrigendumView | None:
    """One of them."""
    return next(iter(corrigenda.sealed_named([corrigendum_id])), None)


def effects(cut: Cut, bodies: Among = None, *, resolution: str = "", verb: str = "") -> Piece[EffectView]:
    """What was decided on clauses, by the day from which it works; of a resolution at either end."""
    rows = validity.public_effects().filter(**only(clause__resolution__body__in=bodies, verb=verb))
    if resolution:
        rows = rows.filter(Q(clause__resolution=resolution) | Q(by__resolution=resolution))
    return piece(rows, "since", cut, validity.effects_named, lambda each: each.id)


def effect(effect_id: str) -> EffectView | None:
    """One of them."""
    return next(iter(validity.effects_named([effect_id])), None)


def moment(of: CorrigendumView) -> datetime:
    """When it came into the register."""
    assert of.sealed_at is not None
    return of.sealed_at
