"""Lists in pieces that stay where they are while others are added: each piece begins after the last of the one before.

The order is that in which things came, the earliest first; what comes meanwhile is at the end.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenaria.store.models import Leaf


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its list: the day or moment at which it came, and its id among those of that moment."""

    moment: date | datetime
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Which piece of a list: how long, after what, and only of what was changed since when."""

    size: int = 100
    after: Place | None = None
    modified_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What was public and is no more: its id, and when it came and went."""

    id: str
    created: datetime
    modified: datetime


@dataclass(frozen=True, slots=True)
class Piece[T]:
    """A piece of a list, and where the next one begins; nothing where it is the last."""

    found: tuple[T, ...]
    last: Place | None


def piece[T](
    rows: QuerySet[Any], order: str, cut: Cut, read: Callable[[list[str]], Iterable[T]], key: Callable[[T], str]
) -> Piece[T]:
    """A piece of the rows, in the order of that column or annotation, which never changes.

    ``read`` gets the ids and reads what is told of them, in any order; ``key`` is the id of what was read.
    """
    if cut.after is not None:
        moment, last = cut.after.moment, cut.after.id
        later = Q(**{f"{order}__gt": moment}) | Q(**{order: moment, "pk__gt": last})
        # Said once more, so that an index of that column is begun at the right place.
        rows = rows.filter(later, **{f"{order}__gte": moment})
    places = [Place(at, pk) for pk, at in rows.order_by(order, "pk").values_list("pk", order)[: cut.size + 1]]
    kept = places[: cut.size]
    found = {key(each): each for each in read([each.id for each in kept])}
    return Piece(
        tuple(found[each.id] for each in kept if each.id in found), kept[-1] if len(places) > cut.size else None
    )


def changed(cut: Cut) -> Q:
    """What has an entry of the journal of its own since then; nothing is asked where nothing was asked for."""
    if cut.modified_since is None:
        return Q()
    return Q(Exists(Leaf.objects.filter(subject=OuterRef("pk"), at__gte=cut.modified_since)))
