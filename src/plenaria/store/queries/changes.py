"""Since when the public may see something else: the last entry of the journal that a public page may show."""

import threading
from dataclasses import dataclass

from django.db.models import QuerySet

from plenaria.store.models import Head, Leaf
from plenaria.store.prepared import prepared

QUIET = (
    "vote-cast",
    "vote-corrected",
    "seat-called",
    "presence-recorded",
    "badge-issued",
    "badge-used",
    "hands-counted",
    "ballots-counted",
)
"""What comes by the thousand while a hall votes, and no public page shows before something else is told."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The journal as it was last looked at, and the entry that was the last one then."""

    frontier: tuple[str, ...] = ()
    number: int = -1
    hash: bytes = b""


_known = _Known()
_lock = threading.Lock()


def last_told() -> bytes:
    """The hash of that entry: the same as long as every public page is; empty before there is any.

    One small row is read while the journal stands still, and after that what it has grown by.
    """
    global _known
    frontier = tuple(_frontier()[0])
    with _lock:
        if frontier != _known.frontier:
            _known = _look(frontier, _known)
        return _known.hash


@prepared
def _frontier() -> "QuerySet[Head, list[str]]":
    return Head.objects.filter(id=1).values_list("frontier", flat=True)


def _look(frontier: tuple[str, ...], before: _Known) -> _Known:
    entries = Leaf.objects.exclude(kind__in=QUIET).order_by("-index").values_list("index", "hash")
    # Where the entry is another one now, this is another journal: a test's, or one that was restored.
    if before.number >= 0 and Leaf.objects.filter(index=before.number, hash=before.hash).exists():
        entries = entries.filter(index__gte=before.number)
    found = entries.first()
    return _Known(frontier, found[0], bytes(found[1])) if found else _Known(frontier)
