"""What a body's members may see of its correspondence, in pieces: its address book, and what went to whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from plenaria.store import models
from plenaria.store.queries import dispatches as queries
from plenaria.store.queries.dispatches import DispatchView, PartyView
from plenaria.store.queries.keyset import Cut, Piece, changed, piece
from plenaria.store.queries.open_data import dated
from plenaria.store.queries.open_lists import only


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyData:
    """An institution in the address book of a body."""

    of: PartyView
    body: str
    created: datetime
    modified: datetime

    @property
    def id(self) -> str:
        """The party's."""
        return self.of.id


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchData:
    """One sending to one party; ``modified`` is empty while nothing was done with it."""

    of: DispatchView
    modified: datetime | None

    @property
    def id(self) -> str:
        """The dispatch's."""
        return self.of.id


def parties(cut: Cut, bodies: Collection[str]) -> Piece[PartyData]:
    """The address books of these bodies."""
    rows = models.Party.objects.filter(changed(cut), body__in=bodies)
    return piece(dated(rows), "created", cut, lambda ids: parties_named(ids, bodies), lambda each: each.id)


def parties_named(ids: Collection[str], bodies: Collection[str]) -> list[PartyData]:
    """Those of these institutions that are in the address books of these bodies."""
    rows = {row.id: row for row in dated(models.Party.objects.filter(id__in=ids, body__in=bodies))}
    return [
        PartyData(
            of=each,
            body=rows[each.id].body_id,
            created=rows[each.id].created,  # type: ignore[attr-defined] # annotated by ``dated``
            modified=rows[each.id].modified,  # type: ignore[attr-defined]
        )
        for each in queries.parties_named(rows)
    ]


def dispatches(
    cut: Cut, today: date, bodies: Collection[str], *, resolution: str = "", party: str = "", purpose: str = ""
) -> Piece[DispatchData]:
    """What these bodies sent or are to send, by the day on which its resolution was adopted."""
    kept = only(resolution=resolution, party=party, purpose=purpose)
    rows = models.Dispatch.objects.filter(changed(cut), resolution__body__in=bodies, **kept)
    rows = rows.filter(resolution__adopted_on__isnull=False)
    return piece(
        rows, "resolution__adopted_on", cut, lambda ids: dispatches_named(ids, today, bodies), lambda each: each.id
    )


def dispatches_named(ids: Collection[str], today: date, bodies: Collection[str]) -> list[DispatchData]:
    """Those of these dispatches that are these bodies'."""
    theirs = models.Dispatch.objects.filter(id__in=ids, resolution__body__in=bodies).values_list("id", flat=True)
    last = dict(models.Leaf.objects.filter(subject__in=list(theirs)).values_list("subject").annotate(Max("at")))
    return [DispatchData(of=each, modified=last.get(each.id)) for each in queries.dispatches_named(theirs, today)]
