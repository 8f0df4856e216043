"""Everything that can be found by its words, for an index that is searched elsewhere (a static export)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import batched, groupby

from django.db.models import Q

from plenaria.store.index import DAY, PLACES
from plenaria.store.models import Body, Clause, Passage
from plenaria.store.queries.register import ResolutionCard
from plenaria.store.queries.search import MeetingFound, things

AT_ONCE = 200
"""So many things are read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A passage with its words; ``kinds`` are those of its clause. ``also``: the number, by which a title is found."""

    part: str
    number: str
    fragment: str
    text: str
    also: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """What a search leads to (a resolution, or of a meeting a decision or the minutes), with its passages by language.

    ``of`` are the slugs of its body and of those above.
    """

    resolution: ResolutionCard | None
    meeting: MeetingFound | None
    on: date
    of: tuple[str, ...]
    texts: Mapping[str, tuple[Words, ...]]


def findable(today: date, bodies: Collection[str] | None = None) -> Iterator[Findable]:
    """All that is public, or that of these bodies (ids), the oldest first."""
    rows = Passage.objects.order_by("place")
    if bodies is not None:
        rows = rows.filter(
            Q(resolution__body__in=bodies) | Q(poll__meeting__body__in=bodies) | Q(minutes__meeting__body__in=bodies)
        )
    grouped = (tuple(some) for _of, some in groupby(rows.iterator(2_000), lambda row: row.place // PLACES))
    above = _with_above()
    for batch in batched(grouped, AT_ONCE):
        kinds = _kinds(row for some in batch for row in some)
        for some, (resolution, meeting) in zip(batch, things([some[0] for some in batch], today), strict=True):
            found = resolution or meeting
            if found is None:
                continue
            texts: dict[str, list[Words]] = {}
            for row in some:
                texts.setdefault(row.language, []).append(_words(row, resolution, kinds))
            yield Findable(
                resolution=resolution,
                meeting=meeting,
                on=date.fromordinal(some[0].place >> DAY),
                of=above[found.body_slug],
                texts={language: tuple(words) for language, words in texts.items()},
            )


def _words(row: Passage, resolution: ResolutionCard | None, kinds: Mapping[str, tuple[str, ...]]) -> Words:
    return Words(
        part=row.part,
        number=row.number,
        fragment=row.fragment,
        text=row.text,
        also=resolution.number if resolution and row.part == "title" else "",
        kinds=kinds.get(row.clause_id or "", ()),
    )


def _kinds(rows: Iterable[Passage]) -> dict[str, tuple[str, ...]]:
    """Clause → its kinds, the leading one first."""
    clauses = {row.clause_id for row in rows if row.clause_id}
    listed = Clause.objects.filter(id__in=clauses).values_list("id", "kind", "also")
    return {clause: tuple(filter(None, (kind, *also))) for clause, kind, also in listed}


def _with_above() -> dict[str, tuple[str, ...]]:
    """Slug of each body → its own and those of the bodies above it."""
    rows = {row.id: row for row in Body.objects.all()}
    found = {}
    for row in rows.values():
        line, above = [row.slug], row.parent_id
        while above is not None:
            line.append(rows[above].slug)
            above = rows[above].parent_id
        found[row.slug] = tuple(line)
    return found
