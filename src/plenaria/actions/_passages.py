"""What is public is found by its words: its passages, each with a place in the index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import QuerySet

from plenaria.store import index, models, search
from plenaria.store.index import DAY, PLACES, Document
from plenaria.store.models import Passage


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage that has no place yet, the words by which it is found beside its own, and what its clause does."""

    passage: Passage
    also: str = ""
    kinds: tuple[str, ...] = ()


def enter(pieces: Sequence[Piece], *, of: str, on: date, body: str) -> None:
    """Enter the passages of one thing, which stay next to each other: its id, its day, and whose it is.

    Of more than ``store.index.PLACES`` the last are left out.
    """
    kept = pieces[:PLACES]
    for place, piece in enumerate(kept, free_place(of, on)):
        piece.passage.place = place
    Passage.objects.bulk_create(each.passage for each in kept)
    whose = [f"=b:{each}" for each in with_above(body)]
    index.put([document(each, whose) for each in kept])


def leave(passages: QuerySet[Passage]) -> None:
    """Take them out again."""
    index.drop(passages.values_list("place", flat=True))
    passages.delete()


def free_place(of: str, on: date) -> int:
    """The first of the next places of that day that nothing has."""
    place = place_of(of, on)
    while Passage.objects.filter(place__gte=place, place__lt=place + PLACES).exists():
        place += PLACES
    return place


def place_of(of: str, on: date) -> int:
    """Where the passages of something begin: by its day, and among those of one day by chance."""
    digest = int.from_bytes(sha256(of.encode()).digest()[:4]) >> 6
    return (on.toordinal() << DAY) + digest * PLACES


def with_above(body: str) -> list[str]:
    """The body and those above it, in which a search of *this body and those below* finds it too."""
    found: list[str] = []
    above: str | None = body
    while above is not None:
        found.append(above)
        above = models.Body.objects.values_list("parent_id", flat=True).get(id=above)
    return found


def document(piece: Piece, whose: Sequence[str]) -> Document:
    """What the index is given of it; ``whose`` are the tokens of the bodies."""
    passage = piece.passage
    stems = search.stems(f"{passage.text} {piece.also}", passage.language)
    kinds = [f"=k:{each}" for each in piece.kinds]
    return Document(passage.place, stems, [*whose, f"=l:{passage.language}", f"=p:{passage.part}", *kinds])
